package org.shuyi.sim.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.journal.Soundness;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.kiosk.kernel.custody.CustodyBook;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.trust.Keys;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.ReferenceCentre;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Person;
import org.shuyi.sim.world.Shelf;
import org.shuyi.sim.world.Stock;
import org.shuyi.sim.world.World;

/** A journal, a world and a centre that do not tell the same are found out. */
class AgreementTest {
  private final Book book = Stock.orderly().getFirst();
  private final AtomicLong clock = new AtomicLong();
  private final World world = new World(clock::get, 1);
  private final Shelf shelf = cabinet();
  private final ReferenceCentre centre =
      new ReferenceCentre(
          "centre-1",
          Keys.generate(new SecureRandom()).getPrivate(),
          Rules.usual(new TreeMap<>()),
          Patrons.none(),
          () -> "c-1");

  private Shelf cabinet() {
    world.addDoor(1);
    return world.addShelf(new Shelf("shelf 1", 1, "reader-1", 1));
  }

  private List<String> judge(Soundness soundness, CustodyBook custody) {
    var durable = new Durable("00", soundness, List.of(), custody, Policy.untold());
    return Agreement.judge(durable, world, List.of(book), centre);
  }

  private CustodyBook onShelf() {
    var places = new TreeMap<TagId, Custody>();
    var item = new Item(book.barcode(), "CN-440100-1-GZL", book.title(), 16);
    places.put(Ledger.tagId(book.tags().getFirst()), new Custody.OnShelf(new DoorId("1"), item));
    return new CustodyBook(places);
  }

  @Test
  void aBookOnAShelfOfWhichTheStationKnowsNothingIsFound() {
    world.stock(book, shelf);
    assertThat(judge(new Soundness.Sound(0), CustodyBook.empty()))
        .anyMatch(words -> words.startsWith("ONE_PLACE"));
  }

  @Test
  void aBookThatTheStationHasAndTheWorldHasNotIsFound() {
    world.give(book, new Person("somebody"));
    assertThat(judge(new Soundness.Sound(0), onShelf()))
        .anyMatch(words -> words.startsWith("ONE_PLACE"));
  }

  @Test
  void aBookThatTheCentreDoesNotHaveIsFound() {
    world.stock(book, shelf);
    assertThat(judge(new Soundness.Sound(0), onShelf()))
        .noneMatch(words -> words.startsWith("ONE_PLACE"))
        .anyMatch(words -> words.startsWith("ONCE_AT_THE_CENTRE"));
  }

  @Test
  void aBrokenChainAndAJournalThatTheCentreNeverSawAreFound() {
    assertThat(judge(new Soundness.Broken(3, "is missing"), CustodyBook.empty()))
        .anyMatch(words -> words.equals("CHAIN: record 3 is missing"))
        .anyMatch(words -> words.startsWith("DURABLE"));
  }
}
