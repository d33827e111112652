package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.EntranceContact.IN;
import static org.shuyi.kiosk.kernel.EntranceContact.OUT;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.EntranceEvent.ContactChanged;
import org.shuyi.kiosk.kernel.EntranceEvent.ContactUnseen;
import org.shuyi.kiosk.kernel.entrance.EntrancePlan;
import org.shuyi.kiosk.kernel.entrance.Occupancy;

/** How many are inside, by a counter that is never quite right. */
class CountingTest {
  private static final int MINUTE = 60_000;
  private static final int HOUR = 60 * MINUTE;

  /** The tale begins at noon in UTC. */
  private static final Hours QUIET =
      new Hours(ZoneId.of("UTC"), LocalTime.of(15, 0), LocalTime.of(17, 0));

  private Tale tale = withCounter(false);

  private static Tale withCounter(boolean beams) {
    var room = new EntrancePlan.Room(3, beams, 5, QUIET);
    Plan plan = Tale.plan().with(FittingsPlan.none().with(EntrancePlan.none().with(room)));
    return Tale.inService(plan)
        .tell(new ContactChanged(IN, false))
        .tell(new ContactChanged(OUT, false));
  }

  private void contact(EntranceContact contact, boolean active) {
    tale.tell(new ContactChanged(contact, active));
  }

  private void pass(EntranceContact way) {
    contact(way, true);
    tale.after(100);
    contact(way, false);
    tale.after(100);
  }

  private Occupancy now() {
    return tale.kiosk.fittings().entrance().occupancy();
  }

  private String status() {
    return String.valueOf(tale.kiosk.said().status().orElseThrow().fittings().get("room"));
  }

  private String reason() {
    return tale.kiosk.said().status().orElseThrow().reason();
  }

  private boolean saysFull() {
    boolean sign = tale.kiosk.said().switched().orElseThrow().contains(Appliance.FULL);
    boolean screen =
        tale.kiosk.said().screen().orElseThrow().notices().stream()
            .anyMatch(notice -> notice.key().equals("notice.full"));
    assertThat(sign).isEqualTo(screen);
    return sign;
  }

  /** As a day passes: told at each deadline. */
  private void later(long millis) {
    long end = tale.ticks + millis;
    while (tale.kiosk.wakeAt() < end) tale.after(Math.max(1, tale.kiosk.wakeAt() - tale.ticks));
    tale.after(end - tale.ticks);
  }

  @Test
  void whoComesInAndWhoGoesOutGiveTheNumberInsideWithItsError() {
    assertThat(status())
        .as("nobody knows who is there at first")
        .isEqualTo("0 inside, give or take 3, of 3");
    pass(IN);
    pass(IN);
    pass(OUT);
    assertThat(now().inside()).isOne();
    assertThat(status()).isEqualTo("1 inside, give or take 4, of 3");
    for (int i = 0; i < 50; i++) {
      pass(IN);
      pass(OUT);
    }
    assertThat(status())
        .as("5 of 103 passages, and 3 of the start")
        .isEqualTo("1 inside, give or take 9, of 3");
  }

  @Test
  void atTheLimitTheEntranceSaysFullUntilSomebodyLeaves() {
    pass(IN);
    pass(IN);
    assertThat(saysFull()).isFalse();
    pass(IN);
    assertThat(saysFull()).isTrue();
    assertThat(status()).endsWith("of 3: full");
    pass(OUT);
    assertThat(saysFull()).isFalse();
  }

  @Test
  void itIsNeverBelowNobodyAndWhoeverLeavesAnEmptyRoomHadBeenMissed() {
    int before = now().doubt();
    pass(OUT);
    pass(OUT);
    assertThat(now().inside()).isZero();
    assertThat(now().doubt()).isEqualTo(before + 2);
    pass(IN);
    assertThat(now().inside()).isOne();
  }

  @Test
  void onceInItsQuietHourTheRoomIsTakenAsEmptyWhenNobodyHasPassedForTenMinutes() {
    later(3 * HOUR - 5 * MINUTE);
    pass(IN);
    pass(IN);
    later(6 * MINUTE);
    assertThat(now().inside()).as("somebody came six minutes ago").isEqualTo(2);
    later(5 * MINUTE);
    assertThat(status()).isEqualTo("0 inside, give or take 0, of 3");
    assertThat(tale.facts(EntranceFact.RoomReset.class))
        .containsExactly(new EntranceFact.RoomReset(2, 4));
    pass(OUT);
    assertThat(now().inside()).isZero();
    later(HOUR);
    assertThat(tale.facts(EntranceFact.RoomReset.class)).as("once a day").hasSize(1);
    later(24L * HOUR);
    assertThat(tale.facts(EntranceFact.RoomReset.class)).hasSize(2);
  }

