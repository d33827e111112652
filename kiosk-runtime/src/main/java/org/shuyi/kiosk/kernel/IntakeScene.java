package org.shuyi.kiosk.kernel;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the sensors of a return slot see at one time.
 *
 * @param gate where the shutter is
 * @param hand whether something interrupts the light grating of the gate
 * @param inlet whether something lies in the gate; never where the slot has no such sensor
 * @param tunnel whether something lies before the reader
 * @param foreign whether what lies there is too heavy, too long, or no book
 * @param moving whether the belt runs
 * @param emergencyStop whether the emergency stop is pressed
 * @param fault what the sorter complains of: {@link #JAM}, {@link #TWO_ITEMS} or a word of its own;
 *     empty where it does not
 * @param bins by their number from 1
 */
public record IntakeScene(
    Gate gate,
    boolean hand,
    boolean inlet,
    boolean tunnel,
    boolean foreign,
    boolean moving,
    boolean emergencyStop,
    String fault,
    SortedMap<Integer, Bin> bins) {
  public static final String JAM = "jam";
  public static final String TWO_ITEMS = "two-items";

  public IntakeScene {
    bins = Collections.unmodifiableSortedMap(new TreeMap<>(bins));
  }

  public boolean jammed() {
    return fault.equals(JAM);
  }

  /** Whether a bin is there and has room. */
  public boolean takes(int number) {
    Bin bin = bins.get(number);
    return bin != null && bin.present() && !bin.full();
  }

  /** Where the shutter is. */
  public enum Gate {
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
