package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.card.CardCommand;
import org.shuyi.devices.card.CardNotice;
import org.shuyi.devices.card.CardNotice.CardSeen;
import org.shuyi.devices.card.CardNotice.CardUnusable;
import org.shuyi.devices.card.CardNotice.Technology;

/** What every driver of a reader promises that tells a card by the number of its chip. */
abstract class ChipContract extends CardContract {
  static final Bytes FOUR = Bytes.parse("DEADBEEF");
  static final Bytes SEVEN = Bytes.parse("04A1B2C3D4E580");
  private static final Bytes TEN = Bytes.parse("04010203040506070809");

  @Override
  final CardSeen seen(Bytes uid) {
    return new CardSeen(Technology.ISO_14443A, uid);
  }

  @Override
  final Bytes one() {
    return SEVEN;
  }

  @Override
  final Bytes other() {
    return FOUR;
  }

  @Override
  long readWithin() {
    return 500;
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
}
