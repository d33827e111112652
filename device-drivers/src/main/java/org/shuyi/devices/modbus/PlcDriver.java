package org.shuyi.devices.modbus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Told;

/**
 * What the drivers of machines behind a {@link Plc} share: the scene that its sensors show is told
 * when it differs or somebody asks, and motions are begun one at a time and answered once each.
 * What may move when, and whether a motion has done what it should, is the machine's.
 *
 * @param <C> its port's commands
 * @param <N> its port's notices
 * @param <S> what there is to see
 */
public abstract class PlcDriver<C, N, S> implements Driver<C, N> {
  /** A motion that begins later than this after it was asked for surprises whoever is there. */
  private static final long LATEST_MILLIS = 2_000;

  private final String name;
  private final RegisterMap map;
  private final Plc plc;
  private final Motions<Job<C, S>, N> motions = new Motions<>();
  private final List<N> notices = new ArrayList<>();
  private Health health = new Health.Lost("not yet spoken to");
  private @Nullable S scene;
  private @Nullable S told;
  private int sensing;
  private long now;

  /**
   * The motion under way.
   *
   * @param before what the sensors saw when it was told
   */
  protected record Job<C, S>(C command, long motion, S before) {}

  /**
   * @param name of the machine, for people: {@code picker}
   * @param stops why what is seen must stop all motion, the one under way beside it; empty where it
   *     need not
   */
  protected PlcDriver(
      String name,
      PlcConfig config,
      RegisterMap map,
      BiFunction<Snapshot, Optional<Job<C, S>>, String> stops) {
    this.name = name;
    this.map = map;
    var under = motions;
    this.plc = new Plc(config, map, seen -> stops.apply(seen, under.job()));
  }

  /** Does what is wanted by {@link #halt}, {@link #sense} and {@link #move}. */
  protected abstract void want(C command, long at);

  /** What a snapshot shows. */
  protected abstract S scene(Snapshot seen, String fault);

  /** The machine's health by what is seen. */
  protected abstract Health judged(S seen);

  /** Why the machine may not do this by what is seen; empty where it may. */
  protected abstract String objection(C command, S seen);

  /** Notices of what is seen now and was not before. */
  protected abstract List<N> changes(Optional<S> before, S after);

  /** What the sensors say of a motion of which the PLC says that it is done. */
  protected abstract N done(Job<C, S> job, Optional<S> seen);

  /** The answer to a motion that ended with a fault of the machine's. */
  protected abstract N failed(long motion, String fault);

  /** The answer to a motion of which nobody knows how far it went. */
  protected abstract N unknown(long motion, String why);

  /** The answer to a motion that did not begin. */
  protected abstract N refused(long motion, String why);

  /** The notice of a scene; empty where nothing is known. */
  protected abstract N seen(Optional<S> what);

  @Override
  public final Answer<N> on(Told<C> event, long nowMillis) {
    now = nowMillis;
    switch (event) {
      case Told.LineUp<C>() -> plc.lineUp(now);
      case Told.LineDown<C>(String why) -> plc.lineDown(why);
      case Told.Received<C>(Bytes bytes) -> plc.hear(bytes, now);
      case Told.TimePassed<C>() -> {}
      case Told.Wanted<C>(C command, long at) -> want(command, at);
    }
    understand();
    var writes = new ArrayList<>(plc.goOn(now));
    understand();
    writes.addAll(plc.goOn(now));
    return Answer.taking(writes, notices);
  }

  @Override
  public final long wakeAt() {
    return plc.wakeAt();
  }

  @Override
  public final Health health() {
    return health;
  }

  @Override
  public final SortedMap<String, Long> counters() {
    return plc.counters();
  }

  protected final Optional<Job<C, S>> job() {
    return motions.job();
  }

  /** Stops whatever moves. */
  protected final void halt() {
    plc.halt("it was halted");
  }

  /** Looks anew, and tells what is seen. */
  protected final void sense() {
    sensing++;
    plc.look(now);
    if (scene == null) tell(Optional.empty());
  }

  /**
   * Begins a motion, or answers why not.
   *
   * @param code of its command in the map
   * @return whether it begins
   */
  protected final boolean move(C command, long motion, long at, String code, int argument) {
    if (!motions.mayBegin(
        motion, () -> objection(command, at), why -> refused(motion, why), notices::add)) {
      return false;
    }
    S before = scene;
    if (before == null) throw new IllegalStateException("a motion of a machine that is not seen");
    motions.begin(motion, new Job<>(command, motion, before));
    plc.move(map.code("command." + code, 0), argument);
    return true;
  }

  private String objection(C command, long at) {
    S seen = scene;
    if (seen == null) return "the %s does not answer".formatted(name);
    if (now - at >= LATEST_MILLIS) return "it came %d ms late".formatted(now - at);
    if (job().isPresent()) return "another motion is under way";
    return objection(command, seen);
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
    Optional<S> before = Optional.ofNullable(scene);
    S after = scene(seen, plc.fault(seen));
    scene = after;
    health = judged(after);
    notices.addAll(changes(before, after));
    if (!after.equals(told) || sensing > 0) tell(Optional.of(after));
  }

  private void silent(String why) {
    boolean known = scene != null || told != null || sensing > 0;
    scene = null;
    health = new Health.Lost(why);
    if (known) tell(Optional.empty());
  }

  private void tell(Optional<S> what) {
    for (int i = Math.max(1, sensing); i > 0; i--) notices.add(seen(what));
    sensing = 0;
    told = what.orElse(null);
  }

  private void ended(Plc.End end, String why) {
    var ending = job();
    if (ending.isEmpty()) return;
    var job = ending.get();
    N answer =
        switch (end) {
          case DONE -> done(job, Optional.ofNullable(scene));
          case FAULT -> failed(job.motion(), why);
          case NOT_TOLD -> refused(job.motion(), why);
          case UNKNOWN -> unknown(job.motion(), why);
        };
    motions.end(answer);
    notices.add(answer);
  }
}
