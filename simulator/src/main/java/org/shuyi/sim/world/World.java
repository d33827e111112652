package org.shuyi.sim.world;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.Deed.BookPut;
import org.shuyi.sim.world.Deed.BookTaken;

/**
 * A cabinet station and the people before it, as they are, whatever the station believes.
 *
 * <p>People and boards act; each act is done and goes into the history, or is refused with the
 * reason and changes nothing. The world has no thread and no clock of its own: the same acts at the
 * same times with the same seed give the same history. It may be asked by several threads.
 */
public final class World {
  /** Hears each deed after it is done, on the thread that did it; it may only enqueue or look. */
  @FunctionalInterface
  public interface Watcher {
    void happened(long atMillis, Deed deed);
  }

  /** A line of the history. */
  public record Line(long atMillis, Deed deed) {
    @Override
    public String toString() {
      return atMillis + " " + deed.words();
    }
  }

  private sealed interface Place {
    record On(Shelf shelf) implements Place {}

    record Held(Person person) implements Place {}
  }

  private final LongSupplier clock;
  private final Random random;
  private final Map<Integer, Door> doors = new TreeMap<>();
  private final Map<String, Shelf> shelves = new LinkedHashMap<>();
  private final Map<Book, Place> books = new LinkedHashMap<>();
  private final TreeSet<String> unplugged = new TreeSet<>();
  private final TreeSet<Integer> lit = new TreeSet<>();

  /** The contacts that are open. */
  private final TreeSet<String> opened = new TreeSet<>();

  /** The relays that are drawn. */
  private final TreeSet<String> drawn = new TreeSet<>();

  private final List<Line> history = new ArrayList<>();
  private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
  private final Map<Integer, Integer> crossed = new TreeMap<>();
  private @Nullable Card card;
  private @Nullable Bytes cardUid;
  private boolean mains = true;
  private boolean network = true;
  private boolean panelOpen;
  private boolean fire;

  /**
   * An empty place in the street.
   *
   * @param clock milliseconds from any origin, never going back: virtual time or a monotonic clock
   * @param seed for what chance decides, such as a random UID
   */
  public World(LongSupplier clock, long seed) {
    this.clock = clock;
    this.random = new Random(seed);
  }

  // How the station was built.

  /** A closed door whose latch stays released for 10 s and whose switch chatters for 20 ms. */
  public void addDoor(int number) {
    addDoor(number, 10_000, 20);
  }

  /**
   * A closed door.
   *
   * @param holdMillis how long the latch stays released after a pull, if nobody opens
   * @param bounceMillis how long the switch chatters after a movement
   */
  public synchronized void addDoor(int number, int holdMillis, int bounceMillis) {
    if (number == Shelf.OPEN
        || doors.put(number, new Door(number, holdMillis, bounceMillis)) != null) {
      throw new IllegalArgumentException("door " + number + " cannot be built twice, nor be 0");
    }
  }

  public synchronized Shelf addShelf(Shelf shelf) {
    if (shelf.door() != Shelf.OPEN) door(shelf.door());
    if (shelves.put(shelf.name(), shelf) != null) {
      throw new IllegalArgumentException("two shelves called " + shelf.name());
    }
    return shelf;
  }

  /** Stocks a book before the story begins. */
  public synchronized void stock(Book book, Shelf shelf) {
    begin(book, new Place.On(shelf));
  }

  /** Gives a book to somebody before the story begins. */
  public synchronized void give(Book book, Person person) {
    begin(book, new Place.Held(person));
  }

  private void begin(Book book, Place place) {
    if (books.containsKey(book)) throw new IllegalArgumentException(book + " twice");
    move(book, place);
  }

  private void move(Book book, Place to) {
    var from = books.put(book, to);
    if (from instanceof Place.On(Shelf shelf) && shelf.door() != Shelf.OPEN) {
      door(shelf.door()).books--;
    }
    if (to instanceof Place.On(Shelf shelf) && shelf.door() != Shelf.OPEN) {
      door(shelf.door()).books++;
    }
  }

  public void watch(Watcher watcher) {
    watchers.add(watcher);
  }

  // What people do.

