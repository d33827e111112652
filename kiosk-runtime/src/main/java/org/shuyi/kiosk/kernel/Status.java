package org.shuyi.kiosk.kernel;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What this station can do now, for the centre and the technician; no patron is in it.
 *
 * @param serving {@code in-service}, {@code degraded} or {@code out-of-service}
 * @param reason why it is not fully in service, in plain words, or empty
 * @param busy whether a visit is under way
 * @param doors each door: {@code shut}, {@code unlocked}, {@code open}, {@code ajar}, {@code
 *     counting}, {@code uncounted}, {@code unseen}, with {@code barred} before it where it is kept
 *     from patrons
 * @param items how many items lie behind each door, as last counted
 * @param devices each device: {@code ready}, {@code degraded: why} or {@code lost: why}
 * @param fittings what the station has besides, each in a word or with its value, such as {@code
 *     fan} to {@code on}
 * @param suspects items whose place cannot be decided
 * @param policyVersion the rules in force
 * @param sequences the highest command sequence number obeyed for each key
 */
public record Status(
    long boot,
    String serving,
    String reason,
    boolean busy,
    SortedMap<String, String> doors,
    SortedMap<String, Integer> items,
    SortedMap<String, String> devices,
    SortedMap<String, String> fittings,
    int suspects,
    long policyVersion,
    SortedMap<String, Long> sequences,
    long visits,
    long loans,
    long returns) {
  public Status {
    doors = Collections.unmodifiableSortedMap(new TreeMap<>(doors));
    items = Collections.unmodifiableSortedMap(new TreeMap<>(items));
    devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
    fittings = Collections.unmodifiableSortedMap(new TreeMap<>(fittings));
    sequences = Collections.unmodifiableSortedMap(new TreeMap<>(sequences));
  }
}
