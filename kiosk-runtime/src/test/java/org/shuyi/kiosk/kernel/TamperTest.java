package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The service panel is opened: an alarm, unless somebody in service mode is there. */
class TamperTest {
  private final Tale tale = Tale.inService();

  @Test
  void anOpenedPanelIsAnAlarmUntilItIsShut() {
    tale.tell(panel(true));
    assertThat(facts()).containsExactly(new StationFact.TamperBegan(""));
    assertThat(facts()).allMatch(Fact::isClaim);
    assertThat(status().serving()).isEqualTo("degraded");
    assertThat(status().reason()).isEqualTo("the service panel is open");
    tale.forget().tell(panel(false));
    assertThat(facts()).containsExactly(new StationFact.TamperEnded());
    assertThat(status().serving()).isEqualTo("in-service");
    assertThat(status().reason()).isEmpty();
  }

  @Test
  void whatIsSaidAgainIsRecordedOnce() {
    tale.tell(panel(false)).tell(panel(true)).tell(panel(true));
    assertThat(facts()).hasSize(1);
  }

  @Test
  void inServiceModeItIsRecordedWithThePersonAndIsNoAlarm() {
    tale.tell(service()).tell(panel(true));
    assertThat(facts()).containsExactly(new StationFact.TamperBegan("lin"));
    assertThat(status().reason()).isEqualTo("service on site: new antenna");
    tale.forget().tell(panel(false)).tell(new ServiceEvent.ServiceEnded("lin"));
    assertThat(facts()).containsExactly(new StationFact.TamperEnded());
  }

  @Test
  void aPanelThatIsLeftOpenIsAnAlarmWhenServiceModeEnds() {
    tale.tell(service()).tell(panel(true)).forget();
    tale.tell(new ServiceEvent.ServiceEnded("lin"));
    assertThat(facts()).containsExactly(new StationFact.TamperBegan(""));
    assertThat(status().reason()).isEqualTo("the service panel is open");
  }

  @Test
  void theAlarmOutlivesARestartAndIsNotRaisedTwice() {
    tale.tell(panel(true)).forget();
    tale.tell(new TimeEvent.Restarted(2, "power cut")).devicesUp().tell(panel(true));
    assertThat(facts()).isEmpty();
    assertThat(status().reason()).contains("the service panel is open");
    tale.tell(panel(false));
    assertThat(facts()).containsExactly(new StationFact.TamperEnded());
  }

  private static Event panel(boolean open) {
    return new HealthEvent.TamperChanged(open);
  }

  private static Event service() {
    return new ServiceEvent.ServiceBegan("lin", "new antenna", 30);
  }

  private Status status() {
    return tale.kiosk.said().status().orElseThrow();
  }

  private List<Fact> facts() {
    return tale.facts.stream().filter(TamperTest::isTamper).toList();
  }

  private static boolean isTamper(Fact fact) {
    return fact instanceof StationFact.TamperBegan || fact instanceof StationFact.TamperEnded;
  }
}
