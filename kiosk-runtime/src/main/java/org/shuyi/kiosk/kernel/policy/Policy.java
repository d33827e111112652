package org.shuyi.kiosk.kernel.policy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.kiosk.kernel.PatronToken;

/**
 * The centre's rules, signed and numbered; a lower version never replaces a higher one.
 *
 * @param version 0 for the rules a station starts with before it heard of any
 * @param loanDays how long an item may be kept, 1 to 365
 * @param freshFor how long the centre's word on a patron stands without asking again
 * @param blocked patrons who may not be served, on line or off line
 * @param keys the staff whose signatures are obeyed, by key id
 * @param onePersonUnlocks whether one person with a reason may unlock a single door (C05)
 * @param sorting into which bins returned items fall; empty where the centre has said nothing of it
 */
public record Policy(
    long version,
    int loanDays,
    Duration freshFor,
    Offline offline,
    SortedSet<PatronToken> blocked,
    SortedMap<String, StaffKey> keys,
    boolean onePersonUnlocks,
    List<SortRule> sorting) {
  public Policy {
    blocked = Collections.unmodifiableSortedSet(new TreeSet<>(blocked));
    keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
    sorting = List.copyOf(sorting);
  }

  /** The rules of a centre that says nothing of sorting. */
  public Policy(
      long version,
      int loanDays,
      Duration freshFor,
      Offline offline,
      SortedSet<PatronToken> blocked,
      SortedMap<String, StaffKey> keys,
      boolean onePersonUnlocks) {
    this(version, loanDays, freshFor, offline, blocked, keys, onePersonUnlocks, List.of());
  }

  /** The same with other rules of sorting. */
  public Policy sortingBy(List<SortRule> rules) {
    return new Policy(version, loanDays, freshFor, offline, blocked, keys, onePersonUnlocks, rules);
  }

  /**
   * What a station does before the centre has said anything: nobody may borrow, nobody commands.
   */
  public static Policy untold() {
    return new Policy(
        0,
        30,
        Duration.ofMinutes(5),
        new Offline(0, false),
        new TreeSet<>(),
        new TreeMap<>(),
        false);
  }

  /** Whether this person is among the staff whose keys are obeyed. */
  public boolean names(String person) {
    return keys.values().stream().anyMatch(key -> key.person().equals(person));
  }

  /**
   * The allowance while the centre cannot be asked.
   *
   * @param itemsPerVisit how many items one visit may borrow, 0 to 50
   * @param strangers whether a patron whom this station has not seen before is served
   */
  public record Offline(int itemsPerVisit, boolean strangers) {}

  /**
   * One member of staff.
   *
   * @param person the name that stands in records
   * @param publicKey Ed25519, X.509 encoding, base64
   * @param roles {@code operator} may do what is harmless, {@code supervisor} what opens doors
   */
  public record StaffKey(String person, String publicKey, SortedSet<String> roles) {
    public StaffKey {
      roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    }
  }
}
