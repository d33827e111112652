package org.shuyi.devices.sorter.modbus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
public final class SorterDriver implements Driver<SorterCommand, SorterNotice> {
  /** A motion that begins later than this after it was asked for surprises whoever is there. */
  private static final long LATEST_MILLIS = 2_000;

  private static final String HAND = "a hand is in the gate";

  private final SorterConfig config;
  private final RegisterMap map;
  private final Plc plc;
  private final List<SorterNotice> notices = new ArrayList<>();
  private Health health = new Health.Lost("not yet spoken to");
  private @Nullable Scene scene;
  private @Nullable Scene told;
  private @Nullable Job job;
  private @Nullable Moved last;
  private long highest;
  private int sensing;
  private long now;

  /** The motion under way, and what the sensors saw before it. */
  private record Job(SorterCommand command, long motion, Scene before) {}

  public SorterDriver(SorterConfig config) {
    this.config = config;
    this.map = config.map().orElseThrow(() -> new IllegalArgumentException("map is missing"));
    this.plc = new Plc(config.plc(), map, this::stops);
  }

  @Override
  public Answer<SorterNotice> on(Told<SorterCommand> event, long nowMillis) {
    now = nowMillis;
    switch (event) {
      case Told.LineUp<SorterCommand>() -> plc.lineUp(now);
      case Told.LineDown<SorterCommand>(String why) -> plc.lineDown(why);
      case Told.Received<SorterCommand>(Bytes bytes) -> plc.hear(bytes, now);
      case Told.TimePassed<SorterCommand>() -> {}
      case Told.Wanted<SorterCommand>(SorterCommand command, long at) -> want(command, at);
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

  private void want(SorterCommand command, long at) {
    switch (command) {
      case SorterCommand.Halt() -> plc.halt("it was halted");
      case SorterCommand.Sense() -> {
        sensing++;
        plc.look(now);
        if (scene == null) tell(Optional.empty());
      }
      case SorterCommand.Shutter(long motion, boolean open) ->
          move(command, motion, at, open ? "open-shutter" : "close-shutter", 0);
      case SorterCommand.TakeIn(long motion) -> move(command, motion, at, "take-in", 0);
      case SorterCommand.HandBack(long motion) -> move(command, motion, at, "hand-back", 0);
      case SorterCommand.Sort(long motion, int bin) -> move(command, motion, at, "sort", bin);
    }
  }

  private void move(SorterCommand command, long motion, long at, String code, int argument) {
    if (job != null && job.motion() == motion) return;
    if (last != null && motion == last.motion()) {
      notices.add(last);
      return;
    }
    Scene before = scene;
    String objection =
        motion <= highest ? "this number was asked for before" : objection(command, at);
    highest = Math.max(highest, motion);
    if (!objection.isEmpty() || before == null) {
      Moved no = refused(motion, objection);
      notices.add(no);
      if (job == null && motion == highest) last = no;
      return;
    }
    job = new Job(command, motion, before);
    plc.move(map.code("command." + code, 0), argument);
  }

  /** Why it may not move now; empty where it may. */
  private String objection(SorterCommand command, long at) {
    Scene seen = scene;
    if (seen == null) return "the sorter does not answer";
    if (now - at >= LATEST_MILLIS) return "it came %d ms late".formatted(now - at);
    if (job != null) return "another motion is under way";
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
    Scene before = scene;
    Scene after = SorterCodec.scene(seen, plc.fault(seen), config.bins());
    scene = after;
    health = judged(after);
    if (after.curtain() != (before != null && before.curtain())) {
      notices.add(new SorterNotice.HandInGate(after.curtain()));
    }
    if (!after.equals(told) || sensing > 0) tell(Optional.of(after));
  }

  /** An opening shutter moves away from the hand; all else stops. */
  private String stops(Snapshot seen) {
    if (seen.bit("emergency-stop") && job != null) return "the emergency stop is pressed";
    boolean opening =
        job != null && job.command() instanceof SorterCommand.Shutter shutter && shutter.open();
    boolean moves = job != null || seen.bit("belt");
    return seen.bit("light-grating") && moves && !opening ? HAND : "";
  }

  private void tell(Optional<Scene> what) {
    for (int i = Math.max(1, sensing); i > 0; i--) notices.add(new SorterNotice.Seen(what));
    sensing = 0;
    told = what.orElse(null);
  }

  private static Health judged(Scene seen) {
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
          case FAULT -> new Moved(done.motion(), Outcome.FAILED, why);
          case NOT_TOLD -> refused(done.motion(), why);
          case UNKNOWN -> new Moved(done.motion(), Outcome.UNKNOWN, why);
        };
    notices.add(last);
  }

  /** The PLC says that it is done: what do the sensors say? */
  private Moved judged(Job done) {
    Scene after = scene;
    String missing = after == null ? "nothing is seen" : missing(done, after);
    return missing.isEmpty()
        ? new Moved(done.motion(), Outcome.DONE, "")
        : new Moved(done.motion(), Outcome.FAILED, missing);
  }

  private static String missing(Job done, Scene after) {
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

  private static Moved refused(long motion, String why) {
    return new Moved(motion, Outcome.REFUSED, why);
  }
}
