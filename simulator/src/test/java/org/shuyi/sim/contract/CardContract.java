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
import org.shuyi.devices.card.CardNotice.CardUnusable;
import org.shuyi.devices.card.CardNotice.Technology;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.CardField;

/** What every driver of a card reader promises. */
abstract class CardContract extends PortContract<CardCommand, CardNotice> {
  private static final Bytes FOUR = Bytes.parse("DEADBEEF");
  private static final Bytes SEVEN = Bytes.parse("04A1B2C3D4E580");
  private static final Bytes TEN = Bytes.parse("04010203040506070809");

  /** A reader with this field before it. */
  abstract Peer peer(CardField field, long seed);

  /** A reader, its driver and what is held to it. */
  private final class Desk implements CardField {
    final Rig<CardCommand, CardNotice> rig;
    private @Nullable Bytes held;

    Desk(long seed, int latencyMillis) {
      rig = new Rig<>(new VirtualTime(), driver(Given.of()), peer(this, seed), latencyMillis);
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

  private Desk desk() {
    return new Desk(1, 0).begin();
  }

  private static CardSeen seen(Bytes uid) {
    return new CardSeen(Technology.ISO_14443A, uid);
  }

  @Override
  final Rig<CardCommand, CardNotice> rig(long seed) {
    var desk = new Desk(seed, 0);
    desk.held = SEVEN;
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
      desk.hold(SEVEN, 20_000);
      assertThat(desk.rig.told(CardNotice.class)).hasSize(i).containsOnly(seen(SEVEN));
      desk.take(2_000);
    }
  }

  @Test
  void aCardIsToldWithinHalfASecond() {
    for (int wait = 0; wait < 300; wait += 17) {
      var desk = desk();
      desk.rig.run(wait);
      desk.hold(FOUR, 500);
      assertThat(desk.rig.told(CardNotice.class)).containsExactly(seen(FOUR));
    }
  }

  @Test
  void aNumberIsToldInTheOrderOfTheStandardWhateverItsLength() {
    var ids =
        List.of(
            FOUR,
            SEVEN,
            TEN,
            Bytes.parse("01020304"),
            Bytes.parse("04112233000000"),
            Bytes.parse("DEADBE00"),
            Bytes.parse("04000000000001"));
    for (Bytes id : ids) {
      var desk = desk();
      desk.hold(id, 2_000);
      assertThat(desk.rig.told(CardNotice.class)).containsExactly(seen(id));
    }
  }

  @Test
  void aCardThatStaysIsToldAgainAfterForget() {
    var desk = desk();
    desk.hold(SEVEN, 5_000);
    desk.rig.want(new CardCommand.Forget());
    desk.rig.run(5_000);
    assertThat(desk.rig.told(CardNotice.class)).containsExactly(seen(SEVEN), seen(SEVEN));
  }

  @Test
  void aNumberDrawnByChanceIsUnusable() {
    var desk = desk();
    desk.hold(Bytes.parse("08AA55CC"), 5_000);
    desk.take(2_000);
    desk.hold(Bytes.parse("0812EF34"), 5_000);
    assertThat(desk.rig.told(CardSeen.class)).isEmpty();
    assertThat(desk.rig.told(CardUnusable.class)).hasSize(2);
  }

  @Test
  void twoCardsAtOnceAreNobodys() {
    var desk = desk();
    desk.rig.faults().add(new Fault.SecondCard(FOUR));
    desk.hold(SEVEN, 5_000);
    assertThat(desk.rig.told(CardSeen.class)).isEmpty();
    assertThat(desk.rig.told(CardUnusable.class)).hasSize(1);
    desk.rig.faults().heal();
    desk.rig.run(1_000);
    assertThat(desk.rig.told(CardSeen.class)).containsExactly(seen(SEVEN));
  }

  @Test
  void anotherCardIsToldAtOnce() {
    var desk = desk();
    desk.hold(SEVEN, 1_000);
    desk.hold(FOUR, 1_000);
    desk.hold(SEVEN, 1_000);
    assertThat(desk.rig.told(CardNotice.class))
        .containsExactly(seen(SEVEN), seen(FOUR), seen(SEVEN));
  }

  @Test
  void aCardAtTheEdgeOfTheFieldIsOneTap() {
    var desk = desk();
    for (int i = 0; i < 20; i++) {
      desk.hold(SEVEN, 200);
      desk.rig.faults().add(new Fault.Missed(SEVEN, 2));
    }
    assertThat(desk.rig.told(CardNotice.class)).containsExactly(seen(SEVEN));
  }

  @Test
  void aCardThatLiesThereWhenTheReaderReturnsIsToldOnce() {
    var desk = desk();
    desk.hold(SEVEN, 1_000);
    desk.rig.line.unplug();
    desk.rig.run(5_000);
    desk.rig.forget();
    desk.rig.line.plugIn();
    desk.rig.run(20_000);
    assertThat(desk.rig.told(CardNotice.class)).containsExactly(seen(SEVEN));
  }

  @Test
  void aReaderThatLostItsSettingsSeesCardsAgainWhenItIsPluggedIn() {
    var desk = desk();
    desk.rig.line.unplug();
    desk.rig.run(1_000);
    desk.rig.faults().add(new Fault.SettingsLost());
    desk.rig.line.plugIn();
    desk.rig.run(3_000);
    desk.hold(SEVEN, 1_000);
    assertThat(desk.rig.told(CardNotice.class)).containsExactly(seen(SEVEN));
  }

  @Test
  void settingsLostWhileTheLineStaysUpAreRestoredWithinFifteenSeconds() {
    var desk = desk();
    desk.hold(FOUR, 1_000);
    desk.take(7_000);
    desk.rig.faults().add(new Fault.SettingsLost());
    desk.rig.run(14_000);
    desk.hold(SEVEN, 1_000);
    assertThat(desk.rig.told(CardNotice.class)).containsExactly(seen(FOUR), seen(SEVEN));
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

  private static void oneTap(Desk desk) {
    desk.hold(SEVEN, 3_000);
    desk.take(3_000);
    assertThat(desk.rig.told(CardNotice.class)).containsExactly(seen(SEVEN));
    assertThat(desk.rig.ready()).isTrue();
  }

  @Test
  void noNoiseAndNoLostAnswerMakesAnotherPersonsCard() {
    var random = new Random(20_260_303);
    for (int seed = 1; seed <= 40; seed++) {
      var desk = new Desk(seed, 0).begin();
      desk.rig.faults().add(new Fault.Noise(random.nextInt(60), random.nextInt(60), 20));
      desk.rig.faults().add(new Fault.Late(random.nextInt(1_000), 10));
      desk.hold(SEVEN, 60_000);
      assertThat(desk.rig.told(CardSeen.class)).allMatch(seen(SEVEN)::equals);
      assertThat(desk.rig.told(CardUnusable.class)).isEmpty();
    }
  }
}
