package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.card.CardNotice.CardSeen;
import org.shuyi.devices.card.CardNotice.CardUnusable;
import org.shuyi.devices.card.CardNotice.Technology;

/** What the driver of a reader of identity cards promises. */
abstract class IdentityContract extends CardContract {
  @Override
  String kind() {
    return "card.sdt";
  }

  @Override
  final CardSeen seen(Bytes number) {
    return new CardSeen(Technology.ID_CARD, number);
  }

  @Override
  final Bytes one() {
    return number("11010519491231002X");
  }

  @Override
  final Bytes other() {
    return number("440524188001010014");
  }

  @Override
  final long readWithin() {
    return 1_500;
  }

  private static Bytes number(String digits) {
    return Bytes.copyOf(digits.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void aNumberWithAWrongCheckIsNobodys() {
    var desk = desk();
    desk.hold(number("110105194912310021"), 5_000);
    assertThat(desk.rig.told(CardSeen.class)).isEmpty();
    assertThat(desk.rig.told(CardUnusable.class)).hasSize(1);
  }

  @Test
  void aCardTakenAwayInTheMiddleIsTryAgain() {
    int tryAgain = 0;
    for (int held = 10; held < readWithin(); held += 10) {
      var desk = desk();
      desk.hold(one(), held);
      desk.take(3_000);
      for (var unusable : desk.rig.told(CardUnusable.class)) {
        assertThat(unusable.why()).contains("try again");
        tryAgain++;
      }
    }
    assertThat(tryAgain).isPositive();
  }
}
