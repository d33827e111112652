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
 * @param switches the pin of each switch, by its word: {@code fan}, {@code heater}
 */
public record PinsConfig(
    Board board,
    SortedMap<String, Integer> lamps,
    OptionalInt tamper,
    OptionalInt fire,
    SortedMap<String, Integer> switches) {
  public PinsConfig {
    lamps = Collections.unmodifiableSortedMap(new TreeMap<>(lamps));
    switches = Collections.unmodifiableSortedMap(new TreeMap<>(switches));
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
