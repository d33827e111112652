package org.shuyi.kiosk.kernel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happened at a cabinet's doors, and to the items behind them. */
public sealed interface ShelfFact extends Fact {
  /** The item of which this says that it lies here from now on, if it says so. */
  default Optional<TagId> arrived() {
    return switch (this) {
      case Returned returned -> Optional.of(returned.tag());
      case Stocked stocked -> Optional.of(stocked.tag());
      case Found found -> Optional.of(found.tag());
      case UnlockMeant _, DoorOpened _, DoorClosed _, DoorForced _, WrongDoorOpened _ ->
          Optional.empty();
      case DoorAjar _, CompartmentSuspect _, CompartmentCleared _ -> Optional.empty();
      case DoorLeftOpen _, Loaned _, Moved _, Removed _, BecameSuspect _ -> Optional.empty();
      case SuspicionEnded _, MarkFailed _, MarkRepaired _, LeftUncounted _ -> Optional.empty();
    };
  }

  /** The intent, on the disk before the bolt moves. */
  record UnlockMeant(DoorId door, Opener opener) implements ShelfFact {}

  /**
   * @param inferred true where no sensor saw it, only the count's difference tells
   */
  record DoorOpened(DoorId door, Opener opener, boolean inferred) implements ShelfFact {}

  record DoorClosed(DoorId door, Opener opener, boolean inferred) implements ShelfFact {}

  /** A door that opened without a valid reason. */
  record DoorForced(DoorId door) implements ShelfFact {}

  /**
   * A bolt was pulled and its door stayed shut, while another opened that nobody had asked for: the
   * two are wired crosswise, or somebody was at the other one with a key.
   */
  record WrongDoorOpened(DoorId asked, DoorId opened, Opener opener) implements ShelfFact {}

  /** A door whose latch is closed while the door's own sensor says open. */
  record DoorAjar(DoorId door, Opener opener) implements ShelfFact {}

  /**
   * Infrared and tags contradict each other; a person must look, or both must agree again.
   *
   * @param why {@code occupied-without-tag} or {@code tag-without-barrier}
   * @param opener who was at the door before it was counted
   */
  record CompartmentSuspect(DoorId door, String why, Opener opener) implements ShelfFact {}

  /**
   * @param how {@code agrees} or {@code looked at by ...}
   */
  record CompartmentCleared(DoorId door, String how) implements ShelfFact {}

  /** A door that stands open for longer than a visit needs. */
  record DoorLeftOpen(DoorId door, Opener opener) implements ShelfFact {}

  /**
   * An item left with a patron.
   *
   * @param at when, by the station's clock over its floor
   * @param clockTrusted whether {@code at} may be believed; else the due date counts from {@code
   *     days}
   * @param days how long it may be kept
   * @param offline decided without the centre
   * @param objections what our own rules say against it: {@code over-limit}, {@code not-for-loan},
   *     {@code not-offline}
   */
  record Loaned(
      long visit,
      PatronToken patron,
      TagId tag,
      Item item,
      DoorId door,
      Instant at,
      boolean clockTrusted,
      int days,
      boolean offline,
      List<String> objections)
      implements ShelfFact {
    public Loaned {
      objections = List.copyOf(objections);
    }
  }

  /** An item came back behind a closed door, its content read. */
  record Returned(
      long visit,
      PatronToken patron,
      TagId tag,
      Item item,
      DoorId door,
      Instant at,
      boolean clockTrusted)
      implements ShelfFact {}

  /** An item lies on another shelf of the station than was known. */
  record Moved(TagId tag, Item item, DoorId from, DoorId to) implements ShelfFact {}

  /** Staff put an item in. */
  record Stocked(TagId tag, Item item, DoorId door, Opener opener) implements ShelfFact {}

  /** Staff took an item out. */
  record Removed(TagId tag, Item item, DoorId door, Opener opener) implements ShelfFact {}

  /** An item is here that nobody is known to have brought. */
  record Found(TagId tag, Item item, DoorId door) implements ShelfFact {}

  /**
   * Where an item is cannot be decided; {@code why} such as {@code missing}, {@code seldom-seen},
   * {@code two-shelves}, {@code unreadable}, {@code foreign}.
   */
  record BecameSuspect(TagId tag, DoorId door, String why, Opener opener) implements ShelfFact {}

  /** A suspicion ended: by looking again, or by a person. */
  record SuspicionEnded(TagId tag, DoorId door, String how) implements ShelfFact {}

  /** A tag did not take its marks: a work item for staff until it is seen right. */
  record MarkFailed(TagId tag, DoorId door, String detail) implements ShelfFact {}

  /** A tag that had not taken its marks was read with the right ones. */
  record MarkRepaired(TagId tag, DoorId door) implements ShelfFact {}

  /** A closed door's shelf could not be counted; who was there keeps the blame until it can. */
  record LeftUncounted(DoorId door, Opener opener, String why) implements ShelfFact {}
}
