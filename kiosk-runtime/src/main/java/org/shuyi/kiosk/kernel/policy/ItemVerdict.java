package org.shuyi.kiosk.kernel.policy;

/** The centre's word on an item that lies in the tunnel. */
public sealed interface ItemVerdict {
  /**
   * It goes there.
   *
   * @param bin from 1
   */
  record IntoBin(int bin) implements ItemVerdict {}

  /** The centre has nothing special for it: the rule decides. */
  record ByRule() implements ItemVerdict {}

  /**
   * It is not taken back here.
   *
   * @param why a key such as {@code not-ours}
   */
  record NotTaken(String why) implements ItemVerdict {}
}
