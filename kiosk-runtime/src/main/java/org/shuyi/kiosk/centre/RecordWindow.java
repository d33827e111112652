package org.shuyi.kiosk.centre;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Optional;
import org.shuyi.kiosk.centre.wire.AppliedMessage;
import org.shuyi.kiosk.centre.wire.RecordsMessage;
import org.shuyi.kiosk.trust.Octets;

/**
 * Which records go next: always in order, a bounded number of batches ahead of what the centre has
 * applied, and again from there when {@code applied} does not come or goes back.
 *
 * <p>It holds numbers only. The records stay in the journal until the moment they are sent.
 */
final class RecordWindow {
  private static final long NEVER = Long.MAX_VALUE;

  private final Backlog backlog;
  private final int most;
  private final long gather;
  private final long patience;
  private final long cap;

  /** The last record of each batch that was sent and not applied. */
  private final ArrayDeque<Long> ahead = new ArrayDeque<>();

  private long applied;
  private long next;
  private long dueAt = NEVER;
  private long againAt = NEVER;
  private long holdUntil = Long.MIN_VALUE;
  private int tries;
  private long highestSent;

  RecordWindow(Backlog backlog, CourierSettings settings) {
    this.backlog = backlog;
    this.most = settings.batchesAhead();
    this.gather = settings.gather().toMillis();
    this.patience = settings.appliedPatience().toMillis();
    this.cap = settings.appliedCap().toMillis();
    this.applied = backlog.applied();
    this.next = applied + 1;
    this.highestSent = applied;
  }

  /** What {@code applied} told. */
  enum Told {
    NOTHING_NEW,
    MOVED,
    /** Another journal's; an old message still under way. */
    OTHER_EPOCH,
    /** Records that we never wrote: this card is a copy, or the centre's books are another's. */
    BEYOND_US,
    /** Another record under the same number as ours: two stories in one journal. */
    FORKED
  }

  long applied() {
    return applied;
  }

  long sentThrough() {
    return next - 1;
  }

  /** A new connection: nobody knows what became of the batches under way. */
  void connected(long now) {
    rewind();
    tries = 0;
    holdUntil = Long.MIN_VALUE;
    dueAt = now;
  }

  /** New records were committed. */
  void grew(long now) {
    if (dueAt == NEVER) dueAt = now + gather;
  }

  /** What was committed waits for no company. */
  void hurry(long now) {
    if (dueAt != NEVER) dueAt = Math.min(dueAt, now);
  }

  /** The next batch, if one is due; it counts as sent. */
  Optional<RecordsMessage> next(long now) {
    if (now >= againAt) {
      rewind();
      tries++;
      dueAt = now;
    }
    long waiting = backlog.lastSeq() - next + 1;
    if (waiting <= 0) dueAt = NEVER;
    boolean due = now >= dueAt || waiting >= RecordsMessage.MOST_RECORDS;
    if (waiting <= 0 || !due || now < holdUntil || ahead.size() >= most) return Optional.empty();
    RecordsMessage batch = read();
    if (batch.records().isEmpty()) {
      holdUntil = now + patienceNow();
      return Optional.empty();
    }
    next = batch.lastSeq() + 1;
    highestSent = Math.max(highestSent, batch.lastSeq());
    ahead.add(batch.lastSeq());
    if (againAt == NEVER) againAt = now + patienceNow();
    if (next > backlog.lastSeq()) dueAt = NEVER;
    return Optional.of(batch);
  }

  /** The highest record that ever left in this life of the program. */
  long highestSent() {
    return highestSent;
  }

  /** How long a copy of the batch is worth anything to the broker, in seconds. */
  long expirySeconds() {
    return Math.max(60, (patienceNow() + 999) / 1_000);
  }

  /** The broker did not take a batch, or nobody is there to take it from the broker. */
  void notTaken(long now) {
    if (now < holdUntil) return;
    holdUntil = now + patienceNow();
    rewind();
    tries++;
    dueAt = holdUntil;
  }

  Told on(AppliedMessage message, long now) {
    if (!message.epoch().equals(backlog.epoch())) return Told.OTHER_EPOCH;
    long through = message.through();
    if (through > backlog.lastSeq()) return Told.BEYOND_US;
    if (message.hash().isPresent() && isAnother(message.hash().get(), through)) return Told.FORKED;
    if (through == applied) return Told.NOTHING_NEW;
    boolean back = through < applied;
    applied = through;
    tries = 0;
    if (back) {
      rewind();
      dueAt = now;
    } else {
      next = Math.max(next, applied + 1);
      while (!ahead.isEmpty() && ahead.getFirst() <= applied) ahead.removeFirst();
      againAt = ahead.isEmpty() ? NEVER : now + patienceNow();
    }
    return Told.MOVED;
  }

  /** A journal that has failed cannot say, and is not accused. */
  private boolean isAnother(Octets theirs, long through) {
    Octets ours = backlog.hashAt(through);
    return ours.size() > 0 && !ours.equals(theirs);
  }

  long wakeAt() {
    boolean room = ahead.size() < most && backlog.lastSeq() >= next;
    return Math.min(againAt, room ? Math.max(dueAt, holdUntil) : NEVER);
  }

  private void rewind() {
    next = applied + 1;
    ahead.clear();
    againAt = NEVER;
  }

  private long patienceNow() {
    return Math.min(cap, patience << Math.min(tries, 20));
  }

  private RecordsMessage read() {
    // Asked first: a journal that fails in between gives no record, and nothing is sent.
    Octets before = backlog.hashAt(next - 1);
    var records = new ArrayList<Octets>();
    int bytes = 0;
    for (Octets one : backlog.records(next, RecordsMessage.MOST_RECORDS)) {
      bytes += one.size() + 3;
      if (!records.isEmpty() && bytes > RecordsMessage.MOST_RECORD_BYTES) break;
      records.add(one);
    }
    return new RecordsMessage(backlog.epoch(), next, before, records);
  }
}
