package org.shuyi.devices.tag.uhfreader18;

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
import org.shuyi.devices.tag.uhfreader18.UhfFrame.Reply;
import org.shuyi.devices.tag.uhfreader18.UhfFrame.Request;

class UhfCodecTest {
  private static final String VECTORS = "/org/shuyi/devices/tag/uhfreader18/uhfreader18.vectors";
  private static final Bytes EPC = Bytes.parse("49 44 00 00 00 00 00 00 0A 00 03 34");

  static Stream<Vector> vectors() {
    return Vectors.of(VECTORS);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenFrameHasItsCheckAndIsExplained(Vector vector) {
    assertThat(Vectors.holds(vector)).isTrue();
    boolean good = !vector.sum().endsWith("-bad");
    var explained = UhfCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).as(explained.what()).isEqualTo(good);
    assertThat(explained.what().startsWith("reply"))
        .isEqualTo(vector.meaning().startsWith("reply"));
    int bytes = explained.parts().stream().mapToInt(part -> part.bytes().size()).sum();
    assertThat(bytes).isEqualTo(vector.bytes().size());
  }

  @Test
  void whatIsAskedIsWrittenAsInTheDocument() {
    assertThat(UhfFrame.encode(new Request(0, UhfCodec.INFORMATION, Bytes.EMPTY)))
        .isEqualTo(Vectors.named(VECTORS, "reader information, address 0"));
    assertThat(UhfCodec.read(EPC, UhfCodec.USER_BANK, 0, 4))
        .isEqualTo(Bytes.parse("06 49 44 00 00 00 00 00 00 0A 00 03 34 03 00 04 00 00 00 00"));
  }

  @Test
  void whatIsAnsweredIsReadAndWrittenBack() {
    assertThat(UhfCodec.epcs(reply("reply: one tag")))
        .hasValueSatisfying(epcs -> assertThat(epcs).containsExactly(EPC));
    assertThat(UhfCodec.epcs(reply("reply: two tags")))
        .hasValueSatisfying(epcs -> assertThat(epcs).hasSize(2));
    assertThat(UhfCodec.scanTime(reply("reply: information"))).hasValue(0x0A);
    vectors()
        .filter(vector -> vector.meaning().startsWith("reply"))
        .forEach(
            vector ->
                assertThat(UhfFrame.encode(reply(vector.meaning()))).isEqualTo(vector.bytes()));
  }

  @Test
  void aListThatContradictsItselfIsNone() {
    for (String data : new String[] {"01 0C 00", "02 02 1234", "01 02 1234 00", "01"}) {
      assertThat(UhfCodec.epcs(new Reply(0, 1, 1, Bytes.parse(data)))).as(data).isEmpty();
    }
  }

  @Test
  void aHeartbeatIsNoFrameAndAFrameThatBeginsLikeOneIs() {
    Bytes heartbeat = Vectors.named(VECTORS, "heartbeat");
    assertThat(UhfFrame.parse(heartbeat)).isEqualTo(new Parsed.Noise<>(6, "a heartbeat"));
    var long86 = new Reply(0, 0x02, 0x05, Bytes.copyOf(new byte[81]));
    var frame = UhfFrame.encode(long86);
    assertThat(frame.at(0)).isEqualTo(0x56);
    assertThat(UhfFrame.parse(frame)).isEqualTo(new Parsed.Frame<>(long86, frame.size()));
  }

  @Test
  void everyBeginningOfAReplyWaitsForMore() {
    Bytes frame = Vectors.named(VECTORS, "reply: two tags");
    for (int i = 0; i < frame.size(); i++) {
      assertThat(UhfFrame.parse(frame.slice(0, i))).isInstanceOf(Parsed.More.class);
    }
  }

  @Test
  void aFalseCrcTakesEverythingWithIt() {
    Bytes bad = Vectors.named(VECTORS, "must be refused (B1 A5 would be right)");
    Bytes good = Vectors.named(VECTORS, "reply: one tag");
    assertThat(UhfFrame.parse(bad.plus(good)))
        .isEqualTo(new Parsed.Noise<>(bad.size() + good.size(), "the CRC is wrong"));
  }

  @Test
  void noiseNeverThrowsAndAlwaysGetsShorterOrWaits() {
    var random = new Random(20_261_122);
    var golden = vectors().toList();
    for (int i = 0; i < 40_000; i++) {
      Bytes noise = Chunks.spoiled(golden.get(i % golden.size()).bytes(), random);
      if (i % 2 == 0 && noise.size() > 6) {
        // With a length and a CRC that fit, so that what lies behind them is tried as well.
        noise = UhfFrame.encode(new Reply(0, noise.at(2), noise.at(3), noise.from(4)));
      }
      UhfCodec.FRAMES.explain(noise);
      assertThat(UhfCodec.FRAMES.masked(noise)).isEqualTo(noise);
      switch (UhfFrame.parse(noise)) {
        case Parsed.Frame<Reply>(Reply reply, int size) -> {
          assertThat(size).isBetween(6, noise.size());
          UhfCodec.epcs(reply);
          UhfCodec.scanTime(reply);
          UhfCodec.answersOnly(reply);
          UhfCodec.isOverrun(reply);
          UhfCodec.status(reply);
        }
        case Parsed.Noise<Reply>(int size, String why) ->
            assertThat(size).isBetween(1, noise.size());
        case Parsed.More<Reply>() -> {}
      }
    }
  }

  private static Reply reply(String meaning) {
    return switch (UhfFrame.parse(Vectors.named(VECTORS, meaning))) {
      case Parsed.Frame<Reply>(Reply reply, int size) -> reply;
      case Parsed.Noise<Reply> noise -> throw new AssertionError(noise.toString());
      case Parsed.More<Reply> more -> throw new AssertionError(more.toString());
    };
  }
}
