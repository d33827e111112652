package org.shuyi.devices.lock.kerong;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bench;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Health;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.lock.Contact;
import org.shuyi.devices.lock.LockCommand;
import org.shuyi.devices.lock.LockCommand.Supplied;
import org.shuyi.devices.lock.LockCommand.SupplySeen;
import org.shuyi.devices.lock.LockNotice;
import org.shuyi.devices.lock.LockNotice.Pulled;
import org.shuyi.devices.lock.LockNotice.SupplyEnded;
import org.shuyi.devices.lock.LockNotice.SupplyWanted;
import org.shuyi.devices.lock.Pull;

/** A board without a word that drops a bolt, whose bolts a relay of the station feeds. */
class SuppliedBoardTest {
  private static final Duration LONGEST = Duration.ofMillis(800);
  private static final Bytes UNLOCK_1 = Bytes.parse("02 00 31 03 36");
  private static final int PULSE = 500;
  private static final int COOL_DOWN = 1_000;
  private static final String NOT_ON = "the supply of its bolts does not come on: ";

  private final Bench<LockCommand, LockNotice> bench =
      new Bench<>(
          new KerongDriver(
              new KerongConfig(
                  SomeSettings.of(
                      "polarity", "one-is-closed", "channels", 4, "supply", "of the station"))));

  @BeforeEach
  void up() {
    bench.up();
    answers(2);
    bench.noticed();
    bench.written.clear();
  }

  /** So many polls are answered: every door is closed. */
  private void answers(int polls) {
    for (int i = 0; i < polls; i++) {
      bench.nextWritten();
      bench.hear(KerongCodec.encode(new KerongCodec.KerongFrame.Reply(0, 0x35, 0xF, 0)));
    }
  }

  private void open(int channel) {
    bench.want(new LockCommand.Open(channel, LONGEST));
    bench.pass(10);
  }

  private boolean unlocked() {
    return bench.written.stream().anyMatch(frame -> frame.at(2) == 0x31);
  }

  private void comesOn() {
    bench.want(new Supplied(true, ""));
    bench.pass(30);
  }

  /** What was told but for contacts, and the answers to polls are given meanwhile. */
  private List<LockNotice> told() {
    return bench.noticed().stream().filter(n -> !(n instanceof LockNotice.Changed)).toList();
  }

  @Test
  void aBoltIsToldToMoveOnlyWhenItsSupplyHasComeAndItsContactHasMade() {
    open(1);
    assertThat(told()).containsExactly(new SupplyWanted(LONGEST));
    bench.pass(100);
    assertThat(unlocked()).isFalse();
    bench.want(new Supplied(true, ""));
    bench.pass(29);
    assertThat(unlocked()).as("it may still bounce").isFalse();
    bench.pass(1);
    assertThat(bench.written).containsExactly(UNLOCK_1);
  }

  @Test
  void theSupplyEndsWithThePulseAndWithinTheLongestOne() {
    open(1);
    comesOn();
    long sent = bench.now;
    told();
    bench.pass(PULSE + 99);
    assertThat(told()).doesNotContain(new SupplyEnded());
    bench.pass(1);
    assertThat(bench.now - sent).isEqualTo(PULSE + 100).isLessThanOrEqualTo(LONGEST.toMillis());
    assertThat(told()).contains(new SupplyEnded());
  }

  @Test
  void aSupplyThatDoesNotComeLeavesTheBoltAloneAndIsTold() {
    open(1);
    told();
    bench.pass(170);
    String why = NOT_ON + "nobody said so for 170 ms";
    assertThat(told()).containsExactly(new Pulled(1, Pull.REFUSED, why), new SupplyEnded());
    assertThat(unlocked()).isFalse();
    assertThat(bench.driver.health()).isEqualTo(new Health.Degraded("board 0: " + why));
    bench.want(new Supplied(true, ""));
    bench.pass(100);
    assertThat(unlocked()).as("too late").isFalse();
  }

  @Test
  void aSupplyThatCannotBeHadIsToldAtOnceAndAnotherTryMendsIt() {
    open(1);
    told();
    bench.want(new Supplied(false, "the pins are away"));
    String why = NOT_ON + "the pins are away";
    assertThat(told()).containsExactly(new Pulled(1, Pull.REFUSED, why), new SupplyEnded());
    bench.written.clear();
    answers(7);
    open(1);
    assertThat(told())
        .as("nothing was pulled, so nothing cools")
        .contains(new SupplyWanted(LONGEST));
    comesOn();
    assertThat(unlocked()).isTrue();
    bench.written.clear();
    answers(1);
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  @Test
  void oneBoltAfterTheOtherAndTheSupplyRestsForACoolDownBetweenThem() {
    open(1);
    open(2);
    assertThat(told()).containsExactly(new SupplyWanted(LONGEST));
    comesOn();
    bench.written.clear();
    long ended = until(new SupplyEnded());
    long wanted = until(new SupplyWanted(LONGEST));
    assertThat(wanted - ended).isBetween((long) COOL_DOWN, COOL_DOWN + 300L);
  }

  /** Answers every poll until this is told, and says when that was. */
  private long until(LockNotice awaited) {
    for (int i = 0; i < 10_000; i++) {
      bench.pass(1);
      if (!bench.written.isEmpty()) answers(1);
      if (told().contains(awaited)) return bench.now;
    }
    throw new AssertionError("never told: " + awaited);
  }

  @Test
  void aLineThatGoesDownEndsTheSupplyAtOnce() {
    open(1);
    comesOn();
    told();
    bench.down();
    assertThat(told()).contains(new SupplyEnded());
  }

  @Test
  void aLineThatGoesDownBeforeTheSupplyHasComePullsNothing() {
    open(1);
    told();
    bench.down();
    assertThat(told())
        .contains(new Pulled(1, Pull.REFUSED, "the line went down: pulled out"), new SupplyEnded());
    bench.want(new Supplied(true, ""));
    bench.pass(1_000);
    assertThat(unlocked()).isFalse();
  }

  @Test
  void aProgramThatStoodStillSendsNothingThatItsSupplyWouldCutOff() {
    open(1);
    bench.want(new Supplied(true, ""));
    bench.now += 250;
    told();
    bench.pass(0);
    assertThat(unlocked()).isFalse();
    assertThat(told())
        .containsExactly(
            new Pulled(1, Pull.REFUSED, NOT_ON + "it is over before a pulse would be"),
            new SupplyEnded());
  }

  @Test
  void aRelayOfTheSupplyThatIsSeenNotToDropIsToldAndNothingIsPulledUntilItDoes() {
    bench.want(new SupplySeen(Contact.CLOSED));
    open(1);
    comesOn();
    bench.want(new SupplySeen(Contact.OPEN));
    bench.written.clear();
    answers(10);
    assertThat(bench.driver.health())
        .isEqualTo(new Health.Degraded("board 0: the supply of its bolts does not drop"));
    told();
    open(2);
    assertThat(told())
        .containsExactly(new Pulled(2, Pull.REFUSED, "the supply of its bolts does not drop"));
    bench.want(new SupplySeen(Contact.CLOSED));
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
    open(2);
    assertThat(told()).contains(new SupplyWanted(LONGEST));
  }

  @Test
  void anOpenThatLeavesItsSupplyNoTimeToComeIsRefused() {
    bench.want(new LockCommand.Open(1, LONGEST.minusMillis(1)));
    assertThat(told())
        .containsExactly(
            new Pulled(
                1,
                Pull.REFUSED,
                "a pulse and the coming of its supply take 800 ms, longer than the 799 ms allowed"));
    assertThat(unlocked()).isFalse();
  }
}
