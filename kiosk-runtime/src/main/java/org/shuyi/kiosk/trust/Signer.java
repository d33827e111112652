package org.shuyi.kiosk.trust;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;

/** One Ed25519 private key with the id under which others know its public half (RFC 8032). */
public final class Signer {
  private final String keyId;
  private final PrivateKey key;

  /**
   * @throws IllegalArgumentException if the key is not Ed25519
   */
  public Signer(String keyId, PrivateKey key) {
    Keys.requireEd25519(key);
    this.keyId = keyId;
    this.key = key;
  }

  public String keyId() {
    return keyId;
  }

  /** The signature of a message, 64 bytes. */
  public Octets sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(Keys.ED25519);
      signature.initSign(key);
      signature.update(message);
      return Octets.of(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("key " + keyId + " does not sign: " + e.getMessage(), e);
    }
  }
}
