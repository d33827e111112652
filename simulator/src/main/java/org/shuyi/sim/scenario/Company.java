package org.shuyi.sim.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Patrons.Patron;
import org.shuyi.sim.centre.Patrons.Standing;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Card;
import org.shuyi.sim.world.Person;
import org.shuyi.sim.world.Shelf;
import org.shuyi.sim.world.Stock;
import org.shuyi.sim.world.World;

/**
 * Who plays in the stories, what they carry, and what lies on the shelves when a story begins.
 *
 * <p>Books have tags that keep their state, so each story has a company of its own.
 */
public final class Company {
  public static final int DOORS = 4;

  private final List<Actor> actors;
  private final Map<Integer, List<Book>> shelves = new LinkedHashMap<>();
  private final Map<Actor, List<Book>> hands = new LinkedHashMap<>();

  /** What the library knows of an actor. */
  public sealed interface Known {
    record Reader(Patron patron) implements Known {}

    record Stranger() implements Known {}
  }

  /** Somebody with a card, or a phone that says it is one. */
  public record Actor(String name, Card card, Known known) {
    public Person person() {
      return new Person(name);
    }
  }

  /** Makes a patron's token of a card. */
  @FunctionalInterface
  public interface Tokens {
    String of(Card card);
  }

  public Company() {
    actors =
        List.of(
            reader("Alice", "04 A2 6B 12 9C 58 80", 5, Standing.GOOD),
            reader("Bob", "04 3C 91 7A 55 61 80", 5, Standing.GOOD),
            reader("Carol", "5E 0B 47 D1", 5, Standing.BLOCKED),
            reader("Dora", "04 51 E8 2C 07 33 81", 1, Standing.GOOD),
            reader("Erik", "04 77 19 B4 6D 20 81", 5, Standing.EXPIRED),
            new Actor("Mallory", Card.of("Mallory's card", "9A 33 C4 0F"), new Known.Stranger()),
            new Actor("Frank", Card.withRandomUid("Frank's phone"), new Known.Stranger()));
    var books = new ArrayList<Book>();
    books.addAll(Stock.orderly().subList(0, 4));
    books.addAll(Stock.english());
    for (int door = 1; door <= DOORS; door++) {
      shelves.put(door, List.of(books.get(door - 1), books.get(door - 1 + DOORS)));
    }
    hands.put(actor("Alice"), List.of(books.get(2 * DOORS)));
    hands.put(actor("Bob"), List.of(books.get(2 * DOORS + 1), Stock.blank()));
  }

  private static Actor reader(String name, String uid, int limit, Standing standing) {
    var patron = new Patron(limit, standing);
    return new Actor(name, Card.of(name + "'s card", uid), new Known.Reader(patron));
  }

  public List<Actor> actors() {
    return actors;
  }

  public Actor actor(String name) {
    return actors.stream()
        .filter(actor -> actor.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("nobody is called " + name));
  }

  public List<Book> books() {
    var all = new ArrayList<Book>();
    shelves.values().forEach(all::addAll);
    hands.values().forEach(all::addAll);
    return all;
  }

  public Optional<Book> book(String titleOrBarcode) {
    return books().stream()
        .filter(b -> b.title().equals(titleOrBarcode) || b.barcode().equals(titleOrBarcode))
        .findFirst();
  }

  /** Books whose tags say whose they are: the others are in nobody's books. */
  public boolean isTagged(Book book) {
    return book.tags().stream().anyMatch(tag -> tag.memory().at(0) != 0);
  }

  /** The library's list, by the tokens that a city makes of the cards. */
  public Patrons patrons(Tokens tokens) {
    var patrons = Patrons.none();
    for (Actor actor : actors) {
      if (actor.known() instanceof Known.Reader(Patron patron)) {
        patrons = patrons.with(tokens.of(actor.card()), patron);
      }
    }
    return patrons;
  }

  /** Puts the books where they are when a story begins; the shelves by door, from 1. */
  public void furnish(World world, List<Shelf> cabinet) {
    shelves.forEach(
        (door, books) -> books.forEach(book -> world.stock(book, cabinet.get(door - 1))));
    hands.forEach((actor, books) -> books.forEach(book -> world.give(book, actor.person())));
  }

  /** Whether a station serves, has counted every shelf, and the centre has heard of each book. */
  public boolean isServed(Ledger ledger, Truth truth) {
    return ledger.report().online()
        && ledger.report().serving().equals("in-service")
        && ledger.report().doors().values().stream().allMatch("shut"::equals)
        && truth.shelves().values().stream()
            .flatMap(List::stream)
            .allMatch(barcode -> ledger.items().containsKey(barcode));
  }

  /** Says titles where numbers stand, so that a librarian knows which book it is. */
  public String withTitles(String words) {
    String told = words;
    for (Book book : books()) told = told.replace(book.barcode(), book.title());
    return told;
  }
}
