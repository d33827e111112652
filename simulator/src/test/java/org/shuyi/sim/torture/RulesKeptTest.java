package org.shuyi.sim.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.journal.StampedFact;
import org.shuyi.kiosk.kernel.CommandFact;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.VisitFact;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.trust.Keys;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.judge.Eyewitness;

/** A station that does not keep to what was signed is found by its records. */
class RulesKeptTest {
  private static final PatronToken ALICE = new PatronToken("00".repeat(16));
  private static final PatronToken BLOCKED = new PatronToken("22".repeat(16));
  private static final PatronToken STRANGER = new PatronToken("33".repeat(16));
  private static final Rules.StaffKey LIN =
      new Rules.StaffKey(
          "lin",
          Keys.generate(new SecureRandom()).getPublic(),
          new TreeSet<>(List.of("supervisor")));

  private final Eyewitness eyes = new Eyewitness(() -> 0, card -> "");
  private final List<StampedFact> facts = new ArrayList<>();
  private final List<Desk.Word> words = new ArrayList<>();
  private final TreeMap<Long, Desk.Signed> signed = new TreeMap<>();
  private long wall = 1_800_000_000_000L;

  private void sign(Rules rules) {
    signed.put(rules.version(), new Desk.Signed(rules, wall));
    wall += 1_000;
  }

  private void record(Fact fact) {
    wall += 1_000;
    var now = new Now(wall, Instant.ofEpochMilli(wall), Now.ClockTrust.SYNCHRONISED);
    facts.add(new StampedFact(fact, now));
  }

  private void welcomes(PatronToken patron) {
    words.add(new Desk.Word(patron.hex().substring(0, 8), true, wall));
  }

  private void lends(long visit, int book, int days, String... objections) {
    var tag = new TagId("E00401000000000" + book);
    var item = new Item("000" + book, "CN-440100-1-GZL", "Book " + book, 16);
    record(
        new ShelfFact.Loaned(
            visit,
            ALICE,
            tag,
            item,
            new DoorId("1"),
            Instant.EPOCH,
            true,
            days,
            true,
            List.of(objections)));
  }

  private static Policy policy(Rules rules) {
    var keys = new TreeMap<String, Policy.StaffKey>();
    String key = Base64.getEncoder().encodeToString(LIN.publicKey().getEncoded());
    keys.put("lin-1", new Policy.StaffKey("lin", key, LIN.roles()));
    var blocked = new TreeSet<PatronToken>();
    rules.blocked().forEach(token -> blocked.add(new PatronToken(token)));
    return new Policy(
        rules.version(),
        rules.loanDays(),
        rules.freshFor(),
        new Policy.Offline(rules.offlineItems(), rules.strangers()),
        blocked,
        keys,
        rules.onePersonUnlocks());
  }

  private Rules newest() {
    return signed.lastEntry().getValue().rules();
  }

  private List<String> broken() {
    return RulesKept.judge(facts, policy(newest()), signed, words, eyes);
  }

  /** Fourteen days, two items off line, a word is good for ten seconds. */
  @BeforeEach
  void theLibrarySigns() {
    var keys = new TreeMap<String, Rules.StaffKey>();
    keys.put("lin-1", LIN);
    sign(Rules.usual(keys));
    record(new StationFact.PolicyAdopted(1));
    sign(
        newest()
            .lending(14, Duration.ofSeconds(10), 2)
            .blocking(new TreeSet<>(List.of(BLOCKED.hex()))));
    record(new StationFact.PolicyAdopted(newest().version()));
  }

  @Test
  void theTruthIsBelieved() {
    welcomes(ALICE);
    record(new VisitFact.VisitBegan(1, ALICE, false));
    record(new VisitFact.VisitEnded(1, "finished", 0, 0));
    record(new VisitFact.VisitBegan(2, ALICE, true));
    lends(2, 1, 14);
    lends(2, 2, 14);
    lends(2, 3, 14, "over-limit");
    record(new CommandFact.CommandAccepted("c-1", "lin-1", "lin", 1, "unlock", "why"));
    assertThat(broken()).isEmpty();
  }

  @Test
  void rulesThatNobodySignedAndOlderOnesAreFound() {
    record(new StationFact.PolicyAdopted(9));
    record(new StationFact.PolicyAdopted(1));
    assertThat(broken())
        .anyMatch(words -> words.contains("nobody had signed"))
        .anyMatch(words -> words.contains("older than"));
  }

  @Test
  void rulesThatSayMoreThanWasSignedAreFound() {
    var looser = policy(newest().lending(60, Duration.ofSeconds(10), 2));
    var same =
        new Policy(
            newest().version(),
            looser.loanDays(),
            looser.freshFor(),
            looser.offline(),
            looser.blocked(),
            looser.keys(),
            looser.onePersonUnlocks());
    assertThat(RulesKept.judge(facts, same, signed, words, eyes))
        .singleElement()
        .asString()
        .startsWith("RULES: in force is");
  }

  @Test
  void rulesThatNeverArriveAreFound() {
    var old = policy(newest());
    sign(newest().lending(1, Duration.ofSeconds(5), 0));
    assertThat(RulesKept.judge(facts, old, signed, words, eyes))
        .singleElement()
        .asString()
        .startsWith("RULES: in force is");
  }

  @Test
  void whoIsBlockedAndLetInIsFound() {
    welcomes(BLOCKED);
    record(new VisitFact.VisitBegan(1, BLOCKED, false));
    assertThat(broken()).singleElement().asString().contains("which block them");
  }

  @Test
  void aStrangerWhoIsLetInOffLineIsFound() {
    record(new VisitFact.VisitBegan(1, STRANGER, true));
    assertThat(broken()).singleElement().asString().contains("has never welcomed them");
  }

  @Test
  void whoIsLetInOnAStaleWordIsFound() {
    welcomes(ALICE);
    wall += 20_000;
    record(new VisitFact.VisitBegan(1, ALICE, false));
    assertThat(broken()).singleElement().asString().contains("on a word older than PT10S");
  }

  @Test
  void aLoanForLongerThanSignedIsFound() {
    lends(1, 1, 30);
    assertThat(broken()).singleElement().asString().contains("rules say 14 days");
  }

  @Test
  void oneMoreOffLineThanAllowedIsFound() {
    welcomes(ALICE);
    record(new VisitFact.VisitBegan(1, ALICE, true));
    lends(1, 1, 14);
    lends(1, 2, 14);
    lends(1, 3, 14);
    assertThat(broken()).singleElement().asString().contains("nothing objects to this");
  }

  @Test
  void aCommandOfSomebodyWhomTheRulesDoNotKnowIsFound() {
    record(new CommandFact.CommandAccepted("c-1", "zhou-1", "zhou", 1, "unlock", "why"));
    assertThat(broken()).singleElement().asString().contains("no such person");
  }
}
