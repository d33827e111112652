package org.shuyi.sim.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
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
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.custody.CustodyBook;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;
import org.shuyi.sim.centre.ReferenceCentre;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.judge.Durable;
import org.shuyi.sim.judge.Eyewitness;
import org.shuyi.sim.world.Deed;

/** What the town has seen finds out a journal that is whole and not true. */
class TownJudgeTest {
  private static final String EPOCH = "0011223344556677";
  private static final DoorId DOOR = new DoorId("2");
  private static final PatronToken ALICE = new PatronToken("%032x".formatted(1));
  private static final PatronToken BOB = new PatronToken("%032x".formatted(2));
  private static final Item ITEM = new Item("1008", "CN-1", "", 16);

  private final AtomicLong wall = new AtomicLong(1_800_000_000_000L);
  private final Eyewitness eyes = new Eyewitness(wall::get);
  private final Rulebook rules = new Rulebook(Rules.usual(new TreeMap<>()));
  private final TownJudge judge = new TownJudge(eyes, rules);
  private final List<JournalRecord> records = new ArrayList<>();
  private Chain chain = Chain.START;

  private void record(long ticks, Fact fact) {
    var now = new Now(ticks, Instant.ofEpochMilli(wall.get()), Now.ClockTrust.SYNCHRONISED);
    byte[] bytes = FactCodec.encode(new StampedFact(fact, now));
    chain = chain.then(bytes);
    records.add(
        new JournalRecord(
            chain.seq(), ticks, FactCodec.kindOf(fact), Octets.of(bytes), chain.hash()));
  }

  private static Fact meant(PatronToken patron) {
    return new ShelfFact.UnlockMeant(DOOR, new Opener.Visitor(patron, 1));
  }

  private Durable journal() {
    var sound = new Soundness.Sound(records.size());
    return new Durable(EPOCH, sound, records, CustodyBook.empty(), Policy.untold());
  }

  private static CentreAccount centre(long loans) {
    return new CentreAccount(List.of(), loans, 0, 0);
  }

  private List<String> broken(PatronToken... tapped) {
    var tokens = new ArrayList<String>();
    for (PatronToken one : tapped) tokens.add(one.hex());
    return judge.judge(journal(), centre(0), Set.copyOf(tokens));
  }

  @Test
  void aBoltThatMovesForWhomItWasMeantIsWell() {
    record(10, new StationFact.Started(1, "power"));
    record(20, meant(ALICE));
    wall.addAndGet(40);
    eyes.happened(0, new Deed.BoltPulled(2, 500));
    record(30, new StationFact.Started(2, "power"));
    assertThat(broken(ALICE)).isEmpty();
  }

  @Test
  void aBoltThatMovesAgainAfterTheCutIsNoticed() {
    record(20, meant(ALICE));
    eyes.happened(0, new Deed.BoltPulled(2, 500));
    eyes.happened(0, new Deed.BoltPulled(2, 500));
    assertThat(broken(ALICE)).singleElement().asString().contains("INTENT_FIRST");
  }

  @Test
  void aDoorForSomebodyOfTheLifeBeforeIsNoticed() {
    record(20, meant(ALICE));
    assertThat(broken(ALICE)).isEmpty();
    record(30, meant(ALICE));
    assertThat(broken(BOB)).singleElement().asString().contains("who was not there");
  }

  @Test
  void timeThatGoesBackIsNoticed() {
    record(20, new StationFact.Started(1, "power"));
    record(19, new StationFact.Started(2, "power"));
    assertThat(broken()).singleElement().asString().contains("CLOCK: 20 is before");
  }

  @Test
  void aStartThatWasCountedBeforeIsNoticed() {
    record(20, new StationFact.Started(4, "power"));
    record(21, new StationFact.Started(4, "power"));
    assertThat(broken()).containsExactly("start 4 comes after start 4");
  }

  @Test
  void aLoanThatNobodyTookIsNoticed() {
    record(
        20,
        new ShelfFact.Loaned(
            1,
            ALICE,
            new TagId("E0040100C0FFEE01"),
            ITEM,
            DOOR,
            Instant.EPOCH,
            false,
            30,
            false,
            List.of()));
    assertThat(broken(ALICE)).singleElement().asString().contains("never touched");
  }

  @Test
  void aLoanThatTheCentreAppliedTwiceIsNoticed() {
    record(20, meant(ALICE));
    var at = new ReferenceCentre.Progress(EPOCH, 1, "00", new TreeMap<>());
    var account = new CentreAccount(List.of(at), 1, 0, 0);
    assertThat(account.judge(journal()))
        .containsExactly("the centre applied 1 loans, and the records that came hold 0");
  }

  @Test
  void aJournalThatTheCentreDoesNotKnowIsNoticed() {
    var other = new ReferenceCentre.Progress("ff", 0, "00", new TreeMap<>());
    assertThat(new CentreAccount(List.of(other), 0, 0, 0).judge(journal()))
        .singleElement()
        .asString()
        .contains("other journals");
  }

  @Test
  void rulesThatAreForgottenOrLoosenedAreNoticed() {
    assertThat(rules.judge(Policy.untold(), 0)).isEmpty();
    assertThat(rules.judge(Policy.untold(), 1))
        .containsExactly("rules 0 are kept, and 1 were obeyed");
    assertThat(rules.judge(kept(1, 2), 1)).isEmpty();
    assertThat(rules.judge(kept(1, 3), 1)).singleElement().asString().contains("itemsPerVisit=3");
    assertThat(rules.judge(kept(2, 2), 1)).singleElement().asString().contains("nobody signed");
  }

  private static Policy kept(long version, int offline) {
    var untold = Policy.untold();
    return new Policy(
        version,
        untold.loanDays(),
        untold.freshFor(),
        new Policy.Offline(offline, false),
        untold.blocked(),
        untold.keys(),
        false);
  }
}
