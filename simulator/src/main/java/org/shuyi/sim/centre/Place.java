package org.shuyi.sim.centre;

import java.time.Instant;

/** Where the centre believes an item to be. */
public sealed interface Place {
  /**
   * @param due the last day, counted from {@code since}
   */
  record OnLoan(String patron, Address from, Instant since, Instant due) implements Place {}

  record InStation(Address station, String door) implements Place {}

  /** Taken out by staff. */
  record WithStaff(Address from, String opener) implements Place {}

  /**
   * Taken back by a return slot, for staff to fetch.
   *
   * @param bin from 1; 0 where it lies somewhere in the sorter
   */
  record InBin(Address station, long bin) implements Place {}

  /** The station itself cannot say; {@code why} is its word. */
  record Suspected(Address station, String door, String why) implements Place {}

  /** Gone from a station, and nobody can be held to account; {@code why} is our refusal. */
  record Astray(Address from, String why) implements Place {}

  /** The place in a few words, with a patron's token shortened. */
  default String words() {
    return switch (this) {
      case OnLoan(String patron, Address from, Instant since, Instant due) ->
          "on loan to " + patron.substring(0, Math.min(8, patron.length()));
      case InStation(Address station, String door) -> "in " + station.station() + ", door " + door;
      case WithStaff(Address from, String opener) -> "with staff";
      case InBin(Address station, long bin) -> "in " + station.station() + ", bin " + bin;
      case Suspected(Address station, String door, String why) ->
          "suspect in " + station.station() + ", door " + door + ": " + why;
      case Astray(Address from, String why) -> "astray: " + why;
    };
  }
}
