package org.shuyi.sim.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.journal.TailLine;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.world.CardStack;

/** A card dispenser in a whole station: what is wrong with it is shown, and is an alarm, once. */
class CardsInTheTownTest {
  private final VirtualTown town =
      new VirtualTown(
          new VirtualTown.Plan(
              1,
              Cabinet.usual(Cabinet.Board.KERONG).with(Extra.DISPENSER),
              10_000,
              CourierSettings.desk(),
              Instant.parse("2026-11-22T06:00:00Z")),
          Rules.usual(new TreeMap<>()),
          Patrons.none(),
          "command-");

  private final CardStack cards = town.cards();

  @BeforeEach
  void open() {
    town.station().powerOn();
    after(20);
    assertThat(shown()).isEqualTo("ready");
  }

  @Test
  void fewCardsAreAnAlarmUntilTheyAreRefilled() {
    isAnAlarmOnce(() -> cards.refill(8), "few cards left", () -> cards.refill(100));
  }

  @Test
  void anEmptyStackIsAnAlarmUntilItIsRefilled() {
    isAnAlarmOnce(() -> cards.refill(0), "no cards left", () -> cards.refill(100));
  }

  @Test
  void aCardThatIsLeftInTheGateIsAnAlarmUntilItIsTaken() {
    isAnAlarmOnce(cards::present, "a card lies in the gate", cards::take);
  }

  @Test
  void aJamIsAnAlarmUntilItIsCleared() {
    cards.jam(true);
    // A dispenser that moves nothing feels no jam: it is switched off and on again, as staff do.
    town.world().unplug(Extra.DISPENSER.device());
    after(10);
    isAnAlarmOnce(
        () -> town.world().plugIn(Extra.DISPENSER.device()),
        "a card is jammed",
        () -> cards.jam(false));
  }

  @Test
  void aFullCaptureBinIsAnAlarmUntilItIsEmptied() {
    isAnAlarmOnce(
        () -> {
          for (int i = 0; i < 20; i++) cards.capture();
        },
        "the capture bin is full",
        cards::emptyBin);
  }

  private void isAnAlarmOnce(Runnable happens, String why, Runnable mended) {
    happens.run();
    after(180);
    assertThat(shown()).isEqualTo("degraded: " + why);
    assertThat(said("serving")).as("doors do not need it").isEqualTo("degraded");
    assertThat(said("reason")).isEqualTo("dispenser is degraded");
    assertThat(screen()).isEqualTo("attract");
    assertThat(alarms()).containsExactly("device=dispenser health=degraded why=\"" + why + "\"");
    mended.run();
    after(180);
    assertThat(shown()).isEqualTo("ready");
    assertThat(said("serving")).isEqualTo("in-service");
    assertThat(alarms()).hasSize(1);
  }

  /** The records that the centre has of the dispenser being degraded. */
  private List<String> alarms() {
    var progress = town.centre().progress(VirtualTown.address()).getFirst();
    assertThat(progress.through()).isEqualTo(town.journal().lastSeq());
    return town.journal().tail(100).stream()
        .filter(line -> line.kind().equals("device-became"))
        .map(TailLine::text)
        .filter(text -> text.contains("dispenser") && text.contains("degraded"))
        .toList();
  }

  private String screen() {
    return town.station().screen().map(Screen::name).orElse("dark");
  }

  private String said(String member) {
    return town.centre().status(VirtualTown.address()).orElseThrow().path(member).asText();
  }

  /** What the status says of the dispenser, at the centre and on the technician's page. */
  private String shown() {
    var status = town.centre().status(VirtualTown.address()).orElseThrow();
    return status.path("devices").path("dispenser").asText();
  }

  private void after(int seconds) {
    town.time().run(town.time().now() + seconds * 1_000L);
  }
}
