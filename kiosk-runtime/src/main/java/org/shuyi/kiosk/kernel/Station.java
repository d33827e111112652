package org.shuyi.kiosk.kernel;

import java.util.List;
import java.util.Optional;

/**
 * The section of the station as a whole.
 *
 * @param boot how many times this journal has been opened
 * @param outOfService the centre's text, while it keeps patrons away
 * @param service staff on site, while service mode lasts
 * @param tampered whether the service panel is open, as last sensed
 * @param refusals records that the centre refused, journaled here, until it has applied that; at
 *     most {@link #MOST_REFUSALS}
 * @param emergency how it stands with the fire input
 * @param outboxFull whether no record fitted any more, until half of the outbox is free again
 */
public record Station(
    long boot,
    Optional<String> outOfService,
    Optional<Service> service,
    boolean tampered,
    List<Refusal> refusals,
    Emergency emergency,
    boolean outboxFull) {
  /** Twice what one message holds: it names others only after it has applied our word on these. */
  public static final int MOST_REFUSALS = 200;

  public Station {
    refusals = List.copyOf(refusals);
  }

  /**
   * @param until the tick at which service mode ends by itself
   */
  public record Service(String person, String reason, long until) {}

  /**
   * A record that the centre refused.
   *
   * @param seq of the refused record
   * @param journaled the sequence number of our own record of that
   */
  public record Refusal(long seq, long journaled) {}

  public static Station fresh() {
    return new Station(
        0, Optional.empty(), Optional.empty(), false, List.of(), Emergency.NONE, false);
  }

  public Station booted(long number) {
    return new Station(number, outOfService, service, tampered, refusals, emergency, outboxFull);
  }

  public Station ordered(Optional<String> out) {
    return new Station(boot, out, service, tampered, refusals, emergency, outboxFull);
  }

  public Station attended(Optional<Service> onSite) {
    return new Station(boot, outOfService, onSite, tampered, refusals, emergency, outboxFull);
  }

  public Station tamperedNow(boolean open) {
    return new Station(boot, outOfService, service, open, refusals, emergency, outboxFull);
  }

  public Station in(Emergency next) {
    return new Station(boot, outOfService, service, tampered, refusals, next, outboxFull);
  }

  public Station refusing(List<Refusal> now) {
    return new Station(boot, outOfService, service, tampered, now, emergency, outboxFull);
  }

  public Station filled(boolean full) {
    return new Station(boot, outOfService, service, tampered, refusals, emergency, full);
  }
}
