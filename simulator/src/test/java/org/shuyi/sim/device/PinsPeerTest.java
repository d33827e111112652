package org.shuyi.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Health;
import org.shuyi.devices.link.LineAddress;
import org.shuyi.devices.link.LinePins;
import org.shuyi.devices.link.Pins;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.Wires;
import org.shuyi.sim.world.World;

/** The town's end of the pins: the protocol by hand, and the product's own end over a socket. */
class PinsPeerTest {
  private final VirtualTime time = new VirtualTime();
  private final World world = new World(time::now, 1);
  private final PinsPeer peer;

  PinsPeerTest() {
    world.addDoor(1);
    peer = new PinsPeer(world.terminals(new Wires(Map.of(17, 1), 27, 22)));
    peer.powerUp(0);
  }

  @Test
  void aWatchedPinIsToldAtOnceAndAtEachChange() {
    say("pins 1\nwatch 27 up\n", 0);
    assertThat(hear(0)).isEqualTo("level 27 0\n");
    peer.look(5);
    assertThat(hear(5)).isEmpty();
    world.panel(true);
    peer.look(6);
    assertThat(hear(6)).isEqualTo("level 27 1\n");
  }

  @Test
  void anOutputIsDroppedWhenItsTimeIsOver() {
    say("pins 1\non 17 500\n", 100);
    assertThat(world.lit(1)).isTrue();
    assertThat(peer.wakeAt()).isEqualTo(600);
    assertThat(hear(599)).isEmpty();
    assertThat(world.lit(1)).isTrue();
    assertThat(hear(600)).isEmpty();
    assertThat(world.lit(1)).isFalse();
    assertThat(peer.wakeAt()).isEqualTo(Peer.NEVER);
  }

  @Test
  void aStationThatIsGoneLeavesNoLampLitAndNothingWatched() {
    say("pins 1\nwatch 27 up\non 17 86400000\n", 0);
    assertThat(hear(0)).isNotEmpty();
    peer.hungUp(1);
    assertThat(world.lit(1)).isFalse();
    world.panel(true);
    peer.look(2);
    assertThat(hear(2)).isEmpty();
  }

  @Test
  void nothingCountsBeforeTheGreetingAndNoiseNeverDoes() {
    say("on 17 500\nwatch 27 up\n", 0);
    assertThat(world.lit(1)).isFalse();
    say("pins 1\nhello\non 17\non 17 -5\nwatch 27 left\n" + "x".repeat(5_000) + "\n", 0);
    assertThat(world.lit(1)).isFalse();
    assertThat(hear(0)).isEmpty();
    for (char one : "on 17 500\n".toCharArray()) say(String.valueOf(one), 0);
    assertThat(world.lit(1)).isTrue();
    say("off 17\n", 0);
    assertThat(world.lit(1)).isFalse();
  }

  @Test
  @Timeout(30)
  void theStationsOwnEndUnderstandsIt() throws Exception {
    var levels = new LinkedBlockingQueue<Pins.Level>();
    var healths = new LinkedBlockingQueue<Health>();
    try (var town = TcpPeer.at(0, "pins", peer, PinsPeerTest::millis);
        var pins =
            new LinePins(LineAddress.parse("tcp:127.0.0.1:" + town.port()).line(), healths::add)) {
      var cabling = Cabling.of(world);
      cabling.add("pins", town, peer);
      pins.watch(27, Pins.Bias.UP, (pin, level) -> levels.add(level));
      var lamp = pins.output(17, Duration.ofHours(24));
      pins.open();
      assertThat(healths.poll(10, TimeUnit.SECONDS)).isEqualTo(new Health.Ready());
      assertThat(levels.poll(10, TimeUnit.SECONDS)).isEqualTo(Pins.Level.LOW);
      lamp.pulse(Duration.ofHours(24));
      world.panel(true);
      assertThat(levels.poll(10, TimeUnit.SECONDS)).isEqualTo(Pins.Level.HIGH);
      assertThat(world.lit(1)).as("said before the panel was opened").isTrue();
      world.unplug("pins");
      assertThat(levels.poll(10, TimeUnit.SECONDS)).isEqualTo(Pins.Level.UNKNOWN);
      assertThat(healths.poll(10, TimeUnit.SECONDS)).isInstanceOf(Health.Lost.class);
      assertThat(world.lit(1)).isFalse();
      world.plugIn("pins");
      while (!new Health.Ready().equals(healths.poll(10, TimeUnit.SECONDS))) {
        assertThat(world.lit(1)).isFalse();
      }
    }
  }

  private static long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private void say(String text, long now) {
    peer.received(Bytes.copyOf(text.getBytes(StandardCharsets.US_ASCII)), now);
  }

  private String hear(long now) {
    var heard = new StringBuilder();
    for (var bytes = peer.leaving(now); bytes != null; bytes = peer.leaving(now)) {
      heard.append(new String(bytes.toArray(), StandardCharsets.US_ASCII));
    }
    return heard.toString();
  }
}
