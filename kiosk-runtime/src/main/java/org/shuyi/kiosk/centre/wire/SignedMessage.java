package org.shuyi.kiosk.centre.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.shuyi.kiosk.trust.Envelope;
import org.shuyi.kiosk.trust.Octets;

/** A DSSE envelope as it looks on the wire: JSON with standard base64 (envelope.md of DSSE v1). */
public final class SignedMessage {
  /** Two persons for what needs two, and room for a key that is being replaced. */
  private static final int MOST_SIGNATURES = 4;

  /** An Ed25519 signature in base64. */
  private static final int SIGNATURE = 88;

  static final Pattern KEY_ID = Pattern.compile("[0-9A-Za-z._-]{1,64}");

  private SignedMessage() {}

  /** Checks form and payload type; whether the signatures are right is another question. */
  public static Envelope read(byte[] bytes, Channel channel) throws Malformed {
    Members members = Json.read(bytes, channel.mostBytes());
    String type = members.oneOf("payloadType", List.of(channel.payloadType()));
    Octets payload = base64("payload", members.text("payload", 4, channel.mostBytes()));
    var signatures = new ArrayList<Envelope.Signature>();
    for (Members signature : members.objects("signatures", 1, MOST_SIGNATURES)) {
      signatures.add(
          new Envelope.Signature(
              signature.text("keyid", KEY_ID),
              base64("sig", signature.text("sig", SIGNATURE, SIGNATURE))));
      signature.end();
    }
    members.end();
    return new Envelope(type, payload, signatures);
  }

  public static byte[] bytes(Envelope envelope) {
    Base64.Encoder base64 = Base64.getEncoder();
    ObjectNode object = Json.object();
    object.put("payloadType", envelope.payloadType());
    object.put("payload", base64.encodeToString(envelope.payload().toArray()));
    var signatures = object.putArray("signatures");
    for (Envelope.Signature signature : envelope.signatures()) {
      signatures
          .addObject()
          .put("keyid", signature.keyId())
          .put("sig", base64.encodeToString(signature.sig().toArray()));
    }
    return Json.bytes(object);
  }

  private static Octets base64(String name, String text) throws Malformed {
    try {
      return Octets.of(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new Malformed(name + ": expected base64");
    }
  }
}
