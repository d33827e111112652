package org.shuyi.sim.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shuyi.kiosk.trust.PatronTokens;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Patrons.Patron;
import org.shuyi.sim.centre.Patrons.Standing;
import org.shuyi.sim.demo.Players;
import org.shuyi.sim.street.Pocket;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Card;
import org.shuyi.sim.world.Person;
import org.shuyi.sim.world.Shelf;
import org.shuyi.sim.world.Stock;
import org.shuyi.sim.world.World;

/** Patrons with a card each, somebody with a key, and sixteen books on four shelves. */
final class Townsfolk implements Players {
  static final int PATRONS = 6;

  /** More than there are books, so that no patron is stopped by numbers. */
  private static final int LIMIT = 40;

  private final List<Person> patrons =
      IntStream.range(0, PATRONS).mapToObj(i -> new Person("patron " + i)).toList();
  private final Person keyholder = new Person("keyholder");
  private final List<Book> books =
      Stream.concat(Stock.orderly().stream(), Stock.english().stream()).toList();

  static Card card(int patron) {
    return Card.of("card " + patron, "04 51 %02X 3A 77 61 80".formatted(patron));
  }

  static String token(PatronTokens tokens, int patron) {
    return tokens.token("iso14443a", card(patron).uid().hex());
  }

  Person patron(int number) {
    return patrons.get(number);
  }

  Person keyholder() {
    return keyholder;
  }

  List<Book> books() {
    return books;
  }

  @Override
  public Pocket pocket() {
    return new Pocket(
        IntStream.range(0, PATRONS)
            .mapToObj(i -> new Pocket.Held("p" + i, card(i), "", "card"))
            .toList());
  }

  @Override
  public List<Person> people() {
    var all = new ArrayList<>(patrons);
    all.add(keyholder);
    return all;
  }

  /** The last one is blocked. */
  @Override
  public Patrons patrons(PatronTokens tokens) {
    var all = Patrons.none();
    for (int i = 0; i < PATRONS; i++) {
      var standing = i == PATRONS - 1 ? Standing.BLOCKED : Standing.GOOD;
      all = all.with(token(tokens, i), new Patron(LIMIT, standing));
    }
    return all;
  }

  @Override
  public void furnish(World world, List<Shelf> shelves) {
    for (int i = 0; i < books.size(); i++) {
      world.stock(books.get(i), shelves.get(i % shelves.size()));
    }
  }
}
