package org.shuyi.sim.demo;

/**
 * How a cable carries while it is not cut.
 *
 * @param delayMillis how much later each piece arrives
 * @param bytesPerSecond the most that goes through in each direction; 0 for as much as comes
 * @param swallows takes every byte, delivers none and closes nothing: half-open TCP
 */
public record Carriage(int delayMillis, int bytesPerSecond, boolean swallows) {
  private static final int SECOND = 1_000;

  /** As a cable should. */
  public static final Carriage GOOD = new Carriage(0, 0, false);

  /** Both ends believe that they are connected. */
  public static final Carriage HALF_OPEN = new Carriage(0, 0, true);

  public Carriage {
    if (delayMillis < 0 || bytesPerSecond < 0) {
      throw new IllegalArgumentException(delayMillis + " ms, " + bytesPerSecond + " bytes/s");
    }
  }

  /** Late and thin, as a mobile line is at times. */
  public static Carriage slow(int delayMillis, int bytesPerSecond) {
    return new Carriage(delayMillis, bytesPerSecond, false);
  }

  /** How long a piece of so many bytes is under way. */
  long millisFor(int bytes) {
    long thin = bytesPerSecond == 0 ? 0 : (long) bytes * SECOND / bytesPerSecond;
    return delayMillis + thin;
  }
}
