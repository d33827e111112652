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
    assertThat(masked).doesNotContain("12345678", "113C5B8A", "E5D4C3B2", "332211");
    Chunks.of(vector.bytes())
        .filter(chunks -> chunks.size() > 1)
        .forEach(
            chunks ->
                assertThat(
                        chunks.stream()
                            .map(CardCodec.FRAMES::masked)
                            .reduce(Bytes.EMPTY, Bytes::plus)
                            .hex())
                    .doesNotContain("3456", "3C5B", "D4C3", "2211"));
  }

  @Test
  void aReaderThatSaysNumbersForwardsIsNotTurnedRound() {
    assertThat(CardCodec.field(reply(0, "01 04 00 01 04A1B2C3D4E580"), false))
        .isEqualTo(card("04A1B2C3D4E580"));
    assertThat(CardCodec.field(reply(0, "01 04 00 00 000000 DEADBEEF"), false))
        .isEqualTo(card("DEADBEEF"));
    assertThat(CardCodec.field(reply(0, "01 04 00 00 000000 08112233"), false))
        .isInstanceOf(Field.Unusable.class);
  }

  @Test
  void numbersOfEverySizeAreRead() {
    assertThat(field("reply: no card")).isEqualTo(new Field.Empty());
    assertThat(field("reply: an ISO 15693 card"))
        .isEqualTo(new Field.Card(Technology.ISO_15693, Bytes.parse("E004010012345678")));
    assertThat(field("reply: an ISO 14443A card of 4 bytes")).isEqualTo(card("8A5B3C11"));
    assertThat(field("reply: an ISO 14443A card of 7 bytes")).isEqualTo(card("04A1B2C3D4E580"));
    assertThat(field("reply: 7 bytes of which three are 00")).isEqualTo(card("04A1B2C3000000"));
    assertThat(field("reply: an ISO 14443A card of 10 bytes"))
        .isEqualTo(card("04010203040506070809"));
  }

  private static Field.Card card(String number) {
    return new Field.Card(Technology.ISO_14443A, Bytes.parse(number));
  }

  @Test
  void whatIsNobodysIsUnusable() {
    assertThat(field("reply: a random number"))
        .isEqualTo(new Field.Unusable("a random number, as of a phone or passport"));
    assertThat(CardCodec.field(reply(0, "02 04 0000 000000113C5B8A 04 0000 00000044332211"), true))
        .isEqualTo(new Field.Unusable("more than one card"));
    assertThat(CardCodec.field(reply(0, "01 04 0000 00000000000000"), true))
        .isEqualTo(new Field.Unusable("a number of zeros"));
    assertThat(CardCodec.field(reply(0, "01 05 8A5B3C11"), true))
        .isInstanceOf(Field.Unusable.class);
    assertThat(CardCodec.field(reply(0, "01"), true)).isInstanceOf(Field.Unusable.class);
    assertThat(CardCodec.field(reply(0, "01 04 8A5B"), true)).isInstanceOf(Field.Unusable.class);
    assertThat(CardCodec.field(reply(0, "01 04 8A5B3C11"), true))
        .isInstanceOf(Field.Unusable.class);
    assertThat(CardCodec.field(reply(0, "01 04 0000 01020304050607"), true))
        .isEqualTo(new Field.Unusable("neither a number of 4 bytes nor one of 7"));
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
      assertThat(CardCodec.field(new Reply(0, 0xB0, i % 3, Bytes.copyOf(data)), i % 5 == 0))
          .isNotNull();
      CardCodec.FRAMES.masked(Bytes.copyOf(data));
    }
  }

  private static Reply reply(int status, String data) {
    return new Reply(0, 0xB0, status, Bytes.parse(data));
  }

  private static Field field(String meaning) {
    return switch (FeigFrame.parse(Vectors.named(VECTORS, meaning))) {
      case Parsed.Frame<Reply>(Reply reply, int size) -> CardCodec.field(reply, true);
      case Parsed.Noise<Reply> noise -> throw new AssertionError(noise.toString());
      case Parsed.More<Reply> more -> throw new AssertionError(more.toString());
    };
  }
}
