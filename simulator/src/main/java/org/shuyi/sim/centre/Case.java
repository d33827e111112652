package org.shuyi.sim.centre;

import java.util.List;

/**
 * Something that does not fit together, for a librarian to look at; the books went on all the same.
 *
 * @param epoch and {@code seq}: the record that brought it up
 * @param kind such as {@code lent-while-on-loan}
 * @param steps what the books did about it, in order
 */
public record Case(
    Address station, String epoch, long seq, ItemId item, String kind, List<String> steps) {
  public Case {
    steps = List.copyOf(steps);
  }
}
