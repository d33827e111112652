package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Health;
import org.shuyi.devices.lock.Contact;
import org.shuyi.devices.lock.LockCommand;
import org.shuyi.devices.lock.LockNotice.Changed;
import org.shuyi.devices.lock.LockNotice.Pulled;
import org.shuyi.devices.lock.LockNotice.Sensed;
import org.shuyi.devices.lock.Pull;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.Bolts;
import org.shuyi.sim.world.Deed;

/** What every driver of a lock board promises. */
abstract class LockContract extends StuckRelayContract {
  @Test
  void everyOpenIsOnePulseOfItsOwnBolt() {
    var cabinet = cabinet();
    for (int door = 1; door <= DOORS; door++) {
      cabinet.open(door);
      cabinet.rig.run(3_000);
      assertThat(cabinet.pulls(door)).as("pulls of door %d", door).hasSize(1);
      assertThat(cabinet.pulls()).isEqualTo(door);
    }
    assertThat(cabinet.rig.told(Pulled.class))
        .hasSize(DOORS)
        .allMatch(told -> told.pull() == Pull.ACKNOWLEDGED || told.pull() == Pull.SENT);
    assertThat(cabinet.world.history())
        .allMatch(
            line ->
                line.deed() instanceof Deed.BoltPulled(int door, int millis) && millis == PULSE);
  }

  private static List<Fault> troubles() {
    return List.of(
        new Fault.Deaf(),
        new Fault.Mute(1),
        new Fault.Mute(3),
        new Fault.Mute(Fault.FOR_EVER),
        new Fault.Late(60, 2),
        new Fault.Late(300, 5),
        new Fault.Late(2_500, 2),
        new Fault.Late(700, Fault.FOR_EVER),
        new Fault.OneBehind(),
        new Fault.Noise(50, 50, 50),
        new Fault.WrongAddress(0x20),
        new Fault.Echo(),
        new Fault.BusyAfterUnlock(1_200),
        new Fault.BusyAfterUnlock(4_000),
        new Fault.DeadBolt(3),
        new Fault.Refuses(3),
        new Fault.StuckContact(3, true));
  }

  @Test
  void everyOpenHasExactlyOnePulledAndAtMostOnePulseWhateverHappens() {
    for (Fault trouble : troubles()) {
      for (int before = 0; before < 300; before += 60) {
        var cabinet = cabinet();
        cabinet.rig.faults().add(trouble);
        cabinet.rig.run(before);
        cabinet.rig.forget();
        cabinet.open(3);
        cabinet.rig.run(15_000);
        cabinet.rig.faults().heal();
        cabinet.rig.run(15_000);
        settled(cabinet, trouble + " for " + before + " ms before");
      }
    }
  }

  @Test
  void anOpenThatComesLateIsRefusedAndPullsNothing() {
    var cabinet = cabinet();
    cabinet.rig.forget();
    cabinet.rig.wantedEarlier(new LockCommand.Open(3, atMost()), 2_000);
    cabinet.rig.run(15_000);
    assertThat(cabinet.rig.told(Pulled.class))
        .extracting(Pulled::pull)
        .containsExactly(Pull.REFUSED);
    assertThat(cabinet.pulls()).isZero();
    cabinet.rig.wantedEarlier(new LockCommand.Open(3, atMost()), 1_900);
    cabinet.rig.run(15_000);
    assertThat(cabinet.pulls(3)).hasSize(1);
  }

  @Test
  void aLineThatGoesDownAtAnyMomentEndsTheOpenOnce() {
    for (int after = 0; after < 1_600; after += 23) {
      var cabinet = cabinet();
      cabinet.rig.forget();
      cabinet.open(3);
      cabinet.rig.run(after);
      cabinet.rig.line.unplug();
      cabinet.rig.run(4_000);
      cabinet.rig.line.plugIn();
      cabinet.rig.run(15_000);
      settled(cabinet, "unplugged after " + after + " ms");
    }
  }

  private static void settled(Cabinet cabinet, String why) {
    var told = cabinet.rig.told(Pulled.class);
    assertThat(told).as(why).hasSize(1);
    int pulls = cabinet.pulls();
    assertThat(pulls).as(why).isLessThanOrEqualTo(1);
    if (told.getFirst().pull() == Pull.REFUSED) assertThat(pulls).as(why).isZero();
  }

