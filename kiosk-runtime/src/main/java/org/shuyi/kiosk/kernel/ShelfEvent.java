package org.shuyi.kiosk.kernel;

import java.util.SortedMap;

/** What doors and shelves tell. */
public sealed interface ShelfEvent extends Event {
  record DoorOpened(DoorId door) implements ShelfEvent {}

  record DoorClosed(DoorId door) implements ShelfEvent {}

  /** Its latch is closed and the door's own sensor says open: never closed. */
  record DoorAjar(DoorId door) implements ShelfEvent {}

  /** The board no longer says; unknown is never closed. */
  record DoorUnseen(DoorId door) implements ShelfEvent {}

  /** The answer to {@link Effect.SenseDoors}, one for each door. */
  record DoorSensed(DoorId door, DoorContact contact) implements ShelfEvent {}

  /** How the pull of a bolt went. */
  record BoltPulled(DoorId door, Pull pull, String detail) implements ShelfEvent {}

  /** All rounds of a count were made. A tag that no round saw is not in the map. */
  record ShelfRead(DoorId door, long count, int rounds, SortedMap<TagId, Reading> tags)
      implements ShelfEvent {}

  /** The count could not be made; nothing is known. */
  record ShelfUnread(DoorId door, long count, String why) implements ShelfEvent {}

  /** How writing an item's marks ended. */
  record MarkEnded(DoorId door, TagId tag, boolean written, String detail) implements ShelfEvent {}

  /** What the infrared barrier of a door's compartment sees. */
  record CompartmentSeen(DoorId door, Occupancy occupancy) implements ShelfEvent {}

  /** What an infrared barrier says; silence is never empty. */
  enum Occupancy {
    OCCUPIED,
    EMPTY,
    UNKNOWN
  }

  /** What is known after a pull. */
  enum Pull {
    /** The board says that it pulled, or the order went to a live board that does not answer. */
    DONE,
    /** The board says that it did not pull, or it was not asked: the bolt did not move. */
    NOT_DONE,
    /** Nobody knows whether the bolt moved. */
    UNKNOWN
  }
}
