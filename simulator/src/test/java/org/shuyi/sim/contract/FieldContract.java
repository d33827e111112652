package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shuyi.devices.card.CardNotice;
import org.shuyi.devices.card.CardNotice.CardSeen;
import org.shuyi.devices.card.CardNotice.CardUnusable;
import org.shuyi.sim.device.Fault;

/** What every driver promises whose reader tells all cards in its field, and has settings. */
abstract class FieldContract extends ChipContract {
  @Override
  final void judgeNoise(Desk desk) {
    assertThat(desk.rig.told(CardUnusable.class)).isEmpty();
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
}
