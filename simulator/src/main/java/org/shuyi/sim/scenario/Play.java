package org.shuyi.sim.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.shuyi.sim.scenario.Company.Actor;
import org.shuyi.sim.world.Book;

/** A story while it is played: the stage, and what its sentences refer back to. */
final class Play {
  /** A tap: longer than a reader's poll, shorter than patience. */
  private static final Duration TAP = Duration.ofSeconds(1);

  /** After so long somebody goes away. */
  private static final Duration PERSISTENCE = Duration.ofSeconds(10);

  private final Stage stage;
  private final TreeSet<Long> told = new TreeSet<>();
  private Optional<Actor> visitor = Optional.empty();

  Play(Stage stage) {
    this.stage = stage;
  }

  Stage stage() {
    return stage;
  }

  Company company() {
    return stage.company();
  }

  Seen carryOut(Doing doing) {
    return stage.carryOut(doing);
  }

  /** Tries until it can be done: a button must be there to be touched, a latch be released. */
  Seen persist(Doing doing) {
    Duration until = stage.now().plus(PERSISTENCE);
    while (true) {
      Seen done = carryOut(doing);
      if (done.holds() || stage.now().compareTo(until) >= 0) return done;
      stage.pass(stage.blink());
    }
  }

  /** Holds a card up for a moment; whoever does is the visitor from now on. */
  Seen tap(Actor actor) {
    Seen held = hold(actor);
    if (!held.holds()) return held;
    stage.pass(TAP);
    carryOut(new Doing.TakeCardAway());
    return held;
  }

  Seen hold(Actor actor) {
    visitor = Optional.of(actor);
    return carryOut(new Doing.HoldCard(actor));
  }

  /** Does something as the one who held a card last. */
  Seen asVisitor(Function<Actor, Seen> act) {
    return visitor.map(act).orElse(Seen.no("nobody has held a card yet: say who does it"));
  }

  /** Puts a book behind the one door that is open. */
  Seen put(Actor actor, Book book) {
    var open = new ArrayList<Integer>();
    stage
        .truth()
        .doors()
        .forEach(
            (number, door) -> {
              if (door.open()) open.add(number);
            });
    if (open.size() != 1) return Seen.no(open.size() + " doors are open: say behind which one");
    return carryOut(new Doing.Put(actor, book, open.getFirst()));
  }

  /** Only the handle tells whether a door is locked. */
  Seen tryHandle(int door) {
    boolean opened = carryOut(new Doing.OpenDoor(door, false)).holds();
    return opened ? Seen.no("door " + door + " opened") : Seen.yes("");
  }

  /** Whether the screen goes on showing this for so long. */
  Seen stays(String screen, Duration time) {
    Duration until = stage.now().plus(time);
    while (stage.now().compareTo(until) < 0) {
      String now = screenName();
      if (!now.equals(screen)) return Seen.no("screen: " + now);
      stage.pass(stage.blink());
    }
    return Seen.yes("");
  }

  Seen isDark() {
    return stage.screen().map(shown -> Seen.no("screen: " + shown.name())).orElse(Seen.yes(""));
  }

  private String screenName() {
    return stage.screen().map(Shown::name).orElse("dark");
  }

  Seen look(Predicate<Shown> wanted) {
    return stage
        .screen()
        .map(
            shown ->
                wanted.test(shown)
                    ? Seen.yes("")
                    : Seen.no("screen: " + company().withTitles(shown.words())))
        .orElse(Seen.no("the screen is dark"));
  }

  /** A record that fits and that no sentence has told of yet; from now on one has. */
  Seen journal(String kind, Predicate<Entry> wanted) {
    List<Entry> ofKind = stage.journal().stream().filter(e -> e.kind().equals(kind)).toList();
    Optional<Entry> found =
        ofKind.stream().filter(e -> !told.contains(e.seq())).filter(wanted).findFirst();
    if (found.isPresent()) {
      told.add(found.get().seq());
      return Seen.yes(brief(found.get()));
    }
    return Seen.no(ofKind.isEmpty() ? "no record " + kind : others(ofKind));
  }

  /** What the sentence need not say. */
  private static String brief(Entry entry) {
    String door = entry.field("door");
    String how = entry.field("offline").equals("yes") ? "off line" : "";
    String objections = entry.field("objections").replaceAll("[\\[\\]]", "");
    return Stream.of(door.isEmpty() ? "" : "door " + door, how, objections)
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private String others(List<Entry> ofKind) {
    Entry last = ofKind.getLast();
    return ofKind.size()
        + " of "
        + last.kind()
        + ", the last: "
        + company().withTitles(last.text());
  }

  Seen count(String kind, int wanted) {
    long found = stage.journal().stream().filter(e -> e.kind().equals(kind)).count();
    return new Seen(found == wanted, found == wanted ? "" : found + " of " + kind);
  }

  boolean isOf(Entry entry, Book book) {
    String item = entry.field("item");
    return item.startsWith("[" + book.barcode() + ",") || isTagOf(entry, book);
  }

  boolean isTagOf(Entry entry, Book book) {
    return book.tags().stream().anyMatch(tag -> tag.uid().hex().equals(entry.field("tag")));
  }

  boolean isBy(Entry entry, Actor actor) {
    String token = stage.token(actor);
    return entry.field("patron").equals(token) || entry.field("opener").contains(token);
  }

  boolean isAt(Entry entry, int door) {
    return entry.field("door").equals(Integer.toString(door));
  }
}
