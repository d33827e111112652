package org.shuyi.sim.centre;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;

/**
 * The signed envelope of all that goes down to a station: DSSE with Ed25519.
 *
 * <p>Written from the DSSE document (secure-systems-lab, protocol.md, version 1.0.2): the signature
 * is over {@code "DSSEv1" SP length(type) SP type SP length(payload) SP payload}, lengths in
 * decimal ASCII.
 */
final class Envelope {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Envelope() {}

  /** One who signs: the id under which a station knows the public key. */
  record Signer(String keyId, PrivateKey key) {}

  static byte[] seal(String payloadType, JsonNode payload, List<Signer> signers) {
    try {
      byte[] body = JSON.writeValueAsBytes(payload);
      var envelope = JSON.createObjectNode();
      envelope.put("payloadType", payloadType);
      envelope.put("payload", Base64.getEncoder().encodeToString(body));
      var signatures = envelope.putArray("signatures");
      for (var signer : signers) {
        signatures
            .addObject()
            .put("keyid", signer.keyId())
            .put("sig", Base64.getEncoder().encodeToString(sign(payloadType, body, signer.key())));
      }
      return JSON.writeValueAsBytes(envelope);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] sign(String payloadType, byte[] body, PrivateKey key) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(key);
      signature.update(preAuthentication(payloadType, body));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the centre's key cannot sign with Ed25519", e);
    }
  }

  static byte[] preAuthentication(String payloadType, byte[] body) {
    byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
    byte[] head =
        ("DSSEv1 " + type.length + " " + payloadType + " " + body.length + " ")
            .getBytes(StandardCharsets.UTF_8);
    byte[] whole = new byte[head.length + body.length];
    System.arraycopy(head, 0, whole, 0, head.length);
    System.arraycopy(body, 0, whole, head.length, body.length);
    return whole;
  }
}
