package org.shuyi.devices.tag.threem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
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
import org.shuyi.devices.tag.threem.ThreeMCodec.Tag;
import org.shuyi.devices.tag.threem.ThreeMFrame.Frame;

class ThreeMCodecTest {
  private static final String VECTORS = "/org/shuyi/devices/tag/threem/threem.vectors";
  private static final Bytes UID = Bytes.parse("E004010012345678");

  static Stream<Vector> vectors() {
    return Vectors.of(VECTORS);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenFrameHasItsCheckAndIsExplained(Vector vector) {
    assertThat(Vectors.holds(vector)).isTrue();
    var explained = ThreeMCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).as(explained.what()).isTrue();
    int bytes = explained.parts().stream().mapToInt(part -> part.bytes().size()).sum();
    assertThat(bytes).isEqualTo(vector.bytes().size());
    assertThat(ThreeMFrame.parse(vector.bytes()))
        .isInstanceOfSatisfying(
            Parsed.Frame.class,
            whole ->
                assertThat(ThreeMFrame.encode((Frame) whole.frame())).isEqualTo(vector.bytes()));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void aReplyIsExplainedAsAReply(Vector vector) {
    boolean reply = vector.meaning().startsWith("reply");
    boolean example = vector.meaning().contains("example");
    assertThat(ThreeMCodec.FRAMES.explain(vector.bytes()).what().startsWith("reply"))
        .isEqualTo(reply || example);
  }

  @Test
  void whatIsAskedIsWrittenAsInTheDocument() {
    asked(ThreeMCodec.wakeUp(), "wake up / hardware version (undocumented)");
    asked(ThreeMCodec.version(), "version");
    asked(ThreeMCodec.inventory(), "inventory, all tags, DSFID and UID");
    asked(ThreeMCodec.readBlocks(UID, 0, 8), "read 8 blocks from 0");
    asked(ThreeMCodec.getAfi(UID), "get AFI");
    asked(ThreeMCodec.writeAfi(UID, 0x07), "write AFI 07");
    asked(ThreeMCodec.setEas(UID, true), "EAS on");
  }

  @Test
  void whatIsAnsweredIsRead() {
    assertThat(ThreeMCodec.inventory(reply("reply: inventory, one tag")))
        .hasValueSatisfying(
            tags -> assertThat(tags).containsExactly(new Tag(OptionalInt.empty(), UID)));
    assertThat(ThreeMCodec.inventory(reply("reply: inventory, options 07, no tag")))
        .hasValueSatisfying(tags -> assertThat(tags).isEmpty());
    assertThat(
            ThreeMCodec.inventory(reply("reply: inventory, options 00, one tag, nothing about it")))
        .isEmpty();
    assertThat(ThreeMCodec.register(reply("reply: AFI C2"), UID)).hasValue(0xC2);
    assertThat(ThreeMCodec.status(reply("reply: no transponder")))
        .isEqualTo("error 06, no transponder");
    assertThat(reply("reply: written").error()).isZero();
  }

  @Test
  void blocksAreReadWithoutTheirNumbersAndStates() {
    var told = UID.plus(2).plus(4, 0, 1, 2, 3, 4).plus(5, 1, 5, 6, 7, 8);
    var reply = new Frame(0xD6, Bytes.of(2, 0).plus(told));
    assertThat(ThreeMCodec.blocks(reply))
        .hasValue(new ThreeMCodec.Blocks(UID, 4, 2, Bytes.parse("0102030405060708")));
    var gap = UID.plus(2).plus(4, 0, 1, 2, 3, 4).plus(6, 1, 5, 6, 7, 8);
    assertThat(ThreeMCodec.blocks(new Frame(0xD6, Bytes.of(2, 0).plus(gap)))).isEmpty();
  }

  @Test
  void everyBeginningOfAReplyWaitsForMore() {
    vectors()
        .forEach(
            vector -> {
              for (int i = 0; i < vector.bytes().size(); i++) {
                assertThat(ThreeMFrame.parse(vector.bytes().slice(0, i)))
                    .isInstanceOf(Parsed.More.class);
              }
            });
  }

  @Test
  void aFrameInsideADamagedOneIsNeverTakenForTheReadersOwn() {
    Bytes forged = Vectors.named(VECTORS, "reply: AFI C2");
    Bytes outer = ThreeMFrame.encode(new Frame(0xD6, Bytes.of(2, 0).plus(UID).plus(forged)));
    Bytes damaged = outer.slice(0, outer.size() - 1).plus(outer.at(outer.size() - 1) ^ 1);
    assertThat(ThreeMFrame.parse(damaged))
        .isInstanceOfSatisfying(
            Parsed.Noise.class, noise -> assertThat(noise.size()).isEqualTo(damaged.size()));
  }

  @Test
  void noiseNeverThrowsAndAlwaysGetsShorterOrWaits() {
    var random = new Random(20_261_122);
    var golden = vectors().toList();
    for (int i = 0; i < 40_000; i++) {
      Bytes noise = Chunks.spoiled(golden.get(i % golden.size()).bytes(), random);
      if (i % 2 == 0 && noise.size() > 4) {
        // With a length and a CRC that fit, so that what lies behind them is tried as well.
        noise = ThreeMFrame.encode(new Frame(0xD6, noise.from(3)));
      }
      ThreeMCodec.FRAMES.explain(noise);
      assertThat(ThreeMCodec.FRAMES.masked(noise)).isEqualTo(noise);
      switch (ThreeMFrame.parse(noise)) {
        case Parsed.Frame<Frame>(Frame reply, int size) -> {
          assertThat(size).isBetween(6, noise.size());
          ThreeMCodec.inventory(reply);
          ThreeMCodec.blocks(reply);
          ThreeMCodec.register(reply, UID);
          ThreeMCodec.isAbout(reply, UID);
          ThreeMCodec.status(reply);
        }
        case Parsed.Noise<Frame>(int size, String why) ->
            assertThat(size).isBetween(1, noise.size());
        case Parsed.More<Frame>() -> {}
      }
    }
  }

  private static void asked(Frame frame, String meaning) {
    assertThat(ThreeMFrame.encode(frame)).isEqualTo(Vectors.named(VECTORS, meaning));
  }

  private static Frame reply(String meaning) {
    return switch (ThreeMFrame.parse(Vectors.named(VECTORS, meaning))) {
      case Parsed.Frame<Frame>(Frame reply, int size) -> reply;
      case Parsed.Noise<Frame> noise -> throw new AssertionError(noise.toString());
      case Parsed.More<Frame> more -> throw new AssertionError(more.toString());
    };
  }
}
