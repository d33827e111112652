package org.shuyi.devices;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One question at a time to one device, with an end to every wait.
 *
 * <p>In many protocols an answer names its command but not what was asked by it, so after a
 * time-out a late answer to the first question could pass for the answer to the second: one book's
 * content under another's number. Therefore a <em>fence</em> is asked before the repeat, a question
 * whose answer looks like nothing else. A device works in order: what comes before the fence's
 * answer is late and is dropped.
 *
 * @param <Q> the questions of its protocol
 * @param <R> the replies of its protocol
 */
public final class Talk<Q, R> {
  /** Repeats of a question before the device counts as silent. */
  private static final int REPEATS = 2;

  /** Fences without answer before the device counts as silent. */
  private static final int FENCES = 2;

  /** A fence is answered in a few milliseconds; a USB adapter adds up to 16. */
  public static final Duration FENCE_WITHIN = Duration.ofMillis(300);

  /** At least 5 ms before a new question (FEIG manual H20800; others ask for nothing). */
  private static final long GAP_MILLIS = 5;

  /** Longer than any pause inside a frame: 12 or 15 ms by the manuals, 16 ms by a USB adapter. */
  private static final long QUIET_MILLIS = 30;

  /** An echo comes with the frame's own bytes; later than this it is something else. */
  private static final long ECHO_MILLIS = 100;

  /** What is said and understood on a line. Everything here is pure and takes any bytes. */
  public interface Language<Q, R> {
    Bytes encode(Q question);

    /** Reads a reply at the front of what was received. */
    Parsed<R> parse(Bytes received);

    /** The sign of life that is asked before a repeat. */
    Q fence();

    /** Whether it comes from the device that is asked, as far as the protocol tells. */
    boolean isOurs(R reply);

    boolean answers(R reply, Q question);

    /** Whether further frames of the same answer follow without being asked for. */
    boolean goesOn(R reply);

    /** Frames of one answer; 64 of the shortest hold more tags than any shelf. */
    default int mostParts() {
      return 64;
    }

    /** Such as {@code command B0}, for people. */
    String named(Q question);
  }

  /**
   * A language on a line that keeps its bytes whole and in their order, as TCP does. Nothing that
   * came is thrown away unread: a message cut off would put all that follows out of step.
   */
  public interface Stream<Q, R> extends Language<Q, R> {
    /** What a message that comes unasked has to hear at once; usually nothing. */
    Optional<Bytes> acknowledgement(R reply);
  }

  /** What has come of the talk. */
  public sealed interface Heard<R> {
    /** Nothing yet. */
    record Nothing<R>() implements Heard<R> {}

    /**
     * The answer to what was asked.
     *
     * @param replies its frames, one or more; all but the last go on
     */
    record Answered<R>(List<R> replies) implements Heard<R> {
      public Answered {
        replies = List.copyOf(replies);
      }
    }

    /** The device does not answer, also when asked again. */
    record Silent<R>(String why) implements Heard<R> {}
  }

  private sealed interface State {
    record Idle() implements State {}

    /** The line rests, then the request, or a fence before it, is sent. */
    record Resting(long until, boolean fence) implements State {}

    record Waiting(long until, boolean fence) implements State {}
  }

  private final Language<Q, R> language;
  private final List<R> parts = new ArrayList<>();
  private final Consumer<Bytes> write;
  private final Tally tally;
  private State state = new State.Idle();
  private Q question;
  private Duration within = FENCE_WITHIN;
  private Bytes received = Bytes.EMPTY;

  /** What was sent, until it has come back or something else has come. */
  private Bytes echo = Bytes.EMPTY;

  private long echoUntil;
  private long freeAt = Long.MIN_VALUE;
  private int repeats;
  private int fences;

  /** Counts answers, repeats, time-outs and the like in {@code tally}. */
  public Talk(Language<Q, R> language, Consumer<Bytes> write, Tally tally) {
    this.language = language;
    this.write = write;
    this.tally = tally;
    this.question = language.fence();
  }

  /** Whether nothing is asked. */
  public boolean idle() {
    return state instanceof State.Idle;
  }

  /** Asks; only when {@link #idle}. */
  public void ask(Q asked, Duration within, long now) {
    assert idle();
    this.question = asked;
    this.within = within;
    repeats = 0;
    fences = 0;
    send(Math.max(now, freeAt), false, now);
  }

  /** Asks for a sign of life. */
  public void askFence(long now) {
    ask(language.fence(), FENCE_WITHIN, now);
  }

  /** The line went down or came up: nothing that was asked will be answered. */
  public void reset() {
    state = new State.Idle();
    received = Bytes.EMPTY;
    parts.clear();
  }

  public long wakeAt() {
    return switch (state) {
      case State.Idle() -> Driver.NEVER;
      case State.Resting(long until, boolean fence) -> until;
      case State.Waiting(long until, boolean fence) -> until;
    };
  }

