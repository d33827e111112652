package org.shuyi.kiosk.kernel;

import java.util.Optional;
import java.util.SortedSet;
import org.shuyi.kiosk.kernel.announce.Announcements;

/**
 * What was last shown, reported, lit, switched and announced, so that only differences are said.
 * Never saved: a start says all again.
 */
public record Said(
    Optional<Screen> screen,
    Optional<Status> status,
    Optional<SortedSet<DoorId>> lit,
    Optional<SortedSet<Appliance>> switched,
    Announcements announcements) {
  /** The same, as if nobody had said what is to be switched on. */
  public Said unswitched() {
    return new Said(screen, status, lit, Optional.empty(), announcements);
  }

  /** The same with these announcements. */
  public Said with(Announcements next) {
    return new Said(screen, status, lit, switched, next);
  }

  public static Said nothing() {
    return new Said(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Announcements.none());
  }
}
