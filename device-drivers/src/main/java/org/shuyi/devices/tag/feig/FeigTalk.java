package org.shuyi.devices.tag.feig;

import java.time.Duration;
import java.util.function.Consumer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Tally;
import org.shuyi.devices.tag.feig.FeigFrame.Reply;
import org.shuyi.devices.tag.feig.FeigFrame.Request;

/**
 * One request at a time to one reader, with an end to every wait.
 *
 * <p>A reply names its command but not what was asked by it, so after a time-out a late answer to
 * the first request could pass for the answer to the second: one book's content under another's
 * number. Therefore a <em>fence</em> is asked first, the software version, which looks like nothing
 * else. A reader works in order: what comes before the fence's answer is late and is dropped.
 */
public final class FeigTalk {
  /** Repeats of a request before the reader counts as silent. */
  private static final int REPEATS = 2;

  /** Fences without answer before the reader counts as silent. */
  private static final int FENCES = 2;

  /** A version is answered in a few milliseconds; a USB adapter adds up to 16. */
  public static final Duration VERSION_WITHIN = Duration.ofMillis(300);

  /** At least 5 ms before a new request (manual H20800). */
  private static final long GAP_MILLIS = 5;

  /** Longer than any pause inside a frame: 12 ms by the manual, 16 ms by a USB adapter. */
  private static final long QUIET_MILLIS = 30;

  /** An echo comes with the frame's own bytes; later than this it is something else. */
  private static final long ECHO_MILLIS = 100;

  /** What has come of the talk. */
  public sealed interface Heard {
    /** Nothing yet. */
    record Nothing() implements Heard {}

    /** The answer to what was asked. */
    record Answered(Reply reply) implements Heard {}

    /** The reader does not answer, also when asked again. */
    record Silent(String why) implements Heard {}
  }

  private sealed interface State {
    record Idle() implements State {}

    /** The line rests, then the request, or a fence before it, is sent. */
    record Resting(long until, boolean fence) implements State {}

    record Waiting(long until, boolean fence) implements State {}
  }

  private static final Heard NOTHING = new Heard.Nothing();

  private final int address;
  private final Consumer<Bytes> write;
  private final Tally tally;
  private State state = new State.Idle();
  private Request request;
  private Duration within = VERSION_WITHIN;
  private Bytes received = Bytes.EMPTY;

  /** What was sent, until it has come back or something else has come. */
  private Bytes echo = Bytes.EMPTY;

  private long echoUntil;
  private long freeAt = Long.MIN_VALUE;
  private int repeats;
  private int fences;

  public FeigTalk(int address, Consumer<Bytes> write, Tally tally) {
    this.address = address;
    this.write = write;
    this.tally = tally;
    this.request = version();
  }

  /** Whether nothing is asked. */
  public boolean idle() {
    return state instanceof State.Idle;
  }

  /** Asks; only when {@link #idle}. */
  public void ask(int command, Bytes data, Duration within, long now) {
    assert idle();
    this.request = new Request(address, command, data);
    this.within = within;
    repeats = 0;
    fences = 0;
    send(Math.max(now, freeAt), false, now);
  }

  /** Asks for the software version: a sign of life. */
  public void askVersion(long now) {
    ask(FeigCodec.VERSION, Bytes.EMPTY, VERSION_WITHIN, now);
  }

  /** The line went down or came up: nothing that was asked will be answered. */
  public void reset() {
    state = new State.Idle();
    received = Bytes.EMPTY;
  }

  public long wakeAt() {
    return switch (state) {
      case State.Idle() -> Driver.NEVER;
      case State.Resting(long until, boolean fence) -> until;
      case State.Waiting(long until, boolean fence) -> until;
    };
  }

  public Heard received(Bytes bytes, long now) {
    received = received.plus(bytes);
    while (!received.isEmpty()) {
      if (mayBeEcho(now)) {
        if (received.size() < echo.size()) return NOTHING;
        tally.count("echoes");
        received = received.from(echo.size());
        echo = Bytes.EMPTY;
        continue;
      }
      switch (FeigFrame.parse(received)) {
        case Parsed.More<Reply>() -> {
          return NOTHING;
        }
        case Parsed.Noise<Reply>(int size, String why) -> {
          if (size > 1) damaged(now);
          drop(size);
        }
        case Parsed.Frame<Reply>(Reply reply, int size) -> {
          received = received.from(size);
          if (isAwaited(reply)) {
            drop(received.size());
            return answered(reply, now);
          }
        }
      }
    }
    return NOTHING;
  }

  public Heard timePassed(long now) {
    switch (state) {
      case State.Idle() -> {}
      case State.Resting(long until, boolean fence) -> {
        if (now >= until) send(until, fence, now);
      }
      case State.Waiting(long until, boolean fence) -> {
        if (now >= until) return timeOut(fence, now);
      }
    }
    return NOTHING;
  }

  /**
   * Whether what came is our own frame, or its beginning, as a half-duplex adapter gives it back.
   * No reply is: where a request has a sub-command, a reply has a status.
   */
  private boolean mayBeEcho(long now) {
    int size = Math.min(received.size(), echo.size());
    return now <= echoUntil && size > 0 && received.slice(0, size).equals(echo.slice(0, size));
  }

  private boolean isAwaited(Reply reply) {
    boolean ours = address == FeigFrame.ANY || reply.address() == address;
    int command =
        switch (state) {
          case State.Idle _, State.Resting _ -> -1;
          case State.Waiting(long until, boolean fence) ->
              fence ? FeigCodec.VERSION : request.command();
        };
    boolean awaited = ours && reply.command() == command;
    if (!awaited) tally.count(ours ? "late" : "foreign");
    return awaited;
  }

  private Heard answered(Reply reply, long now) {
    freeAt = now + GAP_MILLIS;
    if (state instanceof State.Waiting waiting && waiting.fence()) {
      state = new State.Resting(freeAt, false);
      return NOTHING;
    }
    state = new State.Idle();
    tally.count("answers");
    return new Heard.Answered(reply);
  }

  /** There is no answer to a broken frame, and after a broken answer none will come. */
  private void damaged(long now) {
    tally.count("damaged");
    if (state instanceof State.Waiting(long until, boolean fence)) {
      state = new State.Waiting(Math.min(until, now + QUIET_MILLIS), fence);
    }
  }

  private Heard timeOut(boolean fence, long now) {
    tally.count("timeouts");
    drop(received.size());
    boolean silent = fence ? ++fences >= FENCES : ++repeats > REPEATS;
    if (silent) {
      state = new State.Idle();
      return new Heard.Silent(
          fence || request.command() == FeigCodec.VERSION
              ? "the reader does not answer"
              : "command %02X was not answered, %d times".formatted(request.command(), repeats));
    }
    state = new State.Resting(now + QUIET_MILLIS, request.command() != FeigCodec.VERSION);
    return NOTHING;
  }

  private void send(long at, boolean fence, long now) {
    if (now < at) {
      state = new State.Resting(at, fence);
      return;
    }
    drop(received.size());
    var frame = fence ? version() : request;
    var longest = fence ? VERSION_WITHIN : within;
    if (repeats > 0 && !fence) tally.count("repeats");
    tally.count("requests");
    echo = FeigFrame.encode(frame);
    echoUntil = now + ECHO_MILLIS;
    write.accept(echo);
    state = new State.Waiting(now + longest.toMillis(), fence);
  }

  private Request version() {
    return new Request(address, FeigCodec.VERSION, Bytes.EMPTY);
  }

  private void drop(int size) {
    if (size > 0) tally.count("bytesDropped", size);
    received = received.from(size);
  }
}
