package org.shuyi.devices.tag.memory;

import java.util.Optional;

/**
 * One part of a set of things that are lent together: part 3 of 12.
 *
 * @param part this part, from 1
 * @param total parts in all, 1 to 999
 */
public record Parts(int part, int total) {
  private static final int MOST = 999;

  public Parts {
    if (!possible(part, total)) {
      throw new IllegalArgumentException(
          "part " + part + " of " + total + ", expected 1 to the total, which is 1 to " + MOST);
    }
  }

  static Optional<Parts> of(int part, int total) {
    return possible(part, total) ? Optional.of(new Parts(part, total)) : Optional.empty();
  }

  /**
   * Reads set information (OID 4): 2, 4 or 6 digits, the first half the total, the second this
   * part.
   */
  static Optional<Parts> ofDigits(String digits) {
    if (!digits.matches("[0-9]{2}|[0-9]{4}|[0-9]{6}")) return Optional.empty();
    int half = digits.length() / 2;
    return of(
        Integer.parseInt(digits.substring(half)), Integer.parseInt(digits.substring(0, half)));
  }

  /** Set information (OID 4) in as few digits as the total needs. */
  public String digits() {
    int half = Integer.toString(total).length();
    return ("%0" + half + "d%0" + half + "d").formatted(total, part);
  }

  private static boolean possible(int part, int total) {
    return part >= 1 && part <= total && total <= MOST;
  }

  @Override
  public String toString() {
    return part + " of " + total;
  }
}
