package org.shuyi.kiosk.kernel.entrance;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is remembered of the way out until a person on site has looked after it.
 *
 * @param notFree why it should have been free and was not: {@code fire}, {@code button}
 */
public record Exit(SortedSet<String> notFree) {
  public Exit {
    notFree = Collections.unmodifiableSortedSet(new TreeSet<>(notFree));
  }

  static Exit fresh() {
    return new Exit(new TreeSet<>());
  }

  Exit failing(String cause) {
    var more = new TreeSet<>(notFree);
    more.add(cause);
    return new Exit(more);
  }
}
