package org.shuyi.devices.card.feig;

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
import org.shuyi.devices.card.CardNotice.Technology;
import org.shuyi.devices.card.feig.CardCodec.Field;
import org.shuyi.devices.tag.feig.FeigFrame;
import org.shuyi.devices.tag.feig.FeigFrame.Reply;

class CardCodecTest {
  static final String VECTORS = "/org/shuyi/devices/card/feig/feig.vectors";

  static Stream<Vector> vectors() {
    return Vectors.of(VECTORS);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenFrameHasItsCheckAndIsExplained(Vector vector) {
    assertThat(Vectors.holds(vector)).isTrue();
    assertThat(CardCodec.FRAMES.explain(vector.bytes()).ok()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void noNumberOfACardSurvivesTheMask(Vector vector) {
    String masked = CardCodec.FRAMES.masked(vector.bytes()).hex();
    assertThat(masked).doesNotContain("12345678", "8A5B3C11", "B2C3D4E5", "112233");
    Chunks.of(vector.bytes())
        .filter(chunks -> chunks.size() > 1)
        .forEach(
            chunks ->
                assertThat(
                        chunks.stream()
                            .map(CardCodec.FRAMES::masked)
                            .reduce(Bytes.EMPTY, Bytes::plus)
                            .hex())
                    .doesNotContain("3456", "5B3C", "C3D4", "1122"));
  }

  @Test
  void aReaderThatSaysNumbersBackwardsIsTurnedRound() {
    var seven = new Field.Card(Technology.ISO_14443A, Bytes.parse("04A1B2C3D4E580"));
    assertThat(CardCodec.field(reply(0, "01 04 00 01 80E5D4C3B2A104"), true)).isEqualTo(seven);
    var four = new Field.Card(Technology.ISO_14443A, Bytes.parse("DEADBEEF"));
    assertThat(CardCodec.field(reply(0, "01 04 00 00 000000 EFBEADDE"), true)).isEqualTo(four);
    assertThat(CardCodec.field(reply(0, "01 04 00 00 000000 33221108"), true))
        .isInstanceOf(Field.Unusable.class);
  }

  @Test
  void numbersOfEverySizeAreRead() {
    assertThat(field("reply: no card")).isEqualTo(new Field.Empty());
    assertThat(field("reply: an ISO 15693 card"))
        .isEqualTo(new Field.Card(Technology.ISO_15693, Bytes.parse("E004010012345678")));
    var four = new Field.Card(Technology.ISO_14443A, Bytes.parse("8A5B3C11"));
    var seven = new Field.Card(Technology.ISO_14443A, Bytes.parse("04A1B2C3D4E5F6"));
    assertThat(field("reply: an ISO 14443A card of 4 bytes")).isEqualTo(four);
    assertThat(field("reply: 4 bytes in a field of 8")).isEqualTo(four);
    assertThat(field("reply: an ISO 14443A card of 7 bytes")).isEqualTo(seven);
    assertThat(field("reply: 7 bytes after two of information")).isEqualTo(seven);
  }

  @Test
  void whatIsNobodysIsUnusable() {
    assertThat(field("reply: a random number"))
        .isEqualTo(new Field.Unusable("a random number, as of a phone or passport"));
    assertThat(CardCodec.field(reply(0, "02 04 8A5B3C11 04 11223344")))
        .isEqualTo(new Field.Unusable("more than one card"));
    assertThat(CardCodec.field(reply(0, "01 04 00000000")))
        .isEqualTo(new Field.Unusable("a number of zeros"));
    assertThat(CardCodec.field(reply(0, "01 05 8A5B3C11"))).isInstanceOf(Field.Unusable.class);
    assertThat(CardCodec.field(reply(0, "01"))).isInstanceOf(Field.Unusable.class);
    assertThat(CardCodec.field(reply(0, "01 04 8A5B"))).isInstanceOf(Field.Unusable.class);
  }

  @Test
  void anyBytesAreAnAnswer() {
    var random = new Random(20_260_303);
    for (int i = 0; i < 20_000; i++) {
      var data = new byte[random.nextInt(16)];
      random.nextBytes(data);
      if (data.length > 1 && i % 2 == 0) {
        data[0] = 1;
        data[1] = 4;
      }
      assertThat(CardCodec.field(new Reply(0, 0xB0, i % 3, Bytes.copyOf(data)))).isNotNull();
      CardCodec.FRAMES.masked(Bytes.copyOf(data));
    }
  }

  private static Reply reply(int status, String data) {
    return new Reply(0, 0xB0, status, Bytes.parse(data));
  }

  private static Field field(String meaning) {
    return switch (FeigFrame.parse(Vectors.named(VECTORS, meaning))) {
      case Parsed.Frame<Reply>(Reply reply, int size) -> CardCodec.field(reply);
      case Parsed.Noise<Reply> noise -> throw new AssertionError(noise.toString());
      case Parsed.More<Reply> more -> throw new AssertionError(more.toString());
    };
  }
}