  public Happened holdCard(Person person, Card held) {
    synchronized (this) {
      if (card != null) return refuse(card.label() + " is there already");
      card = held;
      cardUid = held.random() ? drawUid() : held.uid();
    }
    return done(new Deed.CardHeld(person, held));
  }

  private Bytes drawUid() {
    return Bytes.of(0x08, random.nextInt(256), random.nextInt(256), random.nextInt(256));
  }

  public Happened removeCard() {
    Card removed;
    synchronized (this) {
      removed = card;
      if (removed == null) return refuse("no card is there");
      card = null;
      cardUid = null;
    }
    return done(new Deed.CardRemoved(removed));
  }

  /** Pulls at the handle: opens where the latch is released. */
  public Happened openDoor(int number) {
    return open(number, false);
  }

  /** Staff, or somebody who has a key. */
  public Happened openWithKey(int number) {
    return open(number, true);
  }

  private Happened open(int number, boolean byKey) {
    synchronized (this) {
      var door = door(number);
      long now = clock.getAsLong();
      if (door.open) return refuse("door " + number + " is open already");
      if (!byKey && !door.released(now)) return refuse("door " + number + " is locked");
      door.move(true, now);
    }
    return done(new Deed.DoorOpened(number, byKey));
  }

  public Happened closeDoor(int number) {
    synchronized (this) {
      var door = door(number);
      if (!door.open) return refuse("door " + number + " is closed already");
      door.move(false, clock.getAsLong());
    }
    return done(new Deed.DoorClosed(number));
  }

  public Happened takeBook(Person person, Book book) {
    Shelf shelf;
    synchronized (this) {
      if (!(books.get(book) instanceof Place.On(Shelf from))) {
        return refuse(book.title() + " is on no shelf");
      }
      if (outOfReach(from)) return refuse("door " + from.door() + " is closed");
      move(book, new Place.Held(person));
      shelf = from;
    }
    return done(new BookTaken(person, book, shelf));
  }

  public Happened putBook(Person person, Book book, Shelf shelf) {
    synchronized (this) {
      if (!new Place.Held(person).equals(books.get(book))) {
        return refuse(person.name() + " does not hold " + book.title());
      }
      if (outOfReach(shelf)) return refuse("door " + shelf.door() + " is closed");
      move(book, new Place.On(shelf));
    }
    return done(new BookPut(person, book, shelf));
  }

  private boolean outOfReach(Shelf shelf) {
    return shelf.door() != Shelf.OPEN && !door(shelf.door()).open;
  }

  /** Holds a bar code or a QR code to the scanner. */
  public Happened scanCode(String code) {
    return done(new Deed.CodeScanned(code));
  }

  /** Opens or shuts the service panel behind the cabinet. */
  public Happened panel(boolean open) {
    synchronized (this) {
      if (panelOpen == open)
        return refuse("the service panel is " + (open ? "open" : "shut") + " already");
      panelOpen = open;
    }
    return done(new Deed.PanelChanged(open));
  }

  /** The house's fire contact opens, as when its wire is cut, or closes again. */
  public Happened fire(boolean active) {
    synchronized (this) {
      if (fire == active)
        return refuse("the fire alarm " + (active ? "sounds" : "is silent") + " already");
      fire = active;
    }
    return done(new Deed.FireChanged(active));
  }

  /** A contact that watches over the cabinet opens, as when its wire is cut, or closes again. */
  public Happened contact(String name, boolean open) {
    synchronized (this) {
      if (open ? !opened.add(name) : !opened.remove(name))
        return refuse("the " + name + " contact is " + (open ? "open" : "closed") + " already");
    }
    return done(new Deed.ContactChanged(name, open));
  }

  // What boards and fate do.

  /** Drives a bolt; without mains nothing is driven, and a jammed one does not move. */
  public Happened pullBolt(int number, int millis) {
    boolean jams;
    synchronized (this) {
      if (!mains) return refuse("there are no mains");
      var door = door(number);
      jams = door.jammed;
      if (!jams) door.pull(millis, clock.getAsLong());
    }
    return done(jams ? new Deed.BoltJammed(number) : new Deed.BoltPulled(number, millis));
  }

