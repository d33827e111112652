package org.shuyi.kiosk.host;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.shuyi.kiosk.centre.Backlog;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.JournalFailed;
import org.shuyi.kiosk.journal.JournalRecord;
import org.shuyi.kiosk.trust.Octets;

/**
 * The journal's committed records as the courier reads them. Of a journal that has failed it says
 * what it last knew and gives no record, so that the line lives on and tells of the failure.
 */
public final class JournalBacklog implements Backlog {
  private final Journal journal;
  private final BiConsumer<String, Long> disowned;
  private final Octets epoch;
  private long last;
  private long applied;
  private Octets lastHash;

  public JournalBacklog(Journal journal) {
    this(journal, (why, centreHas) -> {});
  }

  /**
   * @param disowned is told in words when the centre has another story than this journal, and the
   *     last record that it has
   */
  public JournalBacklog(Journal journal, BiConsumer<String, Long> disowned) {
    this.journal = journal;
    this.disowned = disowned;
    this.epoch = journal.epoch();
    this.last = journal.lastSeq();
    this.applied = journal.applied();
    this.lastHash = journal.hashAt(last);
  }

  @Override
  public Octets epoch() {
    return epoch;
  }

  @Override
  public long lastSeq() {
    last = orLast(journal::lastSeq, last);
    return last;
  }

  @Override
  public long applied() {
    applied = orLast(journal::applied, applied);
    return applied;
  }

  @Override
  public Octets hashAt(long seq) {
    lastHash = orLast(() -> journal.hashAt(seq), lastHash);
    return lastHash;
  }

  @Override
  public List<Octets> records(long fromSeq, int most) {
    return orLast(
        () -> journal.records(fromSeq, most).stream().map(JournalRecord::bytes).toList(),
        List.of());
  }

  @Override
  public void disowned(String why, long centreHas) {
    disowned.accept(why, centreHas);
  }

  private static <T> T orLast(Supplier<T> asked, T known) {
    try {
      return asked.get();
    } catch (JournalFailed failed) {
      return known;
    }
  }
}
