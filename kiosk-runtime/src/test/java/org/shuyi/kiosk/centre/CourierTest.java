package org.shuyi.kiosk.centre;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.centre.wire.AnswerMessage;
import org.shuyi.kiosk.centre.wire.AppliedMessage;
import org.shuyi.kiosk.centre.wire.BirthMessage;
import org.shuyi.kiosk.centre.wire.Channel;
import org.shuyi.kiosk.centre.wire.CommandMessage;
import org.shuyi.kiosk.centre.wire.PolicyMessage;
import org.shuyi.kiosk.centre.wire.ReplyMessage;
import org.shuyi.kiosk.centre.wire.StateMessage;
import org.shuyi.kiosk.kernel.CentreEvent;
import org.shuyi.kiosk.kernel.CommandEvent;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.HealthEvent;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.Status;
import org.shuyi.kiosk.kernel.command.Answer;
import org.shuyi.kiosk.kernel.policy.Verdict;
import org.shuyi.kiosk.trust.Octets;

/** The whole life of the line, in virtual time. */
class CourierTest {
  private static final PatronToken PATRON = new PatronToken("5f0c1e9a77d34b21a0c4d9e86b3f1a52");
  private static final long MINUTE = 60_000;

  private static ScriptedLine desk() {
    return new ScriptedLine(CourierSettings.desk(), 1);
  }

  private static ScriptedLine up() {
    ScriptedLine line = desk();
    line.run(5_000);
    assertThat(line.isOnline()).isTrue();
    return line;
  }

  @Test
  void stateAndBirthComeFirstAfterEachConnect() throws Exception {
    ScriptedLine line = desk();
    line.backlog.write(7);
    line.tell(new Told.Reported(status("in-service")));
    line.run(5_000);
    List<String> topics =
        line.orders.stream()
            .filter(Broker.Order.Publish.class::isInstance)
            .map(order -> ((Broker.Order.Publish) order).topic())
            .toList();
    assertThat(topics)
        .startsWith(TestKeys.US.topic(Channel.STATE), TestKeys.US.topic(Channel.BIRTH));
    byte[] bytes = line.published(Channel.BIRTH).getFirst().payload().toArray();
    BirthMessage birth = BirthMessage.read(bytes);
    assertThat(birth.boot()).isEqualTo(3);
    assertThat(birth.connect()).isEqualTo(1);
    assertThat(birth.recorded()).isEqualTo(7);
    assertThat(birth.hash()).isEqualTo(line.backlog.hashAt(7));
    assertThat(birth.status().orElseThrow().serving()).isEqualTo("in-service");

    line.cut(0);
    line.run(10_000);
    BirthMessage second =
        BirthMessage.read(line.published(Channel.BIRTH).getLast().payload().toArray());
    assertThat(second.connect()).isGreaterThan(1);
  }

  @Test
  void theWillCarriesTheNumbersOfItsBirth() throws Exception {
    ScriptedLine line = up();
    line.cut(0);
    line.run(10_000);
    var connects =
        line.orders.stream()
            .filter(Broker.Order.Connect.class::isInstance)
            .map(Broker.Order.Connect.class::cast)
            .toList();
    assertThat(connects).hasSizeGreaterThan(1);
    for (Broker.Order.Connect connect : connects) {
      Broker.Will will = connect.session().will().orElseThrow();
      StateMessage lost = StateMessage.read(will.payload().toArray());
      assertThat(lost).isEqualTo(new StateMessage("lost", 3, connect.connection()));
      assertThat(will.retained()).isTrue();
    }
  }

  @Test
  void aThousandRecordsArriveOnceAndInOrder() {
    ScriptedLine line = up();
    line.write(1_000);
    line.run(10_000);
    assertThat(line.books).isEqualTo(line.backlog.all());
    assertThat(line.courier.view().applied()).isEqualTo(1_000);
    assertThat(line.events).contains(new CentreEvent.Applied(1_000, List.of()));
    assertThat(line.courier.view().counters()).doesNotContainKey("record batches sent again");
  }

  @Test
  void noMoreBatchesAreUnderWayThanTheSettingsSay() {
    ScriptedLine line = up();
    line.centreSilent = true;
    line.write(5_000);
    line.run(1_000);
    assertThat(line.published(Channel.RECORDS)).hasSize(CourierSettings.desk().batchesAhead());
  }

