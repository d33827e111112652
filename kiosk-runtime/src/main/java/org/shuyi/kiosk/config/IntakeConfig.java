package org.shuyi.kiosk.config;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The return slot.
 *
 * @param sorter the name of a sorter
 * @param tags the name of the tag reader whose antenna looks into the tunnel
 * @param antenna at the reader, from 1
 * @param bins their names by their numbers
 * @param exception one of them, for what no rule has a place for
 * @param rules by which is sorted where the centre has sent none; the first that fits decides
 * @param gateOpen how long the gate waits for the next item
 * @param motionPatience after which a motion without an answer is unknown
 * @param countPatience after which a count in the tunnel without an answer has failed
 */
public record IntakeConfig(
    String sorter,
    String tags,
    int antenna,
    SortedMap<Integer, String> bins,
    int exception,
    List<Rule> rules,
    Duration gateOpen,
    Duration motionPatience,
    Duration countPatience) {
  public IntakeConfig {
    bins = Collections.unmodifiableSortedMap(new TreeMap<>(bins));
    rules = List.copyOf(rules);
  }

  /**
   * What fits goes into the bin; at least one of the first three is said.
   *
   * @param prefix the beginning of the item's number, or empty for any
   * @param usage the type of usage on the tag, 0 to 255; empty for any
   * @param owner the owner's ISIL, or empty for any
   */
  public record Rule(String prefix, OptionalInt usage, String owner, int bin) {}
}
