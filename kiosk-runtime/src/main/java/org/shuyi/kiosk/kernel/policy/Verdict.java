package org.shuyi.kiosk.kernel.policy;

/** The centre's word on a patron. */
public sealed interface Verdict {
  /** @param mayBorrow how many more items, 0 where only returns are possible */
  record Welcome(int mayBorrow) implements Verdict {}

  /** @param why a key such as {@code unknown-card}, {@code blocked}, {@code expired} */
  record Refused(String why) implements Verdict {}
}
