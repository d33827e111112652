package org.shuyi.kiosk.kernel;

import java.util.function.IntPredicate;

/**
 * How an id is spelled: by hand and not by a pattern, since every turn and every count make some.
 */
final class Spelling {
  private Spelling() {}

  /** Whether it has so many characters, all of them such. */
  static boolean fits(String id, int fewest, int most, IntPredicate such) {
    if (id.length() < fewest || id.length() > most) return false;
    for (int i = 0; i < id.length(); i++) if (!such.test(id.charAt(i))) return false;
    return true;
  }

  static boolean isDigit(int c) {
    return '0' <= c && c <= '9';
  }
}
