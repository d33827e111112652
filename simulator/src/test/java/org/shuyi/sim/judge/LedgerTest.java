package org.shuyi.sim.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.journal.StampedFact;
import org.shuyi.kiosk.kernel.CommandFact;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.Person;
import org.shuyi.sim.world.Shelf;
import org.shuyi.sim.world.Stock;

/** The judge has teeth: each lie in a journal is found, and the truth is not. */
class LedgerTest {
  private static final DoorId DOOR = new DoorId("1");
  private static final Shelf SHELF = new Shelf("shelf 1", 1, "reader-1", 1);
  private static final Person HANDS = new Person("patron 0");
  private static final PatronToken PATRON = new PatronToken("00".repeat(16));
  private static final PatronToken OTHER = new PatronToken("11".repeat(16));

  private final Book book = Stock.orderly().getFirst();
  private final AtomicLong wall = new AtomicLong(1_800_000_000_000L);
  private final Eyewitness eyes = new Eyewitness(wall::get, card -> "");
  private final List<StampedFact> facts = new ArrayList<>();

  private void pass(long millis) {
    wall.addAndGet(millis);
  }

  private void record(Fact fact) {
    record(fact, wall.get());
  }

  private void record(Fact fact, long ticks) {
    var now = new Now(ticks, Instant.ofEpochMilli(wall.get()), Now.ClockTrust.SYNCHRONISED);
    facts.add(new StampedFact(fact, now));
  }

  private void happens(Deed deed) {
    eyes.happened(wall.get(), deed);
  }

  private List<String> broken() {
    return Ledger.judge(facts, eyes);
  }

  private static Opener visitor(PatronToken patron) {
    return new Opener.Visitor(patron, 1);
  }

  private void opens() {
    record(new ShelfFact.UnlockMeant(DOOR, visitor(PATRON)));
    pass(40);
    happens(new Deed.BoltPulled(1, 500));
    pass(800);
    happens(new Deed.DoorOpened(1, false));
  }

  private ShelfFact.Loaned loan(PatronToken patron) {
    var item = new Item(book.barcode(), "CN-440100-1-GZL", book.title(), 16);
    return new ShelfFact.Loaned(
        1,
        patron,
        Ledger.tagId(book.tags().getFirst()),
        item,
        DOOR,
        Instant.ofEpochMilli(wall.get()),
        true,
        30,
        false,
        List.of());
  }

  private void borrows() {
    opens();
    happens(new Deed.BookTaken(HANDS, book, SHELF));
    happens(new Deed.DoorClosed(1));
    pass(3_000);
  }

  @Test
  void theTruthIsBelieved() {
    borrows();
    record(loan(PATRON));
    eyes.reads("loaned", book.title());
    assertThat(broken()).isEmpty();
  }

  @Test
  void aBoltThatMovesWithoutAnIntentIsFound() {
    happens(new Deed.BoltPulled(1, 500));
    assertThat(broken()).singleElement().asString().startsWith("INTENT_FIRST");
  }

  @Test
  void aBoltThatMovesTwiceForOneIntentIsFound() {
    opens();
    happens(new Deed.BoltPulled(1, 500));
    assertThat(broken()).singleElement().asString().startsWith("INTENT_FIRST");
  }

  @Test
  void aBoltThatMovesLongAfterItsIntentIsFound() {
    record(new ShelfFact.UnlockMeant(DOOR, visitor(PATRON)));
    pass(11_000);
    happens(new Deed.BoltJammed(1));
    assertThat(broken()).singleElement().asString().startsWith("INTENT_FIRST");
  }

  @Test
  void aLoanOfWhatNobodyTookIsFound() {
    opens();
    record(loan(PATRON));
    assertThat(broken()).singleElement().asString().startsWith("CREDIT");
  }

  @Test
  void aLoanThatIsRecordedTwiceIsFound() {
    borrows();
    record(loan(PATRON));
    record(loan(PATRON));
    assertThat(broken()).singleElement().asString().startsWith("CREDIT");
  }

  @Test
  void aLoanOnSomebodyElsesNameIsFound() {
    borrows();
    record(loan(OTHER));
    assertThat(broken()).singleElement().asString().startsWith("CREDIT");
  }

  @Test
  void aReceiptWithoutItsRecordIsFound() {
    borrows();
    eyes.reads("loaned", book.title());
    assertThat(broken()).singleElement().asString().startsWith("DURABLE");
  }

  @Test
  void aCommandThatIsObeyedTwiceIsFound() {
    var opener = new Opener.Remote("lin", "c-1");
    record(new CommandFact.CommandAccepted("c-1", "lin-1", "lin", 1, "unlock", "why"));
    record(new ShelfFact.UnlockMeant(DOOR, opener));
    record(new ShelfFact.UnlockMeant(DOOR, opener));
    assertThat(broken()).singleElement().asString().startsWith("AUTHORISED");
  }

  @Test
  void stationTimeThatGoesBackIsFound() {
    var meant = new ShelfFact.UnlockMeant(DOOR, visitor(PATRON));
    record(meant, 1_000);
    record(meant, 999);
    assertThat(broken()).singleElement().asString().startsWith("CLOCK");
  }
}
