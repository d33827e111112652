package org.shuyi.devices;

/**
 * What the front of the bytes received holds. A codec answers this for any bytes and never throws.
 *
 * @param <F> the frames of its protocol
 */
public sealed interface Parsed<F> {
  /**
   * A whole frame with a good check.
   *
   * @param size how many bytes it took
   */
  record Frame<F>(F frame, int size) implements Parsed<F> {}

  /** Nothing that a device of this kind says: so many bytes are to be dropped, at least 1. */
  record Noise<F>(int size, String why) implements Parsed<F> {}

  /** It may become a frame when more has come. */
  record More<F>() implements Parsed<F> {}
}
