package org.shuyi.kiosk.kernel;

/** Where a mobile station stands. No position is ever recorded, only the stops of its timetable. */
public sealed interface PlaceFact extends Fact {
  /**
   * It stands at another stop, or at none.
   *
   * @param stop its name in the configuration; empty between stops
   * @param by {@code reception}, {@code staff} or {@code nobody}
   */
  record StopChanged(String stop, String by) implements PlaceFact {}
}
