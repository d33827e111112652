package org.shuyi.devices.card.pcsc;

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
import org.shuyi.devices.card.pcsc.PcscCodec.Found;
import org.shuyi.devices.card.pcsc.PcscCodec.Reply;

class PcscCodecTest {
  static final String VECTORS = "/org/shuyi/devices/card/pcsc/pcsc.vectors";

  static Stream<Vector> vectors() {
    return Vectors.of(VECTORS);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void everyGoldenMessageIsExplainedAndMasked(Vector vector) {
    var explained = PcscCodec.FRAMES.explain(vector.bytes());
    assertThat(explained.ok()).isTrue();
    assertThat(explained.what()).isEqualTo(vector.meaning());
    var masked = PcscCodec.FRAMES.masked(vector.bytes());
    assertThat(PcscCodec.FRAMES.explain(masked).what()).isEqualTo(vector.meaning());
    assertThat(masked.hex()).doesNotContain("A1B2");
    Chunks.of(vector.bytes())
        .filter(chunks -> chunks.size() > 1)
        .forEach(
            chunks ->
                assertThat(
                        chunks.stream()
                            .map(PcscCodec.FRAMES::masked)
                            .reduce(Bytes.EMPTY, Bytes::plus)
                            .hex())
                    .doesNotContain("A1", "B2", "D4"));
  }

  @Test
  void requestsAreThoseOfTheVectors() {
    assertThat(PcscCodec.status(1))
        .isEqualTo(Vectors.named(VECTORS, "ask whether a card is there"));
    assertThat(PcscCodec.powerOn(2)).isEqualTo(Vectors.named(VECTORS, "power the card"));
    assertThat(PcscCodec.transfer(3, PcscCodec.GET_NUMBER))
        .isEqualTo(Vectors.named(VECTORS, "ask for the card's number"));
  }

  @Test
  void twoReadersOfDifferentByteOrderGiveTheSameIdentityAfterCalibration() {
    var card = new Found.Card(Technology.ISO_14443A, Bytes.parse("04A1B2C3D4E580"));
    assertThat(number("04A1B2C3D4E580 9000", false)).isEqualTo(card);
    assertThat(number("80E5D4C3B2A104 9000", true)).isEqualTo(card);
    var book = new Found.Card(Technology.ISO_15693, Bytes.parse("E004010012345678"));
    assertThat(number("7856341200010 4E0 9000", true)).isEqualTo(book);
  }

  @Test
  void whatIsNobodysIsUnusable() {
    for (String answer :
        new String[] {
          "08112233 9000", "00000000 9000", "0102030405060708 9000", "010203 9000", "6A81", "9000"
        }) {
      assertThat(number(answer, false)).isInstanceOf(Found.Unusable.class);
    }
    assertThat(number("33221108 9000", true)).isInstanceOf(Found.Unusable.class);
    assertThat(number("6300", false)).isEqualTo(new Found.Again());
    assertThat(number("", false)).isEqualTo(new Found.Again());
  }

  @Test
  void noiseNeverThrowsAndAlwaysGetsShorterOrWaits() {
    var random = new Random(20_261_125);
    var golden = vectors().toList();
    for (int i = 0; i < 20_000; i++) {
      Bytes left = Chunks.spoiled(golden.get(i % golden.size()).bytes(), random);
      PcscCodec.FRAMES.explain(left);
      assertThat(PcscCodec.FRAMES.masked(left).size()).isEqualTo(left.size());
      while (!left.isEmpty()) {
        int taken =
            switch (PcscCodec.parse(left)) {
              case Parsed.Frame<Reply>(Reply reply, int size) -> {
                PcscCodec.number(reply.data(), i % 2 == 0);
                yield size;
              }
              case Parsed.Noise<Reply>(int size, String _) -> size;
              case Parsed.More<Reply>() -> left.size();
            };
        assertThat(taken).isBetween(1, left.size());
        left = left.from(taken);
      }
    }
  }

  private static Found number(String answer, boolean reversed) {
    return PcscCodec.number(Bytes.parse(answer), reversed);
  }
}
