package org.shuyi.devices.tag.feig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Chunks;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Vectors;
import org.shuyi.devices.Vectors.Vector;
import org.shuyi.devices.tag.feig.FeigCodec.Tag;
import org.shuyi.devices.tag.feig.FeigFrame.Reply;
import org.shuyi.devices.tag.feig.FeigFrame.Request;

class FeigCodecTest {
  private static final String VECTORS = "/org/shuyi/devices/tag/feig/feig.vectors";
  private static final Bytes UID = Bytes.parse("E004010012345678");
  private static final Bytes NEXT = Bytes.parse("E004010012345679");

  static Stream<Vector> vectors() {
    return Vectors.of(VECTORS);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenFrameHasItsCheckAndIsExplained(Vector vector) {
    assertThat(Vectors.holds(vector)).isTrue();
    var explained = FeigCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).as(explained.what()).isTrue();
    assertThat(explained.what().startsWith("reply"))
        .isEqualTo(vector.meaning().startsWith("reply"));
    assertThat(FeigCodec.FRAMES.masked(vector.bytes())).isEqualTo(vector.bytes());
    int explainedBytes = explained.parts().stream().mapToInt(part -> part.bytes().size()).sum();
    assertThat(explainedBytes).isEqualTo(vector.bytes().size());
  }

  @Test
  void whatIsAskedIsWrittenAsInTheDocument() {
    asked(FeigCodec.VERSION, Bytes.EMPTY, "software version");
    asked(FeigCodec.RF_RESET, Bytes.EMPTY, "RF reset");
    asked(FeigCodec.ISO, FeigCodec.inventory(false), "inventory");
    asked(FeigCodec.ISO, FeigCodec.inventory(true), "inventory, more");
    asked(
        FeigCodec.ISO, FeigCodec.systemInformation(UID), "system information of E004010012345678");
    asked(FeigCodec.ISO, FeigCodec.readBlocks(UID, 0, 4), "read 4 blocks from 0");
    asked(FeigCodec.ISO, FeigCodec.writeAfi(UID, 0x07), "write AFI 07");
    asked(FeigCodec.ISO, FeigCodec.writeAfi(UID, 0xC2), "write AFI C2");
  }

  @Test
  void whatIsAnsweredIsReadAndWrittenBack() {
    assertThat(FeigCodec.inventory(reply("reply: one tag, DSFID 06")).tags())
        .containsExactly(new Tag(6, UID));
    var two = reply("reply: two tags, more to come");
    assertThat(FeigCodec.inventory(two).tags()).containsExactly(new Tag(6, UID), new Tag(6, NEXT));
    assertThat(two.status()).isEqualTo(FeigCodec.MORE_DATA);
    assertThat(reply("reply: no tag")).isEqualTo(new Reply(0, 0xB0, 1, Bytes.EMPTY));
    assertThat(FeigCodec.status(reply("reply: ISO error 12, block locked")))
        .isEqualTo("ISO error 12, block locked");
    vectors()
        .filter(vector -> vector.meaning().startsWith("reply"))
        .forEach(
            vector ->
                assertThat(FeigFrame.encode(reply(vector.meaning()))).isEqualTo(vector.bytes()));
  }

  @Test
  void systemInformationIsReadInEitherOrderOfItsMemorySize() {
    assertThat(FeigCodec.systemInformation(system("1B 03")))
        .hasValueSatisfying(
            told -> {
              assertThat(told.uid()).isEqualTo(UID);
              assertThat(told.dsfid()).isEqualTo(6);
              assertThat(told.afi()).isEqualTo(0xC2);
              assertThat(told.blocks()).isEqualTo(28);
              assertThat(told.blockSize()).isEqualTo(4);
            });
    assertThat(FeigCodec.systemInformation(system("03 1B")))
        .hasValueSatisfying(
            told -> {
              assertThat(told.blocks()).isEqualTo(28);
              assertThat(told.blockSize()).isEqualTo(4);
            });
    assertThat(FeigCodec.systemInformation(system("00 00")))
        .hasValueSatisfying(told -> assertThat(told.blocks()).isZero());
  }

  @Test
  void blocksAreReadWithoutTheirSecurityStates() {
    var blocks =
        FeigCodec.blocks(new Reply(0, 0xB0, 0, Bytes.parse("02 04 00 01020304 01 05060708")));
    assertThat(blocks).hasValue(new FeigCodec.Blocks(2, 4, Bytes.parse("01 02 03 04 05 06 07 08")));
    assertThat(FeigCodec.blocks(new Reply(0, 0xB0, 0, Bytes.parse("02 04 00 01020304")))).isEmpty();
  }

  @Test
  void aReplyOfMoreThan255BytesHasALongHead() {
    var reply = new Reply(3, 0xB0, 0, Bytes.copyOf(new byte[300]));
    var frame = FeigFrame.encode(reply);
    assertThat(frame.at(0)).isEqualTo(2);
    assertThat(frame.at(1) << 8 | frame.at(2)).isEqualTo(frame.size());
    assertThat(FeigFrame.parse(frame)).isEqualTo(new Parsed.Frame<>(reply, frame.size()));
    assertThat(FeigCodec.FRAMES.explain(frame).ok()).isTrue();
  }

