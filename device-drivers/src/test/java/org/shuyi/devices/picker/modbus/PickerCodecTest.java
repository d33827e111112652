package org.shuyi.devices.picker.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuyi.devices.Bench;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.Health;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.Vectors.Vector;
import org.shuyi.devices.modbus.Entry;
import org.shuyi.devices.picker.PickerCommand;
import org.shuyi.devices.picker.PickerNotice;

class PickerCodecTest {
  private static final int SLOTS = 4;

  static Stream<Vector> vectors() {
    return Vectors.of("/org/shuyi/devices/picker/modbus/picker.vectors");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenFrameHasItsCheckAndIsExplained(Vector vector) {
    assertThat(Vectors.holds(vector)).isTrue();
    assertThat(PickerCodec.FRAMES.explain(vector.bytes()).what()).isEqualTo(vector.meaning());
  }

  /** Every entry in holding registers, bits packed from 240 on. */
  private static String map() {
    var lines = new ArrayList<String>();
    int bit = 0;
    int word = 200;
    int written = 100;
    for (Entry entry : PickerCodec.entries(SLOTS)) {
      String value =
          switch (entry.kind()) {
            case WRITTEN_WORD -> "holding " + written++;
            case WRITTEN_SWITCH -> "coil 0";
            case WORD -> "holding " + word++;
            case BIT -> "holding 204." + bit++;
            case CODE -> String.valueOf(lines.size());
          };
      lines.add(entry.name() + " = " + value);
    }
    return String.join("\n", lines);
  }

  private static int code(String name) {
    return List.of(map().split("\n", -1)).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> Integer.parseInt(line.replaceFirst(".*= ", "")))
        .findFirst()
        .orElseThrow();
  }

  /** Accepted, state, fault, slot, and the packed sensors: an origin that is known. */
  private static Bytes answered(Bytes asked) {
    var head = asked.slice(0, 4);
    if (asked.at(7) != 0x03) return head.plus(0, 6).plus(asked.slice(6, 12));
    return head.plus(0, 13, 1, 3, 10).plus(0, 7, 0, code("state.idle"), 0, 0, 0, 0, 0, 0x02);
  }

  @Test
  void oneTableIsOneQuestion() {
    var bench = bench();
    bench.up();
    bench.hear(answered(bench.nextWritten()));
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
    assertThat(bench.noticed())
        .singleElement()
        .isInstanceOfSatisfying(
            PickerNotice.Seen.class,
            seen -> assertThat(seen.scene().orElseThrow().slots()).hasSize(SLOTS));
  }

  @Test
  void spoiledBytesNeverStopTheDriver() {
    var random = new Random(43);
    var bench = bench();
    bench.up();
    for (int i = 0; i < 20_000; i++) {
      if (!bench.written.isEmpty()) {
        bench.hear(Chunks.spoiled(answered(bench.written.removeFirst()), random));
      }
      if (i % 50 == 0) bench.want(new PickerCommand.SearchOrigin(i + 1));
      if (i % 70 == 0) bench.want(new PickerCommand.Sense());
      bench.pass(random.nextInt(100));
      if (bench.notices.size() > 1_000) bench.noticed();
    }
    bench.pass(60_000);
    bench.written.clear();
    bench.down().up();
    bench.hear(answered(bench.nextWritten()));
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  private static Bench<PickerCommand, PickerNotice> bench() {
    var settings = SomeSettings.of("map", map(), "slots", SLOTS, "framing", "tcp");
    return new Bench<>(new PickerDriver(new PickerConfig(settings)));
  }
}
