package org.shuyi.sim.station;

/**
 * How bad the way over the broker is, in chances out of a thousand.
 *
 * @param lost acknowledged by the broker, and then lost
 * @param doubled delivered twice
 * @param late delivered after others that came later
 * @param unacknowledged delivered, and the acknowledgement lost with the connection
 */
public record Weather(int lost, int doubled, int late, int unacknowledged) {
  public static final Weather FAIR = new Weather(0, 0, 0, 0);
}
