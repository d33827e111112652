package org.shuyi.kiosk.centre;

import java.time.Duration;

/**
 * The courier's times and limits.
 *
 * @param spread after a line that was steady, the first try comes at random within this time
 * @param base the first wait after a failed try; doubled each time, and drawn from 0 on
 * @param cap the longest of those waits
 * @param steadyAfter a connection that lasted so long was steady
 * @param connectPatience from CONNECT to CONNACK, and from SUBSCRIBE to SUBACK
 * @param ackPatience a message unacknowledged for so long ends the connection
 * @param keepAlive 10 s to 18 h; a ping each minute would be 290 KB a day
 * @param sessionExpiry how long the broker keeps what it could not deliver
 * @param willDelay so that a moment's flapping is no death; at least 1 s, since Artemis 2.55
 *     publishes a will without delay only when the session ends, days later
 * @param goodChecks answered messages in a row before the line counts as on line
 * @param checkEvery between checks while the line counts as off line
 * @param checkAgain between checks after the first good one
 * @param quiet after so long a silence a line that is on line is checked
 * @param checkPatience how long the answer to a check may take
 * @param leastBetweenChanges between two changes of on line and off line
 * @param gather how long a new record waits for company
 * @param appliedPatience after which records that were not applied are sent again; doubled each
 *     time
 * @param appliedCap the longest of those waits
 * @param statusEvery between two reports of the status
 * @param batchesAhead batches sent that the centre has not applied yet
 * @param inFlight messages that the broker has not acknowledged, at most; also ours towards it
 */
public record CourierSettings(
    Duration spread,
    Duration base,
    Duration cap,
    Duration steadyAfter,
    Duration connectPatience,
    Duration ackPatience,
    Duration keepAlive,
    Duration sessionExpiry,
    Duration willDelay,
    int goodChecks,
    Duration checkEvery,
    Duration checkAgain,
    Duration quiet,
    Duration checkPatience,
    Duration leastBetweenChanges,
    Duration gather,
    Duration appliedPatience,
    Duration appliedCap,
    Duration statusEvery,
    int batchesAhead,
    int inFlight) {
  /** Of the permits these are kept from records, so that asks and answers never wait for them. */
  static final int KEPT_FOR_LIVE = 4;

  public CourierSettings {
    if (inFlight <= KEPT_FOR_LIVE || inFlight > 1_000) {
      throw new IllegalArgumentException(
          "in flight: " + inFlight + ", expected " + (KEPT_FOR_LIVE + 1) + " to 1000");
    }
    if (batchesAhead < 1 || batchesAhead > 64) {
      throw new IllegalArgumentException("batches ahead: " + batchesAhead + ", expected 1 to 64");
    }
    if (goodChecks < 1 || goodChecks > 100) {
      throw new IllegalArgumentException("good checks: " + goodChecks + ", expected 1 to 100");
    }
    if (willDelay.toSeconds() < 1 || willDelay.compareTo(sessionExpiry) >= 0) {
      throw new IllegalArgumentException(
          "will delay: " + willDelay + ", expected 1 s or more, below the session expiry");
    }
    if (keepAlive.toSeconds() < 10 || keepAlive.toSeconds() > 65_535) {
      throw new IllegalArgumentException("keep alive: " + keepAlive + ", expected 10 s to 18 h");
    }
  }

  /** The same with another spread. */
  public CourierSettings withSpread(Duration other) {
    return new CourierSettings(
        other,
        base,
        cap,
        steadyAfter,
        connectPatience,
        ackPatience,
        keepAlive,
        sessionExpiry,
        willDelay,
        goodChecks,
        checkEvery,
        checkAgain,
        quiet,
        checkPatience,
        leastBetweenChanges,
        gather,
        appliedPatience,
        appliedCap,
        statusEvery,
        batchesAhead,
        inFlight);
  }

  /** One station among many on a metered line. */
  public static CourierSettings city() {
    return new CourierSettings(
        Duration.ofSeconds(300),
        Duration.ofSeconds(1),
        Duration.ofSeconds(300),
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofMinutes(10),
        Duration.ofDays(7),
        Duration.ofSeconds(10),
        5,
        Duration.ofSeconds(30),
        Duration.ofSeconds(5),
        Duration.ofMinutes(10),
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(2),
        Duration.ofSeconds(60),
        Duration.ofMinutes(10),
        Duration.ofSeconds(5),
        8,
        16);
  }

  /** One station on a desk, whose visitor does not want to wait. */
  public static CourierSettings desk() {
    return new CourierSettings(
        Duration.ofSeconds(1),
        Duration.ofMillis(250),
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofSeconds(15),
        Duration.ofDays(1),
        Duration.ofSeconds(1),
        1,
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10),
        Duration.ofSeconds(3),
        Duration.ofSeconds(2),
        Duration.ofMillis(100),
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMillis(200),
        8,
        16);
  }
}
