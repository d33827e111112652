package org.shuyi.devices.picker.modbus;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Told;
import org.shuyi.devices.modbus.Plc;
import org.shuyi.devices.modbus.RegisterMap;
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
public final class PickerDriver implements Driver<PickerCommand, PickerNotice> {
  /** A motion that begins later than this after it was asked for surprises whoever is there. */
  private static final long LATEST_MILLIS = 2_000;

  private final PickerConfig config;
  private final RegisterMap map;
  private final Plc plc;
  private final ArrayList<PickerNotice> notices = new ArrayList<>();
  private Health health = new Health.Lost("not yet spoken to");
  private @Nullable Scene scene;
  private @Nullable Scene told;
  private @Nullable Job job;
  private @Nullable Moved last;
  private long highest;
  private int sensing;
  private long now;

  /** The motion under way, and which of its steps were seen. */
  private record Job(PickerCommand command, long motion, Set<Step> seen) {}

  public PickerDriver(PickerConfig config) {
    this.config = config;
    this.map = config.map().orElseThrow(() -> new IllegalArgumentException("map is missing"));
    this.plc = new Plc(config.plc(), map, this::stops);
  }

  @Override
  public Answer<PickerNotice> on(Told<PickerCommand> event, long nowMillis) {
    now = nowMillis;
    switch (event) {
      case Told.LineUp<PickerCommand>() -> plc.lineUp(now);
      case Told.LineDown<PickerCommand>(String why) -> plc.lineDown(why);
      case Told.Received<PickerCommand>(Bytes bytes) -> plc.hear(bytes, now);
      case Told.TimePassed<PickerCommand>() -> {}
      case Told.Wanted<PickerCommand>(PickerCommand command, long at) -> want(command, at);
    }
    understand();
    var writes = new ArrayList<>(plc.goOn(now));
    understand();
    writes.addAll(plc.goOn(now));
    var answer = new Answer<>(writes, notices);
    notices.clear();
    return answer;
  }

  @Override
  public long wakeAt() {
    return plc.wakeAt();
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public SortedMap<String, Long> counters() {
    return plc.counters();
  }

  private void want(PickerCommand command, long at) {
    switch (command) {
      case PickerCommand.Halt() -> plc.halt("it was halted");
      case PickerCommand.Sense() -> {
        sensing++;
        plc.look(now);
        if (scene == null) tell(Optional.empty());
      }
      case PickerCommand.SearchOrigin(long motion) -> move(command, motion, at, "search-origin", 0);
      case PickerCommand.Dispense(long motion, int slot) ->
          move(command, motion, at, "dispense", slot);
      case PickerCommand.Retract(long motion, int slot) ->
          move(command, motion, at, "retract", slot);
    }
  }

  private void move(PickerCommand command, long motion, long at, String code, int argument) {
    if (job != null && job.motion() == motion) return;
    if (last != null && motion == last.motion()) {
      notices.add(last);
      return;
    }
    String objection =
        motion <= highest ? "this number was asked for before" : objection(command, at);
    highest = Math.max(highest, motion);
    if (!objection.isEmpty()) {
      Moved no = new Moved(motion, Outcome.REFUSED, objection);
      notices.add(no);
      if (job == null && motion == highest) last = no;
      return;
    }
    job = new Job(command, motion, EnumSet.noneOf(Step.class));
    plc.move(map.code("command." + code, 0), argument);
  }

  /** Why it may not move now; empty where it may. */
  private String objection(PickerCommand command, long at) {
    Scene seen = scene;
    if (seen == null) return "the picker does not answer";
    if (now - at >= LATEST_MILLIS) return "it came %d ms late".formatted(now - at);
    if (job != null) return "another motion is under way";
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

  private void understand() {
    for (var news = plc.news(); !news.isEmpty(); news = plc.news()) {
      for (Plc.News each : news) {
        switch (each) {
          case Plc.News.Seen(Snapshot seen) -> saw(seen);
          case Plc.News.Silent(String why) -> silent(why);
          case Plc.News.Ended(Plc.End end, String why) -> ended(end, why);
        }
      }
    }
  }

  private void saw(Snapshot seen) {
    Scene after = PickerCodec.scene(seen, plc.fault(seen), config.slots());
    scene = after;
    health = judged(after);
    if (job != null) steps(job, after);
    if (!after.equals(told) || sensing > 0) tell(Optional.of(after));
  }

  private String stops(Snapshot seen) {
    return seen.bit("emergency-stop") && job != null ? "the emergency stop is pressed" : "";
  }

  private void steps(Job under, Scene seen) {
    switch (under.command()) {
      case PickerCommand.Dispense(long motion, int slot) -> {
        if (seen.slot() == slot) step(under, Step.AT_SLOT);
        if (seen.loaded()) step(under, Step.GRIPPED);
        if (seen.hatch()) step(under, Step.IN_HATCH);
      }
      case PickerCommand.Retract(long motion, int slot) -> {
        if (seen.loaded()) step(under, Step.GRIPPED);
        if (seen.slot() == slot) step(under, Step.AT_SLOT);
        if (isIn(seen, slot)) step(under, Step.IN_SLOT);
      }
      case PickerCommand.SearchOrigin(long motion) -> {}
      case PickerCommand.Halt() -> {}
      case PickerCommand.Sense() -> {}
    }
  }

  private void step(Job under, Step step) {
    if (under.seen().add(step)) notices.add(new Stepped(under.motion(), step));
  }

  private void tell(Optional<Scene> what) {
    for (int i = Math.max(1, sensing); i > 0; i--) notices.add(new PickerNotice.Seen(what));
    sensing = 0;
    told = what.orElse(null);
  }

  /** Without its origin it is well and serves nobody: the scene says so. */
  private static Health judged(Scene seen) {
    if (seen.emergencyStop()) return new Health.Degraded("the emergency stop is pressed");
    if (!seen.fault().isEmpty()) return new Health.Degraded("the picker reports " + seen.fault());
    return new Health.Ready();
  }

  private void silent(String why) {
    boolean known = scene != null || told != null || sensing > 0;
    scene = null;
    health = new Health.Lost(why);
    if (known) tell(Optional.empty());
  }

  private void ended(Plc.End end, String why) {
    Job done = job;
    if (done == null) return;
    job = null;
    last =
        switch (end) {
          case DONE -> judged(done);
          case FAULT -> new Moved(done.motion(), outcomeOf(why), why);
          case NOT_TOLD -> new Moved(done.motion(), Outcome.REFUSED, why);
          case UNKNOWN -> new Moved(done.motion(), Outcome.UNKNOWN, why);
        };
    notices.add(last);
  }

  private static Outcome outcomeOf(String fault) {
    return switch (fault) {
      case PickerCodec.BLOCKED -> Outcome.BLOCKED;
      case PickerCodec.LOST -> Outcome.POSITION_LOST;
      default -> Outcome.FAILED;
    };
  }

  /** The PLC says that it is done: what do the sensors say? */
  private Moved judged(Job done) {
    Scene seen = scene;
    if (seen == null) return new Moved(done.motion(), Outcome.UNKNOWN, "nothing is seen");
    if (!seen.origin()) {
      return new Moved(done.motion(), Outcome.POSITION_LOST, "the origin is not known");
    }
    String missing = missing(done.command(), seen);
    return missing.isEmpty()
        ? new Moved(done.motion(), Outcome.DONE, "")
        : new Moved(done.motion(), Outcome.FAILED, missing);
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