  @Test
  void everyBeginningOfAReplyWaitsForMoreAndTwoAreOneAfterTheOther() {
    Bytes frame = Vectors.named(VECTORS, "reply: two tags, more to come");
    for (int i = 0; i < frame.size(); i++) {
      assertThat(FeigFrame.parse(frame.slice(0, i))).isInstanceOf(Parsed.More.class);
    }
    assertThat(FeigFrame.parse(frame.plus(frame)))
        .isInstanceOfSatisfying(
            Parsed.Frame.class, whole -> assertThat(whole.size()).isEqualTo(frame.size()));
  }

  @Test
  void aFrameInsideADamagedOneIsNeverTakenForTheReadersOwn() {
    Bytes forged = Vectors.named(VECTORS, "reply: one tag, DSFID 06");
    Bytes outer = FeigFrame.encode(new Reply(0, 0xB0, 0, Bytes.parse("05 04 00").plus(forged)));
    Bytes damaged = outer.slice(0, outer.size() - 1).plus(outer.at(outer.size() - 1) ^ 1);
    assertThat(FeigFrame.parse(damaged))
        .isInstanceOfSatisfying(
            Parsed.Noise.class, noise -> assertThat(noise.size()).isEqualTo(damaged.size()));
  }

  @Test
  void cardsAreMaskedAndTheirFramesStayWhole() {
    Frames cards = new FeigFrames(true);
    Bytes masked = cards.masked(Vectors.named(VECTORS, "reply: one tag, DSFID 06"));
    assertThat(masked.toString()).startsWith("11 00 B0 00 01 00 00 00 00 00 00 00 00 00 00");
    assertThat(FeigFrame.parse(masked)).isInstanceOf(Parsed.Frame.class);
    Bytes asked = Vectors.named(VECTORS, "inventory");
    assertThat(cards.masked(asked)).isEqualTo(asked);
    Bytes part = Bytes.parse("E0 04 01 00 12 34");
    assertThat(cards.masked(part)).isEqualTo(Bytes.of(0, 0, 0, 0, 0, 0));
    Bytes addressed = Vectors.named(VECTORS, "system information of E004010012345678");
    assertThat(cards.masked(addressed).hex()).doesNotContain("12345678");
  }

  @Test
  void aFalseCrcIsNamedWithWhatWasExpected() {
    var explained = FeigCodec.FRAMES.explain(Bytes.parse("05 FF 65 E5 CC"));
    assertThat(explained.ok()).isFalse();
    assertThat(explained.check()).isEqualTo("crc16-8408-lo: found E5 CC, expected E5 CB");
  }

  @Test
  void noiseNeverThrowsAndAlwaysGetsShorterOrWaits() {
    var random = new Random(20_260_302);
    var golden = vectors().toList();
    Frames cards = new FeigFrames(true);
    for (int i = 0; i < 40_000; i++) {
      Bytes noise = Chunks.spoiled(golden.get(i % golden.size()).bytes(), random);
      if (i % 2 == 0 && noise.size() > 3) {
        // With a CRC that fits, so that what lies behind it is tried as well.
        noise = FeigFrame.checked(Bytes.of(noise.size()).plus(noise.slice(1, noise.size() - 2)));
      }
      FeigCodec.FRAMES.explain(noise);
      cards.explain(noise);
      assertThat(cards.masked(noise).size()).isEqualTo(noise.size());
      switch (FeigFrame.parse(noise)) {
        case Parsed.Frame<Reply>(Reply reply, int size) -> {
          assertThat(size).isBetween(6, noise.size());
          FeigCodec.inventory(reply);
          FeigCodec.systemInformation(reply);
          FeigCodec.blocks(reply);
          FeigCodec.status(reply);
        }
        case Parsed.Noise<Reply>(int size, String why) ->
            assertThat(size).isBetween(1, noise.size());
        case Parsed.More<Reply>() -> {}
      }
    }
  }

  private static void asked(int command, Bytes data, String meaning) {
    assertThat(FeigFrame.encode(new Request(FeigFrame.ANY, command, data)))
        .isEqualTo(Vectors.named(VECTORS, meaning));
  }

  private static Reply reply(String meaning) {
    return switch (FeigFrame.parse(Vectors.named(VECTORS, meaning))) {
      case Parsed.Frame<Reply>(Reply reply, int size) -> reply;
      case Parsed.Noise<Reply> noise -> throw new AssertionError(noise.toString());
      case Parsed.More<Reply> more -> throw new AssertionError(more.toString());
    };
  }

  private static Reply system(String memory) {
    var data = Bytes.of(6).plus(UID).plus(0xC2).plus(Bytes.parse(memory)).plus(1);
    return new Reply(0, 0xB0, 0, data);
  }

  static List<Bytes> replies() {
    return vectors()
        .filter(vector -> vector.meaning().startsWith("reply"))
        .map(Vector::bytes)
        .toList();
  }
}
