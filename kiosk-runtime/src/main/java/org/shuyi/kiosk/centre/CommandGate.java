package org.shuyi.kiosk.centre;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.shuyi.kiosk.centre.wire.Address;
import org.shuyi.kiosk.centre.wire.AppliedMessage;
import org.shuyi.kiosk.centre.wire.Channel;
import org.shuyi.kiosk.centre.wire.CommandMessage;
import org.shuyi.kiosk.centre.wire.Malformed;
import org.shuyi.kiosk.centre.wire.PolicyMessage;
import org.shuyi.kiosk.centre.wire.ReplyMessage;
import org.shuyi.kiosk.centre.wire.SignedMessage;
import org.shuyi.kiosk.centre.wire.SortedMessage;
import org.shuyi.kiosk.kernel.command.Command;
import org.shuyi.kiosk.trust.Envelope;
import org.shuyi.kiosk.trust.Octets;
import org.shuyi.kiosk.trust.Verifier;

/**
 * Whether a message from outside may be believed: size, retention, form, addressee, signature, in
 * the order of cost. Pure and total; whatever comes is passed or refused, never thrown.
 *
 * <p>What it does not judge: the window of time, the sequence number, the role of the signer and
 * the present state. Those are the kernel's (SECURITY.md, Commands).
 */
public final class CommandGate {
  private final Address us;

  public CommandGate(Address us) {
    this.us = us;
  }

  /** One message as it came. */
  public record Message(String topic, Octets payload, boolean retained) {}

  /** The keys that may have signed, by id. */
  public interface Keys extends Function<String, Optional<Verifier>> {}

  private interface Reader<M> {
    M read(byte[] payload) throws Malformed;
  }

  /**
   * An order of staff.
   *
   * @param staff the keys of the policy in force
   */
  public Judged<Command> command(Message message, Keys staff) {
    return switch (judge(
        Channel.COMMAND, message, staff, CommandMessage::read, CommandMessage::station)) {
      case Judged.Passed<CommandMessage>(CommandMessage order, List<String> signers) ->
          new Judged.Passed<>(order.toCommand(signers), signers);
      case Judged.Refused<CommandMessage>(Refusal reason, String detail) ->
          new Judged.Refused<>(reason, detail);
    };
  }

  public Judged<ReplyMessage> reply(Message message, Keys centre) {
    return judge(Channel.REPLY, message, centre, ReplyMessage::read, ReplyMessage::station);
  }

  public Judged<SortedMessage> sorted(Message message, Keys centre) {
    return judge(Channel.SORTED, message, centre, SortedMessage::read, SortedMessage::station);
  }

  public Judged<AppliedMessage> applied(Message message, Keys centre) {
    return judge(Channel.APPLIED, message, centre, AppliedMessage::read, AppliedMessage::station);
  }

  public Judged<PolicyMessage> policy(Message message, Keys centre) {
    return judge(Channel.POLICY, message, centre, PolicyMessage::read, PolicyMessage::station);
  }

  private <M> Judged<M> judge(
      Channel channel, Message message, Keys keys, Reader<M> reader, Function<M, String> station) {
    if (message.payload().size() > channel.mostBytes()) {
      return new Judged.Refused<>(Refusal.TOO_LARGE, message.payload().size() + " bytes");
    }
    if (message.retained() && !channel.retained()) {
      return new Judged.Refused<>(Refusal.RETAINED, "a retained " + channel.message());
    }
    if (!message.topic().equals(us.topic(channel))) {
      return new Judged.Refused<>(Refusal.MISADDRESSED, "a topic that is not ours");
    }
    try {
      Envelope envelope = SignedMessage.read(message.payload().toArray(), channel);
      M read = reader.read(envelope.payload().toArray());
      if (!station.apply(read).equals(us.toString())) {
        return new Judged.Refused<>(Refusal.MISADDRESSED, "for " + station.apply(read));
      }
      return signed(envelope, read, keys);
    } catch (Malformed malformed) {
      Refusal reason =
          switch (malformed.why()) {
            case TOO_LARGE -> Refusal.TOO_LARGE;
            case MALFORMED -> Refusal.MALFORMED;
          };
      return new Judged.Refused<>(reason, String.valueOf(malformed.getMessage()));
    }
  }

  /** Every signature must be right: one that is wrong, doubled or unknown spoils the envelope. */
  private static <M> Judged<M> signed(Envelope envelope, M read, Keys keys) {
    for (Envelope.Signature signature : envelope.signatures()) {
      if (keys.apply(signature.keyId()).isEmpty()) {
        return new Judged.Refused<>(Refusal.UNKNOWN_KEY, "key " + signature.keyId());
      }
    }
    List<String> signers = envelope.verifiedBy(keys);
    if (signers.isEmpty() || signers.size() != envelope.signatures().size()) {
      return new Judged.Refused<>(
          Refusal.FORGED, signers.size() + " of " + envelope.signatures().size() + " verified");
    }
    return new Judged.Passed<>(read, signers);
  }
}
