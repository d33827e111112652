package org.shuyi.kiosk.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.shuyi.kiosk.kernel.Effect.PrintReceipt;
import org.shuyi.kiosk.kernel.Screen.Line;
import org.shuyi.kiosk.kernel.Screen.Phrase;

/**
 * What a receipt on paper says, line by line, in the language of its visit: the station, the time,
 * and each title with its due date. A receipt that is left behind tells of nobody.
 */
public final class PaperText {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /**
   * Longer than a visit. Where midnight lies between a loan and its receipt, the earlier date is
   * printed: who comes a day early pays nothing.
   */
  private static final Duration VISIT = Duration.ofHours(1);

  private final Texts texts;
  private final String station;
  private final Supplier<ZoneId> zone;

  /**
   * @param station as people know it
   * @param zone in which the day changes at the station
   */
  public PaperText(Texts texts, String station, Supplier<ZoneId> zone) {
    this.texts = texts;
    this.station = station;
    this.zone = zone;
  }

  public List<String> lines(PrintReceipt receipt) {
    var lines = new ArrayList<String>();
    lines.add(say(receipt, Phrase.of("paper.title")));
    lines.add(say(receipt, Phrase.of("paper.station", station)));
    if (receipt.trusted()) lines.add(say(receipt, Phrase.of("paper.time", time(receipt.at()))));
    for (Line line : receipt.lines()) {
      lines.add("");
      lines.add(say(receipt, Phrase.of("kind." + line.kind())) + "  " + line.title());
      lines.add("  " + say(receipt, detail(receipt, line)));
    }
    lines.add("");
    lines.add(say(receipt, Phrase.of("paper.foot")));
    return Collections.unmodifiableList(lines);
  }

  /** Where the calendar cannot be relied on, a loan is told in days, as on the screen. */
  private Phrase detail(PrintReceipt receipt, Line line) {
    boolean due = line.detail().key().equals("line.loaned-days");
    return due && receipt.trusted() ? Phrase.of("line.loaned", dueDate(receipt)) : line.detail();
  }

  private String dueDate(PrintReceipt receipt) {
    var lent = LocalDate.ofInstant(receipt.at().minus(VISIT), zone.get());
    return lent.plusDays(receipt.loanDays()).toString();
  }

  private String time(Instant at) {
    return TIME.format(at.atZone(zone.get()));
  }

  private String say(PrintReceipt receipt, Phrase phrase) {
    return texts.say(receipt.language(), phrase).text();
  }
}
