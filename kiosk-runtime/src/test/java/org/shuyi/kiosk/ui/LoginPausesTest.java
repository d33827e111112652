package org.shuyi.kiosk.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pauses after wrong passwords grow to a limit, and their table does not grow at all. */
class LoginPausesTest {
  @Test
  void thePauseDoublesFromTheFifthWrongOneAndIsNeverLongerThanAQuarterOfAnHour() {
    assertThat(List.of(4, 5, 6, 7, 8, 9, 10, 1000).stream().map(LoginPauses::pause))
        .containsExactly(
            Duration.ZERO,
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(4),
            Duration.ofMinutes(8),
            Duration.ofMinutes(15),
            Duration.ofMinutes(15));
  }

  @Test
  void aMillionGuessedNamesShareOneEntry() {
    var pauses = new LoginPauses(List.of("li.wei"));
    for (int i = 0; i < 1_000_000; i++) pauses.wrong("guess" + i, 0);
    assertThat(pauses.waitMillis("never tried", 0)).isEqualTo(Duration.ofMinutes(15).toMillis());
    assertThat(pauses.waitMillis("li.wei", 0)).isZero();
  }
}
