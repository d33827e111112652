package org.shuyi.sim.device;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;

/**
 * What all devices on a serial wire share: bytes gathered into frames, answers that take their
 * time, and the faults of a wire.
 *
 * <p>An answer has left after the question's wire time, the device's own time and the answer's wire
 * time, rounded up to a millisecond; answers leave in the order of their questions.
 */
abstract class SerialPeer implements Peer {
  /** Longer than any frame of any protocol here, so that noise cannot grow. */
  private static final int INBOX_BYTES = 1024;

  /** No frame yet: more bytes are needed. */
  static final int MORE = 0;

  private final Pace pace;
  private final int gapMillis;
  private final Faults faults;
  private final byte[] inbox = new byte[INBOX_BYTES];
  private final ArrayDeque<Leaving> outbox = new ArrayDeque<>();
  private int filled;
  private long heardAt;
  private long deafUntil = Long.MIN_VALUE;
  private @Nullable Bytes heldBack;

  private record Leaving(long at, Bytes bytes) {}

  /**
   * @param gapMillis silence that ends a frame: what came before it is thrown away
   */
  SerialPeer(Pace pace, int gapMillis, long seed) {
    this.pace = pace;
    this.gapMillis = gapMillis;
    this.faults = new Faults(seed);
  }

  /**
   * Looks at the bytes gathered so far and obeys the frame that they begin with.
   *
   * @return how many bytes are done with, as a frame or as noise; {@link #MORE} to wait for more
   */
  abstract int take(byte[] inbox, int filled, long nowMillis);

  @Override
  public final Faults faults() {
    return faults;
  }

  @Override
  public void powerUp(long nowMillis) {
    filled = 0;
    outbox.clear();
    heldBack = null;
    deafUntil = Long.MIN_VALUE;
  }

  @Override
  public final void received(Bytes sent, long nowMillis) {
    if (!faults.none()) {
      if (faults.has(Fault.Echo.class)) leave(sent, 0, nowMillis);
      if (faults.has(Fault.Deaf.class)) return;
    }
    var bytes = faults.none() ? sent : faults.misread(sent);
    if (nowMillis < deafUntil) return;
    if (filled > 0 && nowMillis - heardAt > gapMillis) filled = 0;
    heardAt = nowMillis;
    for (int i = 0; i < bytes.size(); i++) {
      if (filled == INBOX_BYTES) filled = 0;
      inbox[filled++] = (byte) bytes.at(i);
    }
    while (filled > 0) {
      int used = take(inbox, filled, nowMillis);
      if (used == MORE) return;
      System.arraycopy(inbox, used, inbox, 0, filled - used);
      filled -= used;
    }
  }

  /** A serial wire does not tell whether anybody listens. */
  @Override
  public void hungUp(long nowMillis) {}

  /** When the device next does something by itself, as a printer that has lines to print. */
  long actsAt() {
    return NEVER;
  }

  /** Does it; {@link #actsAt} must be later afterwards. */
  void act(long nowMillis) {}

  @Override
  public final long wakeAt() {
    var next = outbox.peek();
    return Math.min(actsAt(), next == null ? NEVER : next.at);
  }

  @Override
  public final @Nullable Bytes leaving(long nowMillis) {
    while (actsAt() <= nowMillis) act(nowMillis);
    var next = outbox.peek();
    if (next == null || next.at > nowMillis) return null;
    outbox.remove();
    return faults.none() ? next.bytes : carried(next.bytes);
  }

  /** What arrives of bytes that left it, where something is wrong. */
  Bytes carried(Bytes sent) {
    return faults.through(sent);
  }

  /** Answers a question of {@code questionBytes} after the device's own time. */
  final void answer(Bytes frame, int questionBytes, long deviceMicros, long nowMillis) {
    if (faults.none()) {
      leave(frame, pace.micros(questionBytes) + deviceMicros, nowMillis);
      return;
    }
    if (faults.losesAnswer()) return;
    var given = frame;
    if (faults.has(Fault.OneBehind.class)) {
      given = heldBack;
      heldBack = frame;
      if (given == null) return;
    }
    long late = faults.lateBy() * 1000L;
    leave(given, pace.micros(questionBytes) + deviceMicros + late, nowMillis);
  }

  /** Says something without being asked. */
  final void say(Bytes frame, long nowMillis) {
    if (faults.has(Fault.Deaf.class) || faults.losesAnswer()) return;
    leave(frame, 0, nowMillis);
  }

  /** Hears nothing for so long. */
  final void deafen(int millis, long nowMillis) {
    deafUntil = nowMillis + millis;
  }

  private void leave(Bytes frame, long micros, long nowMillis) {
    long at = nowMillis + (micros + pace.micros(frame.size()) + 999) / 1000;
    var last = outbox.peekLast();
    outbox.add(new Leaving(last == null ? at : Math.max(at, last.at), frame));
  }
}
