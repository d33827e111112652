package org.shuyi.sim.scenario;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The world as it is, whatever the station believes.
 *
 * @param shelves the barcodes behind each door
 * @param hands the barcodes that each person holds, by name
 * @param deeds everything that happened, oldest first, a sentence each
 * @param slot where there is one
 */
public record Truth(
    SortedMap<Integer, Door> doors,
    SortedMap<Integer, List<String>> shelves,
    Map<String, List<String>> hands,
    List<String> deeds,
    Optional<ReturnSlot> slot) {
  public Truth {
    doors = Collections.unmodifiableSortedMap(new TreeMap<>(doors));
    shelves = Collections.unmodifiableSortedMap(new TreeMap<>(shelves));
    hands = Collections.unmodifiableMap(new TreeMap<>(hands));
    deeds = List.copyOf(deeds);
  }

  /**
   * A door.
   *
   * @param released whether it would open at its handle now
   * @param lit whether the lamp over it is
   */
  public record Door(boolean open, boolean released, boolean lit) {
    public String words() {
      if (open) return "open";
      return released ? "unlocked" : "locked";
    }
  }

  /**
   * A return slot.
   *
   * @param open whether its gate is
   * @param bins the barcodes in each
   */
  public record ReturnSlot(boolean open, SortedMap<Integer, List<String>> bins) {
    public ReturnSlot {
      bins = Collections.unmodifiableSortedMap(new TreeMap<>(bins));
    }
  }

  /** How often the bolt of a door was pulled. */
  public int pulls(int door) {
    String begin = "the bolt of door " + door + " is pulled ";
    return (int) deeds.stream().filter(deed -> deed.startsWith(begin)).count();
  }
}
