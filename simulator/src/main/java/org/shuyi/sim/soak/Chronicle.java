package org.shuyi.sim.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.shuyi.kiosk.journal.Decoded;
import org.shuyi.kiosk.journal.FactCodec;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.JournalRecord;
import org.shuyi.kiosk.journal.StampedFact;
import org.shuyi.kiosk.trust.Chain;

/** What is on the disk, read as anybody could read it, record by record. */
final class Chronicle {
  private static final int PAGE = 500;

  private final Supplier<Journal> journals;
  private Chain chain = Chain.START;
  private long read;
  private long ticks;

  /**
   * @param journals the journal of now; opened anew it goes on where the one that failed ended
   */
  Chronicle(Supplier<Journal> journals) {
    this.journals = journals;
  }

  /** The records that became durable since the last time; none while nobody can say. */
  List<StampedFact> news() {
    var news = new ArrayList<StampedFact>();
    Journal journal = journals.get();
    if (journal.isBroken()) return news;
    if (journal.lastSeq() < read) {
      throw new Violation(
          Violation.Promise.DURABLE,
          "the journal ends with record %d, and had %d".formatted(journal.lastSeq(), read));
    }
    while (read < journal.lastSeq()) {
      for (JournalRecord record : journal.records(read + 1, PAGE)) {
        if (record.seq() != ++read) {
          throw new Violation(
              Violation.Promise.CHAIN, "record " + record.seq() + " where " + read + " is next");
        }
        chain = chain.then(record.bytes().toArray());
        if (!chain.hash().equals(record.hash())) {
          throw new Violation(Violation.Promise.CHAIN, "the chain breaks at record " + read);
        }
        switch (FactCodec.decode(record.bytes().toArray())) {
          case Decoded.Understood(StampedFact fact) -> {
            isNotBefore(fact);
            news.add(fact);
          }
          case Decoded.Refused(String reason) ->
              throw new Violation(
                  Violation.Promise.CHAIN, "record " + read + " cannot be read: " + reason);
        }
      }
    }
    if (!news.isEmpty() && !chain.hash().equals(journal.hashAt(read))) {
      throw new Violation(
          Violation.Promise.CHAIN, "the journal stands elsewhere than at its record " + read);
    }
    return news;
  }

  /** Station time never goes back, whatever the calendar does. */
  private void isNotBefore(StampedFact fact) {
    if (fact.now().ticks() < ticks) {
      throw new Violation(
          Violation.Promise.CLOCK,
          "record %d is of tick %d, and the one before of %d"
              .formatted(read, fact.now().ticks(), ticks));
    }
    ticks = fact.now().ticks();
  }
}