  @Test
  void noPulseIsRepeatedInThreeHundredDisturbedOpens() {
    var random = new Random(20_260_301);
    var cabinet = cabinet();
    var allowed = new HashMap<Integer, Integer>();
    int seen = 0;
    for (int i = 0; i < 300; i++) {
      var troubles = troubles();
      cabinet.rig.faults().add(troubles.get(random.nextInt(troubles.size())));
      int door = 1 + random.nextInt(DOORS);
      int before = cabinet.pulls(door).size();
      cabinet.open(door);
      cabinet.rig.run(random.nextInt(6_000));
      if (random.nextInt(4) == 0) {
        cabinet.rig.line.unplug();
        cabinet.rig.run(1_000);
        cabinet.rig.line.plugIn();
      }
      cabinet.rig.faults().heal();
      cabinet.rig.run(8_000);
      var told = cabinet.rig.told(Pulled.class);
      assertThat(told).hasSize(++seen);
      assertThat(told.getLast().channel()).isEqualTo(door);
      if (told.getLast().pull() != Pull.REFUSED) allowed.merge(door, 1, Integer::sum);
      assertThat(cabinet.pulls(door).size() - before).isBetween(0, 1);
      assertThat(cabinet.pulls(door).size()).isLessThanOrEqualTo(allowed.getOrDefault(door, 0));
    }
    assertThat(cabinet.pulls()).isGreaterThan(100);
  }

  @Test
  void silenceIsUnknownAndNeverClosed() {
    var cabinet = cabinet();
    assertThat(cabinet.believed(1)).isEqualTo(Contact.CLOSED);
    cabinet.rig.faults().add(new Fault.Deaf());
    cabinet.rig.run(LOST_WITHIN);
    assertThat(cabinet.rig.lost()).isTrue();
    for (int door = 1; door <= DOORS; door++) {
      assertThat(cabinet.believed(door)).isEqualTo(Contact.UNKNOWN);
    }
    cabinet.rig.forget();
    cabinet.rig.want(new LockCommand.Sense());
    cabinet.rig.run(60_000);
    assertThat(cabinet.rig.told(Sensed.class)).hasSize(1);
    assertThat(cabinet.rig.told(Sensed.class).getFirst().contacts().values())
        .hasSize(DOORS)
        .containsOnly(Contact.UNKNOWN);
    assertThat(cabinet.rig.told(Changed.class)).isEmpty();
    cabinet.rig.faults().heal();
    cabinet.rig.run(READY_WITHIN);
    assertThat(cabinet.rig.health()).isEqualTo(new Health.Ready());
    assertThat(cabinet.believed(1)).isEqualTo(Contact.CLOSED);
  }

  @Test
  void aChangeIsBelievedAfterTwoEqualPollsAndNotBefore() {
    var flicker = new Flicker();
    var time = new VirtualTime();
    var rig = new Rig<>(time, driver(usual()), peer(flicker, 1), 0).begin();
    rig.run(2_000);
    rig.forget();
    flicker.openFor = 1;
    rig.run(5_000);
    assertThat(rig.told(Changed.class)).isEmpty();
    flicker.openFor = 2;
    rig.run(5_000);
    assertThat(rig.told(Changed.class))
        .containsExactly(new Changed(1, Contact.OPEN), new Changed(1, Contact.CLOSED));
  }

  /** Eight closed doors, of which the first reads as open for so many looks. */
  private static final class Flicker implements Bolts {
    private int openFor;

    @Override
    public void pull(int channel, int millis) {}

    @Override
    public void drop(int channel) {}

    @Override
    public boolean closed(int channel) {
      return channel != 1 || openFor-- <= 0;
    }

    @Override
    public boolean occupied(int channel) {
      return false;
    }
  }

  @Test
  void aDoorThatOpensAndClosesIsToldWithinASecond() {
    var cabinet = cabinet();
    assertThat(cabinet.world.openWithKey(5).done()).isTrue();
    cabinet.rig.run(1_000);
    assertThat(cabinet.believed(5)).isEqualTo(Contact.OPEN);
    assertThat(cabinet.world.closeDoor(5).done()).isTrue();
    cabinet.rig.run(1_000);
    assertThat(cabinet.believed(5)).isEqualTo(Contact.CLOSED);
    for (int door = 1; door <= DOORS; door++) {
      if (door != 5) assertThat(cabinet.believed(door)).isEqualTo(Contact.CLOSED);
    }
  }

