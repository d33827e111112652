package org.shuyi.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Frames of protocols/locks.md, section 5: LocQar/winnsen-test and the pudo kiosk. */
class WinnsenPeerTest {
  private final SixteenDoors doors = new SixteenDoors();

  private Asked board(boolean single, boolean others) {
    var setup = new WinnsenPeer.Setup(1, 16, single, others, 500, 700, 5);
    return new Asked(new WinnsenPeer(setup, doors, Pace.INSTANT, 1));
  }

  @Test
  void anOpenDrivesItsBoltAndIsAnsweredWithTheLock() {
    assertThat(board(false, false).hears("90 06 05 01 05 03"))
        .containsExactly("90 07 85 01 05 01 03");
    assertThat(board(false, true).hears("90 06 05 01 05 03"))
        .containsExactly("90 07 A5 01 05 01 03");
    assertThat(doors.pulled).containsExactly(5, 5);
  }

  @Test
  void openDoorsAreOnesOfTheMaskThatWasAskedFor() {
    doors.open.add(1);
    doors.open.add(9);
    assertThat(board(false, false).hears("90 07 02 01 FF FF 03"))
        .containsExactly("90 07 82 01 01 01 03");
    assertThat(board(false, false).hears("90 07 02 01 FF 00 03"))
        .containsExactly("90 07 82 01 01 00 03");
  }

  @Test
  void theOtherFormTellsOneLockWithItsStatusFirst() {
    doors.open.add(5);
    assertThat(board(true, false).hears("90 06 12 01 05 03"))
        .containsExactly("90 07 92 01 01 05 03");
    assertThat(board(true, false).hears("90 07 02 01 FF FF 03")).isEmpty();
  }
}
