package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Health;
import org.shuyi.devices.picker.PickerCommand;
import org.shuyi.devices.picker.PickerNotice;
import org.shuyi.devices.picker.PickerNotice.Moved;
import org.shuyi.devices.picker.PickerNotice.Outcome;
import org.shuyi.devices.picker.PickerNotice.Seen;
import org.shuyi.devices.picker.PickerNotice.Step;
import org.shuyi.devices.picker.PickerNotice.Stepped;
import org.shuyi.devices.picker.Scene;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.PickerArm;
import org.shuyi.sim.world.PickerArm.Motion;

/** What every driver of a picker promises. The arm says what really moved. */
abstract class PickerContract extends PortContract<PickerCommand, PickerNotice> {
  static final int SLOTS = 8;

  /** The longest motion of the arm, and some polls. */
  private static final int A_MOTION = 3_500;

  private long motions;

  abstract Peer peer(PickerArm arm, long seed);

  /** What this picker has to be told. */
  abstract Given settings();

  private final class Machine {
    final PickerArm arm;
    final Rig<PickerCommand, PickerNotice> rig;

    Machine(long seed) {
      arm = new PickerArm(SLOTS);
      arm.fill(3);
      rig = new Rig<>(new VirtualTime(), driver(settings()), peer(arm, seed), 0);
    }

    /** The same picker, which has kept its power, before a program that starts anew. */
    Machine(Machine before) {
      arm = before.arm;
      before.rig.line.close();
      rig = new Rig<>(before.rig.time, driver(settings()), before.rig.peer, 0);
    }

    Machine begin() {
      rig.begin();
      rig.run(500);
      rig.forget();
      return this;
    }

    Machine withOrigin() {
      assertThat(does(new PickerCommand.SearchOrigin(++motions)).outcome()).isEqualTo(Outcome.DONE);
      rig.forget();
      return this;
    }

    Moved does(PickerCommand command) {
      int before = rig.told(Moved.class).size();
      rig.want(command);
      rig.run(A_MOTION);
      var told = rig.told(Moved.class);
      assertThat(told).as(command.toString()).hasSize(before + 1);
      return told.getLast();
    }

    long begun(Motion motion) {
      return arm.begun().stream().filter(each -> each.motion() == motion).count();
    }

    Scene scene() {
      return rig.told(Seen.class).getLast().scene().orElseThrow();
    }
  }

  private Machine machine() {
    return new Machine(1).begin();
  }

  private PickerCommand.Dispense dispense(int slot) {
    return new PickerCommand.Dispense(++motions, slot);
  }

  @Override
  final Rig<PickerCommand, PickerNotice> rig(long seed) {
    motions = 0;
    return new Machine(seed).rig;
  }

  @Override
  final void work(Rig<PickerCommand, PickerNotice> rig) {
    rig.want(new PickerCommand.SearchOrigin(++motions));
    rig.want(new PickerCommand.Sense());
  }

