package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Health;
import org.shuyi.devices.sorter.Scene;
import org.shuyi.devices.sorter.SorterCommand;
import org.shuyi.devices.sorter.SorterNotice;
import org.shuyi.devices.sorter.SorterNotice.HandInGate;
import org.shuyi.devices.sorter.SorterNotice.Moved;
import org.shuyi.devices.sorter.SorterNotice.Outcome;
import org.shuyi.devices.sorter.SorterNotice.Seen;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.Conveyor;
import org.shuyi.sim.world.Conveyor.Motion;

/** What every driver of a sorter promises. The conveyor says what really moved. */
abstract class SorterContract extends PortContract<SorterCommand, SorterNotice> {
  static final int BINS = 3;

  /** The longest motion of the conveyor, and some polls. */
  private static final int A_MOTION = 3_000;

  private long motions;

  abstract Peer peer(Conveyor conveyor, long seed);

  /** What this sorter has to be told. */
  abstract Given settings();

  private final class Hall {
    final Conveyor conveyor;
    final Rig<SorterCommand, SorterNotice> rig;

    Hall(long seed) {
      conveyor = new Conveyor(BINS);
      rig = new Rig<>(new VirtualTime(), driver(settings()), peer(conveyor, seed), 0);
    }

    /** The same sorter, which has kept its power, before a program that starts anew. */
    Hall(Hall before) {
      conveyor = before.conveyor;
      before.rig.line.close();
      rig = new Rig<>(before.rig.time, driver(settings()), before.rig.peer, 0);
    }

    Hall begin() {
      rig.begin();
      rig.run(500);
      rig.forget();
      return this;
    }

    Moved does(SorterCommand command) {
      int before = rig.told(Moved.class).size();
      rig.want(command);
      rig.run(A_MOTION);
      var told = rig.told(Moved.class);
      assertThat(told).as(command.toString()).hasSize(before + 1);
      return told.getLast();
    }

    Hall withABookInTheTunnel() {
      conveyor.put(1);
      assertThat(does(new SorterCommand.TakeIn(++motions)).outcome()).isEqualTo(Outcome.DONE);
      rig.forget();
      return this;
    }

    long begun(Motion motion) {
      return conveyor.begun().stream().filter(each -> each.motion() == motion).count();
    }

    Scene.Bin bin(int number) {
      return Objects.requireNonNull(scene().bins().get(number));
    }

    Scene scene() {
      return rig.told(Seen.class).getLast().scene().orElseThrow();
    }
  }

  private Hall hall() {
    return new Hall(1).begin();
  }

  private SorterCommand.Sort sort(int bin) {
    return new SorterCommand.Sort(++motions, bin);
  }

  @Override
  final Rig<SorterCommand, SorterNotice> rig(long seed) {
    motions = 0;
    return new Hall(seed).rig;
  }

  @Override
  final void work(Rig<SorterCommand, SorterNotice> rig) {
    rig.want(new SorterCommand.TakeIn(++motions));
    rig.want(new SorterCommand.Sense());
  }

  @Test
  void aBookGoesThroughTheTunnelIntoItsBinAndEachStepIsSeen() {
    var hall = hall();
    for (int bin = 1; bin <= BINS; bin++) {
      hall.withABookInTheTunnel();
      assertThat(hall.does(sort(bin)).outcome()).isEqualTo(Outcome.DONE);
      assertThat(hall.conveyor.fallen(bin)).isEqualTo(1);
      assertThat(hall.bin(bin).fallen()).isEqualTo(1);
    }
    assertThat(hall.begun(Motion.TAKE_IN)).isEqualTo(BINS);
    assertThat(hall.begun(Motion.SORT)).isEqualTo(BINS);
  }

  @Test
  void theShutterIsOpenOrClosedWhenItsSwitchSaysSo() {
    var hall = hall();
    assertThat(hall.does(new SorterCommand.Shutter(++motions, false)).outcome())
        .isEqualTo(Outcome.DONE);
    assertThat(hall.scene().shutter()).isEqualTo(Scene.Shutter.CLOSED);
    assertThat(hall.does(new SorterCommand.Shutter(++motions, true)).outcome())
        .isEqualTo(Outcome.DONE);
    assertThat(hall.conveyor.shutterIs(true)).isTrue();
  }

  @Test
  void aRepeatedCommandMovesNothingTwice() {
    var hall = hall().withABookInTheTunnel();
    var sort = sort(2);
    hall.rig.want(sort);
    hall.rig.want(sort);
    hall.rig.run(A_MOTION);
    hall.rig.want(sort);
    hall.rig.run(A_MOTION);
    assertThat(hall.begun(Motion.SORT)).isEqualTo(1);
    assertThat(hall.rig.told(Moved.class))
        .containsExactly(
            new Moved(sort.motion(), Outcome.DONE, ""), new Moved(sort.motion(), Outcome.DONE, ""));
  }

