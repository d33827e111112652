package org.shuyi.sim.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which of some words a mistyped one was meant to be; no guess where two are as near. */
final class Near {
  private Near() {}

  static Optional<String> to(String written, List<String> words) {
    int best = Math.max(1, written.length() / 3) + 1;
    Optional<String> nearest = Optional.empty();
    for (String word : words) {
      int distance = distance(letters(written), letters(word));
      if (distance > best) continue;
      nearest =
          distance < best || nearest.equals(Optional.of(word))
              ? Optional.of(word)
              : Optional.empty();
      best = distance;
    }
    return nearest;
  }

  private static String letters(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  /** Letters to insert, delete or replace. */
  private static int distance(String from, String to) {
    var row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) row[j] = j;
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[to.length()];
  }
}
