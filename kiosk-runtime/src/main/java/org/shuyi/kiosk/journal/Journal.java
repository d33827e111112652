package org.shuyi.kiosk.journal;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.trust.Octets;

/**
 * What has happened and how the station stands, on disk: a commit is durable when it returns, and
 * after the first failure nothing more is taken.
 *
 * <p>Any thread may call; one call runs at a time.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class Journal implements AutoCloseable {
  private Journal() {}

  /**
   * Opens a journal, or creates one with a new random epoch and {@code JournalBegan} as its first
   * record. A damaged file is renamed, never deleted, and a new one begun after it.
   *
   * @param wall the clock's time for the records that opening itself writes; not trusted
   * @throws JournalFailed if another instance has it, or the disk does not do what it is asked
   */
  public static Journal open(Path file, RandomGenerator random, Instant wall) {
    throw new UnsupportedOperationException(file + " " + random + wall);
  }

  /**
   * A journal without a file, for virtual time: it is what a disk would hold, so it outlives a
   * simulated power cut; {@link #begin} starts the next life.
   */
  public static Journal inMemory(RandomGenerator random, Instant wall) {
    throw new UnsupportedOperationException(random + " " + wall);
  }

  /** Begins a life of the program: counts the boot and forgets the last ordered end, durably. */
  public Life begin() {
    throw new UnsupportedOperationException();
  }

  /**
   * The station as last committed. Doors that the plan has and the saved shelf has not are added
   * unseen; doors that the plan has no more are dropped if nothing lies behind them, else refused.
   */
  public SavedState load(Plan plan) {
    throw new UnsupportedOperationException(plan.toString());
  }

  /**
   * Makes one or more turns durable, in one transaction and one flush.
   *
   * @param facts in the order they were found true
   * @param before the station as last committed or loaded
   * @param after the station now; its outbox counts the facts
   * @param now of the last turn
   * @throws JournalFailed if it may not be durable; the journal is broken from then on
   */
  public void commit(List<StampedFact> facts, Kiosk before, Kiosk after, Now now) {
    throw new UnsupportedOperationException(facts + "" + before + after + now);
  }

  /** Notes that this life ends in order, and why; the next one is told {@code ordered: why}. */
  public void endOrdered(String why, Now now) {
    throw new UnsupportedOperationException(why + now);
  }

  /** This journal's 8 random bytes, drawn when it was created. */
  public Octets epoch() {
    throw new UnsupportedOperationException();
  }

  /** The number of the last record. */
  public long lastSeq() {
    throw new UnsupportedOperationException();
  }

  /** The centre has applied every record up to here. */
  public long applied() {
    throw new UnsupportedOperationException();
  }

  /**
   * The hash of the chain after a record; of 32 zero bytes for 0.
   *
   * @throws IllegalArgumentException if there is no such record
   */
  public Octets hashAt(long seq) {
    throw new UnsupportedOperationException("" + seq);
  }

  /** At most {@code most} records (1 to 1,000) from {@code fromSeq} on, in order. */
  public List<JournalRecord> records(long fromSeq, int most) {
    throw new UnsupportedOperationException(fromSeq + " " + most);
  }

  /** The last {@code most} records, oldest first, for a person to read. */
  public List<TailLine> tail(int most) {
    throw new UnsupportedOperationException("" + most);
  }

  /** Verifies everything: state, and the chain from the first record to the last. */
  public Soundness verifyAll() {
    throw new UnsupportedOperationException();
  }

  /** Whether something failed; then everything but {@link #close} throws. */
  public boolean isBroken() {
    throw new UnsupportedOperationException();
  }

  /** Closes the file and lets others have it. Safe to call twice, and after a failure. */
  @Override
  public void close() {}
}
