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
 * @param contacts what watches over the cabinet, such as {@code tilt}, by its pin: closed while all
 *     is well
 * @param relays what is switched, such as {@code fan}, by the pin of its relay
 */
public record Wires(
    SortedMap<Integer, Integer> lamps,
    int tamper,
    int fire,
    SortedMap<Integer, String> contacts,
    SortedMap<Integer, String> relays) {
  public Wires {
    lamps = Collections.unmodifiableSortedMap(new TreeMap<>(lamps));
    contacts = Collections.unmodifiableSortedMap(new TreeMap<>(contacts));
    relays = Collections.unmodifiableSortedMap(new TreeMap<>(relays));
  }

  /** Without contacts and relays. */
  public Wires(Map<Integer, Integer> lamps, int tamper, int fire) {
    this(new TreeMap<>(lamps), tamper, fire, new TreeMap<>(), new TreeMap<>());
  }

  /** The same with these besides. */
  public Wires with(Map<Integer, String> watching, Map<Integer, String> drawn) {
    return new Wires(lamps, tamper, fire, new TreeMap<>(watching), new TreeMap<>(drawn));
  }
}
