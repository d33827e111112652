package org.shuyi.devices.voice.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Tally;
import org.shuyi.devices.Told;
import org.shuyi.devices.voice.VoiceCommand;
import org.shuyi.devices.voice.VoiceCommand.Say;
import org.shuyi.devices.voice.VoiceCommand.Sentence;
import org.shuyi.devices.voice.VoiceNotice;
import org.shuyi.devices.voice.process.VoiceCodec.Heard;

/**
 * One loudspeaker: a sentence at a time, each with an end. While something is said nothing is
 * asked, since a simple program does one thing after the other. A program that is to be still and
 * gives no sign of life is ended and begun anew, so that what comes later need not wait for it.
 */
public final class VoiceDriver implements Driver<VoiceCommand, VoiceNotice> {
  /** Questions without answer before the program counts as silent. */
  private static final int MISSES = 2;

  /** The longest rest of a line between two programs (5 s), and the same again for the program. */
  private static final long ANEW_MILLIS = 10_000;

  private final VoiceConfig config;
  private final Tally tally =
      new Tally("answers", "begunAnew", "bytesDropped", "damaged", "notSaid", "said", "timeouts");
  private final List<VoiceNotice> notices = new ArrayList<>();
  private final List<Bytes> writes = new ArrayList<>();
  private State state = new State.Down();
  private Health health = new Health.Lost("not yet spoken to");
  private Bytes received = Bytes.EMPTY;
  private long lines;
  private int misses;

  /** Whether the program is being ended, or a new one has not yet answered. */
  private boolean beginsAnew;

  /** Whether the line is to be given up in this step. */
  private boolean anew;

  private Optional<Waiting> next = Optional.empty();

  /**
   * What is said as soon as the program is still, or a new one is there.
   *
   * @param until when it comes too late
   */
  private record Waiting(Say say, long until) {}

  private sealed interface State {
    record Down() implements State {}

    record Asking(long line, long until) implements State {}

    record Resting(long until) implements State {}

    /**
     * @param sentence which of them, from 0
     */
    record Saying(Say say, int sentence, long line, long until) implements State {}

    /** Told to be still; the answer to a sign of life says that it is. */
    record Hushed(long line, long until) implements State {}
  }

  public VoiceDriver(VoiceConfig config) {
    this.config = config;
  }

  @Override
  public Answer<VoiceNotice> on(Told<VoiceCommand> told, long now) {
    switch (told) {
      case Told.LineUp<VoiceCommand>() -> {
        misses = 0;
        health = new Health.Lost("being asked whether it is there");
        ask(now);
      }
      case Told.LineDown<VoiceCommand>(String why) -> {
        breakOff("the line is down: " + why);
        if (!beginsAnew) giveUp("the line is down: " + why);
        health = new Health.Lost("the line is down: " + why);
        state = new State.Down();
        drop(received.size());
      }
      case Told.Received<VoiceCommand>(Bytes bytes) -> heard(bytes, now);
      case Told.TimePassed<VoiceCommand>() -> timePassed(now);
      case Told.Wanted<VoiceCommand>(Say say, long _) -> say(say, now);
      case Told.Wanted<VoiceCommand>(VoiceCommand.Hush(), long _) -> {
        if (state instanceof State.Saying) {
          hush("nothing is to be said any more", now);
        }
        giveUp("nothing is to be said any more");
      }
    }
    var answer = new Answer<>(writes, notices, anew);
    anew = false;
    writes.clear();
    notices.clear();
    return answer;
  }

  @Override
  public long wakeAt() {
    return Math.min(next.map(Waiting::until).orElse(NEVER), stateWakesAt());
  }

