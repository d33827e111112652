package org.shuyi.kiosk.kernel.power;

/** How the station is fed, as far as its supply has said. Times are ticks. */
public sealed interface Power {
  /** By the mains; also where no supply could say otherwise. */
  record Mains() implements Power {}

  /** The mains are lost and the battery holds. */
  record Battery() implements Power {}

  /** The battery is low, and the centre has time to hear of it until {@code told}. */
  record Low(long told) implements Power {}

  /** The program ends as soon as nothing is under way, and at {@code until} in any case. */
  record Ending(long until) implements Power {}

  /** The end of the program is wanted; nothing is begun any more. */
  record Ended() implements Power {}

  /** The mains were lost in another life of the program, and nobody has seen them since. */
  record Unseen() implements Power {}

  /** Whether something may be begun; a supply that nobody sees closes no library. */
  default boolean begins() {
    return switch (this) {
      case Mains mains -> true;
      case Unseen unseen -> true;
      case Battery battery -> false;
      case Low low -> false;
      case Ending ending -> false;
      case Ended ended -> false;
    };
  }

  /** Whether the program is about to end. */
  default boolean ends() {
    return switch (this) {
      case Mains mains -> false;
      case Unseen unseen -> false;
      case Battery battery -> false;
      case Low low -> true;
      case Ending ending -> true;
      case Ended ended -> true;
    };
  }
}
