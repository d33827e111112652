package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.PlaceEvent.PositionHeard;
import org.shuyi.kiosk.kernel.PlaceEvent.PositionLost;
import org.shuyi.kiosk.kernel.PlaceFact.StopChanged;
import org.shuyi.kiosk.kernel.ServiceEvent.StopChosen;
import org.shuyi.kiosk.kernel.place.PlacePlan;
import org.shuyi.kiosk.kernel.place.PlacePlan.Stop;
import org.shuyi.kiosk.kernel.place.Sighting.Position;
import org.shuyi.kiosk.kernel.place.Stay;
import org.shuyi.kiosk.kernel.place.Stay.Source;

/** At which stop a mobile station stands, and what that means for patrons. */
class PlacingTest {
  private static final int NORTH = 31_230_416;
  private static final int EAST = 121_473_701;
  private static final int SECOND = 1_000;
  private static final int MINUTE = 60 * SECOND;
  private static final int HOUR = 60 * MINUTE;

  /** The tale begins at noon in UTC. */
  private static final Hours AFTERNOON =
      new Hours(ZoneId.of("UTC"), LocalTime.of(11, 0), LocalTime.of(14, 0));

  /** One metre north in millionths of a degree, nine of them. */
  private static final int NINE_METRES_DEGREE_TENTHS = 81;

  private static Plan plan() {
    var stops =
        new TreeMap<String, Stop>(
            Map.of(
                "east-gate", new Stop(NORTH, EAST, 100, true, Optional.empty()),
                "school", new Stop(NORTH + 50_000, EAST, 100, true, Optional.of(AFTERNOON)),
                "depot", new Stop(NORTH - 50_000, EAST, 300, false, Optional.empty())));
    return Tale.plan().with(FittingsPlan.none().with(new PlacePlan(stops, 50)));
  }

  private final Tale tale = Tale.inService(plan());

  private void at(int north) {
    tale.tell(new PositionHeard(NORTH + north, EAST, 6, 9));
  }

  private static int metres(int metres) {
    return metres * NINE_METRES_DEGREE_TENTHS / 9;
  }

  private Optional<String> stop() {
    return tale.kiosk.fittings().place().stop();
  }

  private boolean serves() {
    return tale.kiosk.said().screen().orElseThrow().name().equals("attract");
  }

  private String said(String fitting) {
    return String.valueOf(tale.kiosk.said().status().orElseThrow().fittings().get(fitting));
  }

  private String reason() {
    return tale.kiosk.said().status().orElseThrow().reason();
  }

  /** As time passes: told at each deadline, and never over and over. */
  private void later(long millis) {
    long end = tale.ticks + millis;
    int wakes = 0;
    while (tale.kiosk.wakeAt() < end) {
      assertThat(++wakes).as("wakes").isLessThan(5_000);
      tale.after(Math.max(1, tale.kiosk.wakeAt() - tale.ticks));
    }
    tale.after(end - tale.ticks);
  }

  @Test
  void aPositionHasItsAgeAndItsQuality() {
    at(0);
    later(30 * SECOND);
    var heard = (Position.Heard) tale.kiosk.devices().sighting().position();
    assertThat(heard.age(tale.ticks)).isEqualTo(Duration.ofSeconds(30));
    assertThat(heard.metres()).isEqualTo(6);
    assertThat(heard.satellites()).isEqualTo(9);
    assertThat(said("position")).isEqualTo("good, less than 2 minutes old");
    tale.tell(new PositionHeard(NORTH, EAST, 40, 5));
    assertThat(said("position")).isEqualTo("fair, less than 2 minutes old");
    tale.tell(new PositionHeard(NORTH, EAST, 51, 3));
    assertThat(said("position")).isEqualTo("too uncertain, less than 2 minutes old");
    tale.tell(new PositionLost("no reception"));
    assertThat(said("position")).matches("unknown: no reception, last heard 20.*T12:\\d\\d:00Z");
  }

