package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Told;
import org.shuyi.devices.sorter.SorterCommand;
import org.shuyi.devices.sorter.SorterNotice;
import org.shuyi.devices.sorter.SorterNotice.HandInGate;
import org.shuyi.kiosk.host.Wiring;
import org.shuyi.sim.device.ModbusSorterPeer;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.Conveyor;

/**
 * D14: a hand in the gate stops all motion, of which the controller's own part is at most 50 ms.
 *
 * <p>Its own part is from the bytes that tell of the hand to those that halt: one step, between
 * which no other stands and no wait. What it takes before, until the next poll, and after, on the
 * wire and in the PLC, is the sorter's; so is a shutter that opens, which goes on.
 */
class HandInGateTest {
  private static final long OWN_PART_MILLIS = 50;

  private final Conveyor conveyor = new Conveyor(ModbusSorterPeer.BINS);
  private final Watched driver = new Watched(driver());
  private final Rig<SorterCommand, SorterNotice> rig =
      new Rig<>(
          new VirtualTime(),
          driver,
          new ModbusSorterPeer(true, conveyor, ModbusSorterPeer.PACE, 1),
          0);

  @SuppressWarnings("unchecked") // The row of the sorter.
  private static Driver<SorterCommand, SorterNotice> driver() {
    var row = Objects.requireNonNull(Wiring.deviceKinds().get("sorter.modbus"));
    return (Driver<SorterCommand, SorterNotice>)
        row.driver(Given.of("map", ModbusSorterPeer.ONE_TABLE, "framing", "tcp"));
  }

  @Test
  void theControllersOwnPartIsAtMostFiftyMilliseconds() {
    rig.begin();
    rig.run(500);
    long motion = 0;
    for (int round = 0; round < 200; round++) {
      conveyor.clear();
      conveyor.put(1);
      rig.run(200);
      rig.want(new SorterCommand.TakeIn(++motion));
      rig.run(1_500);
      rig.want(new SorterCommand.Sort(++motion, 1 + round % ModbusSorterPeer.BINS));
      rig.run(100 + 7 * round);
      assertThat(conveyor.isMoving()).as("round %d", round).isTrue();
      conveyor.hand(true);
      rig.run(500);
      assertThat(conveyor.isMoving()).as("round %d", round).isFalse();
      assertThat(driver.heard).as("round %d", round).hasSize(round + 1);
      assertThat(conveyor.stoodSince() - driver.heard.getLast())
          .as("round %d", round)
          .isBetween(0L, OWN_PART_MILLIS);
      conveyor.hand(false);
      rig.run(300);
    }
    assertThat(driver.heard).hasSize(200);
  }

  /** Notes when a hand was heard of, and sees that the same step halts. */
  private static final class Watched implements Driver<SorterCommand, SorterNotice> {
    private final Driver<SorterCommand, SorterNotice> driver;
    private final List<Long> heard = new ArrayList<>();

    Watched(Driver<SorterCommand, SorterNotice> driver) {
      this.driver = driver;
    }

    @Override
    public Answer<SorterNotice> on(Told<SorterCommand> event, long nowMillis) {
      Answer<SorterNotice> answer = driver.on(event, nowMillis);
      if (answer.notices().contains(new HandInGate(true))) {
        assertThat(answer.write()).as("the halt goes out in the same step").isNotEmpty();
        heard.add(nowMillis);
      }
      return answer;
    }

    @Override
    public long wakeAt() {
      return driver.wakeAt();
    }

    @Override
    public Health health() {
      return driver.health();
    }

    @Override
    public SortedMap<String, Long> counters() {
      return driver.counters();
    }
  }
}
