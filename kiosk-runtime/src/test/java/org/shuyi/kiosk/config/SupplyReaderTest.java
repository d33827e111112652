package org.shuyi.kiosk.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.kiosk.host.Wiring;

/** The relay that feeds a board's bolts: read, and refused where it could not end a pulse. */
class SupplyReaderTest {
  private static final String SUPPLY = "    supply: {pin: 7, off: 8}";
  private static final String RELAYS =
      "\n  relays: {kind: lock.modbus, line: \"tcp:10.0.0.7:502\", polarity: one-is-closed, ";

  @TempDir Path folder;

  @Test
  void theExamplesRelayIsAtAPinAndItsMirrorContactIsRead() {
    var supply = Example.device(Example.read(folder, Example.text()), "locks").supply();
    assertThat(supply.orElseThrow())
        .isInstanceOfSatisfying(
            SupplyConfig.AtPin.class,
            at -> {
              assertThat(at.pin()).isEqualTo(7);
              assertThat(at.off()).isEqualTo(OptionalInt.of(8));
              assertThat(at.longest()).isEqualTo(Duration.ofMillis(800));
            });
  }

  @Test
  void itMayBeARelayOfABoardThatEndsItsPulsesByItself() {
    String text = fedBy("{device: relays, channel: 8, off: 7}", "pulse: 700ms}");
    assertThat(judged(text)).isEmpty();
    var supply = Example.device(Example.read(folder, text), "locks").supply();
    assertThat(supply.orElseThrow())
        .isInstanceOfSatisfying(
            SupplyConfig.AtBoard.class,
            at -> {
              assertThat(at.board().name()).isEqualTo("relays");
              assertThat(at.channel()).isEqualTo(8);
              assertThat(at.off()).isEqualTo(OptionalInt.of(7));
            });
  }

  @Test
  void aBoardWithoutAWordThatDropsABoltNeedsOneOrTheWordNone() {
    assertThat(judged(Example.with(SUPPLY, "    #")))
        .containsExactly(
            "devices.locks.supply: is missing; expected the relay that feeds its bolts, such as"
                + " {pin: 7}, since it has no word that drops one; none where nothing but the"
                + " board shall end a pulse");
    assertThat(judged(Example.with(SUPPLY, "    supply: none"))).isEmpty();
    assertThat(judged(Example.with(SUPPLY, "    #").replace("lock.kerong", "lock.modbus")))
        .isEmpty();
    for (String kind : List.of("lock.winnsen", "lock.wjl"))
      assertThat(judged(Example.with(SUPPLY, "    #").replace("lock.kerong", kind)))
          .singleElement()
          .asString()
          .startsWith("devices.locks.supply: is missing");
  }

  @Test
  void whatCannotFeedIsRefusedWithItsPlaceAndTheReason() {
    assertThat(judged(Example.with(SUPPLY, "    supply: never")))
        .containsExactly(
            "devices.locks.supply: \"never\" is not a table such as {pin: 7} or {device: relays,"
                + " channel: 8}, or none");
    assertThat(judged(Example.with(SUPPLY, "    supply: {pin: 27}")))
        .containsExactly(
            "pins.tamper: pin 27 is the supply of locks's already; expected one of its own");
    assertThat(judged(Example.with(SUPPLY, "    supply: {pin: 7, of: 8}")))
        .singleElement()
        .asString()
        .startsWith("devices.locks.supply.of: no such key");
    assertThat(judged(Example.with(SUPPLY, "    supply: {pin: 7, device: cards}")))
        .containsExactly(
            "devices.locks.supply.device: its relay is at a pin; expected either of them");
    assertThat(judged(Example.with(SUPPLY, "    supply: {device: locks, channel: 8}")))
        .contains("devices.locks.supply.device: \"locks\" is not another board: none feeds itself");
    assertThat(judged(Example.with(SUPPLY, "    supply: {device: cards, channel: 8}")))
        .contains(
            "devices.locks.supply.device: cards is a card.feig; expected a device of a kind"
                + " lock.…");
    assertThat(judged(fedBy("{device: relays, channel: 8}", "pulse: 500ms, supply: {pin: 7}}")))
        .contains(
            "devices.locks.supply.device: \"relays\" is not a board whose own bolts are fed by no"
                + " relay");
    assertThat(
            judged(
                fedBy("{device: relays, channel: 8}", "pulse: 700ms, supply: none}")
                    .replace("lock.modbus", "lock.wjl")))
        .containsExactly(
            "devices.locks.supply.device: \"relays\" is not a board that ends its pulses by"
                + " itself, such as lock.modbus");
  }

  @Test
  void aPulseThatItsSupplyWouldCutOffIsRefused() {
    assertThat(judged(Example.with(SUPPLY, SUPPLY + "\n    pulse: 501ms")))
        .containsExactly(
            "devices.locks.pulse: with the coming of its supply a pulse takes 801 ms, and"
                + " times.pulse is 800 ms; expected a pulse that is 300 ms shorter than"
                + " times.pulse");
    for (String pulse : List.of("600ms", "900ms"))
      assertThat(judged(fedBy("{device: relays, channel: 8}", "pulse: " + pulse + "}")))
          .containsExactly(
              "devices.relays.pulse: relays feeds the bolts of locks for %s ms; expected 630 to"
                      .formatted(pulse.substring(0, 3))
                  + " 800 ms");
    assertThat(judged(fedBy("{device: relays, channel: 8}", "pulse: 700ms, coolDown: 2s}")))
        .containsExactly(
            "devices.relays.coolDown: relays feeds the bolts of locks and cools down for longer"
                + " than they; expected 1000 ms at most");
  }

  @Test
  void aRelayAtAPinNeedsPins() {
    String text = Example.text();
    int from = text.indexOf("pins:  ");
    String without = text.substring(0, from) + text.substring(text.indexOf("quiet:"));
    assertThat(judged(without))
        .contains("devices.locks.supply.pin: there are no pins; expected the section pins");
  }

  private static String fedBy(String supply, String relays) {
    return Example.with(SUPPLY, "    supply: " + supply)
        .replace("\n  reader-1:", RELAYS + relays + "\n  reader-1:");
  }

  private List<String> judged(String text) {
    return switch (StationConfig.read(Example.file(folder, text), Wiring::complaints)) {
      case Reading.Read(StationConfig config) -> List.of();
      case Reading.Refused(List<Complaint> complaints) -> Example.said(complaints);
    };
  }
}
