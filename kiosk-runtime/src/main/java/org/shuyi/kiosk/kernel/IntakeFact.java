package org.shuyi.kiosk.kernel;

import java.time.Instant;

/**
 * What happened in the return slot. An opener is a visitor where the return was made in a visit;
 * else nobody is named, and the item says whose loan it ends.
 */
public sealed interface IntakeFact extends Fact {
  /**
   * The intent, on the disk before an item is moved into a bin.
   *
   * @param motion its number, which only grows
   * @param by who chose the bin: {@code centre}, {@code rule}, {@code exception} or {@code
   *     no-room}; at a library system {@code alert} where it wants a person, {@code not-secured}
   *     and {@code unasked}
   */
  record SortMeant(long motion, TagId tag, Item item, int bin, String by) implements IntakeFact {}

  /**
   * The station has it: one known item was read in the tunnel, and then a bin's own sensor saw it
   * fall, or the tunnel was empty behind a closed gate and nothing had been handed back.
   *
   * @param bin where it fell; 0 where no sensor saw it, and then it is a work item too
   * @param by as in {@link SortMeant}
   * @param clockTrusted whether {@code at} may be believed
   */
  record TakenBack(
      Opener opener, TagId tag, Item item, int bin, String by, Instant at, boolean clockTrusted)
      implements IntakeFact {}

  /**
   * Something was not accepted and went back into the gate; {@code why} is a key such as {@code
   * no-tag}, {@code two-tags}, {@code foreign}.
   */
  record HandedBack(Opener opener, String why) implements IntakeFact {}

  /**
   * The slot stands still, and looks before it moves.
   *
   * @param why such as {@code jam}, {@code hand} or {@code service}; {@code blocked} where
   *     something is in its gate and nobody is there, {@code removed} where the configuration has
   *     no return slot any more and something may lie in it
   */
  record SlotStopped(String why) implements IntakeFact {}

  /** The slot moves again: by itself, or since a person has looked. */
  record SlotWentOn(String how) implements IntakeFact {}

  /** A work item: where an item is in the sorter cannot be said. */
  record WentAstray(Opener opener, TagId tag, Item item, String why) implements IntakeFact {}

  /** A person has looked, and says whether the item was there. */
  record AstraySettled(TagId tag, Item item, boolean present, String person)
      implements IntakeFact {}
}
