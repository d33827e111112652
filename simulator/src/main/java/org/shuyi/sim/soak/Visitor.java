package org.shuyi.sim.soak;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.sim.soak.Cast.Neighbour;
import org.shuyi.sim.station.VirtualTown;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Person;

/** One person at the cabinet: looks at the screen and at the doors, and does what people do. */
final class Visitor {
  private static final long LONGEST = 600_000;

  /** Of a hundred who are done, so many shut the door where forgetting it is asked for. */
  private static final int FORGETFUL = 50;

  /** Screens at which the next one may tap. */
  private static final Set<String> FREE = Set.of("attract", "turned-away", "receipt");

  private final VirtualTown town;
  private final Neighbour who;
  private final Person person;
  private final Swarm swarm;
  private final Chance chance;
  private final Consumer<Trouble> met;
  private final Trace trace;
  private final TreeSet<Integer> mine = new TreeSet<>();
  private final long until;
  private int taps = 3;
  private int doorsWanted;
  private int acts;
  private final Map<Integer, Book> put = new TreeMap<>();
  private final Map<Integer, Book> taken = new TreeMap<>();
  private boolean gone;

  Visitor(
      VirtualTown town,
      Neighbour who,
      Swarm swarm,
      Chance chance,
      Consumer<Trouble> met,
      Trace trace) {
    this.town = town;
    this.who = who;
    this.person = who.person();
    this.swarm = swarm;
    this.chance = chance;
    this.met = met;
    this.trace = trace;
    this.doorsWanted = chance.between(0, 3);
    this.acts = chance.between(0, 5);
    this.until = town.time().now() + LONGEST;
  }

  void begin() {
    later(chance.between(100, 2_000));
  }

  /** Waits behind somebody else, looks often, and taps as soon as nobody is served. */
  void queue() {
    town.time().after(chance.between(50, 400), this::waitInLine);
  }

  private void waitInLine() {
    if (gone) return;
    if (town.time().now() > until || chance.oneIn(400)) {
      leave();
      return;
    }
    boolean free = town.station().screen().map(Screen::name).filter(FREE::contains).isPresent();
    if (!free) {
      queue();
      return;
    }
    taps--;
    tap();
    later(chance.between(200, 2_000));
  }

  boolean isGone() {
    return gone;
  }

  Neighbour who() {
    return who;
  }

  boolean is(Neighbour other) {
    return who.equals(other);
  }

  /** Goes away, whatever stands open. */
  void leave() {
    if (gone) return;
    gone = true;
    mine.removeIf(door -> town.world().closed(door));
    if (!mine.isEmpty()) met.accept(Trouble.WALKED_AWAY);
    trace.line(town.time().now(), () -> "street " + person.name() + " goes");
  }

  private void later(long millis) {
    town.time()
        .after(
            millis,
            () -> {
              if (!gone) look();
            });
  }

  private void look() {
    if (town.time().now() > until || chance.oneIn(80)) {
      if (chance.percent(60)) closeMine();
      leave();
      return;
    }
    mine.removeIf(door -> town.world().closed(door));
    if (!mine.isEmpty()) {
      handle();
    } else {
      town.station().screen().ifPresentOrElse(this::read, this::wonder);
    }
    if (!gone) later(chance.between(200, chance.percent(90) ? 3_000 : 40_000));
  }

  /** The screen is dark. */
  private void wonder() {
    if (chance.oneIn(30)) leave();
  }

  /** A door is open before this person. */
  private void handle() {
    int door = chance.of(List.copyOf(mine));
    if (acts-- <= 0) {
      if (chance.percent(forgets() ? FORGETFUL : 95)) closeMine();
      else leave();
      return;
    }
    var shelf = town.world().booksOn(town.shelf(door));
    var hands = town.world().booksOf(person);
    if (!hands.isEmpty() && (shelf.isEmpty() || chance.percent(50))) {
      Book book = chance.of(hands);
      if (town.world().putBook(person, book, town.shelf(door)).done()) moved(door, book, true);
    } else if (!shelf.isEmpty() && hands.size() < 12) {
      Book book = chance.of(shelf);
      if (town.world().takeBook(person, book).done()) moved(door, book, false);
    }
  }

