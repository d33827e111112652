package org.shuyi.kiosk.trust;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

/** One Ed25519 public key: says whether a signature is its own (RFC 8032). */
public final class Verifier {
  private final String keyId;
  private final PublicKey key;

  /**
   * @throws IllegalArgumentException if the key is not Ed25519
   */
  public Verifier(String keyId, PublicKey key) {
    Keys.requireEd25519(key);
    this.keyId = keyId;
    this.key = key;
  }

  public String keyId() {
    return keyId;
  }

  /** Whether the signature is right. Bytes of any length and content may be given. */
  public boolean verifies(byte[] message, Octets signature) {
    try {
      Signature check = Signature.getInstance(Keys.ED25519);
      check.initVerify(key);
      check.update(message);
      return check.verify(signature.toArray());
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }
}
