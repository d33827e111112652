package org.shuyi.sim.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.shuyi.kiosk.trust.PatronTokens;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Patrons.Patron;
import org.shuyi.sim.centre.Patrons.Standing;
import org.shuyi.sim.street.Pocket;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Card;
import org.shuyi.sim.world.Person;
import org.shuyi.sim.world.Shelf;
import org.shuyi.sim.world.Stock;
import org.shuyi.sim.world.World;

/** Three readers whom the library trusts with everything, and sixteen books on four shelves. */
public final class Townsfolk implements Players {
  /** One who comes to the cabinet. */
  public record Reader(Person person, Card card) {}

  private static final int LIMIT = 50;

  /** How many they are. */
  public static final int READERS = 3;

  private final List<Reader> readers =
      List.of(
          reader("Alice", "04 A2 6B 12 9C 58 80"),
          reader("Bob", "04 3C 91 7A 55 61 80"),
          reader("Dora", "04 51 E8 2C 07 33 81"));
  private final List<Book> books = new ArrayList<>();
  private final List<Shelf> cabinet = new ArrayList<>();

  private static Reader reader(String name, String uid) {
    return new Reader(new Person(name), Card.of(name + "'s card", uid));
  }

  public Reader draw(RandomGenerator random) {
    return readers.get(random.nextInt(readers.size()));
  }

  public List<Reader> readers() {
    return readers;
  }

  public List<Book> books() {
    return books;
  }

  /** The shelf behind a door from 1. */
  public Shelf shelf(int door) {
    return cabinet.get(door - 1);
  }

  public int doors() {
    return cabinet.size();
  }

  public static String token(PatronTokens tokens, Reader reader) {
    return tokens.token("iso14443a", reader.card().uid().hex());
  }

  @Override
  public Pocket pocket() {
    return new Pocket(
        readers.stream()
            .map(r -> new Pocket.Held(r.person().name(), r.card(), "a reader", "card"))
            .toList());
  }

  @Override
  public List<Person> people() {
    return readers.stream().map(Reader::person).toList();
  }

  @Override
  public Patrons patrons(PatronTokens tokens) {
    var patrons = Patrons.none();
    for (Reader reader : readers) {
      patrons = patrons.with(token(tokens, reader), new Patron(LIMIT, Standing.GOOD));
    }
    return patrons;
  }

  @Override
  public void furnish(World world, List<Shelf> shelves) {
    cabinet.addAll(shelves);
    books.addAll(Stock.orderly());
    books.addAll(Stock.english());
    for (int i = 0; i < books.size(); i++) {
      world.stock(books.get(i), shelves.get(i % shelves.size()));
    }
  }
}
