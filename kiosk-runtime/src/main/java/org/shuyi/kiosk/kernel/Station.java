package org.shuyi.kiosk.kernel;

import java.util.Optional;

/**
 * The section of the station as a whole.
 *
 * @param boot how many times this journal has been opened
 * @param outOfService the centre's text, while it keeps patrons away
 * @param service staff on site, while service mode lasts
 */
public record Station(long boot, Optional<String> outOfService, Optional<Service> service) {
  /**
   * @param until the tick at which service mode ends by itself
   */
  public record Service(String person, String reason, long until) {}

  public static Station fresh() {
    return new Station(0, Optional.empty(), Optional.empty());
  }
}
