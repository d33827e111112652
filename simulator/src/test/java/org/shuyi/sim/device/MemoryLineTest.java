package org.shuyi.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.link.Line;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.World;

class MemoryLineTest {
  private static final Bytes STATE = Bytes.parse("02 00 30 03 35");

  private final VirtualTime time = new VirtualTime();
  private final KerongCu16Peer peer =
      new KerongCu16Peer(KerongCu16Peer.Setup.USUAL, new SixteenDoors(), KerongCu16Peer.PACE, 1);
  private final MemoryLine line = new MemoryLine("locks", time, peer);
  private final List<String> heard = new ArrayList<>();
  private final Line.Listener listener =
      new Line.Listener() {
        @Override
        public void up() {
          heard.add(time.now() + " up");
        }

        @Override
        public void received(Bytes bytes) {
          heard.add(time.now() + " " + bytes);
        }

        @Override
        public void down(String why) {
          heard.add(time.now() + " down: " + why);
        }
      };

  @Test
  void anAnswerComesThroughTheQueueWhenItHasLeftTheDevice() {
    line.open(listener);
    time.run(100);
    line.write(STATE);
    time.runUntilIdle(10);
    assertThat(heard).containsExactly("0 up", "113 02 00 35 FF FF 00 00 03 38");
  }

  @Test
  void aPluggedOutDeviceLosesItsAnswerAndComesBackAfresh() {
    line.open(listener);
    time.run(100);
    line.write(STATE);
    time.run(105);
    line.unplug();
    line.write(STATE);
    time.run(1000);
    line.plugIn();
    time.run(2000);
    line.write(STATE);
    time.runUntilIdle(10);
    assertThat(heard)
        .containsExactly(
            "0 up", "105 down: unplugged", "1500 up", "2013 02 00 35 FF FF 00 00 03 38");
  }

  @Test
  void anAdapterHoldsTheAnswerBackForItsLatency() {
    var slow = new MemoryLine("locks", time, peer, 16);
    slow.open(listener);
    time.run(100);
    slow.write(STATE);
    time.runUntilIdle(10);
    assertThat(heard).last().isEqualTo("129 02 00 35 FF FF 00 00 03 38");
  }

  @Test
  void aClosedLineIsSilentForGood() {
    line.open(listener);
    line.close();
    line.close();
    line.plugIn();
    time.runUntilIdle(10);
    assertThat(heard).isEmpty();
  }

  @Test
  void aNewLineToTheSameDeviceHearsNothingThatWasSaidBeforeItOpened() {
    line.open(listener);
    time.run(100);
    line.write(STATE);
    line.close();
    time.run(200);
    var next = new MemoryLine("locks", time, peer);
    next.open(listener);
    time.run(300);
    next.write(STATE);
    time.runUntilIdle(10);
    assertThat(heard).containsExactly("0 up", "200 up", "313 02 00 35 FF FF 00 00 03 38");
  }

  @Test
  void plugsAndMainsOfTheWorldReachTheDevice() {
    var world = new World(time::now, 1);
    Cabling.of(world).add("locks", line);
    line.open(listener);
    time.run(10);
    world.unplug("locks");
    world.mains(false);
    time.run(1000);
    world.mains(true);
    time.run(5000);
    world.plugIn("locks");
    time.runUntilIdle(10);
    assertThat(heard).containsExactly("0 up", "10 down: unplugged", "5500 up");
  }

  @Test
  void anIdleLineCostsNothing() {
    line.open(listener);
    time.run(1_000_000_000);
    assertThat(time.steps()).isEqualTo(1);
  }
}