  public Heard<R> received(Bytes bytes, long now) {
    received = received.plus(bytes);
    while (!received.isEmpty()) {
      if (mayBeEcho(now)) {
        if (received.size() < echo.size()) return new Heard.Nothing<>();
        tally.count("echoes");
        received = received.from(echo.size());
        echo = Bytes.EMPTY;
        continue;
      }
      switch (language.parse(received)) {
        case Parsed.More<R>() -> {
          return new Heard.Nothing<>();
        }
        case Parsed.Noise<R>(int size, String why) -> {
          if (size > 1) damaged(now);
          drop(size);
        }
        case Parsed.Frame<R>(R reply, int size) -> {
          received = received.from(size);
          if (acknowledged(reply)) continue;
          if (isAwaited(reply) && isWhole(reply, now)) {
            dropRest();
            return answered(now);
          }
        }
      }
    }
    return new Heard.Nothing<>();
  }

  public Heard<R> timePassed(long now) {
    switch (state) {
      case State.Idle() -> {}
      case State.Resting(long until, boolean fence) -> {
        if (now >= until) send(until, fence, now);
      }
      case State.Waiting(long until, boolean fence) -> {
        if (now >= until) return timeOut(fence, now);
      }
    }
    return new Heard.Nothing<>();
  }

  /**
   * Whether what came is our own frame, or its beginning, as a half-duplex adapter gives it back.
   * In no protocol here is a reply like that: where a request has its data, a reply has a status.
   */
  private boolean mayBeEcho(long now) {
    int size = Math.min(received.size(), echo.size());
    return now <= echoUntil && size > 0 && received.slice(0, size).equals(echo.slice(0, size));
  }

  private boolean isAwaited(R reply) {
    boolean ours = language.isOurs(reply);
    boolean awaited =
        ours
            && switch (state) {
              case State.Idle _, State.Resting _ -> false;
              case State.Waiting(long until, boolean fence) ->
                  language.answers(reply, fence ? language.fence() : question);
            };
    if (!awaited) tally.count(ours ? "late" : "foreign");
    return awaited;
  }

  /** Keeps a frame of an answer; the next one may take as long again. */
  private boolean isWhole(R reply, long now) {
    parts.add(reply);
    boolean more = language.goesOn(reply) && parts.size() < language.mostParts();
    if (more && state instanceof State.Waiting(long until, boolean fence)) {
      state = new State.Waiting(Math.max(until, now + within.toMillis()), fence);
    }
    return !more;
  }

  private Heard<R> answered(long now) {
    freeAt = now + GAP_MILLIS;
    var replies = List.copyOf(parts);
    parts.clear();
    if (state instanceof State.Waiting waiting && waiting.fence()) {
      state = new State.Resting(freeAt, false);
      return new Heard.Nothing<>();
    }
    state = new State.Idle();
    tally.count("answers");
    return new Heard.Answered<>(replies);
  }

  /** There is no answer to a broken frame, and after a broken answer none will come. */
  private void damaged(long now) {
    tally.count("damaged");
    if (state instanceof State.Waiting(long until, boolean fence)) {
      state = new State.Waiting(Math.min(until, now + QUIET_MILLIS), fence);
    }
  }

  private Heard<R> timeOut(boolean fence, long now) {
    tally.count("timeouts");
    drop(received.size());
    parts.clear();
    boolean silent = fence ? ++fences >= FENCES : ++repeats > REPEATS;
    if (silent) {
      state = new State.Idle();
      return new Heard.Silent<>(
          fence || question.equals(language.fence())
              ? "the reader does not answer"
              : "%s was not answered, %d times".formatted(language.named(question), repeats));
    }
    state = new State.Resting(now + QUIET_MILLIS, !question.equals(language.fence()));
    return new Heard.Nothing<>();
  }

  private void send(long at, boolean fence, long now) {
    if (now < at) {
      state = new State.Resting(at, fence);
      return;
    }
    dropRest();
    var asked = fence ? language.fence() : question;
    var longest = fence ? FENCE_WITHIN : within;
    if (repeats > 0 && !fence) tally.count("repeats");
    tally.count("requests");
    echo = language.encode(asked);
    echoUntil = now + ECHO_MILLIS;
    write.accept(echo);
    state = new State.Waiting(now + longest.toMillis(), fence);
  }

  /** Whatever came beside the answer. Of a stream, the beginning of a message stays. */
  private void dropRest() {
    while (language instanceof Stream<Q, R>
        && language.parse(received) instanceof Parsed.Frame<R>(R reply, int size)) {
      received = received.from(size);
      if (!acknowledged(reply)) tally.count("late");
    }
    boolean begun =
        language instanceof Stream<Q, R> && language.parse(received) instanceof Parsed.More<R>;
    if (!begun) drop(received.size());
  }

  private boolean acknowledged(R reply) {
    if (!(language instanceof Stream<Q, R> stream)) return false;
    var acknowledgement = stream.acknowledgement(reply);
    acknowledgement.ifPresent(write);
    return acknowledgement.isPresent();
  }

  private void drop(int size) {
    if (size > 0) tally.count("bytesDropped", size);
    received = received.from(size);
  }
}
