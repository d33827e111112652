package org.shuyi.sim.world;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What hangs at a board's pins.
 *
 * @param lamps the door by the pin of its lamp
 * @param tamper the pin of the switch that the service panel keeps closed
 * @param fire the pin of the house's fire contact
 * @param relays what is switched, such as {@code fan}, by the pin of its relay
 */
public record Wires(
    SortedMap<Integer, Integer> lamps, int tamper, int fire, SortedMap<Integer, String> relays) {
  public Wires {
    lamps = Collections.unmodifiableSortedMap(new TreeMap<>(lamps));
    relays = Collections.unmodifiableSortedMap(new TreeMap<>(relays));
  }

  /** Without relays. */
  public Wires(Map<Integer, Integer> lamps, int tamper, int fire) {
    this(new TreeMap<>(lamps), tamper, fire, new TreeMap<>());
  }

  /** The same with these relays. */
  public Wires with(Map<Integer, String> more) {
    return new Wires(lamps, tamper, fire, new TreeMap<>(more));
  }
}
