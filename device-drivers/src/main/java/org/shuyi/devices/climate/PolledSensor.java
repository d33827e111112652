package org.shuyi.devices.climate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Asking;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Tally;
import org.shuyi.devices.Told;
import org.shuyi.devices.climate.ClimateNotice.Climate;
import org.shuyi.devices.climate.ClimateNotice.Climate.Measured;

/**
 * A sensor that is read again and again. What differs by a step is read twice more before it is
 * told; what cannot be believed, and what stands still, is unknown, never 0 degrees.
 */
public abstract class PolledSensor implements Driver<ClimateCommand, ClimateNotice> {
  /** Readings in a row that must say the same of a step: a digit is easily lost twice. */
  private static final int AGREEING = 3;

  private static final long AGAIN_MILLIS = 500;

  private final Pace pace;
  private final Tally tally =
      new Tally("answers", "bytesDropped", "damaged", "timeouts", "unlikely");
  private final List<ClimateNotice> notices = new ArrayList<>();
  private final Asking<Bytes, Measured> asking;
  private Health health = new Health.Lost("not yet read");
  private @Nullable Climate told;
  private @Nullable Measured likely;
  private int agreed;
  private int last = Integer.MIN_VALUE;
  private long lastMoved;

  /**
   * How often it is read, and what is worth telling.
   *
   * @param stepMilliCelsius how much the temperature must change to be told again
   * @param stepMilliPercent likewise the humidity
   * @param poll from one reading to the next
   * @param answerWithin the longest wait for one
   * @param frozenAfter a temperature that has not moved at all for so long is none
   */
  public record Pace(
      int stepMilliCelsius,
      int stepMilliPercent,
      Duration poll,
      Duration answerWithin,
      Duration frozenAfter) {}

  /**
   * @param parse reads one whole answer at the front
   */
  protected PolledSensor(Pace pace, Function<Bytes, Parsed<Measured>> parse) {
    this.pace = pace;
    this.asking = new Asking<>(parse, tally);
  }

  /** Whether the sensor can have measured this. */
  protected abstract boolean isBelievable(Measured measured);

  @Override
  public final Answer<ClimateNotice> on(Told<ClimateCommand> told, long now) {
    switch (told) {
      case Told.LineUp<ClimateCommand>() -> {
        asking.lineUp(now);
        last = Integer.MIN_VALUE;
        likely = null;
        ask(now);
      }
      case Told.LineDown<ClimateCommand>(String why) -> {
        asking.lineDown();
        lose("the line is down: " + why);
      }
      case Told.Received<ClimateCommand>(Bytes bytes) ->
          asking.hear(bytes, measured -> measured(measured, now), why -> damaged(why, now));
      case Told.TimePassed<ClimateCommand>() -> timePassed(now);
      case Told.Wanted<ClimateCommand>(ClimateCommand.Sense(), long _) -> {
        Climate known = this.told;
        notices.add(
            new ClimateNotice.Changed(known == null ? new Climate.Unknown("not yet read") : known));
      }
    }
    return asking.answer(notices);
  }

  @Override
  public final long wakeAt() {
    return asking.wakeAt();
  }

  @Override
  public final Health health() {
    return health;
  }

  @Override
  public final SortedMap<String, Long> counters() {
    return tally.counters();
  }

  private void timePassed(long now) {
    if (asking.rested(now)) ask(now);
    if (asking.overdue(now) != null) failed("the sensor does not answer", now);
  }

  private void ask(long now) {
    asking.ask(TwoLines.ASK, TwoLines.ASK, pace.answerWithin(), now);
  }

  private void damaged(String why, long now) {
    if (asking.asked() != null) failed("the sensor is not read well: " + why, now);
  }

  private void measured(Measured measured, long now) {
    if (asking.asked() == null) return;
    if (!isBelievable(measured)) {
      tally.count("answers");
      failed("the sensor has not measured", now);
      return;
    }
    asking.answered();
    if (measured.milliCelsius() != last) lastMoved = now;
    last = measured.milliCelsius();
    asking.rest(pace.poll().toMillis(), now);
    if (now - lastMoved >= pace.frozenAfter().toMillis()) {
      health = new Health.Degraded("the value stands still");
      become(new Climate.Unknown("the value stands still"));
    } else if (told instanceof Measured before && isNear(measured, before)) {
      likely = null;
      health = new Health.Ready();
    } else {
      judge(measured, now);
    }
  }

  /** A step is told when further readings agree: a value that jumps alone is a wrong one. */
  private void judge(Measured measured, long now) {
    Measured before = likely;
    likely = measured;
    if (before == null) {
      agreed = 1;
    } else if (isNear(measured, before)) {
      agreed++;
    } else {
      agreed = 1;
      tally.count("unlikely");
    }
    if (agreed == AGREEING) {
      likely = null;
      health = new Health.Ready();
      become(measured);
    } else {
      asking.rest(AGAIN_MILLIS, now);
    }
  }

  private boolean isNear(Measured one, Measured other) {
    boolean warmth = Math.abs(one.milliCelsius() - other.milliCelsius()) < pace.stepMilliCelsius();
    boolean damp =
        Math.abs(one.milliPercent().orElse(0) - other.milliPercent().orElse(0))
            < pace.stepMilliPercent();
    return warmth && damp;
  }

  private void failed(String why, long now) {
    boolean silent = asking.missedTooOften();
    if (silent) lose(why);
    asking.rest(silent ? pace.poll().toMillis() / 2 : AGAIN_MILLIS, now);
  }

  private void lose(String why) {
    health = new Health.Lost(why);
    likely = null;
    become(new Climate.Unknown(why));
  }

  private void become(Climate next) {
    if (next.equals(told)) return;
    told = next;
    notices.add(new ClimateNotice.Changed(next));
  }
}