  @Test
  void aFrameThatArrivesTwiceMovesNothingTwice() {
    var hall = hall().withABookInTheTunnel();
    hall.rig.want(sort(2));
    hall.rig.run(200);
    hall.rig.written.stream()
        .map(Rig.At::said)
        .filter(frame -> frame.size() > 12)
        .forEach(frame -> hall.rig.peer.received(frame, hall.rig.time.now()));
    hall.rig.run(A_MOTION);
    assertThat(hall.begun(Motion.SORT)).isEqualTo(1);
    assertThat(hall.conveyor.fallen(2)).isEqualTo(1);
  }

  /** Fault 29. */
  @Test
  void aHandInTheGateStopsAllMotionInTheStepThatSeesIt() {
    for (int after = 50; after < 1_900; after += 137) {
      var hall = hall().withABookInTheTunnel();
      hall.rig.want(sort(1));
      hall.rig.run(after);
      assertThat(hall.conveyor.isMoving()).as("after %d ms", after).isTrue();
      hall.rig.forget();
      long reached = hall.rig.time.now();
      hall.conveyor.hand(true);
      hall.rig.run(1_000);
      var noticed = firstHand(hall);
      assertThat(hall.rig.written.stream().anyMatch(at -> at.millis() == noticed))
          .as("written in the step of the notice, after %d ms", after)
          .isTrue();
      assertThat(hall.conveyor.isMoving()).isFalse();
      assertThat(hall.conveyor.stoodSince() - reached).isLessThan(250);
      assertThat(hall.conveyor.stoodSince() - noticed).isLessThanOrEqualTo(50);
      assertThat(hall.rig.told(Moved.class))
          .extracting(Moved::outcome)
          .containsExactly(Outcome.UNKNOWN);
      assertThat(hall.does(sort(1)).outcome()).isEqualTo(Outcome.REFUSED);
      hall.conveyor.hand(false);
      hall.rig.run(A_MOTION);
      assertThat(hall.begun(Motion.SORT)).as("it does not go on by itself").isEqualTo(1);
    }
  }

  private static long firstHand(Hall hall) {
    return hall.rig.notices.stream()
        .filter(at -> at.said().equals(new HandInGate(true)))
        .findFirst()
        .orElseThrow()
        .millis();
  }

  /** Fault 29. */
  @Test
  void theShutterIsNotClosedOnAHandNorOnOneThatComesWhileItCloses() {
    var hall = hall();
    hall.conveyor.hand(true);
    hall.rig.run(500);
    assertThat(hall.does(new SorterCommand.Shutter(++motions, false)).outcome())
        .isEqualTo(Outcome.REFUSED);
    assertThat(hall.conveyor.begun()).isEmpty();
    hall.conveyor.hand(false);
    hall.rig.run(500);
    hall.rig.want(new SorterCommand.Shutter(++motions, false));
    hall.rig.run(300);
    hall.conveyor.hand(true);
    hall.rig.run(1_000);
    assertThat(hall.conveyor.shutterIs(false)).isFalse();
    assertThat(hall.does(new SorterCommand.Shutter(++motions, true)).outcome())
        .as("away from the hand it may move")
        .isEqualTo(Outcome.DONE);
  }

  @Test
  void theBeltIsSaidToRunWhileItRuns() {
    var hall = hall().withABookInTheTunnel();
    assertThat(hall.rig.told(Seen.class)).noneMatch(SorterContract::runs);
    hall.rig.want(sort(1));
    hall.rig.run(1_000);
    assertThat(hall.scene().belt()).isTrue();
    hall.rig.run(A_MOTION);
    assertThat(hall.scene().belt()).isFalse();
  }

  private static boolean runs(Seen seen) {
    return seen.scene().map(Scene::belt).orElse(false);
  }

