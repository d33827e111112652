package org.shuyi.sim.centre;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Who may borrow, by token; whoever is not in it is unknown. */
public record Patrons(SortedMap<String, Patron> byToken) {
  public Patrons {
    byToken = Collections.unmodifiableSortedMap(new TreeMap<>(byToken));
  }

  /**
   * @param limit how many items at a time, 0 or more
   */
  public record Patron(int limit, Standing standing) {}

  /** How a patron stands with the library. */
  public enum Standing {
    GOOD,
    BLOCKED,
    EXPIRED
  }

  public static Patrons none() {
    return new Patrons(new TreeMap<>());
  }

  public Optional<Patron> find(String token) {
    return Optional.ofNullable(byToken.get(token));
  }

  public Patrons with(String token, Patron patron) {
    var changed = new TreeMap<>(byToken);
    changed.put(token, patron);
    return new Patrons(changed);
  }
}
