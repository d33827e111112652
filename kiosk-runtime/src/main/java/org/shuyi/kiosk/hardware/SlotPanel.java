package org.shuyi.kiosk.hardware;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.sorter.Scene;
import org.shuyi.devices.sorter.SorterCommand;
import org.shuyi.devices.sorter.SorterNotice;
import org.shuyi.devices.tag.TagCommand;
import org.shuyi.devices.tag.TagNotice;
import org.shuyi.kiosk.kernel.Conveyance;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.IntakeEvent;
import org.shuyi.kiosk.kernel.IntakeEvent.Ending;
import org.shuyi.kiosk.kernel.IntakeScene;
import org.shuyi.kiosk.kernel.Reading;
import org.shuyi.kiosk.kernel.TagId;

/** The return slot's sorter and the antenna in its tunnel. */
final class SlotPanel {
  private final SlotWiring wiring;
  private final Consumer<Event> events;
  private final BooleanSupplier fire;
  private @Nullable Consumer<SorterCommand> sorter;

  /**
   * @param fire whether the fire input is active, as last seen
   */
  SlotPanel(SlotWiring wiring, Consumer<Event> events, BooleanSupplier fire) {
    this.wiring = wiring;
    this.events = events;
    this.fire = fire;
  }

  boolean isSorter(DeviceId id) {
    return wiring.sorter().equals(id);
  }

  Consumer<SorterNotice> attach(Consumer<SorterCommand> commands) {
    sorter = commands;
    return this::noticed;
  }

  /**
   * Moves something, unless it comes too late, or the fire input is active.
   *
   * @param ago since it was decided: a disk may have held it up
   */
  void convey(Effect.Convey convey, Duration ago) {
    Optional<String> late = Late.why(ago);
    if (late.isPresent()) {
      refuse(convey, late.get());
    } else if (fire.getAsBoolean()) {
      refuse(convey, "the fire input is active");
    } else {
      command(command(convey.motion(), convey.what()));
    }
  }

  void halt() {
    command(new SorterCommand.Halt());
  }

  void sense() {
    command(new SorterCommand.Sense());
  }

  TagCommand count(Effect.CountTunnel count) {
    return new TagCommand.Count(count.count(), wiring.antenna(), count.rounds());
  }

  DeviceId reader() {
    return wiring.reader();
  }

  /** Whether this antenna looks into the tunnel. */
  boolean sees(DeviceId reader, int antenna) {
    return wiring.reader().equals(reader) && wiring.antenna() == antenna;
  }

  void read(long count, int rounds, SortedMap<Bytes, TagNotice.Seen> tags, boolean legacy3m) {
    var readings = new TreeMap<TagId, Reading>();
    tags.forEach((uid, seen) -> readings.put(new TagId(uid.hex()), TagReading.of(seen, legacy3m)));
    events.accept(new IntakeEvent.TunnelRead(count, rounds, readings));
  }

  void unread(long count, String why) {
    events.accept(new IntakeEvent.TunnelUnread(count, why));
  }

  private void refuse(Effect.Convey convey, String why) {
    events.accept(new IntakeEvent.Conveyed(convey.motion(), Ending.REFUSED, why));
  }

  private void command(SorterCommand command) {
    Consumer<SorterCommand> attached = sorter;
    if (attached == null) {
      throw new IllegalStateException("sorter " + wiring.sorter() + " is not attached");
    }
    attached.accept(command);
  }

  private static SorterCommand command(long motion, Conveyance what) {
    return switch (what) {
      case Conveyance.OpenGate() -> new SorterCommand.Shutter(motion, true);
      case Conveyance.CloseGate() -> new SorterCommand.Shutter(motion, false);
      case Conveyance.TakeIn() -> new SorterCommand.TakeIn(motion);
      case Conveyance.HandBack() -> new SorterCommand.HandBack(motion);
      case Conveyance.IntoBin(int bin) -> new SorterCommand.Sort(motion, bin);
    };
  }

  private void noticed(SorterNotice notice) {
    events.accept(
        switch (notice) {
          case SorterNotice.Moved(long motion, SorterNotice.Outcome outcome, String detail) ->
              new IntakeEvent.Conveyed(motion, ending(outcome), detail);
          case SorterNotice.HandInGate(boolean there) -> new IntakeEvent.HandInGate(there);
          case SorterNotice.Seen(Optional<Scene> scene) ->
              new IntakeEvent.SlotSeen(scene.map(SlotPanel::scene));
        });
  }

  private static Ending ending(SorterNotice.Outcome outcome) {
    return switch (outcome) {
      case DONE -> Ending.DONE;
      case FAILED -> Ending.FAILED;
      case UNKNOWN -> Ending.UNKNOWN;
      case REFUSED -> Ending.REFUSED;
    };
  }

  private static IntakeScene scene(Scene seen) {
    var bins = new TreeMap<Integer, IntakeScene.Bin>();
    seen.bins()
        .forEach(
            (number, bin) ->
                bins.put(number, new IntakeScene.Bin(bin.present(), bin.full(), bin.fallen())));
    return new IntakeScene(
        switch (seen.shutter()) {
          case OPEN -> IntakeScene.Gate.OPEN;
          case CLOSED -> IntakeScene.Gate.CLOSED;
          case BETWEEN -> IntakeScene.Gate.BETWEEN;
        },
        seen.curtain(),
        seen.inlet(),
        seen.tunnel(),
        seen.foreign(),
        seen.belt(),
        seen.emergencyStop(),
        seen.fault(),
        bins);
  }
}
