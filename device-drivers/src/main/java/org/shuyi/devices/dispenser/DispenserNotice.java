package org.shuyi.devices.dispenser;

/** What a card dispenser tells the station. */
public sealed interface DispenserNotice {
  /** The motion is done, and the sensors saw the card arrive. */
  record Moved(long job) implements DispenserNotice {}

  /**
   * The motion was not done, or nobody knows; look at the state.
   *
   * @param detail for staff, in plain words
   */
  record NotMoved(long job, Why why, String detail) implements DispenserNotice {}

  /** The card in the gate was taken away by a person: only now it is issued. */
  record Taken() implements DispenserNotice {}

  /** It stands otherwise than before; told once for each change that was seen twice. */
  record Changed(DispenserState state) implements DispenserNotice {}

  /** Why there was no motion, or none that is known. */
  enum Why {
    /** Not asked of the device: another card is out, there is none, or it came too late. */
    REFUSED,
    /** The device says that it failed. */
    FAILED,
    /** No answer: the card may have moved. */
    UNKNOWN
  }
}
