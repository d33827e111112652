package org.shuyi.sim.soak;

import org.shuyi.sim.soak.Violation.Promise;
import org.shuyi.sim.station.Probe;
import org.shuyi.sim.station.VirtualTown;

/**
 * How a seed ends whose card lies: it acknowledges and keeps nothing of it, and then the power
 * goes.
 *
 * <p>Nobody can judge record by record what was lost, so judge and witness go home before. What
 * must hold is that the station learns it from the centre, goes on in a new journal, and that
 * world, station and centre agree again.
 */
final class LyingCard {
  private static final long MINUTE = 60_000;

  /** Every count after a restart, and a line that is soon tried again. */
  private static final long HEALING = 5 * MINUTE;

  private final VirtualTown town;
  private final Visitors visitors;
  private final Witness witness;
  private final Meter meter;
  private final Audit audit;
  private final Chance chance;
  private final Tally tally;
  private final Trace trace;

  LyingCard(
      VirtualTown town,
      Visitors visitors,
      Witness witness,
      Meter meter,
      Audit audit,
      long seed,
      Tally tally,
      Trace trace) {
    this.town = town;
    this.visitors = visitors;
    this.witness = witness;
    this.meter = meter;
    this.audit = audit;
    this.chance = new Chance(seed);
    this.tally = tally;
    this.trace = trace;
  }

  /**
   * @param lineBack the longest wait for a line, in milliseconds
   */
  void play(long lineBack) {
    visitors.begin();
    pass(chance.between(5, 15) * MINUTE);
    trace.line(town.time().now(), () -> "fate   " + Trouble.CARD_LIES);
    town.station().diskLies();
    String epoch = town.journal().epoch().hex();
    long kept = town.journal().lastSeq();
    pass(chance.between(5, 20) * MINUTE);
    meter.stop();
    witness.goesHome();
    town.station().watch(Probe.NONE);
    long lost = town.journal().lastSeq() - kept;
    tally.count("records that a card lost", lost);
    if (lost > 0) tally.count(Trouble.CARD_LIES.counted());
    town.station().powerCut();
    trace.line(town.time().now(), () -> "fate   the card has lost " + lost + " records");
    pass(chance.between(1, 30) * 1_000L);
    boolean centreHasMore = through(epoch) > kept;
    town.station().powerOn();
    pass(chance.between(3, 10) * MINUTE);
    visitors.goHome();
    pass(HEALING + lineBack);
    audit.works();
    audit.agreed();
    boolean anew = !town.journal().epoch().hex().equals(epoch);
    if (anew) tally.count("lies of a card found out");
    trace.line(town.time().now(), () -> "life   " + (anew ? "a new journal" : "the old journal"));
    if (!centreHasMore) return;
    boolean told =
        town.centre().alarms(VirtualTown.address()).keySet().stream()
            .anyMatch(alarm -> alarm.endsWith(epoch));
    if (!anew || !told) {
      throw new Violation(
          Promise.DURABLE,
          "the centre had more than a card that lied, and the journal is %s, the alarms are %s"
              .formatted(
                  anew ? "new" : "the old one", town.centre().alarms(VirtualTown.address())));
    }
  }

  private long through(String epoch) {
    return town.centre().progress(VirtualTown.address()).stream()
        .filter(journal -> journal.epoch().equals(epoch))
        .mapToLong(journal -> journal.through())
        .sum();
  }

  private void pass(long millis) {
    town.time().run(town.time().now() + millis);
  }
}
