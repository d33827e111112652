package org.shuyi.devices.tag.thingmagic;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Bench;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.Health;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.tag.TagCommand;
import org.shuyi.devices.tag.TagNotice;
import org.shuyi.devices.tag.TagNotice.Counted;
import org.shuyi.devices.tag.TagNotice.NotCounted;
import org.shuyi.devices.tag.TagNotice.Seen;
import org.shuyi.devices.tag.thingmagic.ThingMagicFrame.Reply;
import org.shuyi.devices.tag.thingmagic.ThingMagicFrame.Request;

class ThingMagicDriverTest {
  private static final String VECTORS = "/org/shuyi/devices/tag/thingmagic/thingmagic.vectors";
  private static final Bytes EPC = Bytes.parse("E200322FE20DF9311328B7E3");
  private static final Bytes VERSION = Vectors.named(VECTORS, "reply: version");

  private final Bench<TagCommand, TagNotice> bench = bench("words", 2, "antennas", 4);

  @Test
  void aModuleIsBootedWhereItKnowsNoSettingYet() {
    bench.up();
    answer(0x03, "", VERSION);
    answer(0x97, "06", reply(0x97, 0x0101, ""));
    answer(0x04, "", Vectors.named(VECTORS, "reply: versions"));
    answer(0x97, "06", reply(0x97, 0, ""));
    answer(0x93, "0005", reply(0x93, 0, ""));
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  @Test
  void aRefusedSettingIsTold() {
    bench.up();
    answer(0x03, "", VERSION);
    answer(0x97, "06", reply(0x97, 0x0105, ""));
    answer(0x93, "0005", reply(0x93, 0, ""));
    assertThat(bench.driver.health())
        .isEqualTo(new Health.Degraded("command 97: status 0105, parameter"));
  }

  @Test
  void anAntennaIsSetAndSearchedAndItsBufferFetched() {
    ready();
    bench.want(new TagCommand.Count(7, 3, 1));
    settled();
    answer(0x91, "03 03", reply(0x91, 0, ""));
    answer(0x2A, "", reply(0x2A, 0, ""));
    answer(0x22, "00 0000 00C8", reply(0x22, 0, "00 0000 02"));
    String known = "33 0080 3400 E200322FE20DF9311328B7E3 1234";
    answer(0x29, "0004 00", reply(0x29, 0, "0004 00 01" + known));
    answer(0x29, "0004 00", reply(0x29, 0, "0004 00 01 33 0030 0907 ABCD 5678"));
    String read = "0064 11 0000 03 00000000 02 00000000 60 E200322FE20DF9311328B7E3";
    answer(0x28, read, reply(0x28, 0, "11 0000 01020304"));
    var seen =
        new Seen(
            1,
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.of(Bytes.parse("01020304")),
            Optional.of(Bytes.parse("3400").plus(EPC)));
    var poor =
        new Seen(
            1,
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.of(Bytes.parse("0907 ABCD")));
    assertThat(bench.noticed())
        .singleElement()
        .isInstanceOfSatisfying(
            Counted.class,
            counted ->
                assertThat(counted.tags())
                    .containsOnly(entry(EPC, seen), entry(Bytes.parse("ABCD"), poor)));
  }

  @Test
  void aModuleThatFindsNothingThreeTimesBecauseOfAFaultCountsNothing() {
    ready();
    bench.want(new TagCommand.Count(7, 1, 1));
    settled();
    answer(0x91, "01 01", reply(0x91, 0, ""));
    for (int i = 0; i < 3; i++) {
      answer(0x2A, "", reply(0x2A, 0, ""));
      answer(0x22, "00 0000 00C8", reply(0x22, 0x7F01, ""));
    }
    assertThat(bench.noticed())
        .containsExactly(new NotCounted(7, 1, "inventory: status 7F01, software fault"));
  }

  @Test
  void anAntennaThatIsNotConnectedCountsNothing() {
    ready();
    bench.want(new TagCommand.Count(7, 4, 1));
    settled();
    answer(0x91, "04 04", reply(0x91, 0x0105, ""));
    assertThat(bench.noticed())
        .containsExactly(new NotCounted(7, 4, "antenna 4: command 91: status 0105, parameter"));
  }

  @Test
  void spoiledBytesNeverStopTheDriver() {
    var random = new Random(13);
    ready();
    var golden = Vectors.of(VECTORS).toList();
    for (int i = 0; i < 20_000; i++) {
      if (i % 50 == 0) bench.want(new TagCommand.Count(i, 1 + i % 4, 2));
      Bytes reply = golden.get(i % golden.size()).bytes();
      bench.hear(i % 3 == 0 ? reply : Chunks.spoiled(reply, random));
      if (i % 5 == 0) bench.pass(random.nextInt(400));
    }
    bench.pass(20_000);
    bench.written.clear();
    answer(0x03, "", VERSION);
    settled();
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  private void ready() {
    bench.up();
    answer(0x03, "", VERSION);
    settled();
  }

  private void settled() {
    answer(0x97, "06", reply(0x97, 0, ""));
    answer(0x93, "0005", reply(0x93, 0, ""));
  }

  private void answer(int command, String data, Bytes answer) {
    assertThat(bench.nextWritten())
        .isEqualTo(ThingMagicFrame.encode(new Request(command, Bytes.parse(data))));
    bench.hear(answer);
  }

  private static Bytes reply(int command, int status, String data) {
    return ThingMagicFrame.encode(new Reply(command, status, Bytes.parse(data)));
  }

  private static Bench<TagCommand, TagNotice> bench(Object... settings) {
    return new Bench<>(new ThingMagicDriver(new ThingMagicConfig(SomeSettings.of(settings))));
  }
}
