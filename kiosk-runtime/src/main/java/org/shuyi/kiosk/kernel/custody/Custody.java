package org.shuyi.kiosk.kernel.custody;

import java.util.Optional;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Opener;

/**
 * The one place where an item is, or that nobody can say. Items that left the station have none
 * here.
 */
public sealed interface Custody {
  DoorId door();

  /** Behind this door when its shelf was last counted, its content known. */
  record OnShelf(DoorId door, Item item) implements Custody {}

  /**
   * Cannot be decided; resolved by looking again or by a person, never by guessing.
   *
   * @param door where it was last seen or expected
   * @param item what it is, if its tag was ever read
   * @param why {@code missing}, {@code seldom-seen}, {@code two-shelves}, {@code unreadable} or
   *     {@code foreign}
   * @param opener who was at the door when it became suspect
   */
  record Suspect(DoorId door, Optional<Item> item, String why, Opener opener) implements Custody {}
}
