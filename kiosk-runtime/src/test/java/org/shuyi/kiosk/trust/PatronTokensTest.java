package org.shuyi.kiosk.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pseudonyms: the same card the same token, and nothing to be learned from it. */
class PatronTokensTest {
  private static final CityKey OLD = new CityKey(1, secret(1));
  private static final CityKey NEW = new CityKey(2, secret(2));

  private static byte[] secret(int filler) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) filler);
    return secret;
  }

  /** RFC 4231 section 4.2, test case 1, cut to 16 bytes. */
  @Test
  void theTokenIsTheFirstHalfOfAnHmac() {
    byte[] secret = new byte[20];
    Arrays.fill(secret, (byte) 0x0b);
    byte[] half = new CityKey(1, secret).half("Hi There".getBytes(StandardCharsets.US_ASCII));

    assertThat(HexFormat.of().formatHex(half)).isEqualTo("b0344c61d8db38535ca8afceaf0bf12b");
  }

  @Test
  void theSameCardHasTheSameTokenHoweverItIsWritten() {
    var tokens = new PatronTokens(List.of(OLD));

    String token = tokens.token("reader-card", "04A1B2C3");
    assertThat(token).matches("[0-9a-f]{32}");
    assertThat(tokens.token("reader-card", " 04a1 b2c3\r\n")).isEqualTo(token);
    assertThat(tokens.token("reader-card", "０４Ａ１Ｂ２Ｃ３")).isEqualTo(token);
    assertThat(tokens.token("city-card", "04A1B2C3")).isNotEqualTo(token);
    assertThat(tokens.token("reader-card", "04A1B2C4")).isNotEqualTo(token);
  }

  @Test
  void twoKeysAreValidDuringAChangeAndTheNewOneComesFirst() {
    var change = new PatronTokens(List.of(NEW, OLD));

    assertThat(change.tokens("reader-card", "1"))
        .containsExactly(
            new PatronTokens(List.of(NEW)).token("reader-card", "1"),
            new PatronTokens(List.of(OLD)).token("reader-card", "1"));
    assertThatThrownBy(() -> new PatronTokens(List.of())).hasMessageContaining("0 city keys");
    assertThatThrownBy(() -> new PatronTokens(List.of(OLD, OLD))).hasMessageContaining("number 1");
  }

  @Test
  void aKeyNeverShowsInAText() {
    assertThat(new PatronTokens(List.of(NEW)).toString())
        .doesNotContain("02")
        .contains("city key 2");
    assertThatThrownBy(() -> new CityKey(3, new byte[15])).hasMessage("city key 3: 15 bytes");
  }
}
