package org.shuyi.sim.soak;

import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.sim.centre.ReferenceCentre.Progress;
import org.shuyi.sim.soak.Violation.Promise;
import org.shuyi.sim.station.VirtualTown;

/**
 * No record counts as applied that the centre never had: not the one of now, nor one whose disk was
 * lost since and whose word may still be under way.
 */
final class AppliedWatch {
  private final VirtualTown town;
  private long had;
  private long believed;

  AppliedWatch(VirtualTown town) {
    this.town = town;
  }

  /** Remembers what the centre of now has; before it is replaced by another. */
  void look() {
    for (Progress journal : town.centre().progress(VirtualTown.address())) {
      had = Math.max(had, journal.through());
    }
  }

  void turned(Kiosk kiosk) {
    long applied = kiosk.outbox().applied();
    if (applied == believed) return;
    believed = applied;
    if (applied <= had) return;
    look();
    if (applied > had) {
      throw new Violation(
          Promise.ONCE_AT_THE_CENTRE,
          "records through %d count as applied, and the centre never had more than %d"
              .formatted(applied, had));
    }
  }
}
