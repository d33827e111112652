package org.shuyi.kiosk.kernel.entrance;

import java.util.Optional;
import org.shuyi.kiosk.kernel.Hours;

/**
 * What the configuration says of the way in.
 *
 * @param room whose people are counted
 */
public record EntrancePlan(Optional<Room> room) {
  /** No entrance at all. */
  public static EntrancePlan none() {
    return new EntrancePlan(Optional.empty());
  }

  public EntrancePlan with(Room counted) {
    return new EntrancePlan(Optional.of(counted));
  }

  /**
   * A room whose people are counted.
   *
   * @param limit how many may be inside, 1 to 2,000
   * @param beams whether the counter is two beams, of which the order tells the way; else it gives
   *     a pulse for each person at one of two contacts
   * @param errorPercent how many of a hundred passages the counter may miss, 0 to 50
   * @param quiet once in which the room is taken as empty
   */
  public record Room(int limit, boolean beams, int errorPercent, Hours quiet) {}
}
