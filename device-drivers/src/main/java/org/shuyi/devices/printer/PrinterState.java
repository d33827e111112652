package org.shuyi.devices.printer;

/**
 * How a receipt printer stands.
 *
 * @param fault what it calls an error, in plain words, or empty
 */
public record PrinterState(Paper paper, boolean coverOpen, String fault) {
  /** What its sensors see of the roll. */
  public enum Paper {
    THERE,
    /** Some receipts are left; printers without this sensor never say so. */
    NEAR_END,
    OUT
  }

  /** Whether it would print now. */
  public boolean prints() {
    return paper != Paper.OUT && !coverOpen && fault.isEmpty();
  }

  /** What is not as it should be, in plain words; empty if nothing is. */
  public String complaint() {
    if (coverOpen) return "the cover is open";
    return switch (paper) {
      case OUT -> "out of paper";
      case NEAR_END -> fault.isEmpty() ? "the paper is near its end" : fault;
      case THERE -> fault;
    };
  }
}
