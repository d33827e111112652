package org.shuyi.kiosk.hardware;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.shuyi.devices.link.Pins;
import org.shuyi.devices.link.Pins.Bias;
import org.shuyi.devices.link.Pins.Level;
import org.shuyi.devices.lock.Contact;
import org.shuyi.devices.lock.LockCommand;
import org.shuyi.devices.lock.LockNotice;
import org.shuyi.devices.lock.Pull;
import org.shuyi.kiosk.kernel.DeviceId;

/**
 * The relays that feed the bolts of lock boards, each switched at the wish of its board's driver.
 * Whoever holds a relay ends it by himself: a pin by a timer that is no driver's, a relay board by
 * its own.
 *
 * <p>It is told from the threads of lock boards and pins.
 */
final class BoltSupplies {
  private final SortedMap<DeviceId, SupplyWiring> wirings = new TreeMap<>();
  private final Map<DeviceId, Consumer<LockCommand>> boards;
  private final BooleanSupplier fire;
  private final SortedMap<DeviceId, Pins.Output> outputs = new TreeMap<>();

  /** Those that wait for the word of a relay board, or of a mirror contact. */
  private final SortedMap<DeviceId, Boolean> wanted = new TreeMap<>();

  private boolean pinsAway;

  /**
   * @param boards where the commands of every board go
   * @param fire whether the fire input is active, as last seen
   */
  BoltSupplies(Map<DeviceId, Consumer<LockCommand>> boards, BooleanSupplier fire) {
    this.boards = boards;
    this.fire = fire;
  }

  /** Says how a board's bolts are fed, before its devices are attached. */
  synchronized void wire(DeviceId board, SupplyWiring wiring) {
    wirings.put(board, wiring);
  }

  /** The pins are there, and every relay at them is off. */
  synchronized void attach(Pins pins) {
    outputs.clear();
    wirings.forEach(
        (board, wiring) -> {
          if (!(wiring instanceof SupplyWiring.AtPin(PinWiring.Relay relay, OptionalInt off))) {
            return;
          }
          outputs.put(board, pins.output(relay.pin(), relay.longest()));
          if (off.isPresent())
            pins.watch(off.getAsInt(), Bias.UP, (pin, level) -> mirrored(board, level));
        });
  }

  /** What is away switches nothing, and nobody would say so. */
  synchronized void pins(boolean away) {
    pinsAway = away;
  }

  /** A driver wants the supply of its bolts on. */
  synchronized void want(DeviceId board, Duration atMost) {
    SupplyWiring wiring = wirings.get(board);
    if (wiring == null) {
      answer(board, Optional.of("it is not wired"));
    } else if (fire.getAsBoolean()) {
      answer(board, Optional.of(Hardware.FIRE));
    } else {
      switch (wiring) {
        case SupplyWiring.AtPin pin -> pulse(board, pin, atMost);
        case SupplyWiring.AtBoard(DeviceId relays, int channel, OptionalInt _) -> {
          wanted.put(board, true);
          tell(relays, new LockCommand.Open(channel, atMost));
        }
      }
    }
  }

  /** The pulse is over, or nothing comes of it. */
  synchronized void end(DeviceId board) {
    wanted.remove(board);
    Pins.Output output = outputs.get(board);
    if (output != null) off(output);
    if (wirings.get(board)
        instanceof SupplyWiring.AtBoard(DeviceId relays, int channel, OptionalInt _)) {
      tell(relays, new LockCommand.Drop(channel));
    }
  }

  /** A board that may feed others says something. */
  synchronized void noticed(DeviceId relays, LockNotice notice) {
    wirings.forEach(
        (board, wiring) -> {
          if (wiring instanceof SupplyWiring.AtBoard at && at.board().equals(relays)) {
            heard(board, at, notice);
          }
        });
  }

  private void heard(DeviceId board, SupplyWiring.AtBoard at, LockNotice notice) {
    switch (notice) {
      case LockNotice.Pulled(int channel, Pull pull, String detail) when channel == at.channel() ->
          pulled(board, pull, detail);
      case LockNotice.Changed(int channel, Contact contact) when isAt(at.off(), channel) ->
          tell(board, new LockCommand.SupplySeen(contact));
      case LockNotice.Pulled _,
          LockNotice.Changed _,
          LockNotice.Sensed _,
          LockNotice.Occupied _,
          LockNotice.Looked _,
          LockNotice.SupplyWanted _,
          LockNotice.SupplyEnded _ -> {}
    }
  }

  private void pulled(DeviceId board, Pull pull, String detail) {
    if (wanted.remove(board) == null) return;
    answer(
        board,
        switch (pull) {
          case ACKNOWLEDGED, SENT -> Optional.empty();
          case FAILED, REFUSED, UNANSWERED -> Optional.of(detail);
        });
  }

  private void pulse(DeviceId board, SupplyWiring.AtPin at, Duration atMost) {
    Pins.Output output = outputs.get(board);
    if (output == null || pinsAway) {
      answer(board, Optional.of("the pins are away"));
      return;
    }
    try {
      if (at.off().isPresent()) wanted.put(board, true);
      output.pulse(atMost);
      if (at.off().isEmpty()) answer(board, Optional.empty());
    } catch (RuntimeException failure) {
      wanted.remove(board);
      answer(board, Optional.of("its pin: " + failure.getMessage()));
    }
  }

  /** A wire that is cut reads as a relay that does not drop. */
  private synchronized void mirrored(DeviceId board, Level level) {
    Contact off =
        switch (level) {
          case LOW -> Contact.CLOSED;
          case HIGH -> Contact.OPEN;
          case UNKNOWN -> Contact.UNKNOWN;
        };
    tell(board, new LockCommand.SupplySeen(off));
    if (off == Contact.OPEN && wanted.remove(board) != null) answer(board, Optional.empty());
  }

  /** A pin that cannot be told lets go by itself. */
  private static void off(Pins.Output output) {
    try {
      output.off();
    } catch (RuntimeException gone) {
      // Its board says that the pins are away, and its timer has the last word.
    }
  }

  private void answer(DeviceId board, Optional<String> obstacle) {
    tell(board, new LockCommand.Supplied(obstacle.isEmpty(), obstacle.orElse("")));
  }

  private void tell(DeviceId board, LockCommand command) {
    Objects.requireNonNull(boards.get(board), () -> "lock board " + board).accept(command);
  }

  private static boolean isAt(OptionalInt off, int channel) {
    return off.isPresent() && off.getAsInt() == channel;
  }
}