  @Test
  void whereNobodyKnowsTheHourNothingIsTakenAsEmpty() {
    pass(IN);
    Kiosk kiosk = tale.kiosk;
    var unknown =
        new Now(
            tale.ticks + 4L * HOUR,
            Instant.parse("2026-11-22T16:00:00Z"),
            Now.ClockTrust.UNTRUSTED);
    Step step = kiosk.on(new TimeEvent.TimePassed(), unknown);
    assertThat(step.next().fittings().entrance().occupancy().inside()).isOne();
  }

  @Test
  void theSumsAreRecordedEveryQuarterOfAnHourAndGiveWhatPassed() {
    int in = 0;
    for (int i = 0; i < 40; i++) {
      pass(i % 3 == 0 ? OUT : IN);
      if (i % 3 != 0) in++;
      later(2 * MINUTE);
    }
    later(20 * MINUTE);
    List<EntranceFact.PeopleCounted> counted = tale.facts(EntranceFact.PeopleCounted.class);
    assertThat(counted).hasSizeBetween(5, 7).allMatch(Fact::isClaim);
    assertThat(counted.stream().mapToInt(EntranceFact.PeopleCounted::in).sum()).isEqualTo(in);
    assertThat(counted.stream().mapToInt(EntranceFact.PeopleCounted::out).sum()).isEqualTo(40 - in);
    later(3 * HOUR);
    assertThat(tale.facts(EntranceFact.PeopleCounted.class)).hasSameSizeAs(counted);
  }

  @Test
  void aContactThatStaysOpenIsNotedAndCountsNobody() {
    contact(IN, true);
    later(61_000);
    assertThat(reason()).isEqualTo("the people counter's in contact is stuck");
    assertThat(tale.facts(EntranceFact.CounterFailed.class))
        .containsExactly(new EntranceFact.CounterFailed("in", "stuck"));
    contact(IN, false);
    assertThat(now().inside()).isZero();
    assertThat(reason()).isEmpty();
    assertThat(tale.facts(EntranceFact.CounterWell.class)).hasSize(1);
    pass(IN);
    assertThat(now().inside()).isOne();
  }

  @Test
  void aContactThatNobodySeesIsNotedUntilItIsSeen() {
    pass(IN);
    pass(IN);
    pass(IN);
    tale.tell(new ContactUnseen(OUT)).tell(new ContactUnseen(OUT));
    assertThat(reason()).isEqualTo("the people counter's out contact is unseen");
    contact(OUT, false);
    assertThat(reason()).isEmpty();
    assertThat(status()).as("all three may have gone").startsWith("3 inside, give or take 4");
    assertThat(tale.facts(EntranceFact.CounterFailed.class)).hasSize(1);
  }

  /** Nobody is inside when somebody looks; who comes in a moment later nobody counts. */
  @Test
  void aRoomThatIsTakenAsEmptyWhileASideIsUnseenStaysInDoubt() {
    tale.tell(new ContactUnseen(IN)).tell(new ServiceEvent.RoomEmptied("lin"));
    assertThat(status()).isEqualTo("0 inside, give or take 3, of 3");
    later(3 * HOUR + 30 * MINUTE);
    assertThat(status()).as("in the quiet hour too").isEqualTo("0 inside, give or take 3, of 3");
    contact(IN, false);
    tale.tell(new ServiceEvent.RoomEmptied("lin"));
    assertThat(status()).isEqualTo("0 inside, give or take 0, of 3");
  }

  @Test
  void aSideThatIsSilentWhileMorePassThanTheRoomHoldsIsNoted() {
    for (int i = 0; i < 4; i++) pass(IN);
    assertThat(reason()).isEqualTo("the people counter's out contact is silent");
    pass(OUT);
    assertThat(reason()).isEmpty();
    assertThat(tale.facts(EntranceFact.CounterFailed.class)).hasSize(1);
    assertThat(tale.facts(EntranceFact.CounterWell.class)).hasSize(1);
  }

  @Test
  void aRestartKeepsTheNumberAndDoubtsIt() {
    pass(IN);
    pass(IN);
    contact(IN, true);
    tale.tell(new TimeEvent.Restarted(2, "power cut"));
    contact(IN, false);
    assertThat(now().inside()).as("half a pulse is nobody").isEqualTo(2);
    assertThat(status()).startsWith("2 inside, give or take 4");
  }

