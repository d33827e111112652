package org.shuyi.devices.sorter.modbus;

import java.util.List;
import java.util.Optional;
import org.shuyi.devices.Health;
import org.shuyi.devices.modbus.PlcDriver;
import org.shuyi.devices.modbus.Snapshot;
import org.shuyi.devices.sorter.Scene;
import org.shuyi.devices.sorter.SorterCommand;
import org.shuyi.devices.sorter.SorterNotice;
import org.shuyi.devices.sorter.SorterNotice.Moved;
import org.shuyi.devices.sorter.SorterNotice.Outcome;

/**
 * A sorter behind a PLC. The PLC's word that a motion is done is not enough: the shutter's end
 * switch, the tunnel's sensor or the bin's own counter must have seen it. A hand in the gate halts
 * all motion in the step in which it is seen.
 */
public final class SorterDriver extends PlcDriver<SorterCommand, SorterNotice, Scene> {
  private static final String HAND = "a hand is in the gate";

  private final SorterConfig config;

  public SorterDriver(SorterConfig config) {
    super(
        "sorter",
        config.plc(),
        config.map().orElseThrow(() -> new IllegalArgumentException("map is missing")),
        SorterDriver::stops);
    this.config = config;
  }

  @Override
  protected void want(SorterCommand command, long at) {
    switch (command) {
      case SorterCommand.Halt() -> halt();
      case SorterCommand.Sense() -> sense();
      case SorterCommand.Shutter(long motion, boolean open) ->
          move(command, motion, at, open ? "open-shutter" : "close-shutter", 0);
      case SorterCommand.TakeIn(long motion) -> move(command, motion, at, "take-in", 0);
      case SorterCommand.HandBack(long motion) -> move(command, motion, at, "hand-back", 0);
      case SorterCommand.Sort(long motion, int bin) -> move(command, motion, at, "sort", bin);
    }
  }

  @Override
  protected String objection(SorterCommand command, Scene seen) {
    if (seen.emergencyStop()) return "the emergency stop is pressed";
    if (seen.fault().equals(SorterCodec.JAM)) return "the sorter reports a jam";
    boolean opens = command instanceof SorterCommand.Shutter shutter && shutter.open();
    if (seen.curtain() && !opens) return HAND;
    boolean givesBack = opens || command instanceof SorterCommand.HandBack;
    if (!givesBack && !seen.fault().isEmpty()) return "the sorter reports " + seen.fault();
    boolean goesIn =
        command instanceof SorterCommand.Sort || command instanceof SorterCommand.TakeIn;
    if (goesIn && seen.foreign()) return "what lies there is no book";
    if (command instanceof SorterCommand.Sort sort) return binObjection(seen, sort.bin());
    return "";
  }

  private static String binObjection(Scene seen, int number) {
    Scene.Bin bin = seen.bins().get(number);
    if (bin == null) return "there is no bin " + number;
    if (!bin.present()) return "bin %d is missing".formatted(number);
    if (bin.full()) return "bin %d is full".formatted(number);
    return seen.tunnel() ? "" : "nothing lies in the tunnel";
  }

  @Override
  protected Scene scene(Snapshot seen, String fault) {
    return SorterCodec.scene(seen, fault, config.bins());
  }

  @Override
  protected List<SorterNotice> changes(Optional<Scene> before, Scene after) {
    boolean was = before.map(Scene::curtain).orElse(false);
    return after.curtain() == was
        ? List.of()
        : List.of(new SorterNotice.HandInGate(after.curtain()));
  }

  /** An opening shutter moves away from the hand; all else stops. */
  private static String stops(Snapshot seen, Optional<Job<SorterCommand, Scene>> job) {
    if (seen.bit("emergency-stop") && job.isPresent()) return "the emergency stop is pressed";
    boolean opening =
        job.map(Job::command)
            .filter(told -> told instanceof SorterCommand.Shutter shutter && shutter.open())
            .isPresent();
    boolean moves = job.isPresent() || seen.bit("belt");
    return seen.bit("light-grating") && moves && !opening ? HAND : "";
  }

  @Override
  protected SorterNotice seen(Optional<Scene> what) {
    return new SorterNotice.Seen(what);
  }

  @Override
  protected Health judged(Scene seen) {
    if (seen.emergencyStop()) return new Health.Degraded("the emergency stop is pressed");
    if (!seen.fault().isEmpty()) return new Health.Degraded("the sorter reports " + seen.fault());
    for (var bin : seen.bins().entrySet()) {
      String why = binTrouble(bin.getKey(), bin.getValue());
      if (!why.isEmpty()) return new Health.Degraded(why);
    }
    return new Health.Ready();
  }

  private static String binTrouble(int number, Scene.Bin bin) {
    if (!bin.present()) return "bin %d is missing".formatted(number);
    return bin.full() ? "bin %d is full".formatted(number) : "";
  }

  @Override
  protected Moved failed(long motion, String fault) {
    return new Moved(motion, Outcome.FAILED, fault);
  }

  @Override
  protected Moved unknown(long motion, String why) {
    return new Moved(motion, Outcome.UNKNOWN, why);
  }

  @Override
  protected Moved refused(long motion, String why) {
    return new Moved(motion, Outcome.REFUSED, why);
  }

  @Override
  protected Moved done(Job<SorterCommand, Scene> job, Optional<Scene> seen) {
    String missing = seen.map(after -> missing(job, after)).orElse("nothing is seen");
    return missing.isEmpty()
        ? new Moved(job.motion(), Outcome.DONE, "")
        : failed(job.motion(), missing);
  }

  private static String missing(Job<SorterCommand, Scene> done, Scene after) {
    return switch (done.command()) {
      case SorterCommand.Shutter(long motion, boolean open) -> {
        var wanted = open ? Scene.Shutter.OPEN : Scene.Shutter.CLOSED;
        yield after.shutter() == wanted ? "" : "the shutter is " + after.shutter();
      }
      case SorterCommand.TakeIn(long motion) -> after.tunnel() ? "" : "nothing is in the tunnel";
      case SorterCommand.HandBack(long motion) -> after.tunnel() ? "it is still in the tunnel" : "";
      case SorterCommand.Sort(long motion, int bin) -> fallen(done.before(), after, bin);
      case SorterCommand.Halt() -> "";
      case SorterCommand.Sense() -> "";
    };
  }

  /** One more in the right bin, and none in any other. */
  private static String fallen(Scene before, Scene after, int wanted) {
    for (var entry : after.bins().entrySet()) {
      int number = entry.getKey();
      Scene.Bin bin = before.bins().get(number);
      int more = bin == null ? 0 : (entry.getValue().fallen() - bin.fallen()) & 0xFFFF;
      if (number == wanted && more == 0) return "bin %d saw nothing fall".formatted(number);
      if (number == wanted && more > 1) return "bin %d saw %d fall".formatted(number, more);
      if (number != wanted && more > 0) return "it fell into bin %d".formatted(number);
    }
    return after.tunnel() ? "something is still in the tunnel" : "";
  }
}
