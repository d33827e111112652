package org.shuyi.sim.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.shuyi.devices.Bytes;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Card;
import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.World;

/**
 * What really happened, by the clock of this machine, which is the station's too: each movement of
 * a bolt, each book that went in or out, each inventory of a shelf, each card that was held up, and
 * what a screen told a patron.
 */
public final class Eyewitness implements World.Watcher {
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

  /** A tag reader made a complete inventory, whether its answer arrived or not. */
  public record Inventory(int door, Set<TagId> tags, long wall) {
    public Inventory {
      tags = Set.copyOf(tags);
    }
  }

  private record Opening(long wall, boolean byKey) {}

  /** A door swung open, or shut. */
  private record Swing(int door, boolean open, long wall) {}

  /** From one moment to another; {@code until} is the end of time while it lasts. */
  private record Span(String what, long from, long until) {
    boolean touches(long first, long last) {
      return from <= last && until >= first;
    }

    Span ended(long wall) {
      return new Span(what, from, wall);
    }
  }

  private final LongSupplier clock;
  private final Function<Card, String> tokens;
  private final List<Inventory> inventories = new ArrayList<>();
  private final List<Swing> swings = new ArrayList<>();
  private final List<Long> spoken = new ArrayList<>();
  private final List<Span> cards = new ArrayList<>();
  private final List<Span> freezes = new ArrayList<>();
  private final List<Pull> pulls = new ArrayList<>();
  private final List<Act> acts = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();
  private final Map<Integer, Opening> openings = new HashMap<>();

  /**
   * One whom nobody asks whose cards they were.
   *
   * @param clock the wall's milliseconds, of which the station's records tell too
   */
  public Eyewitness(LongSupplier clock) {
    this(clock, card -> "");
  }

  /**
   * @param clock the wall's milliseconds, of which the station's records tell too
   * @param tokens under which the station knows whoever holds a card
   */
  public Eyewitness(LongSupplier clock, Function<Card, String> tokens) {
    this.clock = clock;
    this.tokens = tokens;
  }

  @Override
  public synchronized void happened(long atMillis, Deed deed) {
    long now = clock.getAsLong();
    switch (deed) {
      case Deed.BoltPulled(int door, int millis) -> pulls.add(new Pull(door, now));
      case Deed.BoltJammed(int door) -> pulls.add(new Pull(door, now));
      case Deed.DoorOpened(int door, boolean byKey) -> {
        openings.put(door, new Opening(now, byKey));
        swings.add(new Swing(door, true, now));
      }
      case Deed.DoorClosed(int door) -> swings.add(new Swing(door, false, now));
      case Deed.CardHeld(var person, Card card) -> begin(cards, tokens.apply(card), now);
      case Deed.CardRemoved _ -> end(cards, now);
      case Deed.BookTaken(var person, Book book, var shelf) -> act(book, shelf.door(), true, now);
      case Deed.BookPut(var person, Book book, var shelf) -> act(book, shelf.door(), false, now);
      case Deed.BoltDropped _, Deed.CodeScanned _ -> {}
      case Deed.Unplugged _, Deed.PluggedIn _, Deed.MainsChanged _ -> {}
      case Deed.NetworkChanged _, Deed.PanelChanged _, Deed.FireChanged _ -> {}
      case Deed.ContactChanged _ -> {}
    }
  }

  private void act(Book book, int door, boolean taken, long now) {
    var opening = openings.getOrDefault(door, new Opening(now, true));
    acts.add(new Act(book, door, taken, now, opening.wall(), opening.byKey()));
  }

  private static void begin(List<Span> spans, String what, long now) {
    end(spans, now);
    spans.add(new Span(what, now, Long.MAX_VALUE));
  }

  private static void end(List<Span> spans, long now) {
    if (spans.isEmpty() || spans.getLast().until() <= now) return;
    spans.add(spans.removeLast().ended(now));
  }

  /** A tag reader made an inventory; from its own thread. */
  public synchronized void inventory(int door, List<Bytes> uids) {
    var tags = new HashSet<TagId>();
    for (Bytes uid : uids) tags.add(new TagId(uid.hex()));
    inventories.add(new Inventory(door, tags, clock.getAsLong()));
  }

  /** The program stands still from now on, or goes on. */
  public synchronized void freezes(boolean now) {
    if (now) begin(freezes, "frozen", clock.getAsLong());
    else end(freezes, clock.getAsLong());
  }

  /** A patron chooses a language. */
  public synchronized void speaks() {
    spoken.add(clock.getAsLong());
  }

  /** A patron reads a receipt. */
  public synchronized void reads(String kind, String title) {
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

  /** In their order, by door and over all. */
  public synchronized List<Inventory> inventories() {
    return List.copyOf(inventories);
  }

  /** When patrons chose a language. */
  public synchronized List<Long> spoken() {
    return List.copyOf(spoken);
  }

  /**
   * Whether somebody's card was held up in that time.
   *
   * @param token the first digits of it, or all
   */
  public synchronized boolean held(String token, long from, long until) {
    return cards.stream()
        .anyMatch(card -> card.what().startsWith(token) && card.touches(from, until));
  }

  /** Whether a door stood open, or shut, at any moment of that time. */
  public synchronized boolean stood(int door, boolean open, long from, long until) {
    boolean before = false;
    for (Swing swing : swings) {
      if (swing.door() != door || swing.wall() > until) continue;
      if (swing.wall() < from) before = swing.open();
      else if (swing.open() == open) return true;
    }
    return before == open;
  }

  /** For how long of that time the program stood still, in milliseconds. */
  public synchronized long frozen(long from, long until) {
    return freezes.stream()
        .mapToLong(span -> Math.min(span.until(), until) - Math.max(span.from(), from))
        .filter(millis -> millis > 0)
        .sum();
  }
}
