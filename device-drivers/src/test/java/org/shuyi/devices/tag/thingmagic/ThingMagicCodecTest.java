package org.shuyi.devices.tag.thingmagic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.Vectors.Vector;
import org.shuyi.devices.tag.thingmagic.ThingMagicCodec.Tag;
import org.shuyi.devices.tag.thingmagic.ThingMagicFrame.Reply;
import org.shuyi.devices.tag.thingmagic.ThingMagicFrame.Request;

class ThingMagicCodecTest {
  private static final String VECTORS = "/org/shuyi/devices/tag/thingmagic/thingmagic.vectors";
  private static final Bytes EPC = Bytes.parse("E200322FE20DF9311328B7E3");

  static Stream<Vector> vectors() {
    return Vectors.of(VECTORS);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenFrameHasItsCheckAndIsExplained(Vector vector) {
    assertThat(Vectors.holds(vector)).isTrue();
    var explained = ThingMagicCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).as(explained.what()).isTrue();
    assertThat(explained.what().startsWith("reply"))
        .isEqualTo(vector.meaning().startsWith("reply"));
    int bytes = explained.parts().stream().mapToInt(part -> part.bytes().size()).sum();
    assertThat(bytes).isEqualTo(vector.bytes().size());
  }

  @Test
  void whatIsAskedIsWrittenAsInTheDocument() {
    asked(ThingMagicCodec.BOOT, Bytes.EMPTY, "boot firmware");
    asked(ThingMagicCodec.VERSION, Bytes.EMPTY, "version");
    asked(ThingMagicCodec.REGION, Bytes.of(2), "region 02");
    asked(ThingMagicCodec.PROTOCOL, ThingMagicCodec.gen2(), "set protocol Gen2");
    asked(ThingMagicCodec.READ_POWER, ThingMagicCodec.power(1_000), "set read power 1000");
    asked(ThingMagicCodec.CLEAR_BUFFER, Bytes.EMPTY, "clear the tag buffer");
  }

  @Test
  void whatIsAnsweredIsWrittenBack() {
    vectors()
        .filter(vector -> vector.meaning().startsWith("reply"))
        .forEach(
            vector ->
                assertThat(ThingMagicFrame.encode(reply(vector.bytes())))
                    .isEqualTo(vector.bytes()));
    assertThat(ThingMagicCodec.status(reply(Vectors.named(VECTORS, "reply: no tag"))))
        .isEqualTo("status 0400, no tag found");
  }

  @Test
  void theBufferIsReadTagByTag() {
    String one = "11 0080 3000 E200322FE20DF9311328B7E3 1234";
    var reply = new Reply(0x29, 0, Bytes.parse("0004 00 02" + one + "22 0030 0800 ABCD 5678"));
    assertThat(ThingMagicCodec.tags(reply))
        .hasValueSatisfying(
            tags ->
                assertThat(tags)
                    .containsExactly(
                        new Tag(1, Bytes.parse("3000"), EPC),
                        new Tag(2, Bytes.parse("0800"), Bytes.parse("ABCD"))));
    for (String data : new String[] {"0004 00 02" + one, "0004 00 01 11 0080 3000", "0FFF 00 00"}) {
      assertThat(ThingMagicCodec.tags(new Reply(0x29, 0, Bytes.parse(data)))).as(data).isEmpty();
    }
  }

  @Test
  void theNumberOfTagsHasOneByteOrFour() {
    assertThat(ThingMagicCodec.found(new Reply(0x22, 0, Bytes.parse("00 0000 07")))).hasValue(7);
    assertThat(ThingMagicCodec.found(new Reply(0x22, 0, Bytes.parse("00 0000 00000102"))))
        .hasValue(258);
    assertThat(ThingMagicCodec.found(new Reply(0x22, 0x0400, Bytes.EMPTY))).hasValue(0);
    assertThat(ThingMagicCodec.found(new Reply(0x22, 0x7F01, Bytes.EMPTY))).isEmpty();
  }

  @Test
  void everyBeginningOfAReplyWaitsForMore() {
    Bytes frame = Vectors.named(VECTORS, "reply: EPC and its CRC");
    for (int i = 0; i < frame.size(); i++) {
      assertThat(ThingMagicFrame.parse(frame.slice(0, i))).isInstanceOf(Parsed.More.class);
    }
  }

  @Test
  void aFrameInsideADamagedOneIsNeverTakenForTheModulesOwn() {
    Bytes forged = Vectors.named(VECTORS, "reply: EPC and its CRC");
    Bytes outer = ThingMagicFrame.encode(new Reply(0x28, 0, Bytes.of(0x11, 0, 0).plus(forged)));
    Bytes damaged = outer.slice(0, outer.size() - 1).plus(outer.at(outer.size() - 1) ^ 1);
    assertThat(ThingMagicFrame.parse(damaged))
        .isEqualTo(new Parsed.Noise<>(damaged.size(), "the CRC is wrong"));
  }

  @Test
  void noiseNeverThrowsAndAlwaysGetsShorterOrWaits() {
    var random = new Random(20_261_122);
    var golden = vectors().toList();
    for (int i = 0; i < 40_000; i++) {
      Bytes noise = Chunks.spoiled(golden.get(i % golden.size()).bytes(), random);
      if (i % 2 == 0 && noise.size() > 8) {
        // With a length and a CRC that fit, so that what lies behind them is tried as well.
        int command = i % 4 == 0 ? 0x29 : noise.at(2);
        noise = ThingMagicFrame.encode(new Reply(command, 0, noise.from(5)));
      }
      ThingMagicCodec.FRAMES.explain(noise);
      assertThat(ThingMagicCodec.FRAMES.masked(noise)).isEqualTo(noise);
      switch (ThingMagicFrame.parse(noise)) {
        case Parsed.Frame<Reply>(Reply reply, int size) -> {
          assertThat(size).isBetween(7, noise.size());
          ThingMagicCodec.found(reply);
          ThingMagicCodec.tags(reply);
          ThingMagicCodec.words(reply);
          ThingMagicCodec.status(reply);
        }
        case Parsed.Noise<Reply>(int size, String why) ->
            assertThat(size).isBetween(1, noise.size());
        case Parsed.More<Reply>() -> {}
      }
    }
  }

  private static void asked(int command, Bytes data, String meaning) {
    assertThat(ThingMagicFrame.encode(new Request(command, data)))
        .isEqualTo(Vectors.named(VECTORS, meaning));
  }

  private static Reply reply(Bytes frame) {
    return switch (ThingMagicFrame.parse(frame)) {
      case Parsed.Frame<Reply>(Reply reply, int size) -> reply;
      case Parsed.Noise<Reply> noise -> throw new AssertionError(noise.toString());
      case Parsed.More<Reply> more -> throw new AssertionError(more.toString());
    };
  }
}
