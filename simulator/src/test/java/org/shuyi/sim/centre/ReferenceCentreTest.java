package org.shuyi.sim.centre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.shuyi.sim.centre.HandWritten.id;
import static org.shuyi.sim.centre.HandWritten.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.centre.HandWritten.Journal;
import org.shuyi.sim.centre.Patrons.Patron;
import org.shuyi.sim.centre.Patrons.Standing;
import org.shuyi.sim.centre.Place.Astray;
import org.shuyi.sim.centre.Place.InStation;
import org.shuyi.sim.centre.Place.Suspected;
import org.shuyi.sim.centre.Place.WithStaff;
import org.shuyi.sim.centre.Rules.StaffKey;

class ReferenceCentreTest {
  private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
  private static final Address CABINET = new Address("demo", "cabinet-1");
  private static final Address OTHER = new Address("demo", "cabinet-2");
  private static final String WANG = "0123456789abcdef0123456789abcdef";
  private static final String LIU = "fedcba9876543210fedcba9876543210";
  private static final String BLOCKED = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
  private static final String EXPIRED = "eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";
  private static final String STRANGER = "55555555555555555555555555555555";

  private final KeyPair key = HandWritten.keys();
  private final KeyPair staffKey = HandWritten.keys();
  private int ids;
  private ReferenceCentre centre = centre();
  private final Journal journal = new Journal("0a1b2c3d4e5f6071");

  private ReferenceCentre centre() {
    var staff = new TreeMap<String, StaffKey>();
    staff.put(
        "li-ming-1",
        new StaffKey(
            "li.ming", staffKey.getPublic(), new TreeSet<>(List.of("operator", "supervisor"))));
    var patrons =
        Patrons.none()
            .with(WANG, new Patron(2, Standing.GOOD))
            .with(LIU, new Patron(10, Standing.GOOD))
            .with(BLOCKED, new Patron(10, Standing.BLOCKED))
            .with(EXPIRED, new Patron(10, Standing.EXPIRED));
    return new ReferenceCentre(
        "centre-1", key.getPrivate(), Rules.usual(staff), patrons, () -> "c-" + ++ids);
  }

  private List<Publication> send(String kind, Bytes payload) {
    return centre.arrived(CABINET.topic(kind), payload, NOW);
  }

  private JsonNode records(Bytes batch) {
    return applied(send("records", batch));
  }

  private JsonNode applied(List<Publication> out) {
    return opened(out, "records/applied", "application/vnd.shuyi.applied.v1+json");
  }

  private JsonNode opened(List<Publication> out, String kind, String type) {
    var found =
        out.stream().filter(p -> p.topic().equals("shuyi/1/demo/cabinet-1/" + kind)).toList();
    assertThat(found).hasSize(1);
    return HandWritten.open(found.getFirst().payload(), type, "centre-1", key.getPublic());
  }

  @Test
  void aLoanIsAppliedAndTheAcknowledgementIsSigned() {
    var applied = records(journal.began().stocked("b1").loaned(WANG, "b1").all());
    assertThat(applied.toString())
        .isEqualTo(
            "{\"station\":\"demo/cabinet-1\",\"epoch\":\"0a1b2c3d4e5f6071\",\"through\":3,\"hash\":\"%s\",\"refused\":[]}"
                .formatted(journal.hash()));
    assertThat(centre.books().loans()).containsExactly(Map.entry(id("b1"), WANG));
    assertThat(centre.books().cases()).isEmpty();
  }

  @Test
  void theBatchOfTheDocumentIsRead() {
    var example =
        "8501480a1b2c3d4e5f6071015820000000000000000000000000000000000000000000000000000000000000000082581d"
            + "876d6a6f75726e616c2d626567616e01001b000001a200dfd9c0f56060582287677374617274656401051b000001a200df"
            + "d9c5f5016b6669727374207374617274";
    assertThat(records(Bytes.parse(example)).get("through").asLong()).isEqualTo(2);
    assertThat(centre.alarms(CABINET)).isEmpty();
  }