  @Test
  void aCounterThatIsTakenOutSaysNothingAndWaitsForNothing() {
    pass(IN);
    contact(OUT, true);
    Kiosk saved = tale.kiosk;
    Tale other = Tale.inService();
    other.kiosk = other.kiosk.with(saved.fittings());
    other.tell(new TimeEvent.Restarted(2, "ordered")).tell(new ContactChanged(OUT, true));
    other.after(2 * MINUTE);
    assertThat(other.kiosk.said().status().orElseThrow().fittings()).doesNotContainKey("room");
    assertThat(other.facts(EntranceFact.class)).isEmpty();
  }

  @Test
  void twoBeamsTellTheWayByTheirOrderAndWhoeverTurnsBackIsNobody() {
    var two = new CountingTest();
    two.tale = withCounter(true);
    two.through(IN, OUT);
    two.through(IN, OUT);
    assertThat(two.now().inside()).isEqualTo(2);
    two.through(OUT, IN);
    assertThat(two.now().inside()).isOne();
    two.contact(IN, true);
    two.contact(OUT, true);
    two.contact(OUT, false);
    two.contact(IN, false);
    two.contact(OUT, true);
    two.contact(OUT, false);
    assertThat(two.now().inside()).as("two who turned back").isOne();
    two.contact(IN, true);
    two.later(61_000);
    two.contact(OUT, true);
    two.contact(IN, false);
    two.contact(OUT, false);
    assertThat(two.now().inside()).as("a beam that was stuck").isOne();
  }

  private void through(EntranceContact first, EntranceContact second) {
    contact(first, true);
    tale.after(150);
    contact(second, true);
    tale.after(50);
    contact(first, false);
    tale.after(150);
    contact(second, false);
    tale.after(300);
  }

  @Test
  void inAnyHistoryItIsNeverBelowNobodyAndTheTruthLiesWithinTheError() {
    int steps = 0;
    for (int seed = 0; seed < 20; seed++) {
      var random = new Random(seed);
      var test = new CountingTest();
      int inside = 0;
      for (int i = 0; i < 300; i++) {
        boolean in = inside == 0 || random.nextBoolean();
        boolean missed = random.nextInt(40) == 0;
        inside += in ? 1 : -1;
        if (!missed) test.pass(in ? IN : OUT);
        if (seed > 9 && random.nextInt(100) == 0) test.tale.tell(new TimeEvent.Restarted(2, "cut"));
        assertThat(test.now().inside()).isNotNegative();
        steps++;
      }
      int error = test.now().error(5);
      assertThat(Math.abs(test.now().inside() - inside))
          .as("seed " + seed)
          .isLessThanOrEqualTo(error);
    }
    assertThat(steps).isEqualTo(6_000);
  }

  /** As a cut wire of the gate. */
  @Test
  void aCutWireIsRecordedOnceUntilItIsWholeAgain() {
    contact(IN, true);
    later(61_000);
    for (int life = 2; life < 5; life++) {
      tale.tell(new TimeEvent.Restarted(life, "cut")).devicesUp();
      contact(IN, true);
      assertThat(reason()).isEqualTo("the people counter's in contact is stuck");
      later(61_000);
    }
    assertThat(tale.facts(EntranceFact.CounterFailed.class)).hasSize(1);
    contact(IN, false);
    assertThat(now().inside()).isZero();
    assertThat(tale.facts(EntranceFact.CounterWell.class)).hasSize(1);
    pass(IN);
    assertThat(now().inside()).isOne();
  }

  /** Where nobody knows the hour, a room of which the counter missed somebody stays full. */
  @Test
  void whoeverHasLookedTakesTheRoomAsEmpty() {
    for (int i = 0; i < 3; i++) pass(IN);
    assertThat(saysFull()).isTrue();
    tale.tell(new ServiceEvent.RoomEmptied("lin"));
    assertThat(status()).isEqualTo("0 inside, give or take 0, of 3");
    assertThat(saysFull()).isFalse();
    assertThat(tale.facts(EntranceFact.RoomReset.class))
        .containsExactly(new EntranceFact.RoomReset(3, 4));
    assertThat(tale.facts(ServiceFact.Acted.class))
        .containsExactly(new ServiceFact.Acted("lin", "take the room as empty", ""));
    pass(IN);
    later(3 * HOUR + 30 * MINUTE);
    assertThat(now().inside()).as("and the quiet hour is as on other days").isZero();
    assertThat(tale.facts(EntranceFact.RoomReset.class)).hasSize(2);
    Tale other = Tale.inService().tell(new ServiceEvent.RoomEmptied("lin"));
    assertThat(other.facts(ServiceFact.Acted.class))
        .containsExactly(
            new ServiceFact.Acted("lin", "take the room as empty", "no people are counted here"));
    assertThat(other.facts(EntranceFact.class)).isEmpty();
  }
}
