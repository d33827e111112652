package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.card.CardCommand;
import org.shuyi.devices.card.CardNotice;
import org.shuyi.devices.card.CardNotice.CardSeen;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.CardField;

/** What every driver of a card reader promises. */
abstract class CardContract extends PortContract<CardCommand, CardNotice> {
  /** A reader with this field before it. */
  abstract Peer peer(CardField field, long seed);

  /** The settings that make the driver fit the reader. */
  Given settings() {
    return Given.of();
  }

  /** What a card of this kind is told as. */
  abstract CardSeen seen(Bytes uid);

  /** Somebody's card. */
  abstract Bytes one();

  /** Another person's card. */
  abstract Bytes other();

  /** How long it takes to read a card, in milliseconds. */
  abstract long readWithin();

  /** A reader, its driver and what is held to it. */
  final class Desk implements CardField {
    final Rig<CardCommand, CardNotice> rig;
    private @Nullable Bytes held;

    Desk(long seed, int latencyMillis) {
      rig = new Rig<>(new VirtualTime(), driver(settings()), peer(this, seed), latencyMillis);
    }

    @Override
    public @Nullable Bytes uid() {
      return held;
    }

    Desk begin() {
      rig.begin();
      rig.run(500);
      return this;
    }

    void hold(Bytes uid, long millis) {
      held = uid;
      rig.run(millis);
    }

    void take(long millis) {
      held = null;
      rig.run(millis);
    }
  }

  final Desk desk() {
    return new Desk(1, 0).begin();
  }

  @Override
  final Rig<CardCommand, CardNotice> rig(long seed) {
    var desk = new Desk(seed, 0);
    desk.held = one();
    return desk.rig;
  }

  @Override
  final void work(Rig<CardCommand, CardNotice> rig) {
    rig.want(new CardCommand.Forget());
  }

  @Test
  void aCardIsToldOnceForEachTimeItComes() {
    var desk = desk();
    for (int i = 1; i <= 5; i++) {
      desk.hold(one(), 20_000);
      assertThat(desk.rig.told(CardNotice.class)).hasSize(i).containsOnly(seen(one()));
      desk.take(2_000);
    }
  }

  @Test
  void anotherCardIsToldAtOnce() {
    var desk = desk();
    desk.hold(one(), 2 * readWithin());
    desk.hold(other(), 2 * readWithin());
    desk.hold(one(), 2 * readWithin());
    assertThat(desk.rig.told(CardNotice.class))
        .containsExactly(seen(one()), seen(other()), seen(one()));
  }

  @Test
  void aCardAtTheEdgeOfTheFieldIsOneTap() {
    var desk = desk();
    for (int i = 0; i < 20; i++) {
      desk.hold(one(), 200);
      desk.rig.faults().add(new Fault.Missed(one(), 2));
    }
    assertThat(desk.rig.told(CardNotice.class)).containsExactly(seen(one()));
  }

  @Test
  void aCardThatLiesThereWhenTheReaderReturnsIsToldOnce() {
    var desk = desk();
    desk.hold(one(), 2 * readWithin());
    desk.rig.line.unplug();
    desk.rig.run(5_000);
    desk.rig.forget();
    desk.rig.line.plugIn();
    desk.rig.run(20_000);
    assertThat(desk.rig.told(CardNotice.class)).containsExactly(seen(one()));
  }

  @Test
  void answersInAnyPiecesDoubledAndDelayedAreUnderstood() {
    var manners = new ArrayList<Pieces>(List.of(Pieces.SINGLE, Pieces.DOUBLED));
    for (int at = 1; at < 20; at++) manners.add(Pieces.cutAt(at));
    for (int seed = 1; seed <= 10; seed++) manners.add(Pieces.byChance(seed));
    for (Pieces manner : manners) {
      var desk = desk();
      desk.rig.inPieces(manner);
      oneTap(desk);
    }
    oneTap(new Desk(1, 16).begin());
    var echoing = desk();
    echoing.rig.faults().add(new Fault.Echo());
    oneTap(echoing);
  }

  private void oneTap(Desk desk) {
    desk.hold(one(), 3_000);
    desk.take(3_000);
    assertThat(desk.rig.told(CardNotice.class)).containsExactly(seen(one()));
    assertThat(desk.rig.ready()).isTrue();
  }

  @Test
  void aCardIsToldWhileItIsHeld() {
    for (int wait = 0; wait < 300; wait += 17) {
      var desk = desk();
      desk.rig.run(wait);
      desk.hold(other(), readWithin());
      assertThat(desk.rig.told(CardNotice.class)).containsExactly(seen(other()));
    }
  }

  @Test
  void aCardThatIsTakenAwayAtAnyMomentIsToldOnceAtMostAndTheNextIsRead() {
    for (int held = 10; held < readWithin(); held += 40) {
      var desk = desk();
      desk.hold(one(), held);
      desk.take(3_000);
      assertThat(desk.rig.told(CardNotice.class)).hasSizeLessThan(2);
      desk.rig.forget();
      desk.hold(one(), 2 * readWithin());
      assertThat(desk.rig.told(CardNotice.class)).containsExactly(seen(one()));
    }
  }

  @Test
  void noNoiseAndNoLostAnswerMakesAnotherPersonsCard() {
    var random = new Random(20_260_303);
    for (int seed = 1; seed <= 40; seed++) {
      var desk = new Desk(seed, 0).begin();
      disturbances(random).forEach(desk.rig.faults()::add);
      desk.hold(one(), 60_000);
      assertThat(desk.rig.told(CardSeen.class)).allMatch(seen(one())::equals);
      judgeNoise(desk);
    }
  }

  /** What may happen on this wire; one with a check of its own loses answers, and changes none. */
  List<Fault> disturbances(Random random) {
    return List.of(
        new Fault.Noise(random.nextInt(60), random.nextInt(60), 20),
        new Fault.Late(random.nextInt(1_000), 10));
  }

  /** What else must hold of what was told under noise. */
  void judgeNoise(Desk desk) {}
}
