package org.shuyi.devices;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One line on which a driver asks one question at a time: what is asked and until when its answer
 * is awaited, when the line has rested, and how many questions in a row were missed.
 *
 * <p>What is asked when, and what an answer means, is the driver's. Where an answer to one question
 * could pass for the answer to another, its driver asks by {@link Talk}, which has a fence for
 * that.
 *
 * <p>It counts {@code answers}, {@code bytesDropped}, {@code damaged} and {@code timeouts}. Times
 * are in milliseconds, by the clock of {@link Driver#on}.
 *
 * @param <Q> the questions; {@link Bytes} where the frame says all there is to know
 * @param <R> the replies of its protocol
 */
public final class Asking<Q, R> {
  /** A silent device is asked again at this pace where each question costs it something. */
  public static final long AGAIN_MILLIS = 1_000;

  /** Questions in a row without answer before a device counts as silent: one is lost by noise. */
  private static final int MISSES = 3;

  /** After a lost answer the line rests, so that a late one is not taken for the next. */
  private static final long QUIET_MILLIS = 200;

  private sealed interface State<Q> {
    record Down<Q>() implements State<Q> {}

    record Resting<Q>(long until) implements State<Q> {}

    record Waiting<Q>(Q question, long until) implements State<Q> {}
  }

  private final Function<Bytes, Parsed<R>> parse;
  private final Tally tally;
  private final List<Bytes> writes = new ArrayList<>();
  private State<Q> state = new State.Down<>();
  private Bytes received = Bytes.EMPTY;
  private int misses;

  /**
   * @param parse reads a reply at the front of any bytes
   */
  public Asking(Function<Bytes, Parsed<R>> parse, Tally tally) {
    this.parse = parse;
    this.tally = tally;
  }

  /** The line is up: nothing was missed on it yet, and anything may be asked. */
  public void lineUp(long now) {
    misses = 0;
    state = new State.Resting<>(now);
  }

  /** The line is down: what was asked will not be answered, and nothing can be. */
  public void lineDown() {
    state = new State.Down<>();
    drop(received.size());
  }

  /** Asks; whatever came before cannot be the answer. */
  public void ask(Q question, Bytes frame, Duration within, long now) {
    drop(received.size());
    writes.add(frame);
    state = new State.Waiting<>(question, now + within.toMillis());
  }

  /** Writes what nobody has to answer, such as an acknowledgement. */
  public void write(Bytes frame) {
    writes.add(frame);
  }

  /** Awaits nothing more and rests; a line that is down stays so. */
  public void rest(long millis, long now) {
    if (!(state instanceof State.Down)) state = new State.Resting<>(now + millis);
  }

  /** Ends a rest at once, unless it follows a lost answer. */
  public void hurry() {
    if (resting() && misses == 0) state = new State.Resting<>(Long.MIN_VALUE);
  }

  /** What is asked and not yet answered. */
  public @Nullable Q asked() {
    return state instanceof State.Waiting<Q>(Q question, long _) ? question : null;
  }

  /** Whether the line is up and nothing is asked. */
  public boolean resting() {
    return state instanceof State.Resting;
  }

  /** Whether the line has rested, so that the next question is due. */
  public boolean rested(long now) {
    return state instanceof State.Resting<Q>(long until) && now >= until;
  }

  /** The question whose answer is overdue: it is given up, and the line rests for a moment. */
  public @Nullable Q overdue(long now) {
    if (!(state instanceof State.Waiting<Q>(Q question, long until)) || now < until) return null;
    tally.count("timeouts");
    drop(received.size());
    state = new State.Resting<>(now + QUIET_MILLIS);
    return question;
  }

  /** Notes that a question was missed, and says whether the device counts as silent by now. */
  public boolean missedTooOften() {
    return ++misses >= MISSES;
  }

  /** Notes an answer: the device lives. */
  public void answered() {
    tally.count("answers");
    misses = 0;
  }

  /** Hears bytes, and gives each whole reply away, awaited or not. */
  public void hear(Bytes bytes, Consumer<R> reply) {
    hear(bytes, reply, _ -> {});
  }

  /**
   * The same where it matters that something was damaged.
   *
   * @param damaged is given why; a single byte is no damage but a search for the next frame
   */
  public void hear(Bytes bytes, Consumer<R> reply, Consumer<String> damaged) {
    received = received.plus(bytes);
    while (!received.isEmpty()) {
      switch (parse.apply(received)) {
        case Parsed.More<R>() -> {
          return;
        }
        case Parsed.Noise<R>(int size, String why) -> {
          drop(size);
          if (size > 1) {
            tally.count("damaged");
            damaged.accept(why);
          }
        }
        case Parsed.Frame<R>(R whole, int size) -> {
          received = received.from(size);
          reply.accept(whole);
        }
      }
    }
  }

  /** When an answer is overdue or a rest is over; {@link Driver#NEVER} while the line is down. */
  public long wakeAt() {
    return switch (state) {
      case State.Down<Q>() -> Driver.NEVER;
      case State.Resting<Q>(long until) -> until;
      case State.Waiting<Q>(Q _, long until) -> until;
    };
  }

  /** The driver's answer: what was written since the last, and these notices, which are taken. */
  public <N> Answer<N> answer(List<N> notices) {
    return Answer.taking(writes, notices);
  }

  private void drop(int size) {
    if (size > 0) tally.count("bytesDropped", size);
    received = received.from(size);
  }
}
