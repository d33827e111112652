package org.shuyi.devices.link;

import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Told;

/**
 * A driver attached to somewhere to write: one step is told, its bytes written, its notices and
 * changes of health handed on, its frames traced.
 *
 * <p>The only place where a driver is stepped, under a real loop and under virtual time alike. A
 * bug in a driver makes this one device lost, and the others go on (DESIGN.md, section 2).
 */
public final class Attached<C, N> {
  private final Driver<C, N> driver;
  private final UnaryOperator<Bytes> masked;
  private final Consumer<Bytes> wire;
  private final Runnable anew;
  private final Consumer<N> notices;
  private final Consumer<Health> healths;
  private final FrameLog frames = new FrameLog();
  private Health health = new Health.Lost("not yet spoken to");
  private boolean broken;

  /** A driver whose frames are kept as they are. */
  public Attached(
      Driver<C, N> driver,
      Consumer<Bytes> wire,
      Runnable anew,
      Consumer<N> notices,
      Consumer<Health> healths) {
    this(driver, frame -> frame, wire, anew, notices, healths);
  }

  /**
   * @param masked what may be kept of a frame: nothing personal stays in memory (a card's number, a
   *     photo)
   * @param anew gives the line up, so that it opens again
   */
  public Attached(
      Driver<C, N> driver,
      UnaryOperator<Bytes> masked,
      Consumer<Bytes> wire,
      Runnable anew,
      Consumer<N> notices,
      Consumer<Health> healths) {
    this.driver = driver;
    this.masked = masked;
    this.wire = wire;
    this.anew = anew;
    this.notices = notices;
    this.healths = healths;
  }

  /** Tells the driver and does what it answers. */
  public void tell(Told<C> told, long nowMillis) {
    if (broken) return;
    try {
      trace(told, nowMillis);
      Answer<N> answer = driver.on(told, nowMillis);
      for (Bytes frame : answer.write()) {
        frames.add(new Trace.Sent(nowMillis, masked.apply(frame)));
        wire.accept(frame);
      }
      if (answer.anew()) anew.run();
      answer.notices().forEach(notices);
      become(driver.health());
    } catch (RuntimeException bug) {
      stopped(bug);
    }
  }

  private void trace(Told<C> told, long nowMillis) {
    switch (told) {
      case Told.LineUp<C>() -> frames.add(new Trace.Up(nowMillis));
      case Told.LineDown<C>(String why) -> frames.add(new Trace.Down(nowMillis, why));
      case Told.Received<C>(Bytes bytes) ->
          frames.add(new Trace.Heard(nowMillis, masked.apply(bytes)));
      case Told.TimePassed<C>() -> {}
      case Told.Wanted<C> _ -> {}
    }
  }

  private void stopped(RuntimeException bug) {
    broken = true;
    become(new Health.Lost("driver stopped: " + bug.getClass().getSimpleName()));
  }

  public long wakeAt() {
    try {
      return broken ? Driver.NEVER : driver.wakeAt();
    } catch (RuntimeException bug) {
      stopped(bug);
      return Driver.NEVER;
    }
  }

  public Health health() {
    return health;
  }

  public SortedMap<String, Long> counters() {
    return driver.counters();
  }

  /** The last moments of its line, oldest first; safe to call from another thread. */
  public List<Trace.Moment> moments() {
    return frames.moments();
  }

  private void become(Health next) {
    if (next.equals(health)) return;
    health = next;
    healths.accept(next);
  }
}
