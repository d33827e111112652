package org.shuyi.sim.soak;

import java.time.Instant;
import org.shuyi.sim.station.VirtualTown;

/** What goes wrong with the calendar of the board, and for how long. */
final class ClockTroubles {
  private static final long MINUTE = 60_000;

  private final VirtualTown town;
  private final Chance chance;
  private final Encounters encounters;
  private boolean in1970;

  ClockTroubles(VirtualTown town, Chance chance, Encounters encounters) {
    this.town = town;
    this.chance = chance;
    this.encounters = encounters;
  }

  void is1970() {
    long began = town.time().now();
    town.station().calendar(() -> Instant.EPOCH.plusMillis(town.time().now() - began), false);
    in1970 = true;
  }

  void jumps(Trouble trouble, long skewMillis, boolean vouchedFor) {
    if (town.station().isUp()) encounters.happened(trouble);
    town.station().calendar(() -> town.now().plusMillis(skewMillis), vouchedFor);
    in1970 = false;
    isRightAfter(10 * MINUTE);
  }

  void isRightAfter(long meanMillis) {
    town.time().after(chance.around(meanMillis), this::isRight);
  }

  void isRight() {
    in1970 = false;
    town.station().calendar(town::now, true);
  }

  /** A program that starts in 1970 has met it. */
  void started() {
    if (in1970) encounters.happened(Trouble.CLOCK_OF_1970);
  }
}
