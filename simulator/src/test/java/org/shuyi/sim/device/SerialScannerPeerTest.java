package org.shuyi.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.link.Line;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.World;

class SerialScannerPeerTest {
  @Test
  void aCodeHeldUpInTheWorldComesWithItsEndMarkAndNoneWhileUnplugged() {
    var time = new VirtualTime();
    var world = new World(time::now, 1);
    var peer = new SerialScannerPeer(SerialScannerPeer.PACE, 1);
    var line = new MemoryLine("scanner", time, peer);
    Cabling.of(world).add("scanner", line, peer);
    var heard = new ArrayList<String>();
    line.open(
        new Line.Listener() {
          @Override
          public void up() {}

          @Override
          public void received(Bytes bytes) {
            heard.add(new String(bytes.toArray(), StandardCharsets.UTF_8));
          }

          @Override
          public void down(String why) {}
        });
    time.run(10);
    world.scanCode("9787020002207");
    time.run(100);
    world.unplug("scanner");
    world.scanCode("lost");
    world.plugIn("scanner");
    time.runUntilIdle(10);
    assertThat(heard).containsExactly("9787020002207\r");
  }
}
