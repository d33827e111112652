package org.shuyi.kiosk.kernel.place;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is heard of the position now. Never saved and never recorded: a receiver says it again.
 *
 * @param position as last told
 * @param heardAt the moment on the wall at which a position was heard last, to the minute
 * @param lookAt the tick at which the hours of a stop are looked at again
 */
public record Sighting(Position position, Optional<Instant> heardAt, long lookAt) {
  /** What is known of a position. */
  public sealed interface Position {
    /**
     * No position since the program began, and a receiver may still be searching.
     *
     * @param why in plain words
     */
    record Unheard(String why) implements Position {}

    /**
     * @param latitude in millionths of a degree, north positive
     * @param longitude likewise, east positive
     * @param metres within which it lies
     * @param satellites from which it was made
     * @param at the tick at which it was told
     */
    record Heard(int latitude, int longitude, int metres, int satellites, long at)
        implements Position {
      /** How old it is. */
      public Duration age(long ticks) {
        return Duration.ofMillis(Math.max(0, ticks - at));
      }
    }

    /** No reception, or no receiver. */
    record Lost(String why) implements Position {}
  }

  public static Sighting none() {
    return new Sighting(new Position.Unheard("no receiver is heard"), Optional.empty(), 0);
  }

  Sighting with(Position next) {
    return new Sighting(next, heardAt, lookAt);
  }

  Sighting heard(Position.Heard next, Instant wall) {
    return new Sighting(next, Optional.of(wall), lookAt);
  }

  Sighting lookingAt(long tick) {
    return new Sighting(position, heardAt, tick);
  }
}
