package org.shuyi.kiosk.kernel.shelf;

import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Opener;

/**
 * What one reader heard of a tag that may lie on another shelf: antennas reach through the wall
 * between two shelves. Kept until the tag's own door is counted, or while the same hands may have
 * carried it; the next opener's count forgets it.
 *
 * @param door whose reader heard it
 * @param rounds how many of that count's rounds, 2 or more
 * @param opener who had been at that door
 */
public record Heard(DoorId door, int rounds, Opener opener) {
  /** Whether one known person was at both doors, and may have carried an item between them. */
  boolean inTheHandsOf(Opener other) {
    return opener.equals(other) && !(opener instanceof Opener.Unknown);
  }
}
