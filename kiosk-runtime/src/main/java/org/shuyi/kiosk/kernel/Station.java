package org.shuyi.kiosk.kernel;

import java.util.Optional;

/**
 * The section of the station as a whole.
 *
 * @param boot how many times this journal has been opened
 * @param outOfService the centre's text, while it keeps patrons away
 * @param service staff on site, while service mode lasts
 * @param tampered whether the service panel is open, as last sensed
 */
public record Station(
    long boot, Optional<String> outOfService, Optional<Service> service, boolean tampered) {
  /**
   * @param until the tick at which service mode ends by itself
   */
  public record Service(String person, String reason, long until) {}

  public static Station fresh() {
    return new Station(0, Optional.empty(), Optional.empty(), false);
  }

  public Station booted(long number) {
    return new Station(number, outOfService, service, tampered);
  }

  public Station ordered(Optional<String> out) {
    return new Station(boot, out, service, tampered);
  }

  public Station attended(Optional<Service> onSite) {
    return new Station(boot, outOfService, onSite, tampered);
  }

  public Station tamperedNow(boolean open) {
    return new Station(boot, outOfService, service, open);
  }
}