  /** Ends the driving of a bolt that would go on. */
  public Happened dropBolt(int number) {
    synchronized (this) {
      var door = door(number);
      long now = clock.getAsLong();
      if (!door.released(now)) return refuse("the bolt of door " + number + " is not driven");
      door.drop(now);
    }
    return done(new Deed.BoltDropped(number));
  }

  /** From now on the bolt does not move, or does again. */
  public synchronized void jam(int number, boolean jammed) {
    door(number).jammed = jammed;
  }

  /**
   * From now on each of two bolts is driven by the other's terminal, or by its own again. Their
   * switches are wired right.
   */
  public synchronized void crossBolts(int one, int other, boolean wrong) {
    door(one);
    door(other);
    crossed.keySet().removeAll(List.of(one, other));
    if (wrong) crossed.putAll(Map.of(one, other, other, one));
  }

  private synchronized int drivenAt(int number) {
    return crossed.getOrDefault(number, number);
  }

  /** A relay that sticks: from now on the latch is released whatever is driven, or no longer. */
  public synchronized void stickReleased(int number, boolean stuck) {
    door(number).stuckReleased = stuck;
  }

  public Happened mains(boolean on) {
    synchronized (this) {
      if (mains == on) return refuse(on ? "the mains are on already" : "the mains are off already");
      mains = on;
      lit.clear();
      drawn.clear();
    }
    return done(new Deed.MainsChanged(on));
  }

  public Happened network(boolean on) {
    synchronized (this) {
      if (network == on) return refuse(on ? "the network is there" : "the network is away already");
      network = on;
    }
    return done(new Deed.NetworkChanged(on));
  }

  public Happened unplug(String device) {
    synchronized (this) {
      if (!unplugged.add(device)) return refuse(device + " is unplugged already");
    }
    return done(new Deed.Unplugged(device));
  }

  public Happened plugIn(String device) {
    synchronized (this) {
      if (!unplugged.remove(device)) return refuse(device + " is plugged in already");
    }
    return done(new Deed.PluggedIn(device));
  }

  // What can be seen.

  public synchronized boolean closed(int number) {
    return !door(number).open;
  }

  /** Whether the door would open at its handle now. */
  public synchronized boolean released(int number) {
    return door(number).released(clock.getAsLong());
  }

  /** In how many milliseconds the next latch snaps in by itself; empty where all have. */
  public synchronized OptionalLong untilLatch() {
    long now = clock.getAsLong();
    return doors.values().stream().mapToLong(door -> door.latchesIn(now)).filter(l -> l > 0).min();
  }

  /** Whether the lamp over the door is lit. */
  public synchronized boolean lit(int number) {
    return lit.contains(door(number).number);
  }

  private synchronized boolean isOpen(String contact) {
    return opened.contains(contact);
  }

  /** Whether this is switched on, such as the {@code fan}. */
  public synchronized boolean runs(String what) {
    return drawn.contains(what);
  }

  public synchronized boolean fire() {
    return fire;
  }

  public synchronized boolean panelOpen() {
    return panelOpen;
  }

  public synchronized boolean mains() {
    return mains;
  }

  public synchronized boolean network() {
    return network;
  }

  public synchronized boolean unplugged(String device) {
    return unplugged.contains(device);
  }

  /** What lies on a shelf, in the order in which it was first seen in this world. */
  public synchronized List<Book> booksOn(Shelf shelf) {
    return booksAt(new Place.On(shelf));
  }

  public synchronized List<Book> booksOf(Person person) {
    return booksAt(new Place.Held(person));
  }

  private List<Book> booksAt(Place place) {
    var found = new ArrayList<Book>();
    books.forEach(
        (book, where) -> {
          if (where.equals(place)) found.add(book);
        });
    return found;
  }

  /** Everything that happened, oldest first. */
  public synchronized List<Line> history() {
    return List.copyOf(history);
  }

