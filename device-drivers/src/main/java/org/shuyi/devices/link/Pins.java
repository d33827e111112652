package org.shuyi.devices.link;

import java.time.Duration;

/**
 * Digital inputs and outputs of the board, by the numbers of its chip. A notice comes from a thread
 * of the pins and only enqueues. An output goes off by itself: no caller can hold it on.
 */
public interface Pins extends AutoCloseable {
  /** Watches an input: the listener hears its level soon, and each change that has held. */
  void watch(int pin, Bias bias, Listener listener);

  /**
   * Claims an output, which is off.
   *
   * @param longest the longest it may ever be on at a stretch
   */
  Output output(int pin, Duration longest);

  /** Where they are, for people. */
  String describe();

  /** Every output off, every pin given back. Safe to call twice. */
  @Override
  void close();

  /** What an input says; UNKNOWN when nobody can tell. */
  enum Level {
    LOW,
    HIGH,
    UNKNOWN
  }

  /** The resistor that holds an open input. */
  enum Bias {
    NONE,
    UP,
    DOWN
  }

  /** Hears of an input. */
  interface Listener {
    void level(int pin, Level level);
  }

  /** An output that switches itself off. */
  interface Output {
    /**
     * On for {@code atMost}, and never longer than its longest; on already, it is not prolonged.
     */
    void pulse(Duration atMost);

    void off();
  }
}
