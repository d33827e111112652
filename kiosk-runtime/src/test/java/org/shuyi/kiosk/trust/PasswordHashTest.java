package org.shuyi.kiosk.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Passwords are kept as salted hashes that text can carry. */
class PasswordHashTest {
  private static final Octets SALT = Octets.utf8("0123456789abcdef");

  /**
   * PBKDF2-HMAC-SHA256 of "password" with this salt and 10,000 iterations, as Python's {@code
   * hashlib.pbkdf2_hmac} gives it.
   */
  @Test
  void theHashIsWhatAnotherImplementationGives() {
    var hash = PasswordHash.of("password".toCharArray(), SALT, 10_000);
    assertThat(hash.hash().hex())
        .isEqualTo("d18753e9c0dc5f9aa20da832d227be16b33644df15f0c0b46ee2ab0eb8fe6805");
  }

  @Test
  void textCarriesTheHashAndTheRightPasswordMatches() {
    var hash = PasswordHash.of("茶与吐司".toCharArray(), SALT, 10_000);
    var read = PasswordHash.parse(hash.text());
    assertThat(read).isEqualTo(hash);
    assertThat(read.matches("茶与吐司".toCharArray())).isTrue();
    assertThat(read.matches("茶与吐".toCharArray())).isFalse();
    assertThat(read.toString()).doesNotContain(hash.hash().hex(), hash.text());
  }

  @Test
  void aGarbledTextIsRefusedWithWhatWasExpected() {
    for (String text :
        List.of("", "x$1$y$z", "pbkdf2-sha256$10000$AAAA$AAAA", "pbkdf2-sha256$9$$")) {
      assertThatThrownBy(() -> PasswordHash.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("expected");
    }
  }
}
