package org.shuyi.devices.position;

/** What a receiver of position tells the station. */
public sealed interface PositionNotice {
  /** It is elsewhere, or the same position was confirmed a while after it was told before. */
  record Changed(Position position) implements PositionNotice {}

  /** What is known of the position. */
  sealed interface Position {
    /**
     * A position that the receiver heard of just now.
     *
     * @param latitude in millionths of a degree, north positive, -90,000,000 to 90,000,000
     * @param longitude in millionths of a degree, east positive, -180,000,000 to 180,000,000
     * @param metres within which it lies, by the geometry of the satellites; 1 or more
     * @param satellites how many it was made from
     */
    record Heard(int latitude, int longitude, int metres, int satellites) implements Position {}

    /** No reception, or a receiver that nobody hears. */
    record Unknown(String why) implements Position {}
  }
}
