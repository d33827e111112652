package org.shuyi.kiosk.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.Effect.PrintReceipt;
import org.shuyi.kiosk.kernel.Screen.Line;
import org.shuyi.kiosk.kernel.Screen.Phrase;

/** What stands on the paper: station, time, titles and due dates, and nobody's name. */
class PaperTextTest {
  private static final List<Line> LINES =
      List.of(
          new Line("loaned", "三体", Phrase.of("line.loaned-days", "30")),
          new Line("loaned", "Walden", Phrase.of("line.not-for-loan")),
          new Line("returned", "边城", Phrase.of("line.returned")));

  private final PaperText paper =
      new PaperText(Texts.bundled(), "gz/cabinet-1", () -> ZoneId.of("Asia/Shanghai"));

  @Test
  void aReceiptSaysStationTimeTitlesAndDueDates() {
    assertThat(paper.lines(receipt("en", "2026-11-22T06:30:00Z", true)))
        .containsExactly(
            "Library receipt",
            "Station: gz/cabinet-1",
            "Time: 2026-11-22 14:30",
            "",
            "Borrowed  三体",
            "  Due December 22, 2026",
            "",
            "Borrowed  Walden",
            "  Not for loan: please put it back",
            "",
            "Returned  边城",
            "  Returned",
            "",
            "Thank you. See you soon.");
    assertThat(paper.lines(receipt("zh-CN", "2026-11-22T06:30:00Z", true)))
        .contains("站点：gz/cabinet-1", "借出  三体", "  请于2026年12月22日前归还");
  }

  @Test
  void withoutAClockALoanIsToldInDaysAndTheTimeIsLeftOut() {
    assertThat(paper.lines(receipt("en", "1970-01-01T00:00:00Z", false)))
        .contains("  For 30 days")
        .noneMatch(line -> line.contains("1970") || line.startsWith("Time"));
  }

  @Test
  void rightAfterMidnightTheEarlierDateIsPrinted() {
    assertThat(paper.lines(receipt("en", "2026-11-22T16:10:00Z", true)))
        .contains("Time: 2026-11-23 00:10", "  Due December 22, 2026");
  }

  private static PrintReceipt receipt(String language, String at, boolean trusted) {
    return new PrintReceipt(1, language, Instant.parse(at), trusted, 30, LINES);
  }
}
