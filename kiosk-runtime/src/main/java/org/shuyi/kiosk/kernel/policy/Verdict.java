package org.shuyi.kiosk.kernel.policy;

/** The centre's word on a patron. */
public sealed interface Verdict {
  /**
   * The patron may come in.
   *
   * @param mayBorrow how many more items, 0 where only returns are possible
   */
  record Welcome(int mayBorrow) implements Verdict {}

  /**
   * The patron may not.
   *
   * @param why a key such as {@code unknown-card}, {@code blocked}, {@code expired}
   */
  record Refused(String why) implements Verdict {}
}