  @Test
  void atMostSoManyBoltsPullAtOnceAndEachCoolsDownUnderAHundredRandomOrders() {
    for (int atOnce = 1; atOnce <= 3; atOnce++) {
      var cabinet = new Cabinet(1, Given.of("atOnce", String.valueOf(atOnce)), 0).begin();
      var random = new Random(atOnce);
      for (int i = 0; i < 100; i++) {
        cabinet.open(1 + random.nextInt(DOORS));
        cabinet.rig.run(random.nextInt(400));
      }
      cabinet.rig.run(10_000);
      assertThat(cabinet.rig.told(Pulled.class)).hasSize(100);
      long refused =
          cabinet.rig.told(Pulled.class).stream()
              .filter(told -> told.pull() == Pull.REFUSED)
              .count();
      assertThat(cabinet.pulls()).isEqualTo(100 - (int) refused).isGreaterThan(10);
      heldTogether(cabinet, atOnce);
    }
  }

  private static void heldTogether(Cabinet cabinet, int atOnce) {
    var all = new ArrayList<Long>();
    for (int door = 1; door <= DOORS; door++) {
      var pulls = cabinet.pulls(door);
      all.addAll(pulls);
      for (int i = 1; i < pulls.size(); i++) {
        assertThat(pulls.get(i) - pulls.get(i - 1)).isGreaterThanOrEqualTo(PULSE + COOL_DOWN);
      }
    }
    for (long begun : all) {
      long together = all.stream().filter(other -> other <= begun && begun < other + PULSE).count();
      assertThat(together).as("bolts held at %d ms", begun).isLessThanOrEqualTo(atOnce);
    }
  }

  @Test
  void aReversedPolarityThatIsProvenTellsTheDoorsAsTheyAre() {
    var cabinet = new Cabinet(1, Given.of("polarity", polarity(!oneIsClosed())), 0);
    cabinet.rig.faults().add(new Fault.PolarityReversed());
    cabinet.begin();
    for (int door = 1; door <= DOORS; door++) {
      assertThat(cabinet.believed(door)).isEqualTo(Contact.CLOSED);
    }
    cabinet.world.openWithKey(2);
    cabinet.rig.run(1_000);
    assertThat(cabinet.believed(2)).isEqualTo(Contact.OPEN);
    cabinet.open(1);
    cabinet.rig.run(3_000);
    assertThat(cabinet.pulls(1)).hasSize(1);
  }

  @Test
  void anUnprovenPolarityOpensNothingAndTellsNothing() {
    var cabinet = new Cabinet(1, Given.of("polarity", "unproven"), 0).begin();
    assertThat(cabinet.rig.health()).isInstanceOf(Health.Degraded.class);
    for (int door = 1; door <= DOORS; door++) cabinet.open(door);
    cabinet.rig.run(10_000);
    assertThat(cabinet.pulls()).isZero();
    assertThat(cabinet.rig.told(Pulled.class))
        .hasSize(DOORS)
        .allMatch(told -> told.pull() == Pull.REFUSED);
    assertThat(cabinet.believed(1)).isEqualTo(Contact.UNKNOWN);
  }

  @Test
  void whatMayNotOrCannotBePulledIsRefused() {
    var cabinet = cabinet();
    cabinet.rig.want(new LockCommand.Open(0, atMost()));
    cabinet.rig.want(new LockCommand.Open(DOORS + 1, atMost()));
    cabinet.rig.want(new LockCommand.Open(1, atMost().minusMillis(1)));
    cabinet.rig.run(5_000);
    cabinet.rig.line.unplug();
    cabinet.rig.run(1_000);
    cabinet.open(1);
    cabinet.rig.run(1_000);
    cabinet.rig.line.plugIn();
    cabinet.rig.run(10_000);
    assertThat(cabinet.rig.told(Pulled.class))
        .hasSize(4)
        .allMatch(told -> told.pull() == Pull.REFUSED);
    assertThat(cabinet.pulls()).isZero();
  }

