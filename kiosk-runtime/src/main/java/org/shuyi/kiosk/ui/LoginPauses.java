package org.shuyi.kiosk.ui;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How long a person must wait after wrong passwords: not at all for the first four, then 30 s, 1
 * minute, 2, 4 and so on up to 15. The table has one entry for each person of the configuration and
 * one for all names that nobody has, so that it cannot be made to grow, and guessing names does not
 * help.
 */
final class LoginPauses {
  static final int FREE = 5;
  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final String NOBODY = "";

  private final Map<String, Wrong> table = new HashMap<>();

  /** So many wrong ones in a row, and the tick until which the next has to wait. */
  private record Wrong(int times, long until) {}

  LoginPauses(Collection<String> names) {
    names.forEach(name -> table.put(name, new Wrong(0, 0)));
    table.put(NOBODY, new Wrong(0, 0));
  }

  /** How many milliseconds this name must still wait; 0 for none. */
  synchronized long waitMillis(String name, long ticks) {
    return Math.max(0, of(name).until() - ticks);
  }

  synchronized void wrong(String name, long ticks) {
    int times = Math.min(of(name).times() + 1, 1000);
    table.put(known(name), new Wrong(times, ticks + pause(times).toMillis()));
  }

  synchronized void right(String name) {
    table.put(known(name), new Wrong(0, 0));
  }

  static Duration pause(int times) {
    if (times < FREE) return Duration.ZERO;
    Duration pause = FIRST.multipliedBy(1L << Math.min(times - FREE, 10));
    return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
  }

  private Wrong of(String name) {
    return table.getOrDefault(known(name), new Wrong(0, 0));
  }

  private String known(String name) {
    return table.containsKey(name) ? name : NOBODY;
  }
}
