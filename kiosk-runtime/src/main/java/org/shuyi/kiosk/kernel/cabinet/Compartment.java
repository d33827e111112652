package org.shuyi.kiosk.kernel.cabinet;

import org.shuyi.kiosk.kernel.ShelfEvent.Occupancy;

/**
 * What the infrared barrier behind a door sees, and whether the tags there say the same.
 *
 * @param barrier as it said last
 * @param doubt {@code occupied-without-tag} or {@code tag-without-barrier} where they contradict
 *     each other, else empty
 * @param settled whether a person has looked since and knows of the contradiction
 */
public record Compartment(Occupancy barrier, String doubt, boolean settled) {
  static final String WITHOUT_TAG = "occupied-without-tag";
  static final String WITHOUT_BARRIER = "tag-without-barrier";

  static Compartment unheard() {
    return new Compartment(Occupancy.UNKNOWN, "", false);
  }

  /** Whether somebody has to look. */
  public boolean isSuspect() {
    return !doubt.isEmpty() && !settled;
  }

  Compartment seeing(Occupancy other) {
    return new Compartment(other, doubt, settled);
  }

  Compartment doubting(String why) {
    return new Compartment(barrier, why, false);
  }

  Compartment settledNow() {
    return new Compartment(barrier, doubt, true);
  }
}
