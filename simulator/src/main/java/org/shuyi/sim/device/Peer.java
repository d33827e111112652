package org.shuyi.sim.device;

import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;

/**
 * A device at the far end of a wire, as a machine without I/O or threads.
 *
 * <p>Written from the maker's documents, never from our drivers, so that a misunderstanding shows.
 * Whoever carries its bytes (a {@link MemoryLine}, a pty, TCP) tells it what came and takes away
 * what leaves it at the times that it names.
 */
public interface Peer {
  /** The time that never comes. */
  long NEVER = Long.MAX_VALUE;

  /** Power came back: what was under way is gone, and so is what the device does not keep. */
  void powerUp(long nowMillis);

  /** Bytes arrived, in any chunking. */
  void received(Bytes bytes, long nowMillis);

  /** Whoever was at the far end is gone; told by those wires only that can tell. */
  void hungUp(long nowMillis);

  /** When the next bytes will have left it; {@link #NEVER} if none are on their way. */
  long wakeAt();

  /** The next bytes that have left it by now, in order; nothing if there are no more. */
  @Nullable Bytes leaving(long nowMillis);

  /** What is wrong with it. */
  Faults faults();
}
