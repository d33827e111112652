package org.shuyi.kiosk.kernel;

import java.util.Optional;

/**
 * What was last shown and reported, so that only differences are said. Never saved: a start says
 * all again.
 */
public record Said(Optional<Screen> screen, Optional<Status> status) {
  public static Said nothing() {
    return new Said(Optional.empty(), Optional.empty());
  }
}
