package org.shuyi.kiosk.host;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.shuyi.kiosk.centre.Backlog;
import org.shuyi.kiosk.journal.Decoded;
import org.shuyi.kiosk.journal.FactCodec;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.JournalFailed;
import org.shuyi.kiosk.journal.JournalRecord;
import org.shuyi.kiosk.journal.StampedFact;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;

/**
 * The journal's committed records as the courier reads them. Of a journal that has failed it says
 * what that had acknowledged and gives no record, so that the line lives on and tells of the
 * failure.
 */
public final class JournalBacklog implements Backlog {
  private final Journal journal;
  private final BiConsumer<String, Long> disowned;
  private long applied;
  private Chain lastRead = Chain.START;

  /**
   * @param disowned is told in words when the centre has another story than this journal, and the
   *     last record that it has
   */
  public JournalBacklog(Journal journal, BiConsumer<String, Long> disowned) {
    this.journal = journal;
    this.disowned = disowned;
    this.applied = journal.applied();
  }

  @Override
  public Octets epoch() {
    return journal.acknowledged().epoch();
  }

  @Override
  public long lastSeq() {
    return journal.acknowledged().through().seq();
  }

  @Override
  public long applied() {
    applied = orLast(journal::applied, applied);
    return applied;
  }

  /** Most often of the last one that was read: the next batch goes on there. */
  @Override
  public Octets hashAt(long seq) {
    Chain last = journal.acknowledged().through();
    if (seq == last.seq()) return last.hash();
    if (seq == lastRead.seq()) return lastRead.hash();
    return orLast(() -> journal.hashAt(seq), Octets.EMPTY);
  }

  @Override
  public List<Octets> records(long fromSeq, int most) {
    List<JournalRecord> records = orLast(() -> journal.records(fromSeq, most), List.of());
    if (!records.isEmpty()) {
      lastRead = new Chain(records.getLast().seq(), records.getLast().hash());
    }
    return records.stream().map(JournalRecord::bytes).toList();
  }

  @Override
  public Optional<TagId> arrived(long seq) {
    if (seq < 1 || seq > lastSeq()) return Optional.empty();
    return records(seq, 1).stream().findFirst().flatMap(JournalBacklog::arrived);
  }

  private static Optional<TagId> arrived(Octets record) {
    if (!(FactCodec.decode(record.toArray()) instanceof Decoded.Understood(StampedFact stamped))) {
      return Optional.empty();
    }
    return stamped.fact() instanceof ShelfFact shelf ? shelf.arrived() : Optional.empty();
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