  @Test
  void aBatchThatComesAgainChangesNothingAndIsAcknowledgedAgain() {
    journal.began().loaned(WANG, "b1").returned(LIU, "b1").loaned(LIU, "b1");
    var first = records(journal.all());
    var again = records(journal.all());
    assertThat(again).isEqualTo(first);
    assertThat(centre.books().loansApplied()).isEqualTo(2);
    assertThat(centre.books().returnsApplied()).isEqualTo(1);
    assertThat(centre.books().loans()).containsExactly(Map.entry(id("b1"), LIU));
  }

  @Test
  void anyOverlapAndOrderOfBatchesEndsInTheSameBooks() {
    var random = new Random(7);
    journal.began();
    for (int i = 0; i < 60; i++) {
      String patron = random.nextBoolean() ? WANG : LIU;
      String book = "b" + random.nextInt(5);
      if (random.nextBoolean()) journal.loaned(patron, book);
      else journal.returned(patron, book);
    }
    records(journal.all());
    var straight = centre.books().items();
    for (int seed = 0; seed < 12; seed++) {
      var chance = new Random(seed);
      centre = centre();
      for (int i = 0; i < 60; i++) {
        int from = 1 + chance.nextInt(journal.records.size());
        int to = Math.min(journal.records.size(), from + chance.nextInt(20));
        records(journal.batch(from, to));
      }
      var end = records(journal.all());
      assertThat(end.get("through").asInt()).isEqualTo(journal.records.size());
      assertThat(centre.books().items()).isEqualTo(straight);
      assertThat(centre.alarms(CABINET)).as("seed %d", seed).isEmpty();
    }
  }

  /** The next journal of a station whose first one was damaged behind record {@code applied}. */
  private static HandWritten.Journal after(HandWritten.Journal old, int applied, int... lost) {
    var next = new HandWritten.Journal("1111111111111111");
    next.clock = old.clock;
    next.write("journal-began", old.epoch, old.hash());
    for (int seq = applied + 1; seq <= old.records.size(); seq++) {
      int number = seq;
      if (Arrays.stream(lost).anyMatch(one -> one == number)) {
        next.write("records-lost", old.epoch, seq, seq);
      } else {
        String hash = HexFormat.of().formatHex(old.hashes.get(seq));
        var bytes = Base64.getEncoder().withoutPadding().encodeToString(old.records.get(seq - 1));
        next.write("record-salvaged", old.epoch, seq, hash, bytes);
      }
    }
    return next;
  }

  @Test
  void aSalvagedRecordHasItsEffectOnceWhicheverWayItComesFirst() {
    journal.began().stocked("b1").loaned(WANG, "b1").returned(WANG, "b1").loaned(LIU, "b1");
    records(journal.batch(1, 3));
    var next = after(journal, 2);
    records(next.all());
    assertThat(centre.books().loans()).containsExactly(Map.entry(id("b1"), LIU));
    assertThat(centre.books().loansApplied()).isEqualTo(2);
    assertThat(centre.books().returnsApplied()).isEqualTo(1);

    records(next.all());
    records(journal.batch(4, 5));
    assertThat(centre.books().loansApplied()).as("the old journal comes late").isEqualTo(2);
    assertThat(centre.books().returnsApplied()).isEqualTo(1);
    assertThat(centre.books().cases()).isEmpty();
    assertThat(centre.alarms(CABINET)).isEmpty();
  }

  @Test
  void aRecordThatIsLostIsNamedAndNoneIsMissedInSilence() {
    journal.began().stocked("b1").loaned(WANG, "b1").returned(WANG, "b1").loaned(LIU, "b1");
    records(journal.batch(1, 2));
    records(after(journal, 2, 3).all());
    assertThat(centre.books().loans()).containsExactly(Map.entry(id("b1"), LIU));
    assertThat(centre.alarms(CABINET).get("lost " + journal.epoch))
        .isEqualTo("records 3 to 3 are lost: count the shelves");
  }

  @Test
  void whatAStationLostAndTheCentreHasIsSaidAndNotCountedAsLost() {
    journal.began().stocked("b1").loaned(WANG, "b1");
    records(journal.all());
    records(after(journal, 2, 3).all());
    assertThat(centre.books().loansApplied()).isEqualTo(1);
    assertThat(centre.alarms(CABINET).get("lost " + journal.epoch))
        .isEqualTo("the station lost its records 3 to 3; we have them");
  }

