package org.shuyi.kiosk.config;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a mobile station stops.
 *
 * @param accuracy a position that may be wrong by more metres is none
 * @param stops by their names
 */
public record MobileConfig(int accuracy, SortedMap<String, Stop> stops) {
  public MobileConfig {
    stops = Collections.unmodifiableSortedMap(new TreeMap<>(stops));
  }

  /**
   * @param latitude of its middle, in millionths of a degree, north positive
   * @param longitude likewise, east positive
   * @param radius in metres
   * @param serves whether patrons are served there at all
   * @param hours within which they are; always, where there are none
   */
  public record Stop(
      int latitude, int longitude, int radius, boolean serves, Optional<HoursConfig> hours) {}
}
