package org.shuyi.devices.picker.modbus;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shuyi.devices.Health;
import org.shuyi.devices.modbus.PlcDriver;
import org.shuyi.devices.modbus.Snapshot;
import org.shuyi.devices.picker.PickerCommand;
import org.shuyi.devices.picker.PickerNotice;
import org.shuyi.devices.picker.PickerNotice.Moved;
import org.shuyi.devices.picker.PickerNotice.Outcome;
import org.shuyi.devices.picker.PickerNotice.Step;
import org.shuyi.devices.picker.PickerNotice.Stepped;
import org.shuyi.devices.picker.Scene;

/**
 * A picker behind a PLC. Nothing but the search for its origin moves it before the origin is known;
 * an item has been dispensed when its slot is empty and the hatch is not, whatever the PLC says.
 */
public final class PickerDriver extends PlcDriver<PickerCommand, PickerNotice, Scene> {
  private final PickerConfig config;

  /** Which steps of the motion under way were seen. */
  private final Set<Step> stepped = EnumSet.noneOf(Step.class);

  public PickerDriver(PickerConfig config) {
    super(
        "picker",
        config.plc(),
        config.map().orElseThrow(() -> new IllegalArgumentException("map is missing")),
        PickerDriver::stops);
    this.config = config;
  }

  @Override
  protected void want(PickerCommand command, long at) {
    switch (command) {
      case PickerCommand.Halt() -> halt();
      case PickerCommand.Sense() -> sense();
      case PickerCommand.SearchOrigin(long motion) ->
          begin(command, motion, at, "search-origin", 0);
      case PickerCommand.Dispense(long motion, int slot) ->
          begin(command, motion, at, "dispense", slot);
      case PickerCommand.Retract(long motion, int slot) ->
          begin(command, motion, at, "retract", slot);
    }
  }

  private void begin(PickerCommand command, long motion, long at, String code, int argument) {
    if (move(command, motion, at, code, argument)) stepped.clear();
  }

  @Override
  protected String objection(PickerCommand command, Scene seen) {
    if (seen.emergencyStop()) return "the emergency stop is pressed";
    if (seen.fault().equals(PickerCodec.BLOCKED)) return "something is in its way";
    return switch (command) {
      case PickerCommand.Dispense(long motion, int slot) -> slotObjection(seen, slot, true);
      case PickerCommand.Retract(long motion, int slot) -> slotObjection(seen, slot, false);
      case PickerCommand.SearchOrigin(long motion) -> "";
      case PickerCommand.Halt() -> "";
      case PickerCommand.Sense() -> "";
    };
  }

  private static String slotObjection(Scene seen, int slot, boolean dispense) {
    if (!seen.origin()) return "the origin is not known: search it first";
    if (!seen.fault().isEmpty()) return "the picker reports " + seen.fault();
    Boolean item = seen.slots().get(slot);
    if (item == null) return "there is no slot " + slot;
    if (seen.loaded()) return "an item is on the picker already";
    if (dispense && !item) return "slot %d is empty".formatted(slot);
    if (!dispense && item) return "slot %d is taken".formatted(slot);
    if (dispense && seen.hatch()) return "something lies in the hatch";
    return dispense || seen.hatch() ? "" : "nothing lies in the hatch";
  }

  @Override
  protected Scene scene(Snapshot seen, String fault) {
    return PickerCodec.scene(seen, fault, config.slots());
  }

  private static String stops(Snapshot seen, Optional<Job<PickerCommand, Scene>> job) {
    return seen.bit("emergency-stop") && job.isPresent() ? "the emergency stop is pressed" : "";
  }

  @Override
  protected List<PickerNotice> changes(Optional<Scene> before, Scene after) {
    return job().map(under -> steps(under, after)).orElse(List.of());
  }

  private List<PickerNotice> steps(Job<PickerCommand, Scene> under, Scene seen) {
    var steps = new ArrayList<Step>();
    switch (under.command()) {
      case PickerCommand.Dispense(long motion, int slot) -> {
        if (seen.slot() == slot) steps.add(Step.AT_SLOT);
        if (seen.loaded()) steps.add(Step.GRIPPED);
        if (seen.hatch()) steps.add(Step.IN_HATCH);
      }
      case PickerCommand.Retract(long motion, int slot) -> {
        if (seen.loaded()) steps.add(Step.GRIPPED);
        if (seen.slot() == slot) steps.add(Step.AT_SLOT);
        if (isIn(seen, slot)) steps.add(Step.IN_SLOT);
      }
      case PickerCommand.SearchOrigin(long motion) -> {}
      case PickerCommand.Halt() -> {}
      case PickerCommand.Sense() -> {}
    }
    steps.removeIf(step -> !stepped.add(step));
    return steps.stream().<PickerNotice>map(step -> new Stepped(under.motion(), step)).toList();
  }

  @Override
  protected PickerNotice seen(Optional<Scene> what) {
    return new PickerNotice.Seen(what);
  }

  /** Without its origin it is well and serves nobody: the scene says so. */
  @Override
  protected Health judged(Scene seen) {
    if (seen.emergencyStop()) return new Health.Degraded("the emergency stop is pressed");
    if (!seen.fault().isEmpty()) return new Health.Degraded("the picker reports " + seen.fault());
    return new Health.Ready();
  }

  @Override
  protected Moved failed(long motion, String fault) {
    return new Moved(motion, outcomeOf(fault), fault);
  }

  @Override
  protected Moved unknown(long motion, String why) {
    return new Moved(motion, Outcome.UNKNOWN, why);
  }

  @Override
  protected Moved refused(long motion, String why) {
    return new Moved(motion, Outcome.REFUSED, why);
  }

  private static Outcome outcomeOf(String fault) {
    return switch (fault) {
      case PickerCodec.BLOCKED -> Outcome.BLOCKED;
      case PickerCodec.LOST -> Outcome.POSITION_LOST;
      default -> Outcome.FAILED;
    };
  }

  @Override
  protected Moved done(Job<PickerCommand, Scene> job, Optional<Scene> scene) {
    if (scene.isEmpty()) return unknown(job.motion(), "nothing is seen");
    if (!scene.get().origin()) {
      return new Moved(job.motion(), Outcome.POSITION_LOST, "the origin is not known");
    }
    String missing = missing(job.command(), scene.get());
    return missing.isEmpty()
        ? new Moved(job.motion(), Outcome.DONE, "")
        : new Moved(job.motion(), Outcome.FAILED, missing);
  }

  private static String missing(PickerCommand command, Scene seen) {
    return switch (command) {
      case PickerCommand.Dispense(long motion, int slot) -> {
        if (isIn(seen, slot)) yield "the item is still in slot " + slot;
        if (seen.loaded()) yield "the item is still on the picker";
        yield seen.hatch() ? "" : "nothing lies in the hatch";
      }
      case PickerCommand.Retract(long motion, int slot) -> {
        if (seen.hatch()) yield "the item is still in the hatch";
        if (seen.loaded()) yield "the item is still on the picker";
        yield isIn(seen, slot) ? "" : "nothing lies in slot " + slot;
      }
      case PickerCommand.SearchOrigin(long motion) -> "";
      case PickerCommand.Halt() -> "";
      case PickerCommand.Sense() -> "";
    };
  }

  private static boolean isIn(Scene seen, int slot) {
    return seen.slots().getOrDefault(slot, false);
  }
}