  private long stateWakesAt() {
    return switch (state) {
      case State.Down() -> NEVER;
      case State.Hushed(long _, long until) -> until;
      case State.Asking(long _, long until) -> until;
      case State.Resting(long until) -> until;
      case State.Saying(Say _, int _, long _, long until) -> until;
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

  private void say(Say say, long now) {
    giveUp("something else is to be said");
    if (state instanceof State.Saying) hush("something else is to be said", now);
    if (beginsAnew || state instanceof State.Hushed) {
      next = Optional.of(new Waiting(say, now + config.answerWithin().toMillis() + ANEW_MILLIS));
      return;
    }
    switch (health) {
      case Health.Lost(String why) -> notSaid(say.number(), why);
      case Health.Ready(), Health.Degraded(String _) -> begin(say, 0, now);
    }
  }

  private void begin(Say say, int sentence, long now) {
    if (sentence == say.sentences().size()) {
      tally.count("said");
      notices.add(new VoiceNotice.Said(say.number()));
      state = new State.Resting(now + config.poll().toMillis());
      return;
    }
    Sentence next = say.sentences().get(sentence);
    writes.add(VoiceCodec.say(++lines, next.language(), next.text()));
    state = new State.Saying(say, sentence, lines, now + config.within().toMillis());
  }

  private void hush(String why, long now) {
    writes.add(VoiceCodec.hush(++lines));
    breakOff(why);
    writes.add(VoiceCodec.ping(++lines));
    state = new State.Hushed(lines, now + config.answerWithin().toMillis());
  }

  private void giveUp(String why) {
    next.ifPresent(waiting -> notSaid(waiting.say().number(), why));
    next = Optional.empty();
  }

  private void breakOff(String why) {
    if (state instanceof State.Saying saying) notSaid(saying.say().number(), why);
  }

  private void notSaid(long number, String why) {
    tally.count("notSaid");
    notices.add(new VoiceNotice.NotSaid(number, why));
  }

  private void ask(long now) {
    writes.add(VoiceCodec.ping(++lines));
    state = new State.Asking(lines, now + config.answerWithin().toMillis());
  }

  private void timePassed(long now) {
    if (next.filter(waiting -> now >= waiting.until()).isPresent())
      giveUp("the program does not answer");
    if (now < stateWakesAt()) return;
    switch (state) {
      case State.Down() -> {}
      case State.Resting(long _) -> ask(now);
      case State.Asking(long _, long _) -> {
        tally.count("timeouts");
        drop(received.size());
        if (++misses >= MISSES) health = new Health.Lost("the program does not answer");
        ask(now);
      }
      case State.Saying(Say _, int _, long _, long _) -> {
        tally.count("timeouts");
        hush("not said in time", now);
      }
      case State.Hushed(long _, long _) -> {
        tally.count("timeouts");
        tally.count("begunAnew");
        health = new Health.Lost("the program cannot be broken off: it is begun anew");
        state = new State.Down();
        beginsAnew = true;
        anew = true;
      }
    }
  }

  private void heard(Bytes bytes, long now) {
    received = received.plus(bytes);
    while (!received.isEmpty()) {
      switch (VoiceCodec.parse(received)) {
        case Parsed.More<Heard>() -> {
          return;
        }
        case Parsed.Noise<Heard>(int size, String _) -> {
          tally.count("damaged");
          drop(size);
        }
        case Parsed.Frame<Heard>(Heard said, int size) -> {
          received = received.from(size);
          answered(said, now);
        }
      }
    }
  }

  /** Only the answer to the last line counts. */
  private void answered(Heard heard, long now) {
    tally.count("answers");
    switch (heard) {
      case Heard.Here(long line) -> {
        boolean awaited =
            (state instanceof State.Asking(long asked, long _) && line == asked)
                || (state instanceof State.Hushed(long hushed, long _) && line == hushed);
        if (awaited) {
          misses = 0;
          beginsAnew = false;
          if (!(health instanceof Health.Degraded)) health = new Health.Ready();
          state = new State.Resting(now + config.poll().toMillis());
          Optional<Waiting> waiting = next;
          next = Optional.empty();
          waiting.ifPresent(one -> begin(one.say(), 0, now));
        }
      }
      case Heard.Said(long line) -> {
        if (state instanceof State.Saying saying && line == saying.line()) {
          health = new Health.Ready();
          begin(saying.say(), saying.sentence() + 1, now);
        }
      }
      case Heard.Failed(long line, String why) -> {
        if (state instanceof State.Saying saying && line == saying.line()) {
          health = new Health.Degraded("a sentence was not said: " + why);
          breakOff(why);
          state = new State.Resting(now + config.poll().toMillis());
        }
      }
    }
  }

  private void drop(int size) {
    if (size > 0) tally.count("bytesDropped", size);
    received = received.from(size);
  }
}