  @Test
  void atAKnownStopPatronsAreServedAndBetweenStopsNobodyIs() {
    at(0);
    assertThat(stop()).hasValue("east-gate");
    assertThat(serves()).isTrue();
    assertThat(said("stop")).isEqualTo("east-gate, by reception");
    at(20_000);
    assertThat(stop()).isEmpty();
    assertThat(serves()).isFalse();
    assertThat(tale.kiosk.said().screen().orElseThrow().hint().key())
        .isEqualTo("out-of-service.no-stop");
    assertThat(reason()).isEqualTo("the station stands at no stop");
    assertThat(tale.facts(StopChanged.class))
        .containsExactly(
            new StopChanged("east-gate", "reception"), new StopChanged("", "reception"));
  }

  @Test
  void aStopsOwnRulesApply() {
    at(50_000);
    assertThat(stop()).hasValue("school");
    assertThat(serves()).isTrue();
    for (int i = 0; i < 2 * 60 + 1; i++) {
      later(MINUTE);
      at(50_000);
    }
    assertThat(serves()).as("after two o'clock").isFalse();
    assertThat(reason()).isEqualTo("nobody is served now at the stop school");
    at(0);
    assertThat(serves()).as("the next stop has no hours").isTrue();
    at(-50_000);
    assertThat(serves()).as("nobody is served at the depot").isFalse();
  }

  @Test
  void withoutReceptionTheLastStopThatStaffChoseHolds() {
    tale.tell(new StopChosen("zhou", "school"));
    at(0);
    assertThat(stop()).as("with reception the position says it").hasValue("east-gate");
    tale.tell(new PositionLost("no reception"));
    assertThat(stop()).hasValue("school");
    assertThat(said("stop")).isEqualTo("school, by staff");
    tale.tell(new StopChosen("zhou", "east-gate"));
    assertThat(stop()).hasValue("east-gate");
    tale.tell(new StopChosen("zhou", "moon"));
    assertThat(stop()).as("there is no such stop").hasValue("east-gate");
    at(50_000);
    tale.tell(new PositionHeard(NORTH + 50_000, EAST, 51, 3));
    assertThat(stop()).as("too uncertain is no reception").hasValue("east-gate");
    assertThat(tale.facts(ServiceFact.Acted.class))
        .contains(
            new ServiceFact.Acted("zhou", "choose stop school", ""),
            new ServiceFact.Acted("zhou", "choose stop moon", "there is no stop moon"));
  }

  @Test
  void aChoiceIsOverWhenTheStationHasLeft() {
    tale.tell(new StopChosen("zhou", "east-gate"));
    at(0);
    tale.tell(new PositionLost("no reception"));
    assertThat(stop()).hasValue("east-gate");
    at(20_000);
    tale.tell(new PositionLost("a tunnel"));
    assertThat(stop()).as("it drives").isEmpty();
    assertThat(serves()).isFalse();
    tale.tell(new TimeEvent.Restarted(2, "ordered"));
    later(3 * MINUTE);
    assertThat(stop()).isEmpty();
  }

  @Test
  void aReceiverThatStillSearchesAfterAStartHasNotLostTheStop() {
    at(0);
    int before = tale.facts(StopChanged.class).size();
    tale.tell(new TimeEvent.Restarted(2, "ordered"));
    tale.tell(new PositionLost("too few satellites"));
    later(MINUTE);
    assertThat(stop()).hasValue("east-gate");
    assertThat(tale.facts(StopChanged.class)).hasSize(before);
    later(2 * MINUTE);
    assertThat(stop()).isEmpty();
    assertThat(said("position")).startsWith("unknown: too few satellites");
  }

  @Test
  void withoutReceptionAndWithoutAChoiceNobodyIsServed() {
    at(0);
    tale.tell(new PositionLost("no reception"));
    assertThat(stop()).isEmpty();
    assertThat(serves()).isFalse();
    assertThat(said("stop")).isEqualTo("none, by nobody");
  }

