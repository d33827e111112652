package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each id takes what its pattern takes, for every character and every length. */
class SpellingTest {
  private static final int LONGEST = 200;

  @Test
  void aTagIs4To124HexDigitsInUpperCase() {
    agrees(TagId::new, "[0-9A-F]{4,124}", "E00");
  }

  @Test
  void aPatronIs32HexDigitsInLowerCase() {
    agrees(PatronToken::new, "[0-9a-f]{32}", "0123456789abcdef0123456789abcde");
  }

  @Test
  void aDoorIs1To8LettersAndDigits() {
    agrees(DoorId::new, "[0-9A-Za-z]{1,8}", "");
  }

  private static void agrees(Consumer<String> id, String pattern, String before) {
    Pattern oracle = Pattern.compile(pattern);
    for (int c = 0; c <= Character.MAX_VALUE; c++) agrees(id, oracle, before + (char) c);
    for (int length = 0; length <= LONGEST; length++) agrees(id, oracle, "0".repeat(length));
  }

  private static void agrees(Consumer<String> id, Pattern oracle, String text) {
    assertThat(takes(id, text)).as(text).isEqualTo(oracle.matcher(text).matches());
  }

  private static boolean takes(Consumer<String> id, String text) {
    try {
      id.accept(text);
      return true;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }
}