  @Test
  void everySenseIsAnsweredOnceAndForEveryChannel() {
    for (Fault trouble : troubles()) {
      var cabinet = cabinet();
      cabinet.rig.faults().add(trouble);
      for (int i = 1; i <= 3; i++) {
        cabinet.rig.want(new LockCommand.Sense());
        cabinet.rig.run(137);
      }
      cabinet.rig.run(5_000);
      cabinet.rig.faults().heal();
      cabinet.rig.run(10_000);
      var sensed = cabinet.rig.told(Sensed.class);
      assertThat(sensed).as(trouble.toString()).hasSize(3);
      assertThat(sensed).allMatch(told -> told.contacts().size() == DOORS);
    }
  }

  @Test
  void aBoardThatIsBusyAfterAnUnlockIsNotLost() {
    var cabinet = cabinet();
    cabinet.rig.faults().add(new Fault.BusyAfterUnlock(1_000));
    cabinet.rig.forget();
    cabinet.open(3);
    cabinet.rig.run(10_000);
    assertThat(cabinet.rig.healths).isEmpty();
    assertThat(cabinet.rig.told(Pulled.class)).hasSize(1);
    assertThat(cabinet.rig.told(Changed.class)).isEmpty();
    assertThat(cabinet.pulls()).isEqualTo(1);
  }

  @Test
  void anEchoingAdapterChangesNothing() {
    var cabinet = cabinet();
    cabinet.rig.faults().add(new Fault.Echo());
    serves(cabinet, "echo");
  }

  @Test
  void anAdapterThatHoldsBytesBackChangesNothing() {
    serves(new Cabinet(1, Given.of(), 16).begin(), "16 ms late");
  }

  @Test
  void answersInAnyPiecesAndDoubledAreUnderstood() {
    for (int at = 1; at < 10; at++) {
      var cabinet = cabinet();
      cabinet.rig.inPieces(Pieces.cutAt(at));
      serves(cabinet, "cut after " + at);
    }
    for (int seed = 1; seed <= 10; seed++) {
      var cabinet = cabinet();
      cabinet.rig.inPieces(Pieces.byChance(seed));
      serves(cabinet, "seed " + seed);
    }
    var single = cabinet();
    single.rig.inPieces(Pieces.SINGLE);
    serves(single, "byte by byte");
    var doubled = cabinet();
    doubled.rig.inPieces(Pieces.DOUBLED);
    serves(doubled, "doubled");
  }

  private static void serves(Cabinet cabinet, String how) {
    cabinet.rig.run(2_000);
    cabinet.rig.forget();
    cabinet.open(4);
    cabinet.rig.run(2_000);
    assertThat(cabinet.world.openDoor(4).done()).as(how).isTrue();
    cabinet.rig.run(2_000);
    assertThat(cabinet.rig.told(Pulled.class)).as(how).hasSize(1);
    assertThat(cabinet.rig.told(Pulled.class).getFirst().pull())
        .as(how)
        .isIn(Pull.ACKNOWLEDGED, Pull.SENT);
    assertThat(cabinet.pulls()).as(how).isEqualTo(1);
    assertThat(cabinet.rig.told(Changed.class))
        .as(how)
        .containsExactly(new Changed(4, Contact.OPEN));
    assertThat(cabinet.rig.health()).as(how).isEqualTo(new Health.Ready());
  }

  @Test
  void noiseNeverMakesADoorOpenOrClosedThatIsNot() {
    for (int seed = 1; seed <= 5; seed++) {
      var cabinet = new Cabinet(seed, Given.of(), 0).begin();
      cabinet.world.openWithKey(2);
      cabinet.rig.run(2_000);
      cabinet.rig.forget();
      cabinet.rig.faults().add(new Fault.Noise(noise(), noise(), noise()));
      cabinet.rig.run(600_000);
      for (var changed : cabinet.rig.told(Changed.class)) {
        assertThat(changed.contact())
            .isIn(Contact.UNKNOWN, changed.channel() == 2 ? Contact.OPEN : Contact.CLOSED);
      }
    }
  }

  @Test
  void anAnswerFromAnotherAddressIsNobodys() {
    var cabinet = new Cabinet(1, Given.of(), 0);
    cabinet.rig.faults().add(new Fault.WrongAddress(0x20));
    cabinet.begin();
    assertThat(cabinet.rig.lost()).isTrue();
    assertThat(cabinet.rig.told(Changed.class)).isEmpty();
  }
}
