package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.dispenser.DispenserCommand;
import org.shuyi.devices.dispenser.DispenserCommand.Capture;
import org.shuyi.devices.dispenser.DispenserCommand.Draw;
import org.shuyi.devices.dispenser.DispenserCommand.Present;
import org.shuyi.devices.dispenser.DispenserNotice;
import org.shuyi.devices.dispenser.DispenserNotice.Changed;
import org.shuyi.devices.dispenser.DispenserNotice.Moved;
import org.shuyi.devices.dispenser.DispenserNotice.NotMoved;
import org.shuyi.devices.dispenser.DispenserNotice.Taken;
import org.shuyi.devices.dispenser.DispenserNotice.Why;
import org.shuyi.devices.dispenser.DispenserState;
import org.shuyi.devices.dispenser.DispenserState.Stack;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.CardStack;
import org.shuyi.sim.world.CardStack.At;

/** What every driver of a card dispenser promises. */
abstract class DispenserContract extends PortContract<DispenserCommand, DispenserNotice> {
  private static final long MOVED_WITHIN = 4_000;

  /** A dispenser with this stack; a second card drawn while one is out throws in its world. */
  abstract Peer peer(CardStack stack, long seed);

  private final class Counter {
    final CardStack stack = new CardStack(10_000);
    final Rig<DispenserCommand, DispenserNotice> rig;

    Counter(long seed) {
      rig = new Rig<>(new VirtualTime(), driver(Given.of()), peer(stack, seed), 0);
    }

    Counter begin() {
      rig.begin();
      rig.run(500);
      return this;
    }

    void want(DispenserCommand command) {
      rig.want(command);
      rig.run(MOVED_WITHIN);
    }

    List<DispenserNotice> ends() {
      return rig.told(DispenserNotice.class).stream()
          .filter(notice -> notice instanceof Moved || notice instanceof NotMoved)
          .toList();
    }

    List<DispenserState> states() {
      return rig.told(Changed.class).stream().map(Changed::state).toList();
    }
  }

  private Counter counter() {
    return new Counter(1).begin();
  }

  @Override
  final Rig<DispenserCommand, DispenserNotice> rig(long seed) {
    return new Counter(seed).rig;
  }

  @Override
  final void work(Rig<DispenserCommand, DispenserNotice> rig) {
    rig.want(new DispenserCommand.Sense());
  }

  @Test
  void aCardIsDrawnPresentedAndTaken() {
    var counter = counter();
    counter.want(new Draw(1));
    assertThat(counter.stack.at()).isEqualTo(At.INSIDE);
    counter.want(new Present(2));
    assertThat(counter.stack.at()).isEqualTo(At.GATE);
    counter.rig.run(30_000);
    assertThat(counter.rig.told(Taken.class)).isEmpty();
    counter.stack.take();
    counter.rig.run(2_000);
    assertThat(counter.rig.told(Taken.class)).hasSize(1);
    assertThat(counter.ends()).containsExactly(new Moved(1), new Moved(2));
  }

  @Test
  void aCardThatIsLeftInTheGateIsCapturedAndNotTaken() {
    var counter = counter();
    counter.want(new Draw(1));
    counter.want(new Present(2));
    counter.want(new Capture(3));
    counter.rig.run(5_000);
    assertThat(counter.ends()).containsExactly(new Moved(1), new Moved(2), new Moved(3));
    assertThat(counter.rig.told(Taken.class)).isEmpty();
    assertThat(counter.stack.at()).isEqualTo(At.NOWHERE);
  }

  @Test
  void aCardThatNobodyTakesIsComplainedOfUntilItIsGone() {
    var counter = counter();
    counter.want(new Draw(1));
    counter.want(new Present(2));
    counter.rig.run(40_000);
    assertThat(counter.rig.ready()).as("there is still time to take it").isTrue();
    counter.rig.run(30_000);
    assertThat(counter.rig.complaint()).isEqualTo("a card lies in the gate");
    counter.stack.take();
    counter.rig.run(5_000);
    assertThat(counter.rig.ready()).isTrue();
  }

  @Test
  void noSecondCardIsDrawnWhileOneIsOut() {
    var counter = counter();
    for (int i = 1; i <= 5; i++) counter.rig.want(new Draw(i));
    counter.rig.run(10_000);
    assertThat(counter.stack.drawn()).isEqualTo(1);
    counter.want(new Draw(6));
    counter.want(new Present(7));
    counter.want(new Draw(8));
    assertThat(counter.stack.drawn()).isEqualTo(1);
    assertThat(counter.ends()).hasSize(8).filteredOn(Moved.class::isInstance).hasSize(2);
  }

