package org.shuyi.kiosk.trust;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A DSSE envelope: bytes, the type they are meant as, and who signed the two together.
 *
 * <p>Source: Dead Simple Signing Envelope, protocol version 1.0
 * (github.com/secure-systems-lab/dsse, protocol.md). How it looks on the wire is not known here.
 *
 * @param payloadType what the payload is, as a media type or URI; it is signed too, so that nothing
 *     signed as one thing passes as another
 * @param payload the exact bytes that were signed; to be parsed only after verification
 * @param signatures in the order of the sender
 */
public record Envelope(String payloadType, Octets payload, List<Signature> signatures) {
  public Envelope {
    signatures = List.copyOf(signatures);
  }

  /** One signature; the key id is a hint, and proves nothing by itself. */
  public record Signature(String keyId, Octets sig) {}

  /** An envelope signed by each of these, in this order. */
  public static Envelope sign(String payloadType, Octets payload, Signer... signers) {
    byte[] message = pae(payloadType, payload);
    var signatures = new ArrayList<Signature>();
    for (Signer signer : signers) {
      signatures.add(new Signature(signer.keyId(), signer.sign(message)));
    }
    return new Envelope(payloadType, payload, signatures);
  }

  /**
   * The key ids whose signatures are right, each once, in the order of the envelope; empty means
   * that nobody vouches for the payload.
   *
   * @param known the verifier of a key id, or empty where nobody knows it
   */
  public List<String> verifiedBy(Function<String, Optional<Verifier>> known) {
    byte[] message = pae(payloadType, payload);
    var signers = new ArrayList<String>();
    for (Signature signature : signatures) {
      String keyId = signature.keyId();
      if (signers.contains(keyId)) continue;
      if (known.apply(keyId).filter(v -> v.verifies(message, signature.sig())).isPresent()) {
        signers.add(keyId);
      }
    }
    return List.copyOf(signers);
  }

  /** DSSE's pre-authentication encoding: the bytes that are really signed. */
  public static byte[] pae(String payloadType, Octets payload) {
    byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
    var out = new ByteArrayOutputStream(type.length + payload.size() + 32);
    out.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(type);
    out.writeBytes((" " + payload.size() + " ").getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(payload.toArray());
    return out.toByteArray();
  }
}
