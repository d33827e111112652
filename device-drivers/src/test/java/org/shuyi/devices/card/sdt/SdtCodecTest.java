package org.shuyi.devices.card.sdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
import org.shuyi.devices.card.sdt.SdtCodec.Reply;

class SdtCodecTest {
  static final String VECTORS = "/org/shuyi/devices/card/sdt/sdt.vectors";

  /** The example in the text of GB 11643. */
  static final String NUMBER = "11010519491231002X";

  static Stream<Vector> vectors() {
    return Vectors.of(VECTORS);
  }

  /** The reply to a read: 1295 bytes. */
  static Bytes contents(String number) {
    String text = "张".repeat(61) + number + "局".repeat(128 - 61 - number.length());
    var photo = new byte[1024];
    Arrays.fill(photo, (byte) 0x5A);
    var frame =
        SdtCodec.HEAD
            .plus(0x05, 0x08, 0, 0, 0x90, 0x01, 0x00, 0x04, 0x00)
            .plus(Bytes.copyOf(text.getBytes(StandardCharsets.UTF_16LE)))
            .plus(Bytes.copyOf(photo));
    return frame.plus(SdtCodec.check(frame.plus(0), frame.size() + 1));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenFrameHasItsCheckAndIsExplained(Vector vector) {
    assertThat(Vectors.holds(vector)).isTrue();
    var explained = SdtCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).isTrue();
    assertThat(explained.what()).isEqualTo(vector.meaning());
    assertThat(SdtCodec.FRAMES.explain(SdtCodec.FRAMES.masked(vector.bytes())).ok()).isTrue();
  }

  @Test
  void requestsAreThoseOfTheVectors() {
    assertThat(SdtCodec.FIND).isEqualTo(Vectors.named(VECTORS, "find a card"));
    assertThat(SdtCodec.SELECT).isEqualTo(Vectors.named(VECTORS, "select"));
    assertThat(SdtCodec.READ).isEqualTo(Vectors.named(VECTORS, "read text and photo"));
  }

  @Test
  void ofACardsContentsOnlyTheNumberLeavesTheCodec() {
    var contents = contents(NUMBER);
    assertThat(contents.size()).isEqualTo(1295);
    assertThat(SdtCodec.parse(contents))
        .isEqualTo(new Parsed.Frame<>(new Reply.Read(NUMBER), 1295));
  }

  @Test
  void nothingOfACardSurvivesTheMask() {
    var contents = contents(NUMBER);
    var masked = SdtCodec.FRAMES.masked(contents);
    assertThat(masked.from(10).slice(0, 1284)).isEqualTo(Bytes.copyOf(new byte[1284]));
    assertThat(SdtCodec.FRAMES.explain(masked).what()).isEqualTo("reply: ok, 1284 bytes of data");
    for (int at = 1; at < contents.size(); at += 13) {
      String front = SdtCodec.FRAMES.masked(contents.slice(0, at)).hex();
      String rest = SdtCodec.FRAMES.masked(contents.from(at)).hex();
      assertThat(front + rest).doesNotContain("5A5A", "3100", "205F");
    }
  }

  @Test
  void aNumberIsBelievedWhenItsCheckIsRight() {
    assertThat(SdtCodec.isNumber(NUMBER)).isTrue();
    assertThat(SdtCodec.isNumber("440524188001010014")).isTrue();
    assertThat(SdtCodec.isNumber("110105194912310021")).isFalse();
    assertThat(SdtCodec.isNumber("11010519491231002")).isFalse();
    assertThat(SdtCodec.isNumber("")).isFalse();
  }

  @Test
  void noiseNeverThrowsAndAlwaysGetsShorterOrWaits() {
    var random = new Random(20_261_124);
    var golden = vectors().toList();
    for (int i = 0; i < 20_000; i++) {
      Bytes whole = i % 200 == 0 ? contents(NUMBER) : golden.get(i % golden.size()).bytes();
      Bytes left = Chunks.spoiled(whole, random);
      SdtCodec.FRAMES.explain(left);
      assertThat(SdtCodec.FRAMES.masked(left).size()).isEqualTo(left.size());
      while (!left.isEmpty()) {
        int taken =
            switch (SdtCodec.parse(left)) {
              case Parsed.Frame<Reply>(Reply _, int size) -> size;
              case Parsed.Noise<Reply>(int size, String _) -> size;
              case Parsed.More<Reply>() -> left.size();
            };
        assertThat(taken).isBetween(1, left.size());
        left = left.from(taken);
      }
    }
  }
}
