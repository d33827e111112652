package org.shuyi.devices.tag.threem;

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
import org.shuyi.devices.tag.TagNotice.Marked;
import org.shuyi.devices.tag.TagNotice.Seen;
import org.shuyi.devices.tag.threem.ThreeMFrame.Frame;

class ThreeMDriverTest {
  private static final String VECTORS = "/org/shuyi/devices/tag/threem/threem.vectors";
  private static final Bytes UID = Bytes.parse("E004010012345678");
  private static final Bytes WOKEN = Vectors.named(VECTORS, "reply of a 3M 810");

  private final Bench<TagCommand, TagNotice> bench = bench("blocks", 2);

  @Test
  void aReaderIsWokenByTheUndocumentedFrame() {
    bench.up();
    answer(ThreeMCodec.wakeUp(), WOKEN);
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  @Test
  void aReaderThatDoesNotKnowThatFrameIsAskedForItsVersion() {
    var documented = bench("wakeUp", false);
    documented.up();
    assertThat(documented.nextWritten()).isEqualTo(ThreeMFrame.encode(ThreeMCodec.version()));
    documented.hear(reply("11 00 0A 05 00 02"));
    assertThat(documented.driver.health()).isEqualTo(new Health.Ready());
  }

  @Test
  void aShelfIsCountedAndEachTagIsAskedForItsAfiAndItsBlocks() {
    ready();
    bench.want(new TagCommand.Count(7, 1, 2));
    answer(ThreeMCodec.wakeUp(), WOKEN);
    String one = "FE 00 00 07 02 06 E004010012345678 06 E004010012345678";
    answer(ThreeMCodec.inventory(), reply(one));
    answer(ThreeMCodec.inventory(), reply(one));
    answer(ThreeMCodec.getAfi(UID), Vectors.named(VECTORS, "reply: AFI C2"));
    answer(
        ThreeMCodec.readBlocks(UID, 0, 2),
        reply("02 00 E004010012345678 02 00 00 01020304 01 00 05060708"));
    var seen =
        new Seen(
            2,
            OptionalInt.of(0xC2),
            OptionalInt.of(6),
            Optional.of(Bytes.parse("0102030405060708")));
    assertThat(bench.noticed())
        .singleElement()
        .isInstanceOfSatisfying(
            Counted.class, counted -> assertThat(counted.tags()).containsExactly(entry(UID, seen)));
  }

  @Test
  void aTagWithFewerBlocksIsReadToItsEnd() {
    ready();
    bench.want(new TagCommand.Count(7, 1, 1));
    answer(ThreeMCodec.wakeUp(), WOKEN);
    answer(ThreeMCodec.inventory(), Vectors.named(VECTORS, "reply: inventory, one tag"));
    answer(ThreeMCodec.getAfi(UID), reply("0A 30 E004010012345678"));
    answer(ThreeMCodec.readBlocks(UID, 0, 2), reply("02 11 E004010012345678"));
    answer(ThreeMCodec.readBlocks(UID, 0, 1), reply("02 00 E004010012345678 01 00 00 01020304"));
    answer(ThreeMCodec.readBlocks(UID, 1, 1), reply("02 11 E004010012345678"));
    assertThat(bench.noticed().toString()).contains("01 02 03 04");
  }

  @Test
  void easOffIsNeverDerivedFromErrorSixAlone() {
    ready();
    bench.want(new TagCommand.Mark(UID, 1, 0xC2, false));
    answer(ThreeMCodec.writeAfi(UID, 0xC2), Vectors.named(VECTORS, "reply: written"));
    answer(ThreeMCodec.getAfi(UID), Vectors.named(VECTORS, "reply: AFI C2"));
    answer(ThreeMCodec.setEas(UID, false), reply("0C 00 E004010012345678"));
    answer(ThreeMCodec.checkEas(UID), reply("03 06 E004010012345678"));
    assertThat(bench.noticed()).isEmpty();
    answer(ThreeMCodec.getAfi(UID), Vectors.named(VECTORS, "reply: AFI C2"));
    assertThat(bench.noticed()).containsExactly(new Marked(UID, 1, true, "AFI C2, EAS off"));
  }

  @Test
  void spoiledBytesNeverStopTheDriver() {
    var random = new Random(13);
    ready();
    var golden = Vectors.of(VECTORS).toList();
    for (int i = 0; i < 20_000; i++) {
      if (i % 50 == 0) bench.want(new TagCommand.Count(i, 1, 2));
      if (i % 70 == 0) bench.want(new TagCommand.Mark(UID, 1, 7, true));
      Bytes reply = golden.get(i % golden.size()).bytes();
      bench.hear(i % 3 == 0 ? reply : Chunks.spoiled(reply, random));
      if (i % 5 == 0) bench.pass(random.nextInt(400));
    }
    bench.pass(20_000);
    bench.written.clear();
    answer(ThreeMCodec.wakeUp(), WOKEN);
    assertThat(bench.driver.health()).isEqualTo(new Health.Ready());
  }

  private void ready() {
    bench.up();
    answer(ThreeMCodec.wakeUp(), WOKEN);
  }

  private void answer(Frame asked, Bytes answer) {
    assertThat(bench.nextWritten()).isEqualTo(ThreeMFrame.encode(asked));
    bench.hear(answer);
  }

  private static Bytes reply(String body) {
    return ThreeMFrame.encode(new Frame(0xD6, Bytes.parse(body)));
  }

  private static Bench<TagCommand, TagNotice> bench(Object... settings) {
    return new Bench<>(new ThreeMDriver(new ThreeMConfig(SomeSettings.of(settings))));
  }
}
