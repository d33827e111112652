package org.shuyi.devices.printer.escpos;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Tally;
import org.shuyi.devices.printer.PrinterState;
import org.shuyi.devices.printer.escpos.EscPosCodec.Said;

/**
 * Asks a printer how it stands, in rounds of four questions, one at a time.
 *
 * <p>An answer is one byte that does not say which question it answers. So each is waited for, a
 * lost one is followed by a pause in which late ones are dropped, and a state is believed when two
 * rounds in a row agree.
 */
final class EscPosTalk {
  /** Silence after which nothing that was asked is answered any more. */
  static final long QUIET_MILLIS = 300;

  /** From an answer to the next question; what comes in between is a repeat or noise. */
  private static final long GAP_MILLIS = 20;

  /** Questions without answer before the printer counts as silent. */
  private static final int MISSES = 3;

  /** A silent printer is asked again at this pace. */
  private static final long AGAIN_MILLIS = 1_000;

  private static final int[] QUESTIONS = {
    EscPosCodec.PAPER, EscPosCodec.CAUSES, EscPosCodec.ERRORS, EscPosCodec.PRINTER
  };

  /** What has come of it. */
  sealed interface Heard {
    record Nothing() implements Heard {}

    /** Two rounds agree. */
    record Stands(PrinterState state) implements Heard {}

    /** All that was sent before the mark is printed. */
    record Mark(boolean out) implements Heard {}

    record Silent(String why) implements Heard {}
  }

  private sealed interface State {
    record Down() implements State {}

    record Asking(int question, long until) implements State {}

    /** The next question of the round is at {@code until}. */
    record Pausing(int question, long until) implements State {}

    /** Between two rounds. */
    record Resting(long until) implements State {}
  }

  private static final Heard NOTHING = new Heard.Nothing();

  private final long answerWithinMillis;
  private final Consumer<Bytes> write;
  private final Tally tally;
  private final int[] answers = new int[QUESTIONS.length];
  private State state = new State.Down();
  private @Nullable PrinterState once;

  /** Whether the round just ended agreed with the one before: the next is not at once. */
  private boolean agreedNow;

  private int misses;

  EscPosTalk(long answerWithinMillis, Consumer<Bytes> write, Tally tally) {
    this.answerWithinMillis = answerWithinMillis;
    this.write = write;
    this.tally = tally;
  }

  /** How long so many bytes take on the slowest wire in use, 9600 8N1, and a little more. */
  static long wireMillis(int bytes) {
    return 50 + bytes * 11L / 10;
  }

  void begin(long now) {
    once = null;
    agreedNow = false;
    misses = 0;
    ask(0, now);
  }

  void end() {
    state = new State.Down();
  }

  boolean down() {
    return state instanceof State.Down;
  }

  /** Whether no question is out, so that a receipt may be written. */
  boolean resting() {
    return state instanceof State.Resting;
  }

  /** Asks nothing before this time: a receipt is on the wire. */
  void rest(long until) {
    agreedNow = false;
    state = new State.Resting(until);
  }

  long wakeAt() {
    return switch (state) {
      case State.Down() -> Driver.NEVER;
      case State.Asking(int _, long until) -> until;
      case State.Pausing(int _, long until) -> until;
      case State.Resting(long until) -> until;
    };
  }

  /** One byte. */
  Heard received(Bytes one, long now) {
    return switch (EscPosCodec.parse(one)) {
      case Parsed.More<Said>() -> NOTHING;
      case Parsed.Noise<Said>(int size, String _) -> {
        tally.count("bytesDropped", size);
        yield NOTHING;
      }
      case Parsed.Frame<Said>(Said.Mark(boolean _, boolean out), int _) -> new Heard.Mark(out);
      case Parsed.Frame<Said>(Said.Status(int bits), int _) -> status(bits, now);
    };
  }

  Heard timePassed(long now) {
    if (!(state instanceof State.Asking(int _, long until)) || now < until) return NOTHING;
    tally.count("timeouts");
    once = null;
    if (++misses < MISSES) {
      state = new State.Resting(now + QUIET_MILLIS);
      return NOTHING;
    }
    state = new State.Resting(now + AGAIN_MILLIS);
    return new Heard.Silent("the printer does not answer");
  }

  /** Asks what is due; after a whole round the next is {@code paceMillis} later. */
  void goOn(long now, long paceMillis) {
    switch (state) {
      case State.Down(), State.Asking _ -> {}
      case State.Pausing(int question, long until) -> {
        if (now >= until) ask(question, now);
      }
      case State.Resting(long until) -> {
        if (agreedNow) {
          agreedNow = false;
          state = new State.Resting(now + paceMillis);
        } else if (now >= until) ask(0, now);
      }
    }
  }

  private Heard status(int bits, long now) {
    if (!(state instanceof State.Asking(int question, long _))) {
      tally.count("late");
      if (state instanceof State.Resting(long until)) {
        state = new State.Resting(Math.max(until, now + QUIET_MILLIS));
      }
      return NOTHING;
    }
    answers[question] = bits;
    if (question + 1 < QUESTIONS.length) {
      state = new State.Pausing(question + 1, now + GAP_MILLIS);
      return NOTHING;
    }
    misses = 0;
    tally.count("rounds");
    var seen = EscPosCodec.state(answers[3], answers[1], answers[2], answers[0]);
    boolean agreed = seen.equals(once);
    once = seen;
    state = new State.Resting(now + GAP_MILLIS);
    agreedNow = agreed;
    return agreed ? new Heard.Stands(seen) : NOTHING;
  }

  private void ask(int question, long now) {
    write.accept(EscPosCodec.ask(QUESTIONS[question]));
    state = new State.Asking(question, now + answerWithinMillis);
  }
}
