package org.shuyi.kiosk.config;

import java.util.Optional;

/**
 * The way into an unattended room.
 *
 * @param room whose people are counted
 */
public record EntranceConfig(Optional<Room> room) {
  /**
   * @param limit how many may be inside
   * @param beams whether the counter is two beams; else it gives a pulse for each person
   * @param errorPercent how many of a hundred passages it may miss
   * @param quiet once in which the room is taken as empty
   */
  public record Room(int limit, boolean beams, int errorPercent, HoursConfig quiet) {}
}
