package org.shuyi.kiosk.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.shuyi.kiosk.kernel.command.Answer;
import org.shuyi.kiosk.kernel.magnet.Way;

/**
 * Something the kernel wants done, imperative. What a power cut does to it tells its kind:
 *
 * <ul>
 *   <li>A {@link Motion} is never repeated: after a power cut nobody knows whether the bolt moved,
 *       so the kernel senses and decides anew. It is handed out only after its intent is on the
 *       disk.
 *   <li>A {@link Wish} follows from the state, is lost in a power cut and said again after {@link
 *       TimeEvent.Restarted}.
 *   <li>A message is no effect but a {@link Fact}: it has one id for life (epoch and sequence
 *       number), lies in the journal, and goes to the centre until the centre has applied it.
 * </ul>
 */
public sealed interface Effect {
  sealed interface Motion extends Effect {}

  sealed interface Wish extends Effect {}

  /**
   * Pull one door's bolt once, for at most this long. Answered by {@link ShelfEvent.BoltPulled}.
   */
  record Unlock(DoorId door, Duration atMost) implements Motion {}

  /**
   * Give an item behind a closed door the on-loan marks, since nothing can be written once it has
   * left, or the others where it shall not leave. Answered by {@link ShelfEvent.MarkEnded}.
   *
   * @param mayLeave whether no gate shall ring for it
   */
  record Mark(DoorId door, TagId tag, boolean mayLeave) implements Motion {}

  /**
   * Print a receipt once; what it says is recorded already. Answered by {@link
   * ReceiptEvent.Printed} or {@link ReceiptEvent.NotPrinted} of this number.
   *
   * @param at when it is printed
   * @param trusted whether {@code at} can be relied on
   * @param lines as the screen showed them; no patron is in them
   */
  record PrintReceipt(
      long job, String language, Instant at, boolean trusted, int loanDays, List<Screen.Line> lines)
      implements Motion {
    public PrintReceipt {
      lines = List.copyOf(lines);
    }
  }

  /**
   * Move something in the return slot; a number that was used before moves nothing. Answered by
   * {@link IntakeEvent.Conveyed}.
   *
   * @param motion from 1, only growing
   */
  record Convey(long motion, Conveyance what) implements Motion {}

  /** End the program in order; the supervisor starts it again. */
  record Restart(String reason) implements Motion {}

  /** End the program in order, since the power ends; it is started again when mains are back. */
  record Halt(String reason) implements Motion {}

  /** Show this instead of what is shown. */
  record Show(Screen screen) implements Wish {}

  /**
   * Look at every door afresh; answered by a {@link ShelfEvent.DoorSensed} for each. A power supply
   * says again how it stands too.
   */
  record SenseDoors() implements Wish {}

  /**
   * Count one shelf; answered by {@link ShelfEvent.ShelfRead} or {@link ShelfEvent.ShelfUnread} of
   * this number.
   */
  record CountShelf(DoorId door, long count, int rounds) implements Wish {}

  /** Ask the centre about a patron; nobody waits for the answer longer than {@code patience}. */
  record AskCentre(long ask, PatronToken patron, Duration patience) implements Wish {}

  /** Everything in the return slot stands still at once. */
  record HaltSlot() implements Wish {}

  /** Look at the return slot afresh; answered by {@link IntakeEvent.SlotSeen}. */
  record SenseSlot() implements Wish {}

  /**
   * Count what lies in the tunnel; answered by {@link IntakeEvent.TunnelRead} or {@link
   * IntakeEvent.TunnelUnread} of this number.
   */
  record CountTunnel(long count, int rounds) implements Wish {}

  /** Ask the centre where an item belongs; nobody waits longer than {@code patience}. */
  record AskItem(long ask, Item item, Duration patience) implements Wish {}

  /** Tell the sender how a command stands. */
  record Say(Answer answer) implements Wish {}

  /** Tell the centre what this station can do now. */
  record Report(Status status) implements Wish {}

  /**
   * Send the centre now what waits for it: records wait for no company, and the status for no time.
   */
  record TellAtOnce() implements Wish {}

  /** Read a lock board's bits as they are; answered by {@link HealthEvent.BoardRead}. */
  record LookAtBoard(DeviceId board) implements Wish {}

  /** A person has proven what a lock board's bits mean: read them so. */
  record BelievePolarity(DeviceId board, boolean oneIsClosed) implements Wish {}

  /** Light the lamps over these doors, where they have one, and no other. */
  record Light(SortedSet<DoorId> lit) implements Wish {
    public Light {
      lit = Collections.unmodifiableSortedSet(new TreeSet<>(lit));
    }
  }

  /** Switch these on, where they are wired, and the others off. */
  record Switch(SortedSet<Appliance> on) implements Wish {
    public Switch {
      on = Collections.unmodifiableSortedSet(new TreeSet<>(on));
    }
  }

  /**
   * Burn the ultraviolet lamp, for so long at most, if every door before it is still seen shut.
   * Where it goes out by itself: {@link UvEvent.LampOut}.
   */
  record Shine(Duration atMost) implements Motion {}

  /**
   * The door of the room opens at a push from outside, for so long at most. Answered by {@link
   * EntranceEvent.Opened}.
   *
   * @param number from 1, only growing
   */
  record Admit(long number, Duration atMost) implements Motion {}

  /** The ultraviolet lamp is off. */
  record Darken() implements Wish {}

  /**
   * Tell this instead of what is told there. Where it is said aloud: {@link AnnounceEvent.Spoken}.
   *
   * @param languages in which it is told, one after the other
   */
  record Announce(
      Announcement.Outlet outlet, long number, Announcement what, List<String> languages)
      implements Wish {
    public Announce {
      languages = List.copyOf(languages);
    }
  }

  /**
   * Take one picture, seal it and keep it; the number was never used before. Answered by {@link
   * CameraEvent.PictureSealed} or {@link CameraEvent.PictureFailed}.
   */
  record TakePicture(long picture) implements Motion {}

  /** Erase these and no other; answered by {@link CameraEvent.PicturesSeen}. */
  record ErasePictures(SortedSet<Long> pictures) implements Wish {
    public ErasePictures {
      pictures = Collections.unmodifiableSortedSet(new TreeSet<>(pictures));
    }
  }

  /**
   * Say to the library system that a patron has taken an item; answered by {@link
   * MagnetEvent.LoanAnswered} or {@link MagnetEvent.Unanswered} of this number.
   */
  record SayLoan(long ask, PatronToken patron, Item item) implements Wish {}

  /**
   * Say to the library system that an item is back; answered by {@link MagnetEvent.ReturnAnswered}
   * or {@link MagnetEvent.Unanswered} of this number.
   */
  record SayReturn(long ask, Item item) implements Wish {}

  /**
   * Close a contact of the magnetic unit once, for so long; a number that was used before closes
   * nothing. Answered by {@link MagnetEvent.PulseBegan} or {@link MagnetEvent.PulseFailed}.
   */
  record Magnetise(long pulse, Way way, Duration atMost) implements Motion {}

  /** Tell nothing there. */
  record Silence(Announcement.Outlet outlet) implements Wish {}

  /** Have the sensor of the air say again what it is: {@link ClimateEvent.AirChanged}. */
  record SenseAir() implements Wish {}
}
