package org.shuyi.kiosk.host;

import java.util.List;
import org.shuyi.kiosk.centre.Backlog;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.JournalRecord;
import org.shuyi.kiosk.trust.Octets;

/** The journal's committed records as the courier reads them. */
public record JournalBacklog(Journal journal) implements Backlog {
  @Override
  public Octets epoch() {
    return journal.epoch();
  }

  @Override
  public long lastSeq() {
    return journal.lastSeq();
  }

  @Override
  public long applied() {
    return journal.applied();
  }

  @Override
  public Octets hashAt(long seq) {
    return journal.hashAt(seq);
  }

  @Override
  public List<Octets> records(long fromSeq, int most) {
    return journal.records(fromSeq, most).stream().map(JournalRecord::bytes).toList();
  }
}