  @Test
  void whateverTheLineDoesTheBooksAreTheJournal() {
    for (long seed = 1; seed <= 50; seed++) {
      var line = new ScriptedLine(CourierSettings.desk(), seed);
      var chance = new SplittableRandom(seed);
      for (int hour = 0; hour < 12; hour++) {
        line.away = chance.nextInt(5) == 0;
        line.silent = chance.nextInt(8) == 0;
        line.deaf = chance.nextInt(8) == 0;
        line.centreSilent = chance.nextInt(8) == 0;
        line.losesRecords = chance.nextInt(2) * chance.nextDouble() * 0.5;
        line.losesAcks = chance.nextInt(2) * chance.nextDouble() * 0.2;
        line.doubles = chance.nextInt(2) * 0.5;
        line.delays = chance.nextInt(2) * 0.5;
        line.write(chance.nextInt(400));
        line.run(chance.nextLong(MINUTE));
        if (chance.nextInt(3) == 0) line.cut(0);
        if (chance.nextInt(4) == 0) line.restore(chance.nextInt(line.books.size() + 1));
        List<Octets> all = line.backlog.all();
        assertThat(line.books).as("seed %d", seed).isEqualTo(all.subList(0, line.books.size()));
      }
      heal(line);
      line.run(5 * MINUTE);
      // A centre that starts tells every station that it knows how far it has come.
      line.sayApplied();
      line.run(5 * MINUTE);
      assertThat(line.books).as("seed %d", seed).isEqualTo(line.backlog.all());
      assertThat(line.courier.view().applied()).isEqualTo(line.backlog.lastSeq());
      assertThat(line.isOnline()).as("seed %d", seed).isTrue();
    }
  }

  private static void heal(ScriptedLine line) {
    line.away = false;
    line.silent = false;
    line.deaf = false;
    line.centreSilent = false;
    line.losesRecords = 0;
    line.losesAcks = 0;
    line.doubles = 0;
    line.delays = 0;
  }

  @Test
  void aCentreThatWasRestoredGetsEverythingSinceItsCopy() {
    ScriptedLine line = up();
    line.write(500);
    line.run(10_000);
    line.restore(120);
    line.sayApplied();
    line.run(10_000);
    assertThat(line.books).isEqualTo(line.backlog.all());
    assertThat(line.events)
        .contains(new CentreEvent.Applied(120, List.of()), new CentreEvent.Applied(500, List.of()));
  }

  @Test
  void aCentreThatWasRestoredIsToldAnewWhichNumbersItsStaffHaveUsed() {
    ScriptedLine line = up();
    line.write(500);
    line.run(10_000);
    int births = line.published(Channel.BIRTH).size();
    line.restore(120);
    line.sayApplied();
    line.run(10_000);
    assertThat(line.published(Channel.BIRTH)).hasSize(births + 1);
  }

  @Test
  void recordsThatTheBrokerLostAreSentAgain() {
    ScriptedLine line = up();
    line.losesRecords = 1;
    line.write(250);
    line.run(1_000);
    assertThat(line.books).isEmpty();
    line.losesRecords = 0;
    line.run(20_000);
    assertThat(line.books).hasSize(250);
    assertThat(line.courier.view().counters()).containsKey("record batches sent again");
  }

  @Test
  void sendingAgainBecomesSeldomWhileTheCentreIsSilent() {
    ScriptedLine line = up();
    line.centreSilent = true;
    line.write(50);
    line.run(60 * MINUTE);
    // Every 30 s after 5, 10 and 20 s: the cap of the desk's settings.
    assertThat(line.published(Channel.RECORDS).size()).isBetween(100, 130);
  }

  @Test
  void reasonSixteenMeansThatNobodyHasTheRecord() {
    ScriptedLine line = desk();
    line.deaf = true;
    line.write(10);
    line.run(MINUTE);
    assertThat(line.isOnline()).isFalse();
    assertThat(line.courier.view().problem()).contains("nobody");
    line.deaf = false;
    line.run(MINUTE);
    assertThat(line.isOnline()).isTrue();
    assertThat(line.books).hasSize(10);
  }

