package org.shuyi.kiosk.kernel.place;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.Hours;

/**
 * The stops of a mobile station.
 *
 * @param stops by their names
 * @param accuracy a position that may be wrong by more metres is none
 */
public record PlacePlan(SortedMap<String, Stop> stops, int accuracy) {
  public PlacePlan {
    stops = Collections.unmodifiableSortedMap(new TreeMap<>(stops));
  }

  /**
   * A known stop and its rules.
   *
   * @param latitude of its middle, in millionths of a degree, north positive
   * @param longitude likewise, east positive
   * @param radius in metres, 10 to 5,000
   * @param serves whether patrons are served there at all; at a depot they are not
   * @param hours within which they are; always, where there are none
   */
  public record Stop(
      int latitude, int longitude, int radius, boolean serves, Optional<Hours> hours) {}
}