  @Test
  void aPositionThatIsNotConfirmedIsNoneAfterNinetySeconds() {
    tale.tell(new StopChosen("zhou", "school"));
    at(0);
    later(89 * SECOND);
    assertThat(stop()).hasValue("east-gate");
    later(2 * SECOND);
    assertThat(stop()).hasValue("school");
    later(24 * HOUR);
    assertThat(stop()).hasValue("school");
  }

  @Test
  void aStopIsReachedAtItsEdgeAndLeftAQuarterBeyond() {
    at(metres(101));
    assertThat(stop()).isEmpty();
    at(metres(98));
    assertThat(stop()).hasValue("east-gate");
    at(metres(123));
    assertThat(stop()).as("positions wander").hasValue("east-gate");
    at(metres(128));
    assertThat(stop()).isEmpty();
    // At 31 degrees north a millionth of a degree of longitude is 95 mm, of latitude 111 mm.
    tale.tell(new PositionHeard(NORTH, EAST + 1_030, 6, 9));
    assertThat(stop()).hasValue("east-gate");
    tale.tell(new PositionHeard(NORTH, EAST + 1_330, 6, 9));
    assertThat(stop()).isEmpty();
    tale.tell(new PositionHeard(NORTH, EAST + 1_070, 6, 9));
    assertThat(stop()).isEmpty();
  }

  @Test
  void aStartKeepsTheStopUntilTheReceiverHadItsTime() {
    tale.tell(new StopChosen("zhou", "school"));
    at(0);
    int before = tale.facts(StopChanged.class).size();
    tale.tell(new TimeEvent.Restarted(2, "ordered"));
    assertThat(stop()).hasValue("east-gate");
    at(0);
    assertThat(tale.facts(StopChanged.class)).hasSize(before);
    tale.tell(new TimeEvent.Restarted(2, "ordered"));
    later(3 * MINUTE);
    assertThat(stop()).as("no receiver is heard").hasValue("school");
  }

  @Test
  void whereItWasIsNeitherRecordedNorSavedNorTold() {
    at(0);
    var facts = tale.facts(Fact.class).size();
    var kiosk = tale.kiosk;
    var status = kiosk.said().status();
    var random = new Random(7);
    for (int i = 0; i < 1_000; i++) {
      at(random.nextInt(400) - 200);
      later(20 * SECOND);
    }
    assertThat(tale.facts(Fact.class)).hasSize(facts);
    assertThat(tale.kiosk.savesTheSameAs(kiosk)).isTrue();
    assertThat(tale.kiosk.said().status()).isEqualTo(status);
    at(25_000);
    List<String> told = new ArrayList<>();
    tale.facts(Fact.class).forEach(fact -> told.add(fact.toString()));
    told.add(tale.kiosk.fittings().toString());
    told.add(tale.kiosk.said().status().orElseThrow().toString());
    assertThat(told).noneMatch(text -> text.contains("31255") || text.contains("31.255"));
    assertThat(tale.kiosk.devices().sighting().toString()).contains("31255");
  }

  @Test
  void aConfigurationWithoutStopsForgetsThem() {
    var standing = new Stay(Optional.of("moon"), Source.RECEPTION, Optional.of("moon"), false);
    var plain = Tale.inService();
    plain.kiosk = plain.kiosk.with(plain.kiosk.fittings().with(standing));
    plain.tell(new TimeEvent.Restarted(2, "ordered"));
    assertThat(plain.kiosk.fittings().place()).isEqualTo(Stay.unknown());
    tale.kiosk = tale.kiosk.with(tale.kiosk.fittings().with(standing));
    tale.tell(new TimeEvent.Restarted(2, "ordered"));
    assertThat(stop()).as("a stop that was taken out").isEmpty();
    later(3 * MINUTE);
    assertThat(stop()).isEmpty();
    assertThat(said("stop")).isEqualTo("none, by nobody");
  }
}
