package org.shuyi.kiosk.hardware;

import java.time.Duration;
import java.util.Optional;

/**
 * What is done 2 s or more after its decision is not done: a disk may have held it up, and a bolt,
 * a gate or a lamp then surprises whoever stands there, a receipt comes out before somebody else,
 * and a door may have been opened since.
 */
final class Late {
  private static final Duration LATEST = Duration.ofSeconds(2);

  private Late() {}

  /** Why it is too late, or empty where it is not. */
  static Optional<String> why(Duration ago) {
    return ago.compareTo(LATEST) < 0
        ? Optional.empty()
        : Optional.of("it was decided %d ms ago".formatted(ago.toMillis()));
  }
}
