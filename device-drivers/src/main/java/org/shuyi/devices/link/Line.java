package org.shuyi.devices.link;

import org.shuyi.devices.Bytes;

/**
 * A way for bytes to a device and back. It opens by itself, again and again, and tells what happens
 * to its {@link Listener} on a thread of its own; nothing here blocks the caller for longer than a
 * write.
 */
public interface Line extends AutoCloseable {
  /** Begins to open; {@code listener} is called from the line's own thread only. */
  void open(Listener listener);

  /**
   * Writes bytes; on a line that is down they are dropped, and the listener hears of the line
   * instead.
   */
  void write(Bytes bytes);

  /**
   * Gives what is open up and opens again soon, as after any death; nothing on a line that is down.
   */
  void reopen(String why);

  /** Gives the line up for good. Safe to call twice; the listener hears nothing afterwards. */
  @Override
  void close();

  /**
   * Where it leads, for people: {@code /dev/shuyi/locks 19200 8N1} or {@code tcp 10.0.0.7:5000}.
   */
  String describe();

  /** Hears what happens on a line, and only enqueues. */
  interface Listener {
    void up();

    void received(Bytes bytes);

    void down(String why);
  }
}