  /** After a card that lied: the numbers were used twice, and both stories are true. */
  @Test
  void whatWasWrittenAnewUnderALostNumberHasItsEffectToo() {
    journal.began().stocked("b1").stocked("b2");
    var second = journal.branch();
    records(journal.loaned(WANG, "b1").all());
    second.loaned(LIU, "b2");
    records(after(second, 3).all());
    assertThat(centre.books().loans())
        .containsOnly(Map.entry(id("b1"), WANG), Map.entry(id("b2"), LIU));
    assertThat(centre.alarms(CABINET).get("fork " + journal.epoch))
        .isEqualTo("record 4 is not the one that we know");
  }

  @Test
  void aSalvagedRecordThatMakesNoSenseIsRefusedOrAnAlarmAndBlocksNothing() {
    journal.began().write("record-salvaged", journal.epoch, 7, "no hash", "AA").stocked("b1");
    journal.write("record-salvaged", journal.epoch, 7, "00".repeat(32), "AA");
    assertThat(records(journal.all()).get("through").asLong()).isEqualTo(4);
    assertThat(centre.alarms(CABINET)).containsKey("malformed-record-salvaged");
  }

  @Test
  void aGapIsAnAlarmUntilItIsFilled() {
    journal.began().loaned(WANG, "b1").returned(WANG, "b1").loaned(LIU, "b1");
    assertThat(records(journal.batch(3, 4)).get("through").asLong()).isZero();
    assertThat(centre.alarms(CABINET)).containsKey("gap " + journal.epoch);
    assertThat(centre.books().items()).isEmpty();
    assertThat(records(journal.all()).get("through").asLong()).isEqualTo(4);
    assertThat(centre.alarms(CABINET)).isEmpty();
  }

  @Test
  void aForkIsAnAlarmAndTheBooksStayAsTheyWere() {
    journal.began().loaned(WANG, "b1");
    var other = journal.branch();
    journal.returned(WANG, "b1");
    other.returned(LIU, "b1").loaned(LIU, "b1");
    records(journal.all());
    assertThat(records(other.all()).get("through").asLong()).isEqualTo(3);
    assertThat(records(other.batch(4, 4)).get("through").asLong()).isEqualTo(3);
    assertThat(centre.alarms(CABINET)).containsKey("fork " + journal.epoch);
    assertThat(centre.books().loans()).isEmpty();
    assertThat(centre.books().loansApplied()).isEqualTo(1);
  }

  @Test
  void aLoanOfWhatIsOnLoanToAnotherIsReturnThenLoanAndOneCase() {
    records(journal.began().loaned(WANG, "b1").loaned(LIU, "b1").all());
    assertThat(centre.books().loans()).containsExactly(Map.entry(id("b1"), LIU));
    assertThat(centre.books().loansOf(WANG)).isEmpty();
    assertThat(centre.books().cases())
        .extracting(Case::kind, Case::steps)
        .containsExactly(
            tuple("lent-while-on-loan", List.of("returned for 01234567", "lent to fedcba98")));
  }

  @Test
  void whatACountFoundIsThereWhateverTheBooksSaid() {
    records(journal.began().loaned(WANG, "b1").found("b1").all());
    assertThat(place("b1")).isEqualTo(new InStation(CABINET, "3"));
    assertThat(centre.books().cases()).extracting(Case::kind).containsExactly("here-while-on-loan");
  }

  @Test
  void aLoanByNobodyThatWeKnowIsRefusedUntilTheStationHasJournaledIt() {
    journal.began().loaned(STRANGER, "b1");
    var applied = records(journal.all());
    assertThat(applied.get("refused").toString())
        .isEqualTo("[{\"seq\":2,\"reason\":\"unknown-patron\"}]");
    assertThat(place("b1")).isEqualTo(new Astray(CABINET, "unknown-patron"));
    assertThat(records(journal.all())).isEqualTo(applied);
    journal.write("record-was-refused", 2, "unknown-patron");
    assertThat(records(journal.batch(3, 3)).get("refused")).isEmpty();
  }

