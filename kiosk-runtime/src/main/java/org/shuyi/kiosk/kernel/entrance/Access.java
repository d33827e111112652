package org.shuyi.kiosk.kernel.entrance;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.PatronToken;

/**
 * The door of the room, as seen from outside. Times are ticks.
 *
 * @param opened how often it was opened for somebody; the next one's number follows
 * @param asking the patron of whom the centre was asked last, until its word has come or is too old
 * @param expected for whom it was opened and who have not come in yet, the first one first
 * @param said what whoever stands there is told
 * @param noted when each reason to stay outside was recorded last
 * @param fault why the door did not open when it was last to; empty where it did
 */
public record Access(
    long opened,
    Optional<Asking> asking,
    List<Expected> expected,
    Optional<Said> said,
    SortedMap<String, Long> noted,
    String fault) {
  public Access {
    expected = List.copyOf(expected);
    noted = Collections.unmodifiableSortedMap(new TreeMap<>(noted));
  }

  /**
   * @param decided whether the door was opened or not meanwhile, without the centre's word
   */
  public record Asking(
      PatronToken patron, Optional<PatronToken> older, long ask, long until, boolean decided) {}

  /** Somebody who may walk in until then. */
  public record Expected(PatronToken patron, long until) {}

  /**
   * @param why a key such as {@code full}; empty for "come in"
   */
  public record Said(String why, long until) {}

  static Access fresh() {
    return new Access(0, Optional.empty(), List.of(), Optional.empty(), new TreeMap<>(), "");
  }

  Access asking(Optional<Asking> next) {
    return new Access(opened, next, expected, said, noted, fault);
  }

  Access saying(Optional<Said> next) {
    return new Access(opened, asking, expected, next, noted, fault);
  }

  Access failing(String why) {
    return new Access(opened, asking, expected, said, noted, why);
  }

  Access expecting(List<Expected> next) {
    return new Access(opened, asking, next, said, noted, fault);
  }

  /** Opened once more; a card that is held up again is still one person. */
  Access openedFor(PatronToken patron, long until) {
    var next = new ArrayList<>(expected);
    next.removeIf(one -> one.patron().equals(patron));
    next.add(new Expected(patron, until));
    return new Access(opened + 1, asking, next, said, noted, fault);
  }

  /** A reason was recorded now; those of before {@code since} are forgotten. */
  Access noting(String why, long now, long since) {
    var next = new TreeMap<>(noted);
    next.values().removeIf(at -> at <= since);
    next.put(why, now);
    return new Access(opened, asking, expected, said, next, fault);
  }
}
