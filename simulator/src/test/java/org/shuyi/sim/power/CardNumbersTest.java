package org.shuyi.sim.power;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyi.sim.world.Card;

/** A card's number is found wherever it stands, and nothing else is. */
class CardNumbersTest {
  private static final List<Card> CARDS =
      List.of(Card.of("a card", "04 A2 6B 12 9C 58 80"), Card.of("another", "04 3C 91 7A"));

  private final CardNumbers numbers = new CardNumbers(CARDS);

  @TempDir private Path folder;

  private List<String> found(byte[] number, int at) throws IOException {
    var bytes = new byte[200_000];
    System.arraycopy(number, 0, bytes, at, number.length);
    return numbers.in(Files.write(folder.resolve("file"), bytes));
  }

  @Test
  void whereNoneStandsNoneIsFound() throws IOException {
    assertThat(found(new byte[] {4, (byte) 0xA2, 0x6B, 0x12, (byte) 0x9C, 0x58}, 0)).isEmpty();
  }

  @Test
  void bytesAreFoundAlsoAcrossAPieceThatIsReadAtOnce() throws IOException {
    byte[] number = CARDS.getFirst().uid().toArray();
    for (int at : List.of(0, 65_530, 65_536, 131_069, 199_993)) {
      assertThat(found(number, at)).as("at %d", at).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"04A26B129C5880", "04a26b129c5880", "80589C126BA204", "043C917A"})
  void hexIsFound(String hex) throws IOException {
    assertThat(found(hex.getBytes(US_ASCII), 70_000)).hasSize(1);
  }
}
