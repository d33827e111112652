package org.shuyi.devices.picker;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a picker's sensors see at one time.
 *
 * @param origin whether the origin is known
 * @param slot before which slot it stands, from 1; 0 where it stands before none
 * @param loaded whether an item is on the picker
 * @param hatch whether something lies in the hatch
 * @param emergencyStop whether the emergency stop is pressed
 * @param fault what the picker complains of, such as {@code blocked}; empty where it does not
 * @param slots the slot table: whether an item lies in each, by its number from 1
 */
public record Scene(
    boolean origin,
    int slot,
    boolean loaded,
    boolean hatch,
    boolean emergencyStop,
    String fault,
    SortedMap<Integer, Boolean> slots) {
  public Scene {
    slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
  }
}
