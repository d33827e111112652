package org.shuyi.kiosk.kernel.intake;

import java.util.Optional;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.TagId;

/**
 * Where a return stands. Times are ticks; motions and counts have numbers that only grow.
 *
 * <p>Whatever moves is in here, and so on the disk, before it moves.
 */
public sealed interface Stage {
  /** The gate is shut and nobody is returning anything. */
  record Idle() implements Stage {}

  /** The gate is shut, and whoever came without a card reads what was taken back. */
  record Farewell(long until) implements Stage {}

  /**
   * @param why what lies in the gate was handed back; empty where the gate opens for an item
   */
  record Opening(long motion, long until, String why) implements Stage {}

  /**
   * @param nothing whether the gate was open before, and nothing was found in it
   */
  record GateOpen(long until, boolean nothing) implements Stage {}

  /** What was handed back lies in the open gate; after {@code until} the screen serves others. */
  record ToTake(String why, long until) implements Stage {
    boolean isLeft() {
      return until == Long.MAX_VALUE;
    }
  }

  /**
   * @param takesIn whether an item lies in the gate and is taken in next
   */
  record Closing(long motion, long until, boolean takesIn) implements Stage {}

  /**
   * The gate cannot be closed, since something is in it; after {@code until} nobody is waited for,
   * and it is left to whoever comes by.
   */
  record Blocked(boolean takesIn, long until) implements Stage {
    boolean isLeft() {
      return until == Long.MAX_VALUE;
    }
  }

  /**
   * @param held what it is, where it had been read before it came out of sight
   */
  record TakingIn(Opener opener, long motion, long until, Optional<Held> held) implements Stage {}

  record Reading(Opener opener, long count, long until) implements Stage {}

  /** The centre was asked where it belongs; silence until {@code until} leaves it to the rule. */
  record Asking(Opener opener, TagId tag, Item item, long ask, long until) implements Stage {}

  /**
   * Its strip is made to ring again.
   *
   * @param item as it was asked about
   * @param alert whether the library system wants a person to see it
   * @param begun whether the contact is closed, until {@code until}; else nobody knows yet
   */
  record Securing(Asking item, boolean alert, long pulse, boolean begun, long until)
      implements Stage {}

  record Sorting(Held held, long motion, long until) implements Stage {}

  /** An item that is out of sight on the belt is brought back before the reader. */
  record Retrieving(Held held, long motion, long until) implements Stage {}

  record HandingBack(Opener opener, String why, long motion, long until) implements Stage {}

  /**
   * Everything stands. What comes next is decided from what the sensors see, when they have seen
   * the way free for a moment.
   *
   * @param byPerson whether a person must say first that it may go on
   * @param lookAt when to decide; never while the way is not free
   * @param until after which nobody is waited for any more
   */
  record Stopped(Stage before, String why, boolean byPerson, long lookAt, long until)
      implements Stage {
    Stopped since(String other, boolean person) {
      return new Stopped(before, other, person, Long.MAX_VALUE, until);
    }

    Stopped lookingAt(long tick) {
      return new Stopped(before, why, byPerson, tick, until);
    }
  }
}