  @Test
  void fewAndEmptyAndAFullBinAreEachToldOnceAndCleared() {
    var counter = counter();
    for (int cards : List.of(5, 0, 500)) {
      counter.stack.refill(cards);
      counter.rig.run(20_000);
    }
    assertThat(counter.states())
        .extracting(DispenserState::stack)
        .containsExactly(Stack.ENOUGH, Stack.FEW, Stack.EMPTY, Stack.ENOUGH);
    counter.rig.forget();
    for (int i = 0; i < 20; i++) counter.stack.capture();
    counter.rig.run(20_000);
    counter.stack.emptyBin();
    counter.rig.run(20_000);
    assertThat(counter.states()).extracting(DispenserState::binFull).containsExactly(true, false);
  }

  @Test
  void aJamEndsTheMotionIsToldOnceAndClears() {
    var counter = counter();
    counter.stack.jam(true);
    counter.want(new Draw(1));
    counter.rig.run(30_000);
    assertThat(counter.ends()).containsExactly(new NotMoved(1, Why.FAILED, "a card is jammed"));
    assertThat(counter.states())
        .extracting(DispenserState::fault)
        .containsExactly("", "a card is jammed");
    counter.stack.jam(false);
    counter.rig.run(15_000);
    assertThat(counter.states()).extracting(DispenserState::fault).endsWith("");
    counter.want(new Draw(2));
    assertThat(counter.ends()).endsWith(new Moved(2));
  }

  @Test
  void whatCannotBeMovedIsRefused() {
    var counter = counter();
    counter.want(new Present(1));
    counter.want(new Capture(2));
    counter.stack.refill(0);
    counter.rig.run(3_000);
    counter.want(new Draw(3));
    counter.rig.wantedEarlier(new Draw(4), 5_000);
    counter.rig.run(1_000);
    assertThat(counter.ends())
        .hasSize(4)
        .allMatch(end -> end instanceof NotMoved not && not.why() == Why.REFUSED);
    assertThat(counter.stack.drawn()).isZero();
  }

  @Test
  void aMotionWithoutAnAnswerIsUnknownAndIsNotSentAgain() {
    var counter = counter();
    counter.rig.want(new Draw(1));
    counter.rig.run(300);
    counter.rig.faults().add(new Fault.Deaf());
    counter.rig.faults().add(new Fault.Mute(2));
    counter.rig.run(20_000);
    assertThat(counter.ends()).hasSize(1);
    counter.rig.faults().heal();
    counter.rig.run(30_000);
    assertThat(counter.stack.drawn()).isLessThan(2);
    assertThat(counter.ends()).hasSize(1);
  }

  @Test
  void answersInAnyPiecesDoubledAndDelayedAreUnderstood() {
    for (Pieces manner :
        List.of(Pieces.SINGLE, Pieces.DOUBLED, Pieces.cutAt(5), Pieces.byChance(6))) {
      var counter = counter();
      counter.rig.inPieces(manner);
      counter.want(new Draw(1));
      counter.want(new Present(2));
      assertThat(counter.ends()).containsExactly(new Moved(1), new Moved(2));
    }
  }

  @Test
  void everyMotionEndsOnceAndNoneIsDoneTwiceWhateverHappens() {
    for (int seed = 1; seed <= 60; seed++) {
      var counter = new Counter(seed).begin();
      var random = new Random(seed);
      for (int i = 1; i <= 20; i++) {
        counter.rig.forget();
        int drawn = counter.stack.drawn();
        counter.rig.want(any(random, i));
        counter.rig.run(random.nextInt(2_000));
        happen(counter, random);
        counter.rig.run(12_000);
        assertThat(counter.ends()).as("seed %d, motion %d", seed, i).hasSize(1);
        assertThat(counter.stack.drawn() - drawn).isBetween(0, 1);
        counter.rig.faults().heal();
        counter.stack.jam(false);
        counter.rig.line.plugIn();
        counter.rig.run(15_000);
        assertThat(counter.rig.ready()).as("seed %d, ready after %d", seed, i).isTrue();
        counter.stack.take();
      }
    }
  }

  private static DispenserCommand any(Random random, int job) {
    return switch (random.nextInt(4)) {
      case 0 -> new Present(job);
      case 1 -> new Capture(job);
      default -> new Draw(job);
    };
  }

  private static void happen(Counter counter, Random random) {
    switch (random.nextInt(7)) {
      case 0 -> counter.rig.line.unplug();
      case 1 -> counter.rig.faults().add(new Fault.Mute(random.nextInt(12)));
      case 2 -> counter.rig.faults().add(new Fault.Late(random.nextInt(1_500), 10));
      case 3 -> counter.rig.faults().add(new Fault.Noise(40, 40, 40));
      case 4 -> counter.stack.jam(true);
      case 5 -> counter.stack.take();
      default -> {}
    }
  }
}
