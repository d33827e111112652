package org.shuyi.kiosk.kernel.entrance;

import java.time.Duration;
import java.util.Optional;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.Hours;

/**
 * What the configuration says of the way in.
 *
 * @param room whose people are counted
 * @param door that cards open
 * @param exit whether a contact says that the lock of the way out let go
 */
public record EntrancePlan(Optional<Room> room, Optional<Door> door, boolean exit) {
  /** No entrance at all. */
  public static EntrancePlan none() {
    return new EntrancePlan(Optional.empty(), Optional.empty(), false);
  }

  public EntrancePlan with(Room counted) {
    return new EntrancePlan(Optional.of(counted), door, exit);
  }

  public EntrancePlan with(Door opened) {
    return new EntrancePlan(room, Optional.of(opened), exit);
  }

  /** With a contact at the lock of the way out. */
  public EntrancePlan watchingExit() {
    return new EntrancePlan(room, door, true);
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

  /**
   * A door that cards open from outside.
   *
   * @param lock what releases it
   * @param release how long it opens at a push, 1 to 30 s
   * @param patience how long the centre may think before this station decides by itself, 50 to 350
   *     ms
   */
  public record Door(DeviceId lock, Duration release, Duration patience) {}
}
