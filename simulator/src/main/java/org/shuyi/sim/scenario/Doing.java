package org.shuyi.sim.scenario;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.scenario.Company.Actor;
import org.shuyi.sim.world.Book;

/** Something that people or fate do on a {@link Stage}. */
public sealed interface Doing {
  record HoldCard(Actor actor) implements Doing {}

  record TakeCardAway() implements Doing {}

  record Scan(String code) implements Doing {}

  record TouchDoor(int door) implements Doing {}

  /**
   * The button of this intent, {@code finish}, {@code stay}, {@code print} or {@code return-book}.
   */
  record TouchButton(String intent) implements Doing {}

  record TouchLanguage(String language) implements Doing {}

  record OpenDoor(int door, boolean withKey) implements Doing {}

  record CloseDoor(int door) implements Doing {}

  record Take(Actor actor, Book book) implements Doing {}

  record Put(Actor actor, Book book, int door) implements Doing {}

  /** A return slot is built into the cabinet, and the station set up anew with it, and started. */
  record BuildSlot() implements Doing {}

  /** Lays it into the open gate of the return slot. */
  record LayIn(Actor actor, Book book) implements Doing {}

  /** Takes it out of the open gate of the return slot. */
  record TakeOut(Actor actor, Book book) implements Doing {}

  record Unplug(String device) implements Doing {}

  record PlugIn(String device) implements Doing {}

  record Mains(boolean on) implements Doing {}

  /** The roll in the receipt printer has so many lines left. */
  record Paper(int lines) implements Doing {}

  /** What feeds the station's uninterruptible supply. */
  record Feed(Fed fed) implements Doing {}

  /** The mains, or a battery that is full or nearly empty. */
  enum Fed {
    MAINS,
    BATTERY,
    LOW_BATTERY
  }

  record Network(boolean on) implements Doing {}

  /** The service panel behind the cabinet. */
  record Panel(boolean open) implements Doing {}

  /** The house's fire contact opens, or closes again. */
  record Fire(boolean active) implements Doing {}

  /** Somebody of the staff, on site, says that the emergency is over. */
  record EndEmergency(String reason) implements Doing {}

  /** An entrance is built before the cabinet's room, and the station set up anew, and started. */
  record BuildEntrance() implements Doing {}

  /** Somebody pushes the way out of the room; whether it gives way is what is told. */
  record WalkOut(boolean givesWay) implements Doing {}

  record ExitButton(boolean pressed) implements Doing {}

  /** From now on a wire bridges the fire contact in the feed of the way out's lock, or none. */
  record BridgeExit(boolean bridged) implements Doing {}

  /** Somebody of the staff, on site, says that the way out is in order. */
  record ClearExit(String reason) implements Doing {}

  /** From now on the bolt does not move, or does again. */
  record Jam(int door, boolean jammed) implements Doing {}

  /** From now on each of two bolts hangs on the other's wires, or on its own again. */
  record Cross(int one, int other, boolean crossed) implements Doing {}

  /** The station is set up anew, and started, with an outbox of so many records. */
  record OutboxLimit(int records) implements Doing {}

  /** Gives a device faults, or with none heals it. */
  record Trouble(String device, List<Fault> faults) implements Doing {
    public Trouble {
      faults = List.copyOf(faults);
    }
  }

  /** The program ends in the middle of whatever it does, and stays away. */
  record KillStation() implements Doing {}

  record StartStation() implements Doing {}

  /** The centre's staff order something. */
  record Command(
      String action, SortedMap<String, String> parameters, String reason, boolean override)
      implements Doing {
    public Command {
      parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    }
  }

  /** The very message of the last command, once more. */
  record CommandAgain() implements Doing {}
}
