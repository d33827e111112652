package org.shuyi.kiosk.kernel;

/** What became of the magnetic strips of items that were lent and returned. */
public sealed interface MagnetFact extends Fact {
  /**
   * A patron was told to put an item back that they have taken. The loan is recorded already and
   * ends with a return.
   *
   * @param why {@code not-lent} by the library system; {@code unasked} where it could not be asked;
   *     {@code no-unit}, {@code unit-away}, {@code unit-failed} or {@code unclear} where its strip
   *     cannot be made silent here; {@code declined}, {@code not-laid-on} or {@code gone} where the
   *     patron did not lay it on the unit
   */
  record LoanRefused(long visit, PatronToken patron, TagId tag, Item item, String why)
      implements MagnetFact {}

  /**
   * The intent, on the disk before the contact closes.
   *
   * @param pulse its number, which only grows
   * @param way {@code desensitise} or {@code resensitise}
   */
  record PulseMeant(long pulse, String way, TagId tag, Item item) implements MagnetFact {}

  /**
   * @param how {@code done} where the contact was closed for its whole time, {@code unclear} where
   *     nobody knows, or why it was not
   */
  record PulseEnded(long pulse, String way, TagId tag, String how) implements MagnetFact {}

  /**
   * A work item: the strip of an item is not, or may not be, as the library system wants it.
   *
   * @param why as in {@link LoanRefused}; {@code on-shelf} where it was returned behind a door;
   *     {@code restarted} where the program ended meanwhile
   */
  record LeftUndone(TagId tag, Item item, String way, String why) implements MagnetFact {}
}
