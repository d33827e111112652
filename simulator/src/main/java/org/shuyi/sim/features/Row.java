package org.shuyi.sim.features;

import java.util.List;

/**
 * One promised feature.
 *
 * @param id a letter and two digits; never changes
 * @param acceptance the line that a test can decide
 * @param note why the row is left out, or what stands between it and its proof; else empty
 * @param leftOut on purpose, for the reason in the note
 * @param line of the map, from 1
 */
public record Row(
    String id,
    String title,
    String acceptance,
    String note,
    boolean leftOut,
    List<Proof> proofs,
    int line) {
  public Row {
    proofs = List.copyOf(proofs);
  }
}
