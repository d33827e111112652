package org.shuyi.sim.bench;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.StampedFact;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Outbox;

/** The journal's own commit of one record: chain, row, and the row that says where it stands. */
final class JournalCommits implements AutoCloseable {
  private final Journal journal;
  private Kiosk kiosk;
  private long tick;

  JournalCommits(StationConfig config) throws IOException {
    journal = Journal.open(config.journal(), new SecureRandom(), Instant.now());
    tick = journal.begin().ticks();
    kiosk = SeededJournal.loaded(journal, config);
    commit();
  }

  int bytes() {
    return journal.records(journal.lastSeq(), 1).getFirst().bytes().size();
  }

  void commit() {
    var now = SeededJournal.at(++tick);
    var outbox = new Outbox(kiosk.outbox().recorded() + 1, kiosk.outbox().applied());
    Kiosk next = SeededJournal.with(kiosk, kiosk.policy(), outbox);
    journal.commit(List.of(new StampedFact(SeededJournal.fact(0), now)), kiosk, next, now);
    kiosk = next;
  }

  @Override
  public void close() {
    journal.close();
  }
}
