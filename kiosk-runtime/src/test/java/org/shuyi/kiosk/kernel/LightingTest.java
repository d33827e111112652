package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.Now.ClockTrust;
import org.shuyi.kiosk.kernel.light.LightsPlan;

/**
 * Lights and screen are dim at hours when nobody comes, and bright in the turn that hears of one.
 */
class LightingTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  /** Shanghai's midnight. */
  private static final Instant MIDNIGHT = Instant.parse("2026-11-21T16:00:00Z");

  private Kiosk kiosk = Tale.inService(plan()).kiosk;
  private long ticks = 10_000;

  /** Midnight by the wall is 10 s by the station. */
  private long startAt;

  private ClockTrust trust = ClockTrust.SYNCHRONISED;

  private static Plan plan() {
    var hours = new Hours(SHANGHAI, LocalTime.of(7, 0), LocalTime.of(22, 0));
    return Tale.plan().with(FittingsPlan.none().with(new LightsPlan(hours, Duration.ofMinutes(5))));
  }

  private void tell(Event event) {
    Instant wall = MIDNIGHT.plusMillis(startAt + ticks - 10_000);
    kiosk = kiosk.on(event, new Now(ticks, wall, trust)).next();
  }

  /** Time goes by, and the kernel is woken when it wants to be. */
  private LightingTest after(long millis) {
    long end = ticks + millis;
    while (kiosk.wakeAt() <= end) {
      ticks = Math.max(ticks, kiosk.wakeAt());
      tell(new TimeEvent.TimePassed());
    }
    ticks = end;
    tell(new TimeEvent.TimePassed());
    return this;
  }

  private LightingTest at(long hour) {
    startAt = hour * HOUR;
    tell(new TimeEvent.Restarted(2, "first"));
    return after(10 * MINUTE);
  }

  private boolean bright() {
    boolean lights = kiosk.said().switched().orElseThrow().contains(Appliance.LIGHTS);
    assertThat(kiosk.said().screen().orElseThrow().dim()).isEqualTo(!lights);
    return lights;
  }

  @Test
  void theyAreBrightInTheirHoursAndDimAtOthers() {
    at(6);
    assertThat(bright()).isFalse();
    after(49 * MINUTE);
    assertThat(bright()).isFalse();
    after(2 * MINUTE);
    assertThat(bright()).as("from seven on").isTrue();
    after(14 * HOUR);
    assertThat(bright()).isTrue();
    after(HOUR);
    assertThat(bright()).as("until ten").isFalse();
  }

  @Test
  void aTouchACardADoorAndStaffWakeThemInTheSameTurn() {
    for (Event somebody :
        new Event[] {
          new VisitEvent.Touched(new VisitEvent.Intent.Stay()),
          new VisitEvent.CardTapped(Tale.ALICE),
          new VisitEvent.CardUnusable("random id"),
          new ShelfEvent.DoorOpened(Tale.DOOR_1),
          new ServiceEvent.LoggedIn("lin", true),
          new HealthEvent.TamperChanged(true)
        }) {
      var test = new LightingTest().at(3);
      assertThat(test.bright()).isFalse();
      test.tell(somebody);
      assertThat(test.bright()).as("%s", somebody).isTrue();
    }
  }

  @Test
  void theyAreDimAgainAfterSomeMinutesOfNothing() {
    at(3).tell(new VisitEvent.Touched(new VisitEvent.Intent.Stay()));
    after(4 * MINUTE).tell(new VisitEvent.Touched(new VisitEvent.Intent.Stay()));
    after(5 * MINUTE - 1_000);
    assertThat(bright()).isTrue();
    after(1_000);
    assertThat(bright()).isFalse();
  }

  @Test
  void whereNobodyKnowsTheHourTheyStayBright() {
    trust = ClockTrust.UNTRUSTED;
    at(3).after(48 * HOUR);
    assertThat(bright()).isTrue();
  }

  @Test
  void inAnEmergencyTheyAreBright() {
    at(3).tell(new HealthEvent.FireChanged(true));
    after(HOUR);
    assertThat(bright()).isTrue();
  }

  @Test
  void whileADoorStandsOpenTheyStayBright() {
    at(3).tell(new ShelfEvent.DoorOpened(Tale.DOOR_1));
    after(HOUR);
    assertThat(bright()).isTrue();
  }

  @Test
  void aPinThatLetsGoIsToldAgainWithinTheHour() {
    at(12);
    long told = 0;
    for (int i = 0; i < 60; i++) {
      ticks += MINUTE;
      Instant wall = MIDNIGHT.plusMillis(startAt + ticks - 10_000);
      Step step = kiosk.on(new TimeEvent.TimePassed(), new Now(ticks, wall, trust));
      told += step.effects().stream().filter(Effect.Switch.class::isInstance).count();
      kiosk = step.next();
    }
    assertThat(told).isBetween(1L, 2L);
  }

  @Test
  void hoursMayGoOverMidnight() {
    var night = new Hours(SHANGHAI, LocalTime.of(23, 0), LocalTime.of(5, 0));
    assertThat(night.contain(MIDNIGHT)).isTrue();
    assertThat(night.contain(MIDNIGHT.plusSeconds(5 * 3_600))).isFalse();
    assertThat(night.change(MIDNIGHT)).isEqualTo(Duration.ofHours(5));
    assertThat(night.change(MIDNIGHT.plusSeconds(5 * 3_600))).isEqualTo(Duration.ofHours(18));
    assertThat(night.day(MIDNIGHT)).isEqualTo(night.day(MIDNIGHT.minusSeconds(1)));
  }
}
