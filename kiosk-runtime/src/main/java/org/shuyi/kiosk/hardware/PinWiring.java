package org.shuyi.kiosk.hardware;

import java.time.Duration;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.Appliance;
import org.shuyi.kiosk.kernel.DoorId;

/**
 * What hangs at the pins of the board.
 *
 * @param lamps the pin of each door's lamp; high lights it
 * @param tamper the pin of the switch behind the service panel, which is closed to ground while the
 *     panel is shut
 * @param fire the pin of the house's fire contact, which is closed to ground while there is no fire
 * @param switches the pin of each appliance's relay; high switches it on
 * @param sensors the pin of each door's own sensor, which is closed to ground while the door is
 *     shut
 * @param occupied the pin of each compartment's infrared barrier, which is closed to ground while
 *     the compartment is empty
 */
public record PinWiring(
    SortedMap<DoorId, Integer> lamps,
    OptionalInt tamper,
    OptionalInt fire,
    SortedMap<Appliance, Relay> switches,
    SortedMap<DoorId, Integer> sensors,
    SortedMap<DoorId, Integer> occupied) {
  public PinWiring {
    lamps = Collections.unmodifiableSortedMap(new TreeMap<>(lamps));
    switches = Collections.unmodifiableSortedMap(new TreeMap<>(switches));
    sensors = Collections.unmodifiableSortedMap(new TreeMap<>(sensors));
    occupied = Collections.unmodifiableSortedMap(new TreeMap<>(occupied));
  }

  /** Without anything at the doors but lamps. */
  public PinWiring(
      SortedMap<DoorId, Integer> lamps,
      OptionalInt tamper,
      OptionalInt fire,
      SortedMap<Appliance, Relay> switches) {
    this(lamps, tamper, fire, switches, new TreeMap<>(), new TreeMap<>());
  }

  /**
   * An output with a relay.
   *
   * @param longest at a stretch, after which the pin goes low by itself
   */
  public record Relay(int pin, Duration longest) {}
}
