package org.shuyi.kiosk.config;

import java.util.Collections;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The pins of the station's board, and what hangs at them; each pin has one use.
 *
 * @param lamps the pin of each lamp, by the label of its door
 * @param tamper the pin of the switch behind the service panel
 * @param fire the pin of the house's fire contact
 * @param sensors the pin of each door's own sensor, apart from the latch, by the door's label
 * @param occupied the pin of the infrared barrier in each compartment, by the door's label
 * @param entrance the pin of each contact at a room's entrance, by its word: {@code in}
 * @param guards the pin of each contact that watches over the cabinet, by its word: {@code tilt}
 * @param switches the pin of each switch, by its word: {@code fan}
 */
public record PinsConfig(
    Board board,
    SortedMap<String, Integer> lamps,
    OptionalInt tamper,
    OptionalInt fire,
    SortedMap<String, Integer> guards,
    SortedMap<String, Integer> switches,
    SortedMap<String, Integer> sensors,
    SortedMap<String, Integer> occupied,
    SortedMap<String, Integer> entrance) {
  public PinsConfig {
    lamps = Collections.unmodifiableSortedMap(new TreeMap<>(lamps));
    guards = Collections.unmodifiableSortedMap(new TreeMap<>(guards));
    switches = Collections.unmodifiableSortedMap(new TreeMap<>(switches));
    sensors = Collections.unmodifiableSortedMap(new TreeMap<>(sensors));
    occupied = Collections.unmodifiableSortedMap(new TreeMap<>(occupied));
    entrance = Collections.unmodifiableSortedMap(new TreeMap<>(entrance));
  }

  /** Pins of a station whose doors have nothing there but lamps. */
  public PinsConfig(
      Board board,
      SortedMap<String, Integer> lamps,
      OptionalInt tamper,
      OptionalInt fire,
      SortedMap<String, Integer> guards,
      SortedMap<String, Integer> switches) {
    this(
        board,
        lamps,
        tamper,
        fire,
        guards,
        switches,
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>());
  }

  /** Where pins are. */
  public sealed interface Board {
    /**
     * A chip of this machine.
     *
     * @param name such as {@code gpiochip0}
     */
    record Chip(String name) implements Board {}

    /**
     * A town that answers instead of a chip; in a demonstration only.
     *
     * @param address such as {@code tcp:127.0.0.1:7301}
     */
    record Line(String address) implements Board {}
  }
}
