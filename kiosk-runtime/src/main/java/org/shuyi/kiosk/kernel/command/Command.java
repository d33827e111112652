package org.shuyi.kiosk.kernel.command;

import java.time.Instant;
import java.util.List;

/**
 * A command whose size, schema, addressee and signatures are right.
 *
 * @param id chosen by the sender; the same id is answered the same and has one effect
 * @param signers the key ids whose signatures were verified, in the order of the envelope, at least
 *     one
 * @param seq above the highest, or unused in the window below it, of every signer at this station
 * @param override unlock although somebody is inside; needs a reason
 */
public record Command(
    String id,
    List<String> signers,
    long seq,
    Instant notBefore,
    Instant notAfter,
    long policyVersion,
    Action action,
    String reason,
    boolean override) {
  public Command {
    signers = List.copyOf(signers);
  }
}
