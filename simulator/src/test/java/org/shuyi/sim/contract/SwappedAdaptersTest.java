package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Settings;
import org.shuyi.devices.lock.LockCommand;
import org.shuyi.devices.lock.LockNotice;
import org.shuyi.devices.tag.TagCommand;
import org.shuyi.devices.tag.TagNotice;
import org.shuyi.kiosk.host.Wiring;
import org.shuyi.sim.device.FeigIsoHostPeer;
import org.shuyi.sim.device.KerongCu16Peer;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.device.WjlPeer;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.World;

/**
 * Fault 34: two adapters were put into each other's sockets. Devices of different makes or
 * addresses are then lost and never ready, so no bolt is pulled behind the wrong door; two that are
 * alike in all look alike, and the READMEs of the drivers ask for an address each.
 */
class SwappedAdaptersTest {
  private static final Given LOCKS = Given.of("polarity", "one-is-closed");

  private final VirtualTime time = new VirtualTime();
  private final World world = new World(time::now, 1);

  SwappedAdaptersTest() {
    for (int door = 1; door <= 8; door++) world.addDoor(door);
  }

  @SuppressWarnings("unchecked") // The row of a kind has its port's commands and notices.
  private <C, N> Rig<C, N> rig(String kind, Settings settings, Peer peer) {
    var row = Objects.requireNonNull(Wiring.deviceKinds().get(kind));
    return new Rig<>(time, (Driver<C, N>) row.driver(settings), peer, 0);
  }

  private Peer kerong() {
    return new KerongCu16Peer(KerongCu16Peer.Setup.USUAL, bolts(), KerongCu16Peer.PACE, 1);
  }

  private Peer wjl() {
    return new WjlPeer(WjlPeer.Setup.USUAL, bolts(), WjlPeer.PACE, 1);
  }

  private Peer reader(int address) {
    var setup = new FeigIsoHostPeer.Setup(address, 24, true);
    return new FeigIsoHostPeer(setup, world.field("reader"), FeigIsoHostPeer.PACE, 1);
  }

  private org.shuyi.sim.world.Bolts bolts() {
    return world.bolts(1, 2, 3, 4, 5, 6, 7, 8);
  }

  /** Ordered to open, it opens nothing, and it never becomes ready. */
  private void isNoLock(Rig<LockCommand, LockNotice> rig) {
    rig.begin();
    for (int i = 0; i < 12; i++) {
      assertThat(rig.ready()).isFalse();
      rig.want(new LockCommand.Open(1, Duration.ofMillis(500)));
      rig.run(5_000);
    }
    assertThat(rig.lost()).isTrue();
    assertThat(world.history()).as("bolts").isEmpty();
  }

  @Test
  void aLockBoardOfAnotherAddressIsNeverReadyAndPullsNoBolt() {
    isNoLock(rig("lock.kerong", LOCKS.and(Given.of("board", "1")), kerong()));
    isNoLock(rig("lock.wjl", LOCKS.and(Given.of("board", "2")), wjl()));
  }

  @Test
  void aLockBoardOfAnotherMakeIsNeverReadyAndPullsNoBolt() {
    isNoLock(rig("lock.kerong", LOCKS, wjl()));
    isNoLock(rig("lock.wjl", LOCKS, kerong()));
  }

  @Test
  void aReaderInTheSocketOfALockBoardIsNeverReadyAndTheOtherWayRound() {
    isNoLock(rig("lock.kerong", LOCKS, reader(1)));
    Rig<TagCommand, TagNotice> tags = rig("tag.feig", Given.of("address", "1"), kerong());
    tags.begin().run(60_000);
    assertThat(tags.lost()).isTrue();
    assertThat(world.history()).as("bolts").isEmpty();
  }

  @Test
  void twoReadersWithAddressesOfTheirOwnAreLostWhenSwappedAndReadyWhenPutRight() {
    for (int socket = 1; socket <= 2; socket++) {
      var settings = Given.of("address", "" + socket);
      Rig<TagCommand, TagNotice> swapped = rig("tag.feig", settings, reader(3 - socket));
      swapped.begin().run(60_000);
      assertThat(swapped.lost()).isTrue();
      Rig<TagCommand, TagNotice> right = rig("tag.feig", settings, reader(socket));
      assertThat(right.begin().ready()).isTrue();
    }
  }
}
