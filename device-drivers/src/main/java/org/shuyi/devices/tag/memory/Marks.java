package org.shuyi.devices.tag.memory;

/**
 * The two marks that gates look at, as they were read from a tag or are to be written to it.
 *
 * <p>Both are always written, and both read back: a book with AFI C2 and EAS on rings at one gate
 * and not at another. A mark that says "on loan" proves nothing, since any telephone can write it.
 *
 * @param afi application family identifier, 0 to 255
 */
public record Marks(int afi, Eas eas) {
  /** In the library: written before a return is credited. */
  public static final Marks IN_LIBRARY = new Marks(Afi.IN_LIBRARY.code(), Eas.ON);

  /**
   * On loan: written after the loan is granted, and ahead of it on stock behind a locked door,
   * because nothing can be written after the book has left. Patron cards carry the same.
   */
  public static final Marks ON_LOAN = new Marks(Afi.ON_LOAN.code(), Eas.OFF);

  /** What a pair of marks says at the gate. */
  public enum Verdict {
    SECURED,
    RELEASED,
    /** AFI and EAS contradict each other: a work item "repair EAS". */
    DISAGREE,
    /** The AFI is none that a library writes. */
    NOT_KNOWN
  }

  public Marks {
    if (afi < 0 || afi > 0xFF)
      throw new IllegalArgumentException("AFI " + afi + ", expected 0 to 255");
  }

  /** What the gate will do, by AFI and EAS together. */
  public Verdict verdict() {
    return Afi.of(afi).map(known -> verdict(known.secured())).orElse(Verdict.NOT_KNOWN);
  }

  /**
   * Whether these marks, read back, prove that {@code wanted} was written; an EAS that cannot be
   * asked does not count.
   */
  public boolean confirm(Marks wanted) {
    return afi == wanted.afi && (eas == wanted.eas || eas == Eas.NOT_KNOWN);
  }

  private Verdict verdict(boolean secured) {
    return switch (eas) {
      case ON -> secured ? Verdict.SECURED : Verdict.DISAGREE;
      case OFF -> secured ? Verdict.DISAGREE : Verdict.RELEASED;
      case NOT_KNOWN -> secured ? Verdict.SECURED : Verdict.RELEASED;
    };
  }
}
