package org.shuyi.kiosk.host;

import java.util.ArrayList;
import java.util.List;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.StampedFact;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Step;

/**
 * Decide, commit, act: the only sequencing in the program, the same under the real loop and under
 * virtual time.
 *
 * <p>A turn that moves something or claims something is on the disk before its effects are handed
 * out. Any other is kept here and goes with the next flush, after 60 s, or at an ordered stop: what
 * a power cut takes of it is sensed again, or said again by the centre.
 */
public final class Turn {
  private static final long LONGEST_UNFLUSHED_MILLIS = 60_000;

  /** A flapping device may say much in a minute; more than this goes to the disk at once. */
  private static final int MOST_UNFLUSHED = 256;

  private final Journal journal;
  private final Hands hands;
  private final List<StampedFact> unflushed = new ArrayList<>();
  private Kiosk committed;
  private Kiosk kiosk;
  private long flushAt = Long.MAX_VALUE;

  /**
   * @param saved the station as the journal has it
   */
  public Turn(Kiosk saved, Journal journal, Hands hands) {
    this.committed = saved;
    this.kiosk = saved;
    this.journal = journal;
    this.hands = hands;
  }

  /**
   * One turn.
   *
   * @throws org.shuyi.kiosk.journal.JournalFailed if it could not be committed; nothing was done
   *     then, and the program must stop serving
   */
  public void tell(Event event, Now now) {
    Step step = kiosk.on(event, now);
    boolean changed = !step.facts().isEmpty() || !kiosk.savesTheSameAs(step.next());
    kiosk = step.next();
    for (Fact fact : step.facts()) unflushed.add(new StampedFact(fact, now));
    if (step.mustFlush() || unflushed.size() >= MOST_UNFLUSHED) flush(now);
    else if (changed) flushAt = Math.min(flushAt, now.ticks() + LONGEST_UNFLUSHED_MILLIS);
    step.effects().forEach(effect -> hands.act(effect, now));
    hands.turned(kiosk, committed.outbox().recorded());
  }

  /** Commits what has waited long enough. */
  public void timePassed(Now now) {
    if (now.ticks() < flushAt) return;
    flush(now);
    hands.turned(kiosk, committed.outbox().recorded());
  }

  /** Commits everything that waits; at an ordered stop, or when the time is come. */
  public void flush(Now now) {
    // Also where all has become again what it was: a time that stays due would never let the loop
    // rest.
    flushAt = Long.MAX_VALUE;
    if (unflushed.isEmpty() && kiosk.savesTheSameAs(committed)) return;
    journal.commit(List.copyOf(unflushed), committed, kiosk, now);
    unflushed.clear();
    committed = kiosk;
  }

  public Kiosk kiosk() {
    return kiosk;
  }

  /** The tick at which either the kernel or the disk wants to be told of time. */
  public long wakeAt() {
    return Math.min(kiosk.wakeAt(), flushAt);
  }
}
