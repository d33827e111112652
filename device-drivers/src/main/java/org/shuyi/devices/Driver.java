package org.shuyi.devices;

import java.util.SortedMap;

/**
 * A device's protocol as a machine without I/O, threads, locks, sleeps or logging.
 *
 * <p>It is told what happened on its line and what is wanted of the device, and answers bytes to
 * write and notices. One thread tells it; a real line, a pty, or the virtual queue of the simulator
 * makes no difference to it.
 *
 * @param <C> the commands of its port, such as {@code LockCommand}
 * @param <N> the notices of its port, such as {@code LockNotice}
 */
public interface Driver<C, N> {
  long NEVER = Long.MAX_VALUE;

  /**
   * One step.
   *
   * @param nowMillis monotonic time in milliseconds from any origin, never going back
   */
  Answer<N> on(Told<C> told, long nowMillis);

  /**
   * When it wants to be told {@link Told.TimePassed} at the latest; {@link #NEVER} if it does not.
   */
  long wakeAt();

  /** What the device can do now, as this driver judges it. */
  Health health();

  /** Counters by name (frames, retries, refused frames, time-outs), which never go back. */
  SortedMap<String, Long> counters();
}
