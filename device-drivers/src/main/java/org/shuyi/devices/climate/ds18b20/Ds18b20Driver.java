package org.shuyi.devices.climate.ds18b20;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Tally;
import org.shuyi.devices.Told;
import org.shuyi.devices.climate.ClimateCommand;
import org.shuyi.devices.climate.ClimateNotice;
import org.shuyi.devices.climate.ClimateNotice.Climate;

/** A sensor that is read again and again; what cannot be believed is unknown, never 0 degrees. */
public final class Ds18b20Driver implements Driver<ClimateCommand, ClimateNotice> {
  /** What the sensor shows after power-on, before it has measured anything. */
  private static final int NOT_MEASURED = 85_000;

  /** The sensor's own range, -55 to 125 degrees. */
  private static final int LEAST = -55_000;

  private static final int MOST = 125_000;

  /** Failures in a row before the value counts as unknown. */
  private static final int MISSES = 3;

  private static final long AGAIN_MILLIS = 500;

  private final Ds18b20Config config;
  private final Tally tally = new Tally("answers", "bytesDropped", "damaged", "timeouts");
  private final List<Bytes> writes = new ArrayList<>();
  private final List<ClimateNotice> notices = new ArrayList<>();
  private State state = new State.Down();
  private Health health = new Health.Lost("not yet read");
  private Bytes received = Bytes.EMPTY;
  private @Nullable Climate told;
  private int last = Integer.MIN_VALUE;
  private long lastMoved;
  private int misses;

  private sealed interface State {
    record Down() implements State {}

    record Asking(long until) implements State {}

    record Resting(long until) implements State {}
  }

  public Ds18b20Driver(Ds18b20Config config) {
    this.config = config;
  }

  @Override
  public Answer<ClimateNotice> on(Told<ClimateCommand> told, long now) {
    switch (told) {
      case Told.LineUp<ClimateCommand>() -> {
        misses = 0;
        last = Integer.MIN_VALUE;
        ask(now);
      }
      case Told.LineDown<ClimateCommand>(String why) -> {
        state = new State.Down();
        lose("the line is down: " + why);
      }
      case Told.Received<ClimateCommand>(Bytes bytes) -> heard(bytes, now);
      case Told.TimePassed<ClimateCommand>() -> timePassed(now);
      case Told.Wanted<ClimateCommand>(ClimateCommand.Sense(), long _) -> {
        Climate known = this.told;
        notices.add(
            new ClimateNotice.Changed(known == null ? new Climate.Unknown("not yet read") : known));
      }
    }
    var answer = new Answer<>(writes, notices);
    writes.clear();
    notices.clear();
    return answer;
  }

  @Override
  public long wakeAt() {
    return switch (state) {
      case State.Down() -> NEVER;
      case State.Asking(long until) -> until;
      case State.Resting(long until) -> until;
    };
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public SortedMap<String, Long> counters() {
    return tally.counters();
  }

  private void timePassed(long now) {
    if (now < wakeAt()) return;
    switch (state) {
      case State.Down() -> {}
      case State.Resting _ -> ask(now);
      case State.Asking _ -> {
        tally.count("timeouts");
        failed("the sensor does not answer", now);
      }
    }
  }

  private void ask(long now) {
    drop(received.size());
    writes.add(Ds18b20Codec.ASK);
    state = new State.Asking(now + config.answerWithin().toMillis());
  }

  private void heard(Bytes bytes, long now) {
    received = received.plus(bytes);
    while (!received.isEmpty()) {
      switch (Ds18b20Codec.parse(received)) {
        case Parsed.More<Integer>() -> {
          return;
        }
        case Parsed.Noise<Integer>(int size, String why) -> {
          tally.count("damaged");
          drop(size);
          if (state instanceof State.Asking) failed("the sensor is not read well: " + why, now);
        }
        case Parsed.Frame<Integer>(Integer milli, int size) -> {
          received = received.from(size);
          if (state instanceof State.Asking) measured(milli, now);
        }
      }
    }
  }

  private void measured(int milli, long now) {
    tally.count("answers");
    if (milli == NOT_MEASURED || milli < LEAST || milli > MOST) {
      failed("the sensor has not measured", now);
      return;
    }
    misses = 0;
    if (milli != last) lastMoved = now;
    last = milli;
    state = new State.Resting(now + config.poll().toMillis());
    if (now - lastMoved >= config.frozenAfter().toMillis()) {
      health = new Health.Degraded("the value stands still");
      become(new Climate.Unknown("the value stands still"));
      return;
    }
    health = new Health.Ready();
    boolean near =
        told instanceof Climate.Measured(int before)
            && Math.abs(milli - before) < config.stepMilliCelsius();
    if (!near) become(new Climate.Measured(milli));
  }

  private void failed(String why, long now) {
    drop(received.size());
    if (++misses >= MISSES) lose(why);
    state =
        new State.Resting(now + (misses < MISSES ? AGAIN_MILLIS : config.poll().toMillis() / 2));
  }

  private void lose(String why) {
    health = new Health.Lost(why);
    drop(received.size());
    become(new Climate.Unknown(why));
  }

  private void become(Climate next) {
    if (next.equals(told)) return;
    told = next;
    notices.add(new ClimateNotice.Changed(next));
  }

  private void drop(int size) {
    if (size > 0) tally.count("bytesDropped", size);
    received = received.from(size);
  }
}
