package org.shuyi.devices.card;

/** What a card reader can be asked for. */
public sealed interface CardCommand {
  /** Tell the same card again even if it never left the field, as after the end of a visit. */
  record Forget() implements CardCommand {}
}
