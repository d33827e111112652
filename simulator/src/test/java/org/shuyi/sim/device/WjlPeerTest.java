package org.shuyi.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Frames of protocols/locks.md, section 2: the maker's text in dp2's WjlLockDriver.cs. */
class WjlPeerTest {
  private final SixteenDoors doors = new SixteenDoors();
  private final WjlPeer peer = peer(new WjlPeer.Setup(2, 32, true, 500, 1000, 10));
  private final Asked board = new Asked(peer);

  private WjlPeer peer(WjlPeer.Setup setup) {
    return new WjlPeer(setup, doors, Pace.INSTANT, 1);
  }

  @Test
  void anOpeningIsAnsweredASecondLater() {
    long asked = board.now();
    assertThat(board.hears("8A 01 01 11 9B")).containsExactly("80 01 01 11 91");
    assertThat(board.now() - asked).isEqualTo(1000);
    assertThat(doors.pulled).containsExactly(1);
  }

  @Test
  void aBoardThatDidNotDriveTheBoltSaysSo() {
    peer.faults().add(new Fault.Refuses(1));
    assertThat(board.hears("8A 01 01 11 9B")).containsExactly("80 01 01 00 80");
    assertThat(doors.pulled).isEmpty();
  }

  @Test
  void allLocksAreToldWithTheHighestFirstAndOneForClosed() {
    assertThat(board.hears("80 01 00 33 B2")).containsExactly("80 01 FF FF FF FF 33 B2");
    doors.open.add(35);
    assertThat(board.hears("80 02 00 33 B1")).containsExactly("80 02 FF FF FF FB 33 B5");
  }

  @Test
  void reversedPolarityTurnsEveryBit() {
    doors.open.add(35);
    peer.faults().add(new Fault.PolarityReversed());
    assertThat(board.hears("80 02 00 33 B1")).containsExactly("80 02 00 00 00 04 33 B5");
  }

  @Test
  void oneLockIsToldInEitherPolarity() {
    doors.open.add(1);
    assertThat(board.hears("80 01 01 33 B3")).containsExactly("80 01 01 11 91");
    var other = new Asked(peer(new WjlPeer.Setup(1, 8, false, 500, 1000, 10)));
    assertThat(other.hears("80 01 01 33 B3")).containsExactly("80 01 01 00 80");
  }

  @Test
  void theAddressIsToldOnRequest() {
    assertThat(board.hears("80 01 00 99 18")).containsExactly("80 01 01 99 19");
  }

  @Test
  void lockThreeOfBoardTwoFollowsThoseOfBoardOne() {
    board.hears("8A 02 03 11 9A");
    assertThat(doors.pulled).containsExactly(35);
  }

  @Test
  void openingAWholeGroupIsNotObeyed() {
    assertThat(board.hears("9D 01 01 33 AE")).isEmpty();
    assertThat(doors.pulled).isEmpty();
  }
}
