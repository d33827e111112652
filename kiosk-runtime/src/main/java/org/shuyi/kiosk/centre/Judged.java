package org.shuyi.kiosk.centre;

import java.util.List;

/**
 * What the gate says of a signed message.
 *
 * @param <M> what was read
 */
public sealed interface Judged<M> {
  /**
   * @param signers the key ids of the envelope, each verified, in its order, at least one
   */
  record Passed<M>(M message, List<String> signers) implements Judged<M> {
    public Passed {
      signers = List.copyOf(signers);
    }
  }

  /**
   * @param detail for a developer; never sent to a stranger
   */
  record Refused<M>(Refusal reason, String detail) implements Judged<M> {}
}
