package org.shuyi.sim.torture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.journal.StampedFact;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.VisitFact;
import org.shuyi.kiosk.trust.CityKey;
import org.shuyi.kiosk.trust.PatronTokens;
import org.shuyi.sim.judge.Eyewitness;
import org.shuyi.sim.world.Card;
import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.Person;

/** Whatever of one patron reaches somebody else is found, and a street as it should be is not. */
class PrivacyTest {
  private static final PatronTokens CITY = new PatronTokens(List.of(new CityKey(1, new byte[32])));
  private static final Card ALICES = Card.of("Alice's card", "04 A2 6B 12 9C 58 80");
  private static final Card BOBS = Card.of("Bob's card", "04 3C 91 7A 55 61 80");
  private static final PatronToken ALICE = token(ALICES);
  private static final PatronToken BOB = token(BOBS);
  private static final Item BOOK = new Item("0001", "CN-440100-1-GZL", "A book", 16);
  private static final TagId TAG = new TagId("E004010012345678");
  private static final Plan PLAN = Plan.cabinet(new TreeMap<>());
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicLong wall = new AtomicLong(1_800_000_000_000L);
  private final Eyewitness eyes = new Eyewitness(wall::get, card -> token(card).hex());
  private final InClear inClear = new InClear(List.of(ALICES, BOBS), CITY);
  private final Looks looks = new Looks(wall::get, inClear);
  private final List<StampedFact> facts = new ArrayList<>();
  private final List<Desk.Word> words = new ArrayList<>();
  private long number;

  private static PatronToken token(Card card) {
    return new PatronToken(InClear.token(CITY, card));
  }

  private void record(Fact fact) {
    var now = new Now(wall.get(), Instant.ofEpochMilli(wall.get()), Now.ClockTrust.SYNCHRONISED);
    facts.add(new StampedFact(fact, now));
  }

  private void tap(Card card) {
    eyes.happened(wall.get(), new Deed.CardHeld(new Person("somebody"), card));
    wall.addAndGet(400);
    eyes.happened(wall.get(), new Deed.CardRemoved(card));
  }

  private void comes(long visit, Card card) {
    tap(card);
    record(new VisitFact.VisitBegan(visit, token(card), false));
  }

  private void borrows(long visit, PatronToken patron) {
    record(
        new ShelfFact.Loaned(
            visit,
            patron,
            TAG,
            BOOK,
            new DoorId("1"),
            Instant.ofEpochMilli(wall.get()),
            true,
            30,
            false,
            List.of()));
  }

  private ObjectNode screen(String name) {
    return JSON.createObjectNode().put("start", "a").put("name", name).put("language", "zh-CN");
  }

  private ObjectNode receipt() {
    var screen = screen("receipt");
    screen.putArray("lines").addObject().put("kind", "loaned").put("title", BOOK.title());
    return screen;
  }

  /** It stands there for so long, and somebody looks all the time. */
  private void stands(ObjectNode screen, long millis) {
    screen.put("number", ++number);
    for (long until = wall.get() + millis; wall.get() <= until; wall.addAndGet(100)) {
      looks.saw(screen, wall.get(), wall.get() + 5);
    }
  }

  private List<String> broken() {
    return Privacy.judge(facts, eyes, looks, words, inClear, PLAN);
  }

  @BeforeEach
  void aVisitGoesAsItShould() {
    stands(screen("attract"), 6_000);
    comes(1, ALICES);
    stands(screen("choose-door"), 1_000);
    borrows(1, ALICE);
    record(new VisitFact.VisitEnded(1, "finished", 1, 0));
    stands(receipt(), 10_000);
  }

  @Test
  void theTruthIsBelieved() {
    stands(screen("attract"), 6_000);
    comes(2, BOBS);
    stands(screen("choose-door"), 6_000);
    assertThat(broken()).isEmpty();
  }

  @Test
  void aReceiptThatTheNextOneReadsIsFound() {
    comes(2, BOBS);
    stands(receipt(), 6_000);
    assertThat(broken()).singleElement().asString().contains("visit 1 did stood on the screen");
  }

  @Test
  void aReceiptThatSomebodyWhoIsTurnedAwayReadsIsFound() {
    tap(BOBS);
    record(new VisitFact.VisitRefused(BOB, "blocked"));
    stands(receipt(), 6_000);
    assertThat(broken()).singleElement().asString().contains("visit 1 did stood on the screen");
  }

  @Test
  void aReceiptThatIsNeverTakenDownIsFound() {
    stands(receipt(), 20_000);
    assertThat(broken()).singleElement().asString().contains("its time was over");
  }

  @Test
  void aStationThatStoodStillWithItsReceiptIsNoLeak() {
    wall.addAndGet(20_000);
    stands(receipt(), 500);
    assertThat(broken()).isEmpty();
  }

  @Test
  void aReceiptThatComesBackAfterTheScreenWasNobodysIsFound() {
    stands(screen("attract"), 6_000);
    comes(2, BOBS);
    stands(receipt(), 500);
    assertThat(broken()).singleElement().asString().contains("no visit of then");
  }

  @Test
  void aLanguageThatIsLeftToTheNextOneIsFound() {
    eyes.speaks();
    stands(receipt().put("language", "en"), 1_000);
    assertThat(broken()).isEmpty();
    record(new VisitFact.VisitEnded(1, "finished", 1, 0));
    wall.addAndGet(1_000);
    stands(screen("attract").put("language", "en"), 1_000);
    assertThat(broken()).singleElement().asString().contains("a language that nobody chose");
  }

  @Test
  void aLanguageThatTheNextVisitBeginsWithIsFound() {
    eyes.speaks();
    stands(receipt().put("language", "en"), 1_000);
    comes(2, BOBS);
    stands(screen("choose-door").put("language", "en"), 6_000);
    assertThat(broken()).singleElement().asString().contains("a language that nobody chose");
  }

  @Test
  void aTokenAndACardsNumberOnTheScreenAreFound() {
    stands(screen("attract").put("title", "hello " + BOB.hex()), 200);
    stands(screen("attract").put("title", "04:a2:6b:12:9c:58:80"), 200);
    assertThat(broken())
        .hasSize(2)
        .allMatch(words -> words.startsWith("PRIVACY") && words.contains("stands on"));
  }

  @Test
  void aCardsNumberInTheJournalIsFound() {
    record(new VisitFact.VisitRefused(BOB, "card 80 58 9C 12 6B A2 04 is unknown"));
    tap(BOBS);
    assertThat(broken()).anyMatch(words -> words.contains("a card's number is in the journal"));
  }

  @Test
  void whoIsLetInOrTurnedAwayOrAskedForWithoutACardIsFound() {
    wall.addAndGet(40_000);
    record(new VisitFact.VisitBegan(2, BOB, false));
    record(new VisitFact.VisitRefused(ALICE, "blocked"));
    words.add(new Desk.Word(BOB.hex().substring(0, 8), true, wall.get()));
    assertThat(broken())
        .hasSize(3)
        .allMatch(words -> words.contains("nobody held up") || words.contains("was not there"));
  }

  @Test
  void aLoanOnAnotherPatronsVisitIsFound() {
    borrows(1, BOB);
    assertThat(broken()).singleElement().asString().contains("of another patron than the visit");
  }
}
