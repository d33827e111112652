package org.shuyi.kiosk.kernel;

/** What is heard of a mobile station's position. */
public sealed interface PlaceEvent extends Event {
  /**
   * It is here; also said again while it stays.
   *
   * @param latitude in millionths of a degree, north positive
   * @param longitude in millionths of a degree, east positive
   * @param metres within which it lies
   * @param satellites from which it was made
   */
  record PositionHeard(int latitude, int longitude, int metres, int satellites)
      implements PlaceEvent {}

  /** Nobody knows where it is. */
  record PositionLost(String why) implements PlaceEvent {}
}
