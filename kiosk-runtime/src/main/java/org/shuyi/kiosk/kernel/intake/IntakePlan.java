package org.shuyi.kiosk.kernel.intake;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.policy.SortRule;

/**
 * What the configuration says about the return slot.
 *
 * @param reader whose antenna looks into the tunnel
 * @param bins their names by their numbers, 1 to 32
 * @param exception the bin of whatever no rule has a place for; one of {@code bins}
 * @param rules by which is sorted where the centre has sent none
 * @param gateOpen how long the gate waits for the next item
 * @param motionPatience after which a motion without an answer is unknown
 * @param countPatience after which a count without an answer has failed
 */
public record IntakePlan(
    DeviceId sorter,
    DeviceId reader,
    SortedMap<Integer, String> bins,
    int exception,
    List<SortRule> rules,
    Duration gateOpen,
    Duration motionPatience,
    Duration countPatience) {
  public IntakePlan {
    bins = Collections.unmodifiableSortedMap(new TreeMap<>(bins));
    rules = List.copyOf(rules);
  }
}
