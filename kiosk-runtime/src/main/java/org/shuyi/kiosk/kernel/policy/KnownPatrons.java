package org.shuyi.kiosk.kernel.policy;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.PatronToken;

/** The section of patrons whom the centre has spoken of, with its last word on each. */
public record KnownPatrons(SortedMap<PatronToken, Known> patrons) {
  /** A busy station sees some hundred patrons a week; the longest unseen are forgotten first. */
  public static final int MOST = 5_000;

  public KnownPatrons {
    patrons = Collections.unmodifiableSortedMap(new TreeMap<>(patrons));
  }

  /**
   * @param mayBorrow how many more items by the centre's last word, less what was lent since
   * @param at the tick of the centre's word
   */
  public record Known(int mayBorrow, long at) {
    public Known oneLess() {
      return new Known(Math.max(0, mayBorrow - 1), at);
    }
  }

  public static KnownPatrons none() {
    return new KnownPatrons(new TreeMap<>());
  }

  public Optional<Known> find(PatronToken patron) {
    return Optional.ofNullable(patrons.get(patron));
  }

  public KnownPatrons with(PatronToken patron, Known known) {
    var changed = new TreeMap<>(patrons);
    changed.put(patron, known);
    if (changed.size() > MOST) {
      changed.entrySet().stream()
          .min(Comparator.comparingLong(entry -> entry.getValue().at()))
          .map(Map.Entry::getKey)
          .ifPresent(changed::remove);
    }
    return new KnownPatrons(changed);
  }

  /** What is known under the token of an older city key is known under the new one from now on. */
  public KnownPatrons renamed(PatronToken older, PatronToken patron) {
    Known known = patrons.get(older);
    if (known == null) return this;
    KnownPatrons rest = without(older);
    return patrons.containsKey(patron) ? rest : rest.with(patron, known);
  }

  public KnownPatrons without(PatronToken patron) {
    var changed = new TreeMap<>(patrons);
    changed.remove(patron);
    return new KnownPatrons(changed);
  }
}
