package org.shuyi.kiosk.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Health;
import org.shuyi.devices.link.Pins.Level;
import org.shuyi.devices.lock.Contact;
import org.shuyi.devices.lock.LockCommand;
import org.shuyi.devices.lock.LockCommand.Drop;
import org.shuyi.devices.lock.LockCommand.Open;
import org.shuyi.devices.lock.LockCommand.Supplied;
import org.shuyi.devices.lock.LockCommand.SupplySeen;
import org.shuyi.devices.lock.LockNotice;
import org.shuyi.devices.lock.LockNotice.Changed;
import org.shuyi.devices.lock.LockNotice.Pulled;
import org.shuyi.devices.lock.LockNotice.SupplyEnded;
import org.shuyi.devices.lock.LockNotice.SupplyWanted;
import org.shuyi.devices.lock.Pull;
import org.shuyi.kiosk.hardware.PinWiring.Relay;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.trust.CityKey;
import org.shuyi.kiosk.trust.PatronTokens;

/** The relay that feeds a board's bolts, at a pin and at another board. */
class BoltSuppliesTest {
  private static final DeviceId LOCKS = new DeviceId("locks");
  private static final DeviceId RELAYS = new DeviceId("relays");
  private static final int FIRE = 22;
  private static final int PIN = 7;
  private static final int OFF = 8;
  private static final Duration LONGEST = Duration.ofMillis(800);
  private static final Supplied ON = new Supplied(true, "");

  private final PaperPins board = new PaperPins();
  private final List<LockCommand> toLocks = new ArrayList<>();
  private final List<LockCommand> toRelays = new ArrayList<>();
  private final Hardware hardware =
      new Hardware(
          new TreeMap<>(),
          new PatronTokens(List.of(new CityKey(1, new byte[32]))),
          false,
          event -> {});

  private Consumer<LockNotice> locks(SupplyWiring wiring) {
    hardware.boltSupply(LOCKS, wiring);
    return hardware.lockBoard(LOCKS, toLocks::add);
  }

  private Consumer<LockNotice> atPin(OptionalInt off) {
    var notices = locks(new SupplyWiring.AtPin(new Relay(PIN, LONGEST), off));
    hardware.pins(
        board,
        new PinWiring(new TreeMap<>(), OptionalInt.empty(), OptionalInt.of(FIRE)),
        health -> {});
    return notices;
  }

  private Consumer<LockNotice> atBoard() {
    return locks(new SupplyWiring.AtBoard(RELAYS, 8, OptionalInt.of(9)));
  }

  private List<LockCommand> told() {
    var told = List.copyOf(toLocks);
    toLocks.clear();
    return told;
  }

  @Test
  void aPinIsOnFromTheWishToItsEndAndItsTimerKnowsTheLongestPulse() {
    var notices = atPin(OptionalInt.empty());
    assertThat(board.longest).contains(LONGEST);
    notices.accept(new SupplyWanted(LONGEST));
    assertThat(board.on).containsExactly(PIN);
    assertThat(told()).containsExactly(ON);
    notices.accept(new SupplyEnded());
    assertThat(board.on).isEmpty();
  }

  @Test
  void whereItsMirrorContactIsReadItHasComeWhenThatOpens() {
    var notices = atPin(OptionalInt.of(OFF));
    board.say(OFF, Level.LOW);
    assertThat(told()).containsExactly(new SupplySeen(Contact.CLOSED));
    notices.accept(new SupplyWanted(LONGEST));
    assertThat(told()).isEmpty();
    board.say(OFF, Level.HIGH);
    assertThat(told()).containsExactly(new SupplySeen(Contact.OPEN), ON);
    notices.accept(new SupplyEnded());
    board.say(OFF, Level.HIGH);
    assertThat(told()).as("nobody wants it").containsExactly(new SupplySeen(Contact.OPEN));
    board.say(OFF, Level.UNKNOWN);
    assertThat(told()).containsExactly(new SupplySeen(Contact.UNKNOWN));
  }

  @Test
  void inAFireWithoutPinsAndAtAPinThatFailsItDoesNotComeAndTheReasonIsTold() {
    var notices = atPin(OptionalInt.empty());
    hardware.healthOf(Hardware.PINS).accept(new Health.Lost("no chip"));
    notices.accept(new SupplyWanted(LONGEST));
    assertThat(told()).containsExactly(new Supplied(false, "the pins are away"));
    hardware.healthOf(Hardware.PINS).accept(new Health.Ready());
    board.broken = true;
    notices.accept(new SupplyWanted(LONGEST));
    assertThat(told()).containsExactly(new Supplied(false, "its pin: no line 7"));
    notices.accept(new SupplyEnded());
    board.broken = false;
    board.say(FIRE, Level.HIGH);
    notices.accept(new SupplyWanted(LONGEST));
    assertThat(told()).containsExactly(new Supplied(false, Hardware.FIRE));
    assertThat(board.on).isEmpty();
    board.say(FIRE, Level.LOW);
    notices.accept(new SupplyWanted(LONGEST));
    assertThat(told()).containsExactly(ON);
  }

  @Test
  void aRelayOfAnotherBoardIsPulledAndDroppedAndItsWordIsTheAnswer() {
    var notices = atBoard();
    var relays = hardware.lockBoard(RELAYS, toRelays::add);
    notices.accept(new SupplyWanted(LONGEST));
    assertThat(toRelays).containsExactly(new Open(8, LONGEST));
    relays.accept(new Pulled(7, Pull.ACKNOWLEDGED, "another's"));
    assertThat(told()).isEmpty();
    relays.accept(new Pulled(8, Pull.ACKNOWLEDGED, ""));
    relays.accept(new Changed(9, Contact.OPEN));
    relays.accept(new Changed(3, Contact.OPEN));
    assertThat(told()).containsExactly(ON, new SupplySeen(Contact.OPEN));
    notices.accept(new SupplyEnded());
    assertThat(toRelays).containsExactly(new Open(8, LONGEST), new Drop(8));
    for (Pull pull : List.of(Pull.REFUSED, Pull.FAILED, Pull.UNANSWERED)) {
      notices.accept(new SupplyWanted(LONGEST));
      relays.accept(new Pulled(8, pull, "why"));
      assertThat(told()).containsExactly(new Supplied(false, "why"));
    }
  }

  @Test
  void theWordOfARelayThatNobodyWaitsForIsNothing() {
    var notices = atBoard();
    var relays = hardware.lockBoard(RELAYS, toRelays::add);
    notices.accept(new SupplyWanted(LONGEST));
    notices.accept(new SupplyEnded());
    relays.accept(new Pulled(8, Pull.ACKNOWLEDGED, "late"));
    assertThat(told()).isEmpty();
  }
}
