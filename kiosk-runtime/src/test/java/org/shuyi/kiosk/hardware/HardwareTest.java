package org.shuyi.kiosk.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.link.Pins;
import org.shuyi.devices.lock.LockCommand;
import org.shuyi.devices.printer.PrinterCommand;
import org.shuyi.devices.printer.PrinterNotice;
import org.shuyi.devices.printer.PrinterState;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.ReceiptEvent;
import org.shuyi.kiosk.kernel.ShelfEvent;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.trust.CityKey;
import org.shuyi.kiosk.trust.PatronTokens;

/** What the kernel wants becomes a command of a port, or is refused. */
class HardwareTest {
  private static final Effect.Unlock UNLOCK =
      new Effect.Unlock(new DoorId("3"), Duration.ofMillis(500));

  private final List<Event> events = new ArrayList<>();
  private final List<LockCommand> commands = new ArrayList<>();
  private final Hardware hardware = hardware();

  private Hardware hardware() {
    var locks = new DeviceId("locks");
    var door = new DoorWiring(locks, 5, new DeviceId("reader"), 1);
    var made =
        new Hardware(
            new TreeMap<>(Map.of(new DoorId("3"), door)),
            new PatronTokens(List.of(new CityKey(1, new byte[32]))),
            false,
            events::add);
    var _ = made.lockBoard(locks, commands::add);
    return made;
  }

  @Test
  void anUnlockIsAnOpenOfTheDoorsChannel() {
    hardware.unlock(UNLOCK, Duration.ofMillis(1_999));
    assertThat(commands).containsExactly(new LockCommand.Open(5, Duration.ofMillis(500)));
    assertThat(events).isEmpty();
  }

  /** Decided a moment before the kernel heard of the fire, or by a kernel that has a bug. */
  @Test
  void whileTheFireInputIsActiveNoMotionGoesOut() {
    var board = new PaperPins();
    hardware.pins(
        board, new PinWiring(new TreeMap<>(), OptionalInt.empty(), OptionalInt.of(22)), h -> {});
    board.say(22, Pins.Level.HIGH);
    events.clear();
    hardware.unlock(UNLOCK, Duration.ZERO);
    hardware.mark(new Effect.Mark(new DoorId("3"), new TagId("E004010000000001"), true));
    assertThat(commands).isEmpty();
    assertThat(events)
        .containsExactly(
            new ShelfEvent.BoltPulled(
                new DoorId("3"), ShelfEvent.Pull.NOT_DONE, "the fire input is active"),
            new ShelfEvent.MarkEnded(
                new DoorId("3"), new TagId("E004010000000001"), false, "the fire input is active"));
    board.say(22, Pins.Level.LOW);
    hardware.unlock(UNLOCK, Duration.ZERO);
    assertThat(commands).hasSize(1);
  }

  @Test
  void aReceiptThatADiskHeldUpIsNotPrinted() {
    var receipts = new ArrayList<PrinterCommand>();
    var notices = hardware.receiptPrinter(receipts::add);
    hardware.print(7, List.of("三体"), Duration.ofMillis(1_999));
    hardware.print(8, List.of("三体"), Duration.ofSeconds(2));
    assertThat(receipts).containsExactly(new PrinterCommand.Print(7, List.of("三体")));
    notices.accept(new PrinterNotice.NotPrinted(7, PrinterNotice.Why.NO_PAPER, "out of paper"));
    notices.accept(new PrinterNotice.Changed(new PrinterState(PrinterState.Paper.OUT, false, "")));
    assertThat(events)
        .containsExactly(
            new ReceiptEvent.NotPrinted(8, false, "it was decided 2000 ms ago"),
            new ReceiptEvent.NotPrinted(7, true, "out of paper"),
            new ReceiptEvent.PrinterStands(false));
  }

  @Test
  void anUnlockThatADiskHeldUpIsRefused() {
    hardware.unlock(UNLOCK, Duration.ofSeconds(2));
    assertThat(commands).isEmpty();
    assertThat(events)
        .containsExactly(
            new ShelfEvent.BoltPulled(
                new DoorId("3"), ShelfEvent.Pull.NOT_DONE, "it was decided 2000 ms ago"));
  }
}
