package org.shuyi.devices.dispenser;

/**
 * What a card dispenser can be asked for. The first three are motions: each is answered by exactly
 * one {@link DispenserNotice.Moved} or {@link DispenserNotice.NotMoved} of its number, and never
 * done again by itself.
 */
public sealed interface DispenserCommand {
  /** Take one card from the stack to where it can be read; refused while another card is out. */
  record Draw(long job) implements DispenserCommand {}

  /** Move the card that was drawn to the gate, and hold it there to be taken. */
  record Present(long job) implements DispenserCommand {}

  /** Move the card that is out, wherever it is, into the capture bin. */
  record Capture(long job) implements DispenserCommand {}

  /** Say again how it stands; answered by {@link DispenserNotice.Changed} when it is seen. */
  record Sense() implements DispenserCommand {}
}
