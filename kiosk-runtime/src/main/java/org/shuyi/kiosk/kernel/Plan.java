package org.shuyi.kiosk.kernel;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the configuration says about the station: its doors, their devices, and the times of a
 * visit.
 *
 * @param doors each door with the devices it needs
 * @param languages the first is the one of the attract screen
 * @param pulse the longest time a bolt may be held
 * @param timeToOpen how long a door stays offered after its bolt was pulled
 * @param openTooLong after which a door that stands open raises an alarm
 * @param countPatience after which a count without answer is taken as failed
 * @param rounds complete inventories in one count, 2 to 20; a tag is there when two saw it
 * @param idle without touch, until "are you still there?"
 * @param idleGrace from there to the end of the visit
 * @param receiptFor how long a receipt stays on the screen
 * @param askPatience how long the centre may think about a patron before it counts as off line
 * @param outboxLimit waiting records after which no new visit begins
 * @param openings how often staff, here or at the centre, may have one door's bolt pulled ...
 * @param openingsWithin ... in so long a time
 * @param fittings what else the station is fitted with
 */
public record Plan(
    SortedMap<DoorId, DoorPlan> doors,
    List<String> languages,
    Duration pulse,
    Duration timeToOpen,
    Duration openTooLong,
    Duration countPatience,
    int rounds,
    Duration idle,
    Duration idleGrace,
    Duration receiptFor,
    Duration askPatience,
    long outboxLimit,
    int openings,
    Duration openingsWithin,
    FittingsPlan fittings) {
  /**
   * Whoever loads a shelf, drops a book and comes back opens its door three or four times; a stolen
   * key or a script that went astray opens it over and over, and heats a coil that is made for
   * single pulses.
   */
  public static final int OPENINGS = 6;

  /** Longer than a shelf's loading takes, and short enough to be waited for on site. */
  public static final Duration OPENINGS_WITHIN = Duration.ofMinutes(10);

  public Plan {
    doors = Collections.unmodifiableSortedMap(new TreeMap<>(doors));
    languages = List.copyOf(languages);
  }

  /** The same with room for other many records. */
  public Plan withOutboxLimit(long other) {
    return new Plan(
        doors,
        languages,
        pulse,
        timeToOpen,
        openTooLong,
        countPatience,
        rounds,
        idle,
        idleGrace,
        receiptFor,
        askPatience,
        other,
        openings,
        openingsWithin,
        fittings);
  }

  /** The same with these fittings. */
  public Plan with(FittingsPlan others) {
    return new Plan(
        doors,
        languages,
        pulse,
        timeToOpen,
        openTooLong,
        countPatience,
        rounds,
        idle,
        idleGrace,
        receiptFor,
        askPatience,
        outboxLimit,
        openings,
        openingsWithin,
        others);
  }

  /** The devices behind one door: its lock board and its tag reader. */
  public record DoorPlan(DeviceId lock, DeviceId reader) {}

  /** The usual times of a cabinet. */
  public static Plan cabinet(SortedMap<DoorId, DoorPlan> doors) {
    return new Plan(
        doors,
        List.of("zh-CN", "en"),
        Duration.ofMillis(800),
        Duration.ofSeconds(10),
        Duration.ofSeconds(90),
        Duration.ofSeconds(40),
        5,
        Duration.ofSeconds(15),
        Duration.ofSeconds(7),
        Duration.ofSeconds(12),
        Duration.ofSeconds(2),
        30_000,
        OPENINGS,
        OPENINGS_WITHIN,
        FittingsPlan.none());
  }
}
