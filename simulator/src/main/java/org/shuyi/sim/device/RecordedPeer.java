package org.shuyi.sim.device;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.link.Trace;

/**
 * A device that says what another one said at a station, as a trace tells it: each question of the
 * trace is answered by the bytes that followed it there, in their pieces and after their times.
 *
 * <p>A question is looked for from the last one on, so that a driver which asks less often than the
 * one in the trace still gets its answers; one that the trace does not have is met with silence.
 */
public final class RecordedPeer implements Peer {
  private final List<Trace.Moment> moments;
  private final UnaryOperator<Bytes> masked;
  private final Faults faults = new Faults(0);
  private final ArrayDeque<Trace.Heard> leaving = new ArrayDeque<>();
  private int next;
  private int strange;

  /**
   * @param masked as at the station, where what was asked was masked before it was kept
   */
  public RecordedPeer(Trace trace, UnaryOperator<Bytes> masked) {
    this.moments = trace.moments();
    this.masked = masked;
  }

  /** How many questions the trace does not have. */
  public int strange() {
    return strange;
  }

  /** From the beginning: what was said before the first question is said unasked. */
  @Override
  public void powerUp(long nowMillis) {
    leaving.clear();
    next = 0;
    if (!moments.isEmpty()) follow(moments.getFirst().atMillis(), nowMillis);
  }

  @Override
  public void received(Bytes bytes, long nowMillis) {
    Bytes asked = masked.apply(bytes);
    for (int at = next; at < moments.size(); at++) {
      if (moments.get(at) instanceof Trace.Sent(long then, Bytes sent) && sent.equals(asked)) {
        next = at + 1;
        follow(then, nowMillis);
        return;
      }
    }
    strange++;
  }

  /** What came after a moment of the trace and before the next question comes after now. */
  private void follow(long then, long nowMillis) {
    for (; next < moments.size(); next++) {
      switch (moments.get(next)) {
        case Trace.Heard(long at, Bytes bytes) ->
            leaving.add(new Trace.Heard(nowMillis + at - then, bytes));
        case Trace.Sent _ -> {
          return;
        }
        case Trace.Up _, Trace.Down _ -> {}
      }
    }
  }

  @Override
  public void hungUp(long nowMillis) {}

  @Override
  public long wakeAt() {
    var first = leaving.peek();
    return first == null ? NEVER : first.atMillis();
  }

  @Override
  public @Nullable Bytes leaving(long nowMillis) {
    var first = leaving.peek();
    if (first == null || first.atMillis() > nowMillis) return null;
    leaving.remove();
    return first.bytes();
  }

  @Override
  public Faults faults() {
    return faults;
  }
}
