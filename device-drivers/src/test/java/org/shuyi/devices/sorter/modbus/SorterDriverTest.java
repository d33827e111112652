package org.shuyi.devices.sorter.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bench;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.sorter.SorterCommand;
import org.shuyi.devices.sorter.SorterNotice;
import org.shuyi.devices.sorter.SorterNotice.HandInGate;
import org.shuyi.devices.sorter.SorterNotice.Moved;
import org.shuyi.devices.sorter.SorterNotice.Outcome;

/** The driver by its bytes, on TCP: two tables are asked for in turn. */
class SorterDriverTest {
  private final Bench<SorterCommand, SorterNotice> bench = bench();

  private static Bench<SorterCommand, SorterNotice> bench() {
    var settings =
        SomeSettings.of(
            "map", String.join("\n", SorterMapTest.good()), "bins", 2, "framing", "tcp");
    return new Bench<>(new SorterDriver(new SorterConfig(settings)));
  }

  /** Discrete inputs in the order of the entries: emergency stop, grating, inlet, tunnel … */
  private static final int GRATING = 0x02;

  private static final int TUNNEL = 0x08;
  private static final int OPEN = 0x40;
  private static final int BOTH_BINS_THERE = 0x500;

  /** Answers whatever is asked for. */
  private Bytes answered(Bytes asked, int bits, int accepted, int moving) {
    var head = asked.slice(0, 4);
    return switch (asked.at(7)) {
      case 0x02 -> {
        int all = bits | OPEN | BOTH_BINS_THERE;
        yield head.plus(0, 5, 1, 2, 2, all & 0xFF, all >> 8);
      }
      case 0x04 -> head.plus(0, 13, 1, 4, 10).plus(0, accepted, 0, moving, 0, 0, 0, 0, 0, 0);
      case 0x10 -> head.plus(0, 6).plus(asked.slice(6, 12));
      default -> asked;
    };
  }

  private void round(int bits, int accepted, int moving) {
    for (int table = 0; table < 2; table++) {
      var asked = bench.nextWritten();
      bench.hear(answered(asked, bits, accepted, moving));
    }
  }

  private static int codeOf(String name) {
    return SorterMapTest.good()
        .indexOf(
            SorterMapTest.good().stream()
                .filter(line -> line.startsWith(name))
                .findFirst()
                .orElseThrow());
  }

  @Test
  void aMotionIsOneWriteOfCommandBinAndNumber() {
    int idle = codeOf("state.idle");
    bench.up();
    round(TUNNEL, 41, idle);
    bench.noticed();
    bench.want(new SorterCommand.Sort(1, 2));
    var written = bench.nextWritten();
    while (written.at(7) != 0x10) {
      bench.hear(answered(written, TUNNEL, 41, idle));
      written = bench.nextWritten();
    }
    assertThat(written.from(6))
        .isEqualTo(
            Bytes.parse("01 10 00 64 00 03 06").plus(0, codeOf("command.sort"), 0, 2, 0, 42));
  }

  @Test
  void theHaltIsWrittenInTheStepThatSeesTheHand() {
    int idle = codeOf("state.idle");
    int moving = codeOf("state.moving");
    bench.up();
    round(TUNNEL, 41, idle);
    bench.want(new SorterCommand.Sort(1, 2));
    var written = bench.nextWritten();
    for (int i = 0; i < 5 && written.at(7) != 0x10; i++) {
      bench.hear(answered(written, TUNNEL, 41, idle));
      written = bench.nextWritten();
    }
    bench.hear(answered(written, 0, 0, 0));
    bench.noticed();
    long seenAt = 0;
    for (int i = 0; i < 2; i++) {
      var asked = bench.nextWritten();
      seenAt = bench.now;
      bench.hear(answered(asked, TUNNEL | GRATING, 42, moving));
    }
    assertThat(bench.noticed())
        .contains(new HandInGate(true), new Moved(1, Outcome.UNKNOWN, "a hand is in the gate"));
    assertThat(bench.written).hasSize(1);
    assertThat(bench.written.getFirst().from(6)).isEqualTo(Bytes.parse("01 05 00 00 FF 00"));
    assertThat(bench.now).isEqualTo(seenAt);
  }

  @Test
  void spoiledBytesNeverStopTheDriver() {
    var random = new Random(41);
    int idle = codeOf("state.idle");
    bench.up();
    for (int i = 0; i < 20_000; i++) {
      if (!bench.written.isEmpty()) {
        bench.hear(Chunks.spoiled(answered(bench.written.removeFirst(), TUNNEL, 7, idle), random));
      }
      if (i % 50 == 0) bench.want(new SorterCommand.Sort(i + 1, 1)).want(new SorterCommand.Sense());
      if (i % 70 == 0) bench.want(new SorterCommand.Halt());
      bench.pass(random.nextInt(100));
      if (bench.notices.size() > 1_000) bench.noticed();
    }
    bench.pass(60_000);
    bench.written.clear();
    bench.down().up();
    round(TUNNEL, 7, idle);
    assertThat(bench.driver.health()).isEqualTo(new org.shuyi.devices.Health.Ready());
  }
}
