package org.shuyi.kiosk.ui;

import java.time.Instant;
import java.util.List;

/** The newest records of the journal; answers soon, from any thread. */
public interface JournalTail {
  /** At most {@code count} records, the newest first. */
  List<JournalLine> newest(int count);

  /**
   * One record for a person to read.
   *
   * @param clockTrusted whether {@code time} may be believed
   * @param kind such as {@code loaned}
   * @param text its fields, or why it cannot be read
   */
  record JournalLine(long seq, Instant time, boolean clockTrusted, String kind, String text) {}
}
