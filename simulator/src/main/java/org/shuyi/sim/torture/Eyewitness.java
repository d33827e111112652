package org.shuyi.sim.torture;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.World;

/**
 * What really happened, by the clock of this machine, which is the station's too: each movement of
 * a bolt, each book that went in or out, and what a screen told a patron.
 */
final class Eyewitness implements World.Watcher {
  /** A bolt was driven, moved or jammed. */
  record Pull(int door, long wall) {}

  /**
   * A book was taken or put.
   *
   * @param openedAt when its door was opened
   * @param byKey whether that was with a key
   */
  record Act(Book book, int door, boolean taken, long wall, long openedAt, boolean byKey) {}

  /** A line on a receipt: {@code loaned} or {@code returned}. */
  record Told(String kind, String title, long wall) {}

  private record Opening(long wall, boolean byKey) {}

  private final LongSupplier clock;
  private final List<Pull> pulls = new ArrayList<>();
  private final List<Act> acts = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();
  private final Map<Integer, Opening> openings = new HashMap<>();

  /**
   * @param clock the wall's milliseconds, of which the station's records tell too
   */
  Eyewitness(LongSupplier clock) {
    this.clock = clock;
  }

  @Override
  public synchronized void happened(long atMillis, Deed deed) {
    long now = clock.getAsLong();
    switch (deed) {
      case Deed.BoltPulled(int door, int millis) -> pulls.add(new Pull(door, now));
      case Deed.BoltJammed(int door) -> pulls.add(new Pull(door, now));
      case Deed.DoorOpened(int door, boolean byKey) -> openings.put(door, new Opening(now, byKey));
      case Deed.BookTaken(var person, Book book, var shelf) -> act(book, shelf.door(), true, now);
      case Deed.BookPut(var person, Book book, var shelf) -> act(book, shelf.door(), false, now);
      case Deed.BoltDropped _, Deed.DoorClosed _, Deed.CardHeld _, Deed.CardRemoved _ -> {}
      case Deed.CodeScanned _ -> {}
      case Deed.Unplugged _, Deed.PluggedIn _, Deed.MainsChanged _ -> {}
      case Deed.NetworkChanged _, Deed.PanelChanged _, Deed.FireChanged _ -> {}
      case Deed.ContactChanged _ -> {}
    }
  }

  private void act(Book book, int door, boolean taken, long now) {
    var opening = openings.getOrDefault(door, new Opening(now, true));
    acts.add(new Act(book, door, taken, now, opening.wall(), opening.byKey()));
  }

  /** A patron reads a receipt. */
  synchronized void reads(String kind, String title) {
    told.add(new Told(kind, title, clock.getAsLong()));
  }

  /** In their order. */
  synchronized List<Pull> pulls() {
    return List.copyOf(pulls);
  }

  /** In their order. */
  synchronized List<Act> acts() {
    return List.copyOf(acts);
  }

  synchronized List<Told> told() {
    return List.copyOf(told);
  }
}
