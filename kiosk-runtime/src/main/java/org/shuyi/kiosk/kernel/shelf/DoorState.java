package org.shuyi.kiosk.kernel.shelf;

import org.shuyi.kiosk.kernel.Opener;

/** Where one door stands between two counts of its shelf. Times are ticks. */
public sealed interface DoorState {
  /** Closed, locked and counted. */
  record Shut() implements DoorState {}

  /** Its bolt was pulled for somebody; by {@code until} it counts as closed again. */
  record MayOpen(Opener opener, long until) implements DoorState {}

  /**
   * @param alarmed whether staff have been told that it stands open for too long
   */
  record Open(Opener opener, long since, boolean alarmed) implements DoorState {}

  /**
   * Closed, its shelf is being counted.
   *
   * @param opened whether a sensor saw it open
   * @param count the number of the count that is waited for
   * @param attempt from 1
   */
  record Counting(Opener opener, boolean opened, long count, int attempt, long until)
      implements DoorState {}

  /** Closed, but its shelf could not be counted; whoever was there keeps the blame until it can. */
  record Uncounted(Opener opener, boolean opened, long retryAt) implements DoorState {}

  /** Nobody knows whether it is open: after a restart, or while its board is silent. */
  record Unseen(Opener opener, boolean opened, long senseAt) implements DoorState {}

  /** The same, with the blame on somebody else. */
  default DoorState by(Opener other) {
    return switch (this) {
      case Shut shut -> shut;
      case MayOpen mayOpen -> new MayOpen(other, mayOpen.until());
      case Open open -> new Open(other, open.since(), open.alarmed());
      case Counting now ->
          new Counting(other, now.opened(), now.count(), now.attempt(), now.until());
      case Uncounted uncounted -> new Uncounted(other, uncounted.opened(), uncounted.retryAt());
      case Unseen unseen -> new Unseen(other, unseen.opened(), unseen.senseAt());
    };
  }

  default Opener openerNow() {
    return switch (this) {
      case Shut shut -> new Opener.Unknown();
      case MayOpen mayOpen -> mayOpen.opener();
      case Open open -> open.opener();
      case Counting counting -> counting.opener();
      case Uncounted uncounted -> uncounted.opener();
      case Unseen unseen -> unseen.opener();
    };
  }
}