  /** A picture of it all, for people who look on. */
  public synchronized Scene scene() {
    long now = clock.getAsLong();
    var doorViews =
        doors.values().stream()
            .map(
                d ->
                    new Scene.DoorView(
                        d.number, d.open, d.released(now), d.jammed, lit.contains(d.number)))
            .toList();
    var shelfViews =
        shelves.values().stream().map(s -> new Scene.ShelfView(s, booksOn(s))).toList();
    var hands = new LinkedHashMap<Person, List<Book>>();
    books.forEach(
        (book, where) -> {
          if (where instanceof Place.Held(Person person)) {
            hands.computeIfAbsent(person, p -> new ArrayList<>()).add(book);
          }
        });
    return new Scene(
        now,
        doorViews,
        shelfViews,
        hands,
        card,
        mains,
        network,
        panelOpen,
        fire,
        List.copyOf(unplugged));
  }

  // What devices touch.

  /** A lock board's terminals: the doors in the order of its channels; 0 where nothing is wired. */
  public Bolts bolts(int... doorsByChannel) {
    return new Wired(doorsByChannel.clone());
  }

  /**
   * A board's pins: lamps over doors, relays, the switch that the service panel keeps closed, and
   * the house's fire contact, which is closed while there is no fire.
   */
  public Terminals terminals(Wires wires) {
    wires.lamps().values().forEach(this::door);
    return new Terminals() {
      @Override
      public void drive(int pin, boolean high) {
        Integer door = wires.lamps().get(pin);
        if (door != null) light(door, high);
        String relay = wires.relays().get(pin);
        if (relay != null) draw(relay, high);
      }

      @Override
      public boolean high(int pin) {
        if (pin == wires.fire()) return fire();
        String contact = wires.contacts().get(pin);
        if (contact != null) return isOpen(contact);
        return pin != wires.tamper() || panelOpen();
      }
    };
  }

  private synchronized void draw(String relay, boolean on) {
    if (on && mains) drawn.add(relay);
    else drawn.remove(relay);
  }

  private synchronized void light(int number, boolean on) {
    if (on && mains) lit.add(number);
    else lit.remove(number);
  }

  /** What the antennas of this tag reader see. */
  public TagField field(String reader) {
    return antenna -> tagsBefore(reader, antenna);
  }

  private synchronized List<Tag> tagsBefore(String reader, int antenna) {
    var seen = new ArrayList<Tag>();
    books.forEach(
        (book, where) -> {
          if (where instanceof Place.On(Shelf shelf)
              && shelf.antenna() == antenna
              && shelf.reader().equals(reader)) {
            seen.addAll(book.tags());
          }
        });
    return seen;
  }

  public CardField cardField() {
    return this::heldUid;
  }

  private synchronized @Nullable Bytes heldUid() {
    return cardUid;
  }

  private final class Wired implements Bolts {
    private final int[] wiring;

    private Wired(int[] wiring) {
      this.wiring = wiring;
    }

    @Override
    public void pull(int channel, int millis) {
      int number = at(channel);
      if (number != Shelf.OPEN) pullBolt(drivenAt(number), millis);
    }

    @Override
    public void drop(int channel) {
      int number = at(channel);
      if (number != Shelf.OPEN) dropBolt(drivenAt(number));
    }

    @Override
    public boolean closed(int channel) {
      int number = at(channel);
      if (number == Shelf.OPEN) return false;
      synchronized (World.this) {
        return door(number).switchClosed(clock.getAsLong());
      }
    }

    @Override
    public boolean occupied(int channel) {
      int number = at(channel);
      if (number == Shelf.OPEN) return false;
      synchronized (World.this) {
        return door(number).books > 0;
      }
    }

    private int at(int channel) {
      return channel >= 1 && channel <= wiring.length ? wiring[channel - 1] : Shelf.OPEN;
    }
  }

  private Door door(int number) {
    var door = doors.get(number);
    if (door == null) throw new IllegalArgumentException("there is no door " + number);
    return door;
  }

  private Happened done(Deed deed) {
    long now = clock.getAsLong();
    synchronized (this) {
      history.add(new Line(now, deed));
    }
    for (var watcher : watchers) watcher.happened(now, deed);
    return new Happened.Done(deed);
  }

  private static Happened refuse(String why) {
    return new Happened.Refused(why);
  }
}