  /**
   * One book goes in and another comes out through the same door, before anybody counts: whoever
   * only reads a number of books sees nothing.
   */
  private void moved(int door, Book book, boolean in) {
    Book before = (in ? taken : put).get(door);
    boolean first = (in ? put : taken).put(door, book) == null;
    if (first && before != null && !before.equals(book)) met.accept(Trouble.SWAPPED);
  }

  private void opened(int door) {
    mine.add(door);
    put.remove(door);
    taken.remove(door);
  }

  private boolean forgets() {
    return swarm.asks(Trouble.WALKED_AWAY) || swarm.asks(Trouble.LEFT_OPEN);
  }

  private void closeMine() {
    for (int door : mine) if (!town.world().closed(door)) town.world().closeDoor(door);
    mine.clear();
  }

  private void read(Screen screen) {
    if (chance.oneIn(25)) touch(new Intent.Speak(chance.percent(50) ? "en" : "zh-CN"));
    if (chance.oneIn(swarm.asks(Trouble.FIDGET) ? 4 : 60)) fidget();
    switch (screen.name()) {
      case "attract" -> {
        if (taps-- > 0) tap();
        else leave();
      }
      case "choose-door" -> choose(screen);
      case "doors-open" -> pull(screen);
      case "still-there" -> {
        if (chance.percent(70)) touch(new Intent.Stay());
      }
      case "receipt" -> {
        if (offersPrint(screen) && chance.percent(60)) {
          touch(new Intent.Print());
          return;
        }
        if (chance.percent(50)) touch(new Intent.Finish());
        leave();
      }
      case "emergency" -> leave();
      case "turned-away", "out-of-service", "service" -> {
        if (taps-- > 0 && chance.percent(30)) tap();
        else leave();
      }
      case "asking", "counting", "starting", "entrance-open", "gate-sorry" -> {}
      default -> throw new IllegalStateException("a screen called " + screen.name());
    }
  }

  /** Twenty touches in one second, of anything. */
  private void fidget() {
    met.accept(Trouble.FIDGET);
    for (int i = 0; i < 20; i++) {
      int door = chance.between(1, VirtualTown.DOORS);
      var intents =
          List.of(
              new Intent.OpenDoor(Witness.id(door)),
              new Intent.Finish(),
              new Intent.Stay(),
              new Intent.Speak("en"));
      var intent = chance.of(intents);
      town.time().after(50L * i, () -> touch(intent));
    }
  }

  private void tap() {
    if (who.card().isEmpty()) {
      town.world().scanCode(who.code());
      return;
    }
    if (town.world().holdCard(person, who.card().get()).done()) {
      town.time().after(chance.between(200, 2_000), town.world()::removeCard);
    }
  }

  private void choose(Screen screen) {
    var offered = screen.doors().stream().filter(Screen.DoorTile::offered).toList();
    if (doorsWanted-- > 0 && !offered.isEmpty()) {
      touch(new Intent.OpenDoor(chance.of(offered).door()));
      if (chance.percent(30)) touch(new Intent.OpenDoor(chance.of(offered).door()));
    } else if (chance.percent(80)) {
      touch(new Intent.Finish());
    } else {
      leave();
    }
  }

  private void pull(Screen screen) {
    for (Screen.DoorTile tile : screen.doors()) {
      int door = Witness.number(tile.door());
      boolean looksFree =
          tile.look() == Screen.Look.UNLOCKED
              || (tile.look() == Screen.Look.OPEN && !mine.isEmpty());
      if (looksFree && chance.percent(90) && town.world().openDoor(door).done()) opened(door);
    }
    if (mine.isEmpty()) {
      openOnes(screen).ifPresent(this::opened);
    }
  }

  /** A door that somebody else left open is open for anybody. */
  private Optional<Integer> openOnes(Screen screen) {
    return screen.doors().stream()
        .filter(tile -> tile.look() == Screen.Look.OPEN)
        .map(tile -> Witness.number(tile.door()))
        .filter(door -> !town.world().closed(door))
        .findFirst();
  }

  private static boolean offersPrint(Screen screen) {
    return screen.buttons().stream().anyMatch(button -> button.intent() instanceof Intent.Print);
  }

  private void touch(Intent intent) {
    trace.line(town.time().now(), () -> "street " + person.name() + " touches " + intent);
    town.station().touch(intent);
  }
}
