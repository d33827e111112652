package org.shuyi.kiosk.kernel;

import java.util.Optional;
import java.util.SortedSet;

/**
 * What was last shown, reported and lit, so that only differences are said. Never saved: a start
 * says all again.
 */
public record Said(
    Optional<Screen> screen, Optional<Status> status, Optional<SortedSet<DoorId>> lit) {
  public static Said nothing() {
    return new Said(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
