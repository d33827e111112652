package org.shuyi.devices.sorter;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a sorter's sensors see at one time.
 *
 * @param shutter where the shutter of the inlet is
 * @param curtain whether something interrupts the light grating of the gate
 * @param inlet whether something lies in the inlet
 * @param tunnel whether something lies in the tunnel, before the reader
 * @param foreign whether what lies there is too heavy, too long, or no book
 * @param belt whether the belt runs
 * @param emergencyStop whether the emergency stop is pressed
 * @param fault what the sorter complains of, such as {@code jam}; empty where it does not
 * @param bins by their number from 1
 */
public record Scene(
    Shutter shutter,
    boolean curtain,
    boolean inlet,
    boolean tunnel,
    boolean foreign,
    boolean belt,
    boolean emergencyStop,
    String fault,
    SortedMap<Integer, Bin> bins) {
  public Scene {
    bins = Collections.unmodifiableSortedMap(new TreeMap<>(bins));
  }

  /** Where the shutter of the inlet is. */
  public enum Shutter {
    OPEN,
    CLOSED,
    /** Neither end switch is made, or both are. */
    BETWEEN
  }

  /**
   * A bin under the belt.
   *
   * @param fallen how many items its own sensor has counted, modulo 65536
   */
  public record Bin(boolean present, boolean full, int fallen) {}
}
