package org.shuyi.sim.demo;

import java.util.ArrayList;
import java.util.List;
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

/** Who walks past the demo's cabinet, what they carry, and what the library knows of them. */
final class Cast {
  /** The one whose hands the page moves. */
  static final Person VISITOR = new Person("Visitor");

  /** Stands beside the visitor, with a book in the hand. */
  static final Person NEIGHBOUR = new Person("Neighbour");

  /** The library card of 王芳 as a QR code in an app. */
  static final String CODE = "20260017734";

  static final Card WANG = Card.of("王芳", "04 A2 6B 12 9C 58 80");
  static final Card CHEN = Card.of("陈建国", "04 3C 91 7A 55 61 80");
  static final Card LI = Card.of("李娜", "5E 0B 47 D1");
  static final Card STRANGER = Card.of("a travel card", "9A 33 C4 0F");
  static final Card PHONE = Card.withRandomUid("a phone");

  /** All of them, as the demo's page shows them. */
  static final Players PASSERS_BY =
      new Players() {
        @Override
        public Pocket pocket() {
          return Cast.pocket();
        }

        @Override
        public List<Person> people() {
          return Cast.people();
        }

        @Override
        public Patrons patrons(PatronTokens tokens) {
          return Cast.patrons(tokens);
        }

        @Override
        public void furnish(World world, List<Shelf> shelves) {
          Cast.furnish(world, shelves);
        }
      };

  private Cast() {}

  static Pocket pocket() {
    return new Pocket(
        List.of(
            new Pocket.Held("wang", WANG, "may borrow five", "card"),
            new Pocket.Held("chen", CHEN, "has borrowed as much as allowed", "card"),
            new Pocket.Held("li", LI, "blocked by the library", "card"),
            new Pocket.Held("stranger", STRANGER, "the library knows nothing of it", "foreign"),
            new Pocket.Held("phone", PHONE, "another number each time", "phone")));
  }

  static List<Person> people() {
    return List.of(VISITOR, NEIGHBOUR);
  }

  /** The library's list, by the tokens that the city key makes of the cards. */
  static Patrons patrons(PatronTokens tokens) {
    return Patrons.none()
        .with(token(tokens, WANG), new Patron(5, Standing.GOOD))
        .with(tokens.token("code", CODE), new Patron(5, Standing.GOOD))
        .with(token(tokens, CHEN), new Patron(0, Standing.GOOD))
        .with(token(tokens, LI), new Patron(5, Standing.BLOCKED));
  }

  private static String token(PatronTokens tokens, Card card) {
    return tokens.token("iso14443a", card.uid().hex());
  }

  /** Puts the stock on the shelves in turn, and a book that is due into each person's hand. */
  static void furnish(World world, List<Shelf> shelves) {
    var books = new ArrayList<Book>();
    books.addAll(Stock.orderly());
    books.addAll(Stock.english());
    world.give(books.removeLast(), VISITOR);
    world.give(books.removeLast(), NEIGHBOUR);
    for (int i = 0; i < books.size(); i++) {
      world.stock(books.get(i), shelves.get(i % shelves.size()));
    }
  }
}
