package org.shuyi.sim.power;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What left a station in one life, until its power went: each word of it rests on something that
 * must be found again.
 *
 * <p>What is said after {@link #freeze} does not count: it left a machine that had no power any
 * more.
 */
final class Heard {
  private final SortedMap<String, Integer> pulls = new TreeMap<>();
  private final SortedSet<String> tapped = new TreeSet<>();
  private Optional<Link> last = Optional.empty();
  private boolean frozen;
  private long commits;
  private int loansShown;
  private int returnsShown;

  /** A record by its number, and the chain's hash up to it, in hex. */
  record Link(long seq, String hash) {}

  /** A record was sent away, and so every record before it. */
  synchronized void told(long seq, String hash) {
    if (frozen) return;
    last = Optional.of(new Link(seq, hash));
    commits++;
  }

  /** Somebody holds a card to the cabinet. */
  synchronized void tapped(String token) {
    if (!frozen) tapped.add(token);
  }

  /** A bolt was pulled. */
  synchronized void pulled(String door) {
    if (!frozen) pulls.merge(door, 1, Integer::sum);
  }

  /** A receipt was shown. */
  synchronized void receipt(int loans, int returns) {
    if (frozen) return;
    loansShown += loans;
    returnsShown += returns;
  }

  /** The power went. */
  synchronized void freeze() {
    frozen = true;
  }

  /** The newest record that left, if any did. */
  synchronized Optional<Link> last() {
    return last;
  }

  /** How often a record left that had not left before. */
  synchronized long commits() {
    return commits;
  }

  /** How often each door's bolt was pulled. */
  synchronized SortedMap<String, Integer> pulls() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(pulls));
  }

  /** The tokens of all whose cards were held to the cabinet. */
  synchronized SortedSet<String> tapped() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(tapped));
  }

  synchronized int loansShown() {
    return loansShown;
  }

  synchronized int returnsShown() {
    return returnsShown;
  }
}
