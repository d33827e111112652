package org.shuyi.kiosk.kernel.cabinet;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.ShelfEvent.Occupancy;

/**
 * What is known of a cabinet's doors besides their states.
 *
 * @param bolts which of them draw current now
 * @param ajar doors whose latch is closed while their own sensor says open
 * @param proofs what was proven at the door of lock boards whose configuration does not say it
 * @param trial the proof that is under way, or has just ended
 * @param compartments what the infrared barriers see, of doors that have one
 */
public record Cabinet(
    Bolts bolts,
    SortedMap<DoorId, Ajar> ajar,
    SortedMap<DoorId, Compartment> compartments,
    SortedMap<DeviceId, Proof> proofs,
    Optional<Trial> trial) {
  public Cabinet {
    ajar = Collections.unmodifiableSortedMap(new TreeMap<>(ajar));
    compartments = Collections.unmodifiableSortedMap(new TreeMap<>(compartments));
    proofs = Collections.unmodifiableSortedMap(new TreeMap<>(proofs));
  }

  /** A cabinet of which nothing is known yet. */
  public static Cabinet plain() {
    return new Cabinet(
        Bolts.idle(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), Optional.empty());
  }

  /**
   * What outlives a start: what was proven and what a person knows of a compartment. Barriers and
   * sensors say theirs anew, no pulse lasts so long, and whoever was proving is gone.
   */
  public Cabinet kept() {
    var doubts = new TreeMap<DoorId, Compartment>();
    compartments.forEach((door, one) -> doubts.put(door, one.seeing(Occupancy.UNKNOWN)));
    return new Cabinet(Bolts.idle(), new TreeMap<>(), doubts, proofs, Optional.empty());
  }

  static Cabinet of(Draft draft) {
    return draft.kiosk().fittings().cabinet();
  }

  Cabinet with(Bolts other) {
    return new Cabinet(other, ajar, compartments, proofs, trial);
  }

  Cabinet withAjar(SortedMap<DoorId, Ajar> others) {
    return new Cabinet(bolts, others, compartments, proofs, trial);
  }

  Cabinet with(DoorId door, Compartment compartment) {
    var changed = new TreeMap<>(compartments);
    changed.put(door, compartment);
    return new Cabinet(bolts, ajar, changed, proofs, trial);
  }

  Cabinet proving(DeviceId board, Proof proof) {
    var changed = new TreeMap<>(proofs);
    changed.put(board, proof);
    return new Cabinet(bolts, ajar, compartments, changed, trial);
  }

  Cabinet withTrial(Optional<Trial> next) {
    return new Cabinet(bolts, ajar, compartments, proofs, next);
  }

  /** From now on this is the cabinet. */
  void in(Draft draft) {
    draft.fittings(draft.kiosk().fittings().with(this));
  }
}
