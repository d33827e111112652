package org.shuyi.kiosk.config;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The way into an unattended room.
 *
 * @param room whose people are counted
 * @param door that cards open
 */
public record EntranceConfig(Optional<Room> room, Optional<Door> door) {
  /**
   * @param limit how many may be inside
   * @param beams whether the counter is two beams; else it gives a pulse for each person
   * @param errorPercent how many of a hundred passages it may miss
   * @param quiet once in which the room is taken as empty
   */
  public record Room(int limit, boolean beams, int errorPercent, HoursConfig quiet) {}

  /**
   * @param readers the names of card readers and scanners outside
   * @param release how long the door opens at a push
   * @param patience how long the centre may think
   */
  public record Door(SortedSet<String> readers, Duration release, Duration patience) {
    public Door {
      readers = Collections.unmodifiableSortedSet(new TreeSet<>(readers));
    }
  }
}
