package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tilt, shaking and the service door: an alarm, unless somebody in service mode is there. */
class GuardingTest {
  private static final int MINUTE = 60_000;
  private final Tale tale = Tale.inService();

  private static Event guard(Guard guard, boolean open) {
    return new HealthEvent.GuardChanged(guard, open);
  }

  private List<Fact> alarms() {
    return tale.facts.stream()
        .filter(f -> f instanceof StationFact.AlarmBegan || f instanceof StationFact.AlarmEnded)
        .toList();
  }

  private Status status() {
    return tale.kiosk.said().status().orElseThrow();
  }

  @Test
  void eachIsAnAlarmThatIsFlushedInTheTurnThatHearsOfIt() {
    for (Guard guard : Guard.values()) {
      var test = new GuardingTest();
      Step step =
          test.tale.kiosk.on(
              guard(guard, true), new Now(2_000, Instant.EPOCH, Now.ClockTrust.SYNCHRONISED));
      assertThat(step.facts()).containsExactly(new StationFact.AlarmBegan(guard.word(), ""));
      assertThat(step.mustFlush()).isTrue();
      test.tale.tell(guard(guard, true));
      assertThat(test.status().serving()).isEqualTo("degraded");
      assertThat(test.status().reason()).isEqualTo(guard.alarm());
    }
  }

  @Test
  void aContactThatShakesIsOneAlarmUntilItHasBeenQuietForAMinute() {
    for (int i = 0; i < 50; i++) {
      tale.tell(guard(Guard.VIBRATION, i % 2 == 0)).after(300);
    }
    tale.after(MINUTE - 1_000);
    assertThat(alarms()).containsExactly(new StationFact.AlarmBegan("vibration", ""));
    tale.after(1_000);
    assertThat(alarms()).endsWith(new StationFact.AlarmEnded("vibration"));
    assertThat(status().reason()).isEmpty();
  }

  @Test
  void anAnnouncedVisitOfStaffIsRecordedWithThePersonAndIsNoAlarm() {
    tale.tell(new ServiceEvent.ServiceBegan("lin", "new antenna", 30));
    tale.tell(guard(Guard.SERVICE_DOOR, true)).tell(guard(Guard.SERVICE_DOOR, false));
    tale.after(2 * MINUTE).tell(new ServiceEvent.ServiceEnded("lin"));
    assertThat(alarms())
        .containsExactly(
            new StationFact.AlarmBegan("service-door", "lin"),
            new StationFact.AlarmEnded("service-door"));
    assertThat(status().reason()).isEmpty();
  }

  @Test
  void whatStaffLeaveOpenIsAnAlarmWhenTheyAreGone() {
    tale.tell(new ServiceEvent.ServiceBegan("lin", "new antenna", 30));
    tale.tell(guard(Guard.SERVICE_DOOR, true)).tell(new ServiceEvent.ServiceEnded("lin"));
    assertThat(alarms()).endsWith(new StationFact.AlarmBegan("service-door", ""));
  }

  @Test
  void whatHasBeenShutBeforeTheyGoIsNoAlarmAlsoWhereThePowerWentBetween() {
    for (boolean cut : new boolean[] {false, true}) {
      var test = new GuardingTest();
      test.tale.tell(new ServiceEvent.ServiceBegan("lin", "new antenna", 30));
      test.tale.tell(guard(Guard.TILT, true)).tell(guard(Guard.TILT, false)).forget();
      if (cut) test.tale.tell(new TimeEvent.Restarted(2, "power cut")).devicesUp();
      test.tale.tell(new ServiceEvent.ServiceEnded("lin")).after(MINUTE);
      assertThat(test.alarms())
          .as("cut: %s", cut)
          .containsExactly(new StationFact.AlarmEnded("tilt"));
    }
  }

  @Test
  void theAlarmOutlivesARestartAndIsNotRaisedTwice() {
    tale.tell(guard(Guard.TILT, true)).forget();
    tale.tell(new TimeEvent.Restarted(2, "power cut")).devicesUp().tell(guard(Guard.TILT, true));
    assertThat(alarms()).isEmpty();
    tale.tell(guard(Guard.TILT, false)).after(MINUTE);
    assertThat(alarms()).containsExactly(new StationFact.AlarmEnded("tilt"));
  }
}
