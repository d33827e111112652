package org.shuyi.kiosk.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as the configuration writes them: a whole number and its unit, {@code 800ms} or {@code 2m}.
 */
final class Spans {
  private static final Pattern SPAN = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

  private Spans() {}

  static Optional<Duration> of(String text) {
    Matcher span = SPAN.matcher(text);
    if (!span.matches()) return Optional.empty();
    long number = Long.parseLong(span.group(1));
    return Optional.of(
        switch (span.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofHours(number);
        });
  }

  /** In the largest unit that needs no fraction. */
  static String text(Duration span) {
    long millis = span.toMillis();
    if (millis == 0) return "0s";
    if (millis % 1_000 != 0) return millis + "ms";
    if (millis % 60_000 != 0) return millis / 1_000 + "s";
    if (millis % 3_600_000 != 0) return millis / 60_000 + "m";
    return millis / 3_600_000 + "h";
  }
}