  /** Fault 27. */
  @Test
  void aJamIsToldAndNothingMovesUntilItIsCleared() {
    var hall = hall().withABookInTheTunnel();
    hall.conveyor.jams(true);
    var moved = hall.does(sort(1));
    assertThat(moved.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(moved.detail()).isEqualTo("jam");
    assertThat(hall.rig.health()).isInstanceOf(Health.Degraded.class);
    assertThat(hall.does(sort(1)).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(hall.does(new SorterCommand.HandBack(++motions)).outcome())
        .isEqualTo(Outcome.REFUSED);
    assertThat(hall.begun(Motion.SORT)).isEqualTo(1);
    hall.conveyor.jams(false);
    hall.conveyor.clear();
    hall.rig.run(500);
    assertThat(hall.rig.health()).isEqualTo(new Health.Ready());
    hall.withABookInTheTunnel();
    assertThat(hall.does(sort(1)).outcome()).isEqualTo(Outcome.DONE);
  }

  /** Fault 27. */
  @Test
  void twoBooksAtOnceAreToldAndHandedBackAndNotSorted() {
    var hall = hall();
    hall.conveyor.put(2);
    var moved = hall.does(new SorterCommand.TakeIn(++motions));
    assertThat(moved.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(moved.detail()).isEqualTo("two-items");
    assertThat(hall.does(sort(1)).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(hall.does(new SorterCommand.HandBack(++motions)).outcome()).isEqualTo(Outcome.DONE);
    assertThat(hall.conveyor.inlet()).isTrue();
    assertThat(hall.begun(Motion.SORT)).isZero();
  }

  /** Fault 28. */
  @Test
  void aFullOrMissingBinIsToldAndTakesNothing() {
    var hall = hall().withABookInTheTunnel();
    hall.conveyor.full(1, true);
    hall.conveyor.missing(2, true);
    hall.rig.run(500);
    assertThat(hall.bin(1).full()).isTrue();
    assertThat(hall.bin(2).present()).isFalse();
    assertThat(hall.rig.health()).isEqualTo(new Health.Degraded("bin 1 is full"));
    assertThat(hall.does(sort(1)).detail()).isEqualTo("bin 1 is full");
    assertThat(hall.does(sort(2)).detail()).isEqualTo("bin 2 is missing");
    assertThat(hall.does(sort(9)).detail()).isEqualTo("there is no bin 9");
    assertThat(hall.begun(Motion.SORT)).isZero();
    assertThat(hall.does(sort(3)).outcome()).isEqualTo(Outcome.DONE);
  }

  /** Fault 28. */
  @Test
  void aBinThatIsTakenAwayWhileABookIsOnItsWayIsNotSaidToHaveIt() {
    var hall = hall().withABookInTheTunnel();
    hall.rig.want(sort(1));
    hall.rig.run(1_000);
    hall.conveyor.missing(1, true);
    hall.rig.run(A_MOTION);
    assertThat(hall.rig.told(Moved.class).getLast().outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void aBookThatFellIntoAnotherBinIsSaidToHaveFailed() {
    var hall = hall().withABookInTheTunnel();
    hall.conveyor.misled(3);
    var moved = hall.does(sort(1));
    assertThat(moved.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(moved.detail()).contains("bin");
  }

  @Test
  void whatIsNoBookIsHandedBackAndNotTakenIn() {
    var hall = hall().withABookInTheTunnel();
    hall.conveyor.foreign(true);
    hall.rig.run(500);
    assertThat(hall.does(sort(1)).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(hall.does(new SorterCommand.TakeIn(++motions)).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(hall.does(new SorterCommand.HandBack(++motions)).outcome()).isEqualTo(Outcome.DONE);
    assertThat(hall.conveyor.inlet()).isTrue();
  }

  @Test
  void theEmergencyStopEndsAMotionAndLetsNoneBegin() {
    var hall = hall().withABookInTheTunnel();
    hall.rig.want(sort(1));
    hall.rig.run(500);
    hall.conveyor.emergencyStop(true);
    hall.rig.run(1_000);
    assertThat(hall.rig.told(Moved.class).getLast().outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(hall.does(sort(1)).outcome()).isEqualTo(Outcome.REFUSED);
    hall.conveyor.emergencyStop(false);
    hall.rig.run(A_MOTION);
    assertThat(hall.begun(Motion.SORT)).isEqualTo(1);
  }

  @Test
  void haltedItStandsUntilSomethingIsAskedForAnew() {
    var hall = hall().withABookInTheTunnel();
    hall.rig.want(sort(1));
    hall.rig.run(500);
    hall.rig.want(new SorterCommand.Halt());
    hall.rig.run(300);
    assertThat(hall.conveyor.isMoving()).isFalse();
    hall.rig.run(10_000);
    assertThat(hall.begun(Motion.SORT)).isEqualTo(1);
    assertThat(hall.does(sort(1)).outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void whatWasHaltedBeforeTheProgramStartedAnewMovesAgain() {
    var hall = hall().withABookInTheTunnel();
    hall.rig.want(new SorterCommand.Halt());
    hall.rig.run(300);
    var anew = new Hall(hall).begin();
    assertThat(anew.does(sort(1)).outcome()).isEqualTo(Outcome.DONE);
    assertThat(anew.conveyor.fallen(1)).isEqualTo(1);
  }

  @Test
  void powerLostInAMotionLeavesItUnknownAndItIsNotRepeated() {
    for (int after = 0; after < 2_000; after += 173) {
      var hall = hall().withABookInTheTunnel();
      hall.rig.want(sort(1));
      hall.rig.run(after);
      hall.conveyor.stop(hall.rig.time.now());
      hall.rig.line.unplug();
      hall.rig.run(1_000);
      hall.rig.line.plugIn();
      hall.rig.run(10_000);
      assertThat(hall.begun(Motion.SORT)).as("after %d ms", after).isLessThanOrEqualTo(1);
      assertThat(hall.rig.told(Moved.class)).hasSize(1);
      assertThat(hall.rig.told(Moved.class).getFirst().outcome())
          .isIn(Outcome.UNKNOWN, Outcome.REFUSED);
    }
  }

  @Test
  void whatMovesWhenWeComeIsHalted() {
    var hall = new Hall(1);
    hall.conveyor.put(1);
    hall.rig.begin();
    hall.rig.run(500);
    hall.rig.line.unplug();
    hall.rig.line.plugIn();
    hall.conveyor.begin(Motion.TAKE_IN, 0, hall.rig.time.now());
    hall.rig.run(900);
    assertThat(hall.conveyor.isMoving()).isFalse();
    assertThat(hall.conveyor.tunnel()).isFalse();
  }

  private static List<Fault> troubles() {
    return List.of(
        new Fault.Deaf(),
        new Fault.Mute(1),
        new Fault.Mute(4),
        new Fault.Mute(Fault.FOR_EVER),
        new Fault.Late(100, 3),
        new Fault.Late(700, Fault.FOR_EVER),
        new Fault.OneBehind(),
        new Fault.Noise(20, 20, 20),
        new Fault.WrongAddress(9),
        new Fault.Echo());
  }

  @Test
  void everyMotionHasOneOutcomeAndBeginsAtMostOnceWhateverHappens() {
    var random = new Random(20_260_317);
    for (Fault trouble : troubles()) {
      for (int round = 0; round < 4; round++) {
        var hall = hall().withABookInTheTunnel();
        hall.rig.faults().add(trouble);
        hall.rig.run(random.nextInt(200));
        hall.rig.want(sort(1));
        hall.rig.run(1 + random.nextInt(2_500));
        if (round == 3) {
          hall.rig.line.unplug();
          hall.rig.run(500);
          hall.rig.line.plugIn();
        }
        hall.rig.faults().heal();
        hall.rig.run(30_000);
        assertThat(hall.rig.told(Moved.class)).as(trouble + " " + round).hasSize(1);
        long begun = hall.begun(Motion.SORT);
        assertThat(begun).as(trouble + " " + round).isLessThanOrEqualTo(1);
        var outcome = hall.rig.told(Moved.class).getFirst().outcome();
        if (outcome == Outcome.REFUSED) assertThat(begun).as(trouble.toString()).isZero();
        if (outcome == Outcome.DONE) assertThat(hall.conveyor.fallen(1)).isEqualTo(1);
        assertThat(hall.conveyor.isMoving()).isFalse();
      }
    }
  }

  @Test
  void aMotionThatComesLateIsRefusedAndMovesNothing() {
    var hall = hall().withABookInTheTunnel();
    hall.rig.wantedEarlier(sort(1), 2_000);
    hall.rig.run(A_MOTION);
    assertThat(hall.rig.told(Moved.class))
        .extracting(Moved::outcome)
        .containsExactly(Outcome.REFUSED);
    assertThat(hall.begun(Motion.SORT)).isZero();
  }

  @Test
  void silenceIsUnknownAndEverySenseIsAnswered() {
    var hall = hall();
    hall.rig.faults().add(new Fault.Deaf());
    hall.rig.run(LOST_WITHIN);
    assertThat(hall.rig.lost()).isTrue();
    assertThat(hall.rig.told(Seen.class)).containsExactly(new Seen(Optional.empty()));
    hall.rig.want(new SorterCommand.Sense());
    assertThat(hall.rig.told(Seen.class)).hasSize(2);
    assertThat(hall.does(sort(1)).outcome()).isEqualTo(Outcome.REFUSED);
    hall.rig.faults().heal();
    hall.rig.run(READY_WITHIN);
    hall.rig.forget();
    hall.rig.want(new SorterCommand.Sense());
    hall.rig.run(500);
    assertThat(hall.rig.told(Seen.class)).hasSize(1);
    assertThat(hall.scene().bins()).hasSize(BINS);
  }

  @Test
  void answersInAnyPiecesDoubledAndEchoedAreUnderstood() {
    for (var pieces : List.of(Pieces.SINGLE, Pieces.DOUBLED, Pieces.cutAt(3), Pieces.byChance(5))) {
      var hall = hall();
      hall.rig.inPieces(pieces);
      hall.withABookInTheTunnel();
      assertThat(hall.does(sort(2)).outcome()).isEqualTo(Outcome.DONE);
    }
    var echoing = hall();
    echoing.rig.faults().add(new Fault.Echo());
    echoing.rig.run(500);
    echoing.withABookInTheTunnel();
    assertThat(echoing.does(sort(2)).outcome()).isEqualTo(Outcome.DONE);
  }
}