  @Test
  void aRecordThatCannotBeReadIsRefusedAndDoesNotHoldUpTheNext() {
    journal.began().write("loaned", 1, WANG);
    journal.append(new byte[] {0x01});
    journal.loaned(WANG, "b2");
    var applied = records(journal.all());
    assertThat(applied.get("through").asLong()).isEqualTo(4);
    assertThat(applied.get("refused")).hasSize(2);
    assertThat(centre.books().loans()).containsOnlyKeys(id("b2"));
  }

  @Test
  void moreThanTheLimitAndAPatronInBadStandingAreCasesSinceTheBookIsGone() {
    journal.began().loaned(WANG, "b1").loaned(WANG, "b2").loaned(WANG, "b3").loaned(BLOCKED, "b4");
    assertThat(records(journal.all()).get("refused")).isEmpty();
    assertThat(centre.books().loans()).hasSize(4);
    assertThat(centre.books().cases())
        .extracting(Case::kind)
        .containsExactly("over-limit", "patron-not-in-good-standing");
  }

  @Test
  void aLoanThatWasOffLineDoesNotUndoALaterReturnElsewhere() {
    journal.began().loaned(WANG, "b1");
    var elsewhere = new Journal("ffffffffffffffff");
    elsewhere.clock = journal.clock + 3_600_000;
    elsewhere.began().returned(WANG, "b1");
    centre.arrived(OTHER.topic("records"), elsewhere.all(), NOW);
    records(journal.all());
    assertThat(place("b1")).isEqualTo(new InStation(OTHER, "3"));
    assertThat(centre.books().cases()).extracting(Case::kind).containsExactly("late-loan");
  }

  @Test
  void suspicionsStaffAndMovesAreFollowed() {
    journal.began().stocked("b1").stocked("b2").stocked("b3");
    var nobody = List.of("unknown");
    journal.write("became-suspect", HandWritten.tag("b1"), "3", "missing", nobody);
    journal.write("became-suspect", HandWritten.tag("b2"), "3", "seldom-seen", nobody);
    journal.write("suspicion-ended", HandWritten.tag("b2"), "3", "seen again");
    journal.write(
        "removed", HandWritten.tag("b3"), HandWritten.item("b3"), "3", List.of("staff", "li.ming"));
    journal.write("moved", HandWritten.tag("b2"), HandWritten.item("b2"), "3", "4");
    records(journal.all());
    assertThat(place("b1")).isEqualTo(new Suspected(CABINET, "3", "missing"));
    assertThat(place("b2")).isEqualTo(new InStation(CABINET, "4"));
    assertThat(place("b3")).isInstanceOf(WithStaff.class);
    assertThat(centre.books().in(CABINET)).containsOnlyKeys(id("b2"));
    assertThat(centre.books().unaccounted()).hasSize(1);
  }

  @Test
  void aCentreRestoredFromABackupAsksForWhatItLostAndEndsInTheSameBooks() {
    journal.began().loaned(WANG, "b1");
    records(journal.all());
    var backup = centre.backup();
    journal.returned(WANG, "b1").loaned(LIU, "b1");
    records(journal.batch(3, 4));
    var before = centre.books().items();
    centre = centre.restored(backup);
    assertThat(applied(send("birth", birth(journal))).get("through").asLong()).isEqualTo(2);
    assertThat(records(journal.batch(3, 4)).get("through").asLong()).isEqualTo(4);
    assertThat(centre.books().items()).isEqualTo(before);
    assertThat(centre.restored(backup).books().loans()).containsValue(WANG);
  }

  @Test
  void aNewJournalMustGoOnWhereTheLastOneEnded() {
    records(journal.began().loaned(WANG, "b1").all());
    var next =
        new Journal("1111111111111111").write("journal-began", journal.epoch, journal.hash());
    records(next.all());
    assertThat(centre.alarms(CABINET)).isEmpty();
    var amnesiac = new Journal("2222222222222222").began();
    records(amnesiac.all());
    assertThat(centre.alarms(CABINET)).containsKey("beginning 2222222222222222");
    var torn = new Journal("3333333333333333").write("journal-began", "1111111111111111", "00");
    records(torn.all());
    assertThat(centre.alarms(CABINET)).containsKey("beginning 3333333333333333");
    assertThat(centre.progress(CABINET)).hasSize(4);
  }

