package org.shuyi.sim.device;

/**
 * How fast a wire is.
 *
 * @param baud bits a second; 0 for a wire that takes no time
 * @param bitsPerByte start and stop bits and parity included: 10 for 8N1, 11 for 8E1
 */
public record Pace(int baud, int bitsPerByte) {
  /** For tests of meaning rather than of time. */
  public static final Pace INSTANT = new Pace(0, 10);

  /** How long so many bytes take, in microseconds. */
  public long micros(int bytes) {
    return baud == 0 ? 0 : 1_000_000L * bytes * bitsPerByte / baud;
  }
}