  @Test
  void aForgedAppliedMovesNothing() {
    ScriptedLine line = up();
    line.centreSilent = true;
    line.write(50);
    line.run(1_000);
    var applied =
        new AppliedMessage("demo/cabinet-1", PaperBacklog.EPOCH, 50, Optional.empty(), List.of());
    line.say(Channel.APPLIED, TestKeys.seal(Channel.APPLIED, applied.bytes(), TestKeys.STAFF));
    line.run(1_000);
    assertThat(line.courier.view().applied()).isZero();
    assertThat(line.events).contains(new CommandEvent.CommandsRefused("applied: unknown key", 1));
  }

  @Test
  void refusedRecordsAreHandedOnEachTimeTheCentreRepeatsThem() {
    ScriptedLine line = up();
    line.write(3);
    line.run(2_000);
    var refused = List.of(new AppliedMessage.Refused(2, "item-unknown"));
    var applied =
        new AppliedMessage("demo/cabinet-1", PaperBacklog.EPOCH, 3, Optional.empty(), refused);
    line.say(Channel.APPLIED, TestKeys.seal(Channel.APPLIED, applied.bytes(), TestKeys.CENTRE));
    line.run(1_000);
    assertThat(line.events)
        .contains(
            new CentreEvent.Applied(
                3, List.of(new CentreEvent.RecordRefused(2, "item-unknown", Optional.empty()))));
  }

  @Test
  void aQuestionGoesBeforeRecordsAndItsAnswerComesBack() {
    ScriptedLine line = up();
    line.write(3_000);
    line.tell(new Told.Asked(new Effect.AskCentre(17, PATRON, Duration.ofSeconds(2))));
    assertThat(line.published(Channel.ASK)).hasSize(1);
    assertThat(line.published(Channel.ASK).getFirst().expirySeconds()).isEqualTo(2);
    reply(line, 17, PATRON.hex());
    line.run(1_000);
    assertThat(line.events).contains(new CentreEvent.PatronAnswered(17, new Verdict.Welcome(8)));
  }

  @Test
  void aReplyAboutAnotherPatronIsNoReply() {
    ScriptedLine line = up();
    line.tell(new Told.Asked(new Effect.AskCentre(17, PATRON, Duration.ofSeconds(2))));
    reply(line, 17, "00000000000000000000000000000000");
    reply(line, 18, PATRON.hex());
    line.run(1_000);
    assertThat(line.events).noneMatch(CentreEvent.PatronAnswered.class::isInstance);
  }

  private static void reply(ScriptedLine line, long ask, String patron) {
    var reply = new ReplyMessage("demo/cabinet-1", 3, ask, patron, true, 8, "");
    line.say(Channel.REPLY, TestKeys.seal(Channel.REPLY, reply.bytes(), TestKeys.CENTRE));
  }

  @Test
  void aQuestionIsNotKeptForALineThatIsAway() {
    ScriptedLine line = desk();
    line.away = true;
    line.run(5_000);
    line.tell(new Told.Asked(new Effect.AskCentre(1, PATRON, Duration.ofSeconds(2))));
    line.away = false;
    line.run(MINUTE);
    assertThat(line.published(Channel.ASK)).isEmpty();
  }

  @Test
  void aCommandIsAcknowledgedOnlyWhenItsTurnIsCommitted() {
    ScriptedLine line = up();
    line.say(Channel.COMMAND, command(42));
    line.run(1_000);
    Courier.Delivery delivery = line.deliveries.getLast();
    assertThat(delivery.event()).isInstanceOf(CommandEvent.CommandReceived.class);
    var acknowledge = new Broker.Order.Acknowledge(delivery.receipt());
    assertThat(line.orders).doesNotContain(acknowledge);
    line.tell(new Told.Settled(delivery.receipt()));
    assertThat(line.orders).contains(acknowledge);
  }

  private static byte[] command(long seq) {
    return command("demo/cabinet-1", seq);
  }

  private static byte[] command(String station, long seq) {
    var order =
        new CommandMessage(
            station,
            "c-" + seq,
            seq,
            Instant.parse("2026-11-22T01:30:00Z"),
            Instant.parse("2026-11-22T01:32:00Z"),
            7,
            "unlock",
            "3",
            "",
            "why not",
            false);
    return TestKeys.seal(Channel.COMMAND, order.bytes(), TestKeys.STAFF);
  }

