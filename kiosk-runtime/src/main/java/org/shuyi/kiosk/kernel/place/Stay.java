package org.shuyi.kiosk.kernel.place;

import java.util.Optional;

/**
 * The state of this room.
 *
 * @param stop at which the station stands; none between stops, or where nobody knows
 * @param by whose word that is
 * @param chosen the last stop that staff chose, while the station has not left it
 * @param open whether patrons are served there at this hour
 */
public record Stay(Optional<String> stop, Source by, Optional<String> chosen, boolean open) {
  /** Whose word on the stop holds. */
  public enum Source {
    RECEPTION,
    STAFF,
    NOBODY;

    /** As it stands in records and in the status. */
    public String word() {
      return switch (this) {
        case RECEPTION -> "reception";
        case STAFF -> "staff";
        case NOBODY -> "nobody";
      };
    }
  }

  public static Stay unknown() {
    return new Stay(Optional.empty(), Source.NOBODY, Optional.empty(), true);
  }

  Stay at(Optional<String> next, Source source) {
    return new Stay(next, source, chosen, open);
  }

  Stay choosing(Optional<String> next) {
    return new Stay(stop, by, next, open);
  }

  Stay open(boolean next) {
    return new Stay(stop, by, chosen, next);
  }
}