  @Test
  void whatWasHaltedBeforeTheProgramStartedAnewMovesAgain() {
    var machine = machine().withOrigin();
    machine.rig.want(new PickerCommand.Halt());
    machine.rig.run(300);
    var anew = new Machine(machine).begin().withOrigin();
    assertThat(anew.does(dispense(3)).outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void nothingButTheSearchMovesItBeforeTheOriginIsKnown() {
    var machine = machine();
    assertThat(machine.does(dispense(3)).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(machine.does(new PickerCommand.Retract(++motions, 1)).outcome())
        .isEqualTo(Outcome.REFUSED);
    assertThat(machine.arm.begun()).isEmpty();
    machine.withOrigin();
    assertThat(machine.does(dispense(3)).outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void anItemIsDispensedAndRetractedWithEvidenceOfEachStep() {
    var machine = machine().withOrigin();
    var out = dispense(3);
    assertThat(machine.does(out).outcome()).isEqualTo(Outcome.DONE);
    assertThat(machine.rig.told(Stepped.class))
        .containsExactly(
            new Stepped(out.motion(), Step.AT_SLOT),
            new Stepped(out.motion(), Step.GRIPPED),
            new Stepped(out.motion(), Step.IN_HATCH));
    assertThat(machine.scene().slots()).containsEntry(3, false);
    assertThat(machine.arm.hatch()).isTrue();
    machine.rig.forget();
    var back = new PickerCommand.Retract(++motions, 5);
    assertThat(machine.does(back).outcome()).isEqualTo(Outcome.DONE);
    assertThat(machine.rig.told(Stepped.class))
        .extracting(Stepped::step)
        .containsExactly(Step.GRIPPED, Step.AT_SLOT, Step.IN_SLOT);
    assertThat(machine.scene().slots()).containsEntry(5, true);
    assertThat(machine.arm.holds(5)).isTrue();
  }

  @Test
  void whatTheSlotTableForbidsIsRefused() {
    var machine = machine().withOrigin();
    machine.arm.fill(4);
    machine.rig.run(500);
    assertThat(machine.does(dispense(1)).detail()).isEqualTo("slot 1 is empty");
    assertThat(machine.does(dispense(99)).detail()).isEqualTo("there is no slot 99");
    assertThat(machine.does(new PickerCommand.Retract(++motions, 1)).detail())
        .isEqualTo("nothing lies in the hatch");
    assertThat(machine.does(dispense(3)).outcome()).isEqualTo(Outcome.DONE);
    assertThat(machine.does(dispense(4)).detail()).isEqualTo("something lies in the hatch");
    assertThat(machine.does(new PickerCommand.Retract(++motions, 4)).detail())
        .isEqualTo("slot 4 is taken");
    assertThat(machine.begun(Motion.DISPENSE)).isEqualTo(1);
  }

  /** Fault 30. */
  @Test
  void aPickerThatLosesItsPositionSaysSoAndServesNobodyUntilTheOriginIsFound() {
    var machine = machine().withOrigin();
    machine.arm.slips();
    assertThat(machine.does(dispense(3)).outcome()).isEqualTo(Outcome.POSITION_LOST);
    assertThat(machine.rig.health())
        .isEqualTo(new Health.Degraded("the picker reports position-lost"));
    assertThat(machine.does(dispense(3)).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(machine.begun(Motion.DISPENSE)).isEqualTo(1);
    machine.withOrigin();
    assertThat(machine.rig.health()).isEqualTo(new Health.Ready());
    assertThat(machine.does(dispense(3)).outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void aBlockedPathIsToldApartFromALostPosition() {
    var machine = machine().withOrigin();
    machine.arm.obstacle(true);
    assertThat(machine.does(dispense(3)).outcome()).isEqualTo(Outcome.BLOCKED);
    assertThat(machine.scene().origin()).isTrue();
    assertThat(machine.does(dispense(3)).outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(machine.does(new PickerCommand.SearchOrigin(++motions)).outcome())
        .isEqualTo(Outcome.REFUSED);
    machine.arm.obstacle(false);
    machine.rig.run(500);
    assertThat(machine.does(dispense(3)).outcome()).isEqualTo(Outcome.DONE);
  }

  @Test
  void anItemThatFallsOnTheWayIsNotSaidToBeInTheHatch() {
    var machine = machine().withOrigin();
    machine.arm.drops();
    var moved = machine.does(dispense(3));
    assertThat(moved.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(moved.detail()).isEqualTo("nothing lies in the hatch");
  }

  @Test
  void aRepeatedCommandAndADoubledFrameMoveNothingTwice() {
    var machine = machine().withOrigin();
    var dispense = dispense(3);
    machine.rig.want(dispense).want(dispense);
    machine.rig.run(300);
    machine.rig.written.stream()
        .map(Rig.At::said)
        .filter(frame -> frame.size() > 12)
        .forEach(frame -> machine.rig.peer.received(frame, machine.rig.time.now()));
    machine.rig.run(A_MOTION);
    machine.rig.want(dispense);
    machine.rig.run(A_MOTION);
    assertThat(machine.begun(Motion.DISPENSE)).isEqualTo(1);
    assertThat(machine.rig.told(Moved.class))
        .containsExactly(
            new Moved(dispense.motion(), Outcome.DONE, ""),
            new Moved(dispense.motion(), Outcome.DONE, ""));
  }

  @Test
  void powerLostInAMotionLeavesItUnknownAndItIsNotRepeated() {
    for (int after = 0; after < 2_400; after += 211) {
      var machine = machine().withOrigin();
      machine.rig.want(dispense(3));
      machine.rig.run(after);
      machine.arm.powerCut(machine.rig.time.now());
      machine.rig.line.unplug();
      machine.rig.run(1_000);
      machine.rig.line.plugIn();
      machine.rig.run(10_000);
      assertThat(machine.begun(Motion.DISPENSE)).as("after %d ms", after).isLessThanOrEqualTo(1);
      assertThat(machine.rig.told(Moved.class)).hasSize(1);
      assertThat(machine.rig.told(Moved.class).getFirst().outcome())
          .isIn(Outcome.UNKNOWN, Outcome.REFUSED);
      assertThat(machine.scene().origin()).isFalse();
      assertThat(machine.does(dispense(3)).outcome()).isEqualTo(Outcome.REFUSED);
    }
  }

  @Test
  void haltedOrStoppedByHandItStandsUntilSomethingIsAskedForAnew() {
    var machine = machine().withOrigin();
    machine.rig.want(dispense(3));
    machine.rig.run(500);
    machine.rig.want(new PickerCommand.Halt());
    machine.rig.run(300);
    assertThat(machine.arm.isMoving()).isFalse();
    machine.rig.run(10_000);
    assertThat(machine.begun(Motion.DISPENSE)).isEqualTo(1);
    assertThat(machine.does(dispense(3)).outcome()).isEqualTo(Outcome.DONE);
    machine.arm.emergencyStop(true);
    machine.rig.run(500);
    assertThat(machine.does(new PickerCommand.SearchOrigin(++motions)).outcome())
        .isEqualTo(Outcome.REFUSED);
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
    var random = new Random(20_260_319);
    for (Fault trouble : troubles()) {
      for (int round = 0; round < 4; round++) {
        var machine = machine().withOrigin();
        machine.rig.faults().add(trouble);
        machine.rig.run(random.nextInt(200));
        machine.rig.want(dispense(3));
        machine.rig.run(1 + random.nextInt(3_000));
        if (round == 3) {
          machine.rig.line.unplug();
          machine.rig.run(500);
          machine.rig.line.plugIn();
        }
        machine.rig.faults().heal();
        machine.rig.run(30_000);
        assertThat(machine.rig.told(Moved.class)).as(trouble + " " + round).hasSize(1);
        long begun = machine.begun(Motion.DISPENSE);
        assertThat(begun).as(trouble + " " + round).isLessThanOrEqualTo(1);
        var outcome = machine.rig.told(Moved.class).getFirst().outcome();
        if (outcome == Outcome.REFUSED) assertThat(begun).as(trouble.toString()).isZero();
        if (outcome == Outcome.DONE) assertThat(machine.arm.hatch()).isTrue();
      }
    }
  }

  @Test
  void aMotionThatComesLateIsRefusedAndMovesNothing() {
    var machine = machine().withOrigin();
    machine.rig.wantedEarlier(dispense(3), 2_000);
    machine.rig.run(A_MOTION);
    assertThat(machine.rig.told(Moved.class))
        .extracting(Moved::outcome)
        .containsExactly(Outcome.REFUSED);
    assertThat(machine.begun(Motion.DISPENSE)).isZero();
  }

  @Test
  void silenceIsUnknownAndEverySenseIsAnswered() {
    var machine = machine();
    machine.rig.faults().add(new Fault.Deaf());
    machine.rig.run(LOST_WITHIN);
    assertThat(machine.rig.lost()).isTrue();
    assertThat(machine.rig.told(Seen.class)).containsExactly(new Seen(Optional.empty()));
    machine.rig.want(new PickerCommand.Sense());
    assertThat(machine.rig.told(Seen.class)).hasSize(2);
    assertThat(machine.does(dispense(3)).outcome()).isEqualTo(Outcome.REFUSED);
    machine.rig.faults().heal();
    machine.rig.run(READY_WITHIN);
    machine.rig.forget();
    machine.rig.want(new PickerCommand.Sense());
    machine.rig.run(500);
    assertThat(machine.scene().slots()).hasSize(SLOTS);
  }

  @Test
  void answersInAnyPiecesDoubledAndEchoedAreUnderstood() {
    for (var pieces : List.of(Pieces.SINGLE, Pieces.DOUBLED, Pieces.cutAt(3), Pieces.byChance(5))) {
      var machine = machine();
      machine.rig.inPieces(pieces);
      machine.withOrigin();
      assertThat(machine.does(dispense(3)).outcome()).isEqualTo(Outcome.DONE);
    }
    var echoing = machine();
    echoing.rig.faults().add(new Fault.Echo());
    echoing.rig.run(500);
    echoing.withOrigin();
    assertThat(echoing.does(dispense(3)).outcome()).isEqualTo(Outcome.DONE);
  }
}