  @Test
  void aFloodOfForgeriesIsOneLineAMinute() {
    ScriptedLine line = up();
    for (int i = 0; i < 300; i++) {
      line.say(Channel.COMMAND, "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      line.run(1_000);
    }
    line.run(MINUTE);
    var told = line.events.stream().filter(CommandEvent.CommandsRefused.class::isInstance).toList();
    assertThat(told.size()).isBetween(5, 7);
    long sum = 0;
    for (var event : told) sum += ((CommandEvent.CommandsRefused) event).count();
    assertThat(sum).isEqualTo(300);
  }

  @Test
  void aRetainedOrMisaddressedCommandIsRefusedCountedAndToldToTheKernel() {
    ScriptedLine line = up();
    byte[] order = command(42);
    byte[] astray = command("demo/cabinet-2", 43);
    line.say(Channel.COMMAND, order, true);
    line.run(1_000);
    for (int i = 0; i < 3; i++) line.say(Channel.COMMAND, astray, false);
    line.run(3 * MINUTE);
    assertThat(line.events).noneMatch(CommandEvent.CommandReceived.class::isInstance);
    long refused =
        line.events.stream()
            .filter(CommandEvent.CommandsRefused.class::isInstance)
            .mapToLong(event -> ((CommandEvent.CommandsRefused) event).count())
            .sum();
    assertThat(refused).isEqualTo(4);
    line.say(Channel.COMMAND, order, false);
    line.run(1_000);
    assertThat(line.events).filteredOn(CommandEvent.CommandReceived.class::isInstance).hasSize(1);
  }

  @Test
  void anAnswerThatWasNotAcknowledgedGoesAgain() throws Exception {
    ScriptedLine line = up();
    line.losesAcks = 1;
    line.tell(new Told.Said(new Answer("c-1", Answer.Stage.ACCEPTED, "")));
    line.tell(new Told.Said(new Answer("c-1", Answer.Stage.DONE, "door 3\nopened")));
    line.cut(0);
    line.losesAcks = 0;
    line.run(MINUTE);
    var sent = line.published(Channel.ANSWER);
    assertThat(sent).hasSize(4);
    assertThat(AnswerMessage.read(sent.getLast().payload().toArray()))
        .isEqualTo(new AnswerMessage("c-1", "done", "door 3 opened"));
  }

  @Test
  void aPolicyOfTheCentreIsHandedOn() {
    ScriptedLine line = up();
    var rules = new PolicyMessage("demo/cabinet-1", TestKeys.policy());
    line.say(Channel.POLICY, TestKeys.seal(Channel.POLICY, rules.bytes(), TestKeys.CENTRE));
    line.run(1_000);
    assertThat(line.events).contains(new CentreEvent.PolicyArrived(TestKeys.policy()));
  }

  @Test
  void aStatusGoesUpOnChangeAndNotTooOften() {
    ScriptedLine line = up();
    for (int i = 0; i < 100; i++) {
      line.tell(new Told.Reported(status(i % 2 == 0 ? "in-service" : "degraded")));
      line.run(10);
    }
    line.run(1_000);
    assertThat(line.published(Channel.STATUS).size()).isBetween(4, 8);
  }

  @Test
  void aBrokerThatNeverAnswersIsGivenUpAndTriedAgain() {
    ScriptedLine line = desk();
    line.silent = true;
    line.run(5 * MINUTE);
    assertThat(line.orders).contains(new Broker.Order.Disconnect(false));
    assertThat(line.courier.view().connects()).isGreaterThan(10);
    line.silent = false;
    line.run(MINUTE);
    assertThat(line.isOnline()).isTrue();
  }

  @Test
  void aLineThatFellSilentIsFoundByItsPing() {
    ScriptedLine line = up();
    line.silent = true;
    line.run(20_000);
    assertThat(line.isOnline()).isFalse();
    assertThat(line.courier.view().problem()).contains("does not answer");
  }

  @Test
  void aRefusedSubscriptionIsNoLineAndIsTold() {
    ScriptedLine line = desk();
    line.refusesSubscriptions = true;
    line.run(MINUTE);
    assertThat(line.isOnline()).isFalse();
    assertThat(line.published(Channel.STATE)).isEmpty();
    assertThat(line.events).filteredOn(HealthEvent.DeviceChanged.class::isInstance).hasSize(1);
  }

  @Test
  void aSecondClientWithOurNameIsToldAndWaitedFor() {
    var line = new ScriptedLine(CourierSettings.city(), 4);
    line.run(10 * MINUTE);
    assertThat(line.isOnline()).isTrue();
    long before = line.courier.view().connects();
    line.cut(Broker.TAKEN_OVER);
    line.run(CourierSettings.city().cap().toMillis() / 2 - 1);
    assertThat(line.courier.view().connects()).isEqualTo(before);
    assertThat(line.events)
        .anyMatch(
            event ->
                event instanceof HealthEvent.DeviceChanged(var device, var health)
                    && health.reason().contains("demo.cabinet-1"));
  }

  @Test
  void onLineNeedsFiveAnswersInARow() {
    var line = new ScriptedLine(CourierSettings.city(), 5);
    line.centreSilent = true;
    while (line.courier.view().phase().equals("waiting")) line.run(100);
    line.run(15_000);
    assertThat(line.isOnline()).isFalse();
    line.run(10_000);
    assertThat(line.isOnline()).isTrue();
  }

  @Test
  void aFlappingLineChangesAtMostOnceAMinute() {
    var line = new ScriptedLine(flapping(CourierSettings.desk()), 6);
    for (int i = 0; i < 300; i++) {
      line.run(8_000);
      line.away = i % 2 == 0;
      if (line.away) line.cut(0);
    }
    assertThat(line.changes).isNotEmpty();
    for (int i = 1; i < line.changes.size(); i++) {
      assertThat(line.changes.get(i) - line.changes.get(i - 1)).isGreaterThanOrEqualTo(MINUTE);
    }
  }

  private static CourierSettings flapping(CourierSettings s) {
    return new CourierSettings(
        s.spread(),
        s.base(),
        Duration.ofSeconds(1),
        s.steadyAfter(),
        s.connectPatience(),
        s.ackPatience(),
        s.keepAlive(),
        s.sessionExpiry(),
        s.willDelay(),
        1,
        s.checkEvery(),
        s.checkAgain(),
        s.quiet(),
        s.checkPatience(),
        Duration.ofMinutes(1),
        s.gather(),
        s.appliedPatience(),
        s.appliedCap(),
        s.statusEvery(),
        s.batchesAhead(),
        s.inFlight());
  }

  @Test
  void aCityComesBackSpreadOverItsWindow() {
    int[] tenths = new int[10];
    for (int station = 0; station < 2_000; station++) {
      var reconnect = new Reconnect(new SplittableRandom(station), CourierSettings.city());
      tenths[(int) Math.min(9, reconnect.afterSteadyLine() * 10 / 300_000)]++;
    }
    for (int count : tenths) assertThat(count).isBetween(150, 250);
  }

  @Test
  void triesNeverEndAndNeverWaitLongerThanTheCap() {
    var reconnect = new Reconnect(new SplittableRandom(9), CourierSettings.city());
    long longest = 0;
    for (int i = 0; i < 100_000; i++) longest = Math.max(longest, reconnect.afterFailure());
    assertThat(longest).isBetween(290_000L, 300_000L);
  }

  @Test
  void anOrderedStopSaysSoAndSaysGoodbye() throws Exception {
    ScriptedLine line = up();
    int before = line.orders.size();
    line.tell(new Told.Stopping());
    List<Broker.Order> last = new ArrayList<>(line.orders.subList(before, line.orders.size()));
    assertThat(last).hasSize(2);
    byte[] state = ((Broker.Order.Publish) last.getFirst()).payload().toArray();
    assertThat(StateMessage.read(state).state()).isEqualTo("stopped");
    assertThat(last.getLast()).isEqualTo(new Broker.Order.Disconnect(true));
    line.run(60 * MINUTE);
    assertThat(line.orders).hasSize(before + 2);
    assertThat(line.courier.wakeAt()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void whatWaitsForALineThatIsAwayIsBounded() {
    ScriptedLine line = desk();
    line.away = true;
    for (int i = 0; i < 10_000; i++) {
      line.tell(new Told.Said(new Answer("c-" + i, Answer.Stage.DONE, "")));
      line.tell(new Told.Asked(new Effect.AskCentre(i, PATRON, Duration.ofSeconds(2))));
    }
    line.away = false;
    line.run(MINUTE);
    assertThat(line.published(Channel.ANSWER)).hasSize(64);
  }

  private static Status status(String serving) {
    var doors = new TreeMap<String, String>();
    doors.put("1", "shut");
    return new Status(
        3,
        serving,
        "",
        false,
        doors,
        new TreeMap<>(),
        new TreeMap<>(),
        new TreeMap<>(),
        0,
        7,
        new TreeMap<>(),
        0,
        0,
        0);
  }
}
