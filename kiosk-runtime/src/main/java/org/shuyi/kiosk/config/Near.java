package org.shuyi.kiosk.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which of some words a mistyped one was meant to be.
 *
 * <p>A wrong guess is worse than none (one-is-open for one-is-closed), so a guess needs to be near,
 * and no other may be as near.
 */
final class Near {
  /** Longer words are not compared: the effort grows with the square. */
  private static final int LONGEST = 64;

  private Near() {}

  static Optional<String> to(String written, List<String> words) {
    if (written.length() > LONGEST) return Optional.empty();
    String letters = letters(written);
    int best = Math.max(1, letters.length() / 3) + 1;
    Optional<String> nearest = Optional.empty();
    for (String word : words) {
      if (word.length() > LONGEST) continue;
      int distance = distance(letters, letters(word));
      if (distance > best) continue;
      boolean nearer = distance < best;
      best = distance;
      nearest = nearer ? Optional.of(word) : Optional.empty();
    }
    return nearest;
  }

  /** Case, hyphens and underscores are no difference: answerwithin is meant as answerWithin. */
  private static String letters(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /** Letters to insert, delete, replace or swap with their neighbour. */
  static int distance(String from, String to) {
    int[][] steps = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) steps[i][0] = i;
    for (int j = 0; j <= to.length(); j++) steps[0][j] = j;
    for (int i = 1; i <= from.length(); i++) {
      for (int j = 1; j <= to.length(); j++) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int least = Math.min(steps[i - 1][j], steps[i][j - 1]) + 1;
        least = Math.min(least, steps[i - 1][j - 1] + (same ? 0 : 1));
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          least = Math.min(least, steps[i - 2][j - 2] + 1);
        }
        steps[i][j] = least;
      }
    }
    return steps[from.length()][to.length()];
  }
}