  @Test
  void anOpenServicePanelIsAnAlarmUntilItIsShutUnlessSomebodyIsThere() {
    records(journal.began().write("tamper-began", "lin").all());
    assertThat(centre.alarms(CABINET)).isEmpty();
    records(journal.write("tamper-began", "").batch(3, 3));
    assertThat(centre.alarms(CABINET)).containsOnlyKeys("tamper");
    assertThat(centre.feed().getLast().detail()).contains("service panel opened");
    records(journal.write("tamper-ended").batch(4, 4));
    assertThat(centre.alarms(CABINET)).isEmpty();
  }

  @Test
  void aBirthIsAnsweredAndTellsOfAStationThatWentBack() {
    journal.began().loaned(WANG, "b1").returned(WANG, "b1");
    records(journal.all());
    assertThat(applied(send("birth", birth(journal))).get("through").asLong()).isEqualTo(3);
    assertThat(centre.alarms(CABINET)).isEmpty();
    send("birth", birth(new Journal(journal.epoch).began().write("tamper-began", "lin")));
    assertThat(centre.alarms(CABINET)).containsKey("went-back " + journal.epoch);
  }

  @Test
  void aBirthThatComesAfterItsRecordsIsNoWayBack() {
    var early = birth(journal.began().loaned(WANG, "b1"));
    records(journal.returned(WANG, "b1").all());
    assertThat(applied(send("birth", early)).get("through").asLong()).isEqualTo(3);
    assertThat(centre.alarms(CABINET)).isEmpty();
  }

  private static Bytes birth(Journal journal) {
    return birth(journal, 3, "in-service");
  }

  private static Bytes birth(Journal journal, long boot, String serving) {
    return json(
        ("{'boot':%d,'connect':12,'program':'0.1.0','speaks':{},'epoch':'%s','recorded':%d,"
                + "'applied':0,'hash':'%s',"
                + "'status':{'boot':%d,'serving':'%s','sequences':{'li-ming-1':41}}}")
            .formatted(boot, journal.epoch, journal.records.size(), journal.hash(), boot, serving));
  }

  @Test
  void questionsAreAnsweredFromThePatronsAndTheBooks() {
    records(journal.began().loaned(WANG, "b1").all());
    assertThat(reply(WANG))
        .isEqualTo(
            "{\"station\":\"demo/cabinet-1\",\"boot\":3,\"ask\":17,\"patron\":\""
                + WANG
                + "\",\"verdict\":\"welcome\",\"mayBorrow\":1}");
    assertThat(reply(BLOCKED)).endsWith("\"verdict\":\"refused\",\"why\":\"blocked\"}");
    assertThat(reply(EXPIRED)).endsWith("\"verdict\":\"refused\",\"why\":\"expired\"}");
    assertThat(reply(STRANGER)).endsWith("\"verdict\":\"refused\",\"why\":\"unknown-card\"}");
  }

  private String reply(String patron) {
    var question = "{'boot':3,'ask':17,'patron':'" + patron + "','patienceMillis':2000}";
    var out = send("ask", json(question));
    assertThat(out.getLast().expiry()).isPresent();
    return opened(out, "reply", "application/vnd.shuyi.reply.v1+json").toString();
  }

  @Test
  void theRulesLieRetainedForEveryStationThatWasHeardOf() {
    var out = send("state", json("{'state':'online','boot':1,'connect':1}"));
    assertThat(out).hasSize(1);
    assertThat(out.getFirst().retained()).isTrue();
    var policy = opened(out, "policy", "application/vnd.shuyi.policy.v1+json");
    assertThat(policy.get("version").asLong()).isEqualTo(1);
    assertThat(policy.at("/keys/li-ming-1/roles").toString())
        .isEqualTo("[\"operator\",\"supervisor\"]");
    var next = centre.adopt(centre.rules().blocking(new TreeSet<>(List.of(BLOCKED))));
    assertThat(
            opened(next, "policy", "application/vnd.shuyi.policy.v1+json")
                .at("/blocked/0")
                .asText())
        .isEqualTo(BLOCKED);
  }

