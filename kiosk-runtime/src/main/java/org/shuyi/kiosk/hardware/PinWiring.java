package org.shuyi.kiosk.hardware;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.kiosk.kernel.Appliance;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Guard;
import org.shuyi.kiosk.kernel.magnet.Way;

/**
 * What hangs at the pins of the board.
 *
 * @param lamps the pin of each door's lamp; high lights it
 * @param tamper the pin of the switch behind the service panel, which is closed to ground while the
 *     panel is shut
 * @param fire the pin of the house's fire contact, which is closed to ground while there is no fire
 * @param guards the pin of each contact that watches over the cabinet, closed to ground while all
 *     is well
 * @param switches the pin of each appliance's relay; high switches it on
 * @param sensors the pin of each door's own sensor, which is closed to ground while the door is
 *     shut
 * @param occupied the pin of each compartment's infrared barrier, which is closed to ground while
 *     the compartment is empty
 * @param uv the ultraviolet lamp
 * @param entrance of a room
 * @param magnet the contacts of the magnetic unit; high closes one
 */
public record PinWiring(
    SortedMap<DoorId, Integer> lamps,
    OptionalInt tamper,
    OptionalInt fire,
    SortedMap<Guard, Integer> guards,
    SortedMap<Appliance, Relay> switches,
    SortedMap<DoorId, Integer> sensors,
    SortedMap<DoorId, Integer> occupied,
    Optional<UvRelay> uv,
    EntranceWiring entrance,
    SortedMap<Way, Relay> magnet) {
  public PinWiring {
    lamps = Collections.unmodifiableSortedMap(new TreeMap<>(lamps));
    guards = Collections.unmodifiableSortedMap(new TreeMap<>(guards));
    switches = Collections.unmodifiableSortedMap(new TreeMap<>(switches));
    sensors = Collections.unmodifiableSortedMap(new TreeMap<>(sensors));
    magnet = Collections.unmodifiableSortedMap(new TreeMap<>(magnet));
    occupied = Collections.unmodifiableSortedMap(new TreeMap<>(occupied));
  }

  /** Without anything at the doors but lamps. */
  public PinWiring(
      SortedMap<DoorId, Integer> lamps,
      OptionalInt tamper,
      OptionalInt fire,
      SortedMap<Guard, Integer> guards,
      SortedMap<Appliance, Relay> switches,
      Optional<UvRelay> uv) {
    this(
        lamps,
        tamper,
        fire,
        guards,
        switches,
        new TreeMap<>(),
        new TreeMap<>(),
        uv,
        EntranceWiring.NONE,
        new TreeMap<>());
  }

  /** Lamps, a tamper switch and a fire contact, and nothing else. */
  public PinWiring(SortedMap<DoorId, Integer> lamps, OptionalInt tamper, OptionalInt fire) {
    this(lamps, tamper, fire, new TreeMap<>(), new TreeMap<>(), Optional.empty());
  }

  /**
   * The relay of the ultraviolet lamp.
   *
   * @param doors behind which it shines
   */
  public record UvRelay(Relay relay, SortedSet<DoorId> doors) {
    public UvRelay {
      doors = Collections.unmodifiableSortedSet(new TreeSet<>(doors));
    }
  }

  /**
   * An output with a relay.
   *
   * @param longest at a stretch, after which the pin goes low by itself
   */
  public record Relay(int pin, Duration longest) {}
}
