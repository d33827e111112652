package org.shuyi.sim.bench;

import java.util.Locale;

/** Numbers as people read them: three digits that count. */
final class Numbers {
  private Numbers() {}

  static String text(double number) {
    double size = Math.abs(number);
    if (size >= 1_000) return String.format(Locale.ROOT, "%,.0f", number).replace(',', ' ');
    if (size >= 100 || number == Math.rint(number)) {
      return String.format(Locale.ROOT, "%.0f", number);
    }
    if (size >= 10) return String.format(Locale.ROOT, "%.1f", number);
    return String.format(Locale.ROOT, size >= 0.1 ? "%.2f" : "%.3f", number);
  }
}