  @Test
  void aCommandIsSignedByStaffAndCountsOnFromWhatTheStationSaid() {
    send("birth", birth(journal.began()));
    var staff = new ReferenceCentre.Staff("li-ming-1", "li.ming", staffKey.getPrivate());
    var door = new TreeMap<>(Map.of("door", "3"));
    var out = centre.order(CABINET, "unlock", door, "locked out", false, List.of(staff), NOW);
    assertThat(out.getFirst().retained()).isFalse();
    var command =
        HandWritten.open(
            out.getFirst().payload(),
            "application/vnd.shuyi.command.v1+json",
            "li-ming-1",
            staffKey.getPublic());
    assertThat(command.toString())
        .isEqualTo(
            "{\"station\":\"demo/cabinet-1\",\"id\":\"c-1\",\"seq\":42,"
                + "\"notBefore\":\"2026-11-22T02:59:30Z\",\"notAfter\":\"2026-11-22T03:02:00Z\","
                + "\"policyVersion\":1,\"action\":\"unlock\",\"parameters\":{\"door\":\"3\"},"
                + "\"reason\":\"locked out\",\"override\":false}");
    for (String stage : List.of("accepted", "accepted", "done")) {
      send("answer", json("{'command':'c-1','stage':'" + stage + "','detail':''}"));
    }
    assertThat(centre.orders(CABINET).getFirst().stages())
        .extracting(Order.Stage::stage)
        .containsExactly("accepted", "done");
  }

  @Test
  void aWillOfAnEarlierConnectionSaysNothing() {
    send("birth", birth(journal.began()));
    send("state", json("{'state':'online','boot':3,'connect':12}"));
    send("state", json("{'state':'lost','boot':3,'connect':11}"));
    assertThat(centre.station(CABINET).state)
        .hasToString("{\"state\":\"online\",\"boot\":3,\"connect\":12}");
  }

  @Test
  void aWillBetweenTheNextStateAndItsBirthSaysNothing() {
    send("birth", birth(journal.began()));
    send("state", json("{'state':'online','boot':4,'connect':1}"));
    send("state", json("{'state':'lost','boot':3,'connect':12}"));
    assertThat(centre.online(CABINET)).isTrue();
  }

  @Test
  void aBirthThatComesAfterAStatusSaysNothingOlder() {
    send("status", status(3, "in-service"));
    send("birth", birth(journal.began(), 3, "out-of-service"));
    assertThat(serving()).isEqualTo("3 in-service");
    send("birth", birth(journal, 4, "out-of-service"));
    assertThat(serving()).isEqualTo("4 out-of-service");
    send("status", status(3, "in-service"));
    send("birth", birth(journal, 3, "in-service"));
    assertThat(serving()).isEqualTo("4 out-of-service");
  }

  private String serving() {
    var status = centre.status(CABINET).orElseThrow();
    return status.get("boot").asLong() + " " + status.get("serving").asText();
  }

  private static Bytes status(long boot, String serving) {
    return json("{'boot':" + boot + ",'serving':'" + serving + "'}");
  }

  @Test
  void noiseNeverThrowsAndNeverReachesTheBooks() {
    var random = new Random(3);
    journal.began().loaned(WANG, "b1");
    byte[] good = journal.all().toArray();
    for (int i = 0; i < 600; i++) {
      byte[] bad = i % 2 == 0 ? good.clone() : new byte[random.nextInt(80)];
      if (i % 2 == 0) bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
      else random.nextBytes(bad);
      for (var kind : List.of("records", "ask", "birth", "state", "status", "answer", "nothing")) {
        send(kind, Bytes.copyOf(bad));
      }
    }
    var topics = new ArrayList<>(List.of("", "shuyi/1/x", "shuyi/1/A/b/state", "a/b/c/d/e"));
    for (var topic : topics) assertThat(centre.arrived(topic, Bytes.EMPTY, NOW)).isEmpty();
  }

  private Place place(String barcode) {
    return centre.books().find(id(barcode)).orElseThrow().place();
  }
}
