package org.shuyi.sim.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.journal.FactCodec;
import org.shuyi.kiosk.journal.JournalRecord;
import org.shuyi.kiosk.journal.Soundness;
import org.shuyi.kiosk.journal.StampedFact;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.kiosk.kernel.custody.CustodyBook;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;
import org.shuyi.sim.judge.Durable;

/** The judge sees each kind of loss, and nothing where all is well. */
class PromisesTest {
  private static final Now NOW = new Now(7, Instant.EPOCH, Now.ClockTrust.UNTRUSTED);
  private static final DoorId DOOR = new DoorId("2");
  private static final TagId TAG = new TagId("E0040100C0FFEE01");
  private static final Item ITEM = new Item("1008", "CN-1", "", 16);
  private static final PatronToken PATRON = new PatronToken("%032x".formatted(1));
  private static final Opener ALICE = new Opener.Visitor(PATRON, 1);
  private static final Fact MEANT = new ShelfFact.UnlockMeant(DOOR, ALICE);
  private static final Fact FOUND = new ShelfFact.Found(TAG, ITEM, DOOR);
  private static final Fact LOANED =
      new ShelfFact.Loaned(1, PATRON, TAG, ITEM, DOOR, Instant.EPOCH, false, 30, false, List.of());
  private static final Fact OPENED = new ShelfFact.DoorOpened(DOOR, ALICE, false);

  private final Promises promises = new Promises();

  private static Durable journal(CustodyBook custody, Fact... facts) {
    return new Durable(
        "0011223344556677",
        new Soundness.Sound(facts.length),
        chained(facts),
        custody,
        Policy.untold());
  }

  private static List<JournalRecord> chained(Fact... facts) {
    var records = new ArrayList<JournalRecord>();
    var chain = Chain.START;
    for (Fact fact : facts) {
      byte[] bytes = FactCodec.encode(new StampedFact(fact, NOW));
      chain = chain.then(bytes);
      records.add(
          new JournalRecord(
              chain.seq(), NOW.ticks(), FactCodec.kindOf(fact), Octets.of(bytes), chain.hash()));
    }
    return records;
  }

  private static CustodyBook shelved() {
    var places = new TreeMap<TagId, Custody>();
    places.put(TAG, new Custody.OnShelf(DOOR, ITEM));
    return new CustodyBook(places);
  }

  private Promises.Verdict judge(Heard heard, Durable found) {
    return promises.judge(heard, Optional.of(found));
  }

  private static Heard toldOf(Durable journal) {
    var heard = new Heard();
    heard.told(journal.lastSeq(), journal.hashAt(journal.lastSeq()).orElseThrow());
    return heard;
  }

  @Test
  void whereAllIsThereNothingIsBroken() {
    var journal = journal(CustodyBook.empty(), FOUND, MEANT, LOANED);
    var heard = toldOf(journal);
    heard.pulled("2");
    heard.receipt(1, 0);
    assertThat(judge(heard, journal)).isEqualTo(new Promises.Verdict(0, List.of()));
  }

  @Test
  void recordsThatHadLeftAndAreGoneAreCounted() {
    var heard = toldOf(journal(CustodyBook.empty(), FOUND, MEANT, LOANED));
    var verdict = judge(heard, journal(shelved(), FOUND));
    assertThat(verdict.lost()).isEqualTo(2);
    assertThat(verdict.broken())
        .containsExactly("record 3 left the machine, and the last one is 1");
  }

  @Test
  void whatWasDurableOnceStays() {
    var before = journal(shelved(), FOUND, MEANT);
    judge(new Heard(), before);
    assertThat(judge(new Heard(), journal(shelved(), FOUND)).lost()).isEqualTo(1);
  }

  @Test
  void anotherRecordUnderTheSameNumberIsNoticed() {
    var heard = toldOf(journal(shelved(), FOUND, MEANT));
    assertThat(judge(heard, journal(shelved(), FOUND, OPENED)).broken())
        .containsExactly("record 2 is another than the one that left the machine");
  }

  @Test
  void aJournalThatIsGoneIsALossIfAnythingHadLeftIt() {
    assertThat(promises.judge(new Heard(), Optional.empty()).broken()).isEmpty();
    var heard = toldOf(journal(shelved(), FOUND, MEANT));
    assertThat(promises.judge(heard, Optional.empty()).lost()).isEqualTo(2);
  }

  @Test
  void aBoltThatMovedWithoutAnIntentIsNoticed() {
    var journal = journal(shelved(), FOUND, MEANT);
    var heard = toldOf(journal);
    heard.pulled("2");
    heard.pulled("2");
    assertThat(judge(heard, journal).broken())
        .containsExactly("the bolt of door 2 moved 2 times, and was meant to 1 times");
  }

  @Test
  void anIntentOfAnEarlierLifeMovesNoBoltInThisOne() {
    var before = journal(shelved(), FOUND, MEANT);
    judge(new Heard(), before);
    var heard = new Heard();
    heard.pulled("2");
    assertThat(judge(heard, journal(shelved(), FOUND, MEANT, OPENED)).broken()).hasSize(1);
  }

  @Test
  void aReceiptWithoutItsLoanIsNoticed() {
    var journal = journal(shelved(), FOUND, MEANT);
    var heard = toldOf(journal);
    heard.receipt(1, 0);
    assertThat(judge(heard, journal).broken())
        .containsExactly("receipts showed 1 loans, and 0 are recorded");
  }

  @Test
  void aBookThatIsLentTwiceIsNoticed() {
    var journal = journal(CustodyBook.empty(), FOUND, LOANED, LOANED);
    assertThat(judge(new Heard(), journal).broken())
        .containsExactly(TAG + " is lent, and was away already");
  }

  @Test
  void aStateThatDoesNotFollowFromTheRecordsIsNoticed() {
    assertThat(judge(new Heard(), journal(shelved(), FOUND, LOANED)).broken()).hasSize(1);
    assertThat(judge(new Heard(), journal(shelved(), FOUND, LOANED)).broken()).hasSize(1);
  }

  @Test
  void aBrokenChainAndAnotherJournalAreNoticed() {
    var sound = journal(shelved(), FOUND);
    judge(new Heard(), sound);
    var broken =
        new Durable(
            "ffffffffffffffff",
            new Soundness.Broken(1, "the hash is wrong"),
            sound.records(),
            sound.custody(),
            sound.policy());
    assertThat(judge(new Heard(), broken).broken())
        .containsExactly("record 1 the hash is wrong", "another journal was begun");
  }

  @Test
  void whatIsSaidAfterThePowerWentDoesNotCount() {
    var heard = new Heard();
    heard.freeze();
    heard.told(9, "00");
    heard.pulled("1");
    heard.receipt(1, 1);
    assertThat(heard.last()).isEmpty();
    assertThat(heard.pulls()).isEmpty();
    assertThat(Arrays.asList(heard.loansShown(), heard.returnsShown())).containsOnly(0);
  }
}
