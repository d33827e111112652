package org.shuyi.kiosk.trust;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KEM;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sealing to one public key: whoever seals cannot open. This is HPKE of RFC 9180 in its base mode,
 * one message a key: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-128-GCM. A sealed message is the
 * 32 bytes of the encapsulated key and the ciphertext with its tag of 16.
 */
public final class Seal {
  private static final int ENCAPSULATED = 32;
  private static final int KEY = 16;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final byte[] VERSION = "HPKE-v1".getBytes(US_ASCII);

  /** "HPKE", then the numbers of the three parts. */
  private static final byte[] SUITE = {'H', 'P', 'K', 'E', 0x00, 0x20, 0x00, 0x01, 0x00, 0x01};

  private Seal() {}

  /**
   * A key to seal to, from its X.509 encoding.
   *
   * @param text PEM ({@code PUBLIC KEY}) or base64
   * @throws IllegalArgumentException if it is not an X25519 public key
   */
  public static PublicKey publicKey(String text) {
    try {
      var encoded = new X509EncodedKeySpec(Keys.decode(text, "PUBLIC KEY"));
      return KeyFactory.getInstance("X25519").generatePublic(encoded);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an X25519 public key in X.509 encoding", e);
    }
  }

  /**
   * Seals a message.
   *
   * @param to an X25519 key
   * @param info what the message is for
   * @param attached what is not secret, and must be the same when it is opened
   * @throws GeneralSecurityException if the key is of another kind
   */
  public static byte[] seal(PublicKey to, byte[] info, byte[] attached, byte[] message)
      throws GeneralSecurityException {
    KEM.Encapsulated fresh = KEM.getInstance("DHKEM").newEncapsulator(to).encapsulate();
    Cipher cipher = cipher(Cipher.ENCRYPT_MODE, fresh.key(), info);
    cipher.updateAAD(attached);
    return joined(fresh.encapsulation(), cipher.doFinal(message));
  }

  /**
   * Opens what was sealed to this key.
   *
   * @throws GeneralSecurityException if it was sealed to another key or for something else, or is
   *     damaged
   */
  public static byte[] open(PrivateKey own, byte[] info, byte[] attached, byte[] sealed)
      throws GeneralSecurityException {
    if (sealed.length < ENCAPSULATED) throw new GeneralSecurityException("too short");
    byte[] encapsulated = Arrays.copyOf(sealed, ENCAPSULATED);
    SecretKey shared = KEM.getInstance("DHKEM").newDecapsulator(own).decapsulate(encapsulated);
    Cipher cipher = cipher(Cipher.DECRYPT_MODE, shared, info);
    cipher.updateAAD(attached);
    return cipher.doFinal(sealed, ENCAPSULATED, sealed.length - ENCAPSULATED);
  }

  /** RFC 9180, section 5.1, without a shared secret of both sides. */
  private static Cipher cipher(int mode, SecretKey shared, byte[] info)
      throws GeneralSecurityException {
    byte[] context =
        joined(
            new byte[] {0x00},
            extract(new byte[0], "psk_id_hash", new byte[0]),
            extract(new byte[0], "info_hash", info));
    byte[] secret = extract(shared.getEncoded(), "secret", new byte[0]);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(expand(secret, "key", context, KEY), "AES"),
        new GCMParameterSpec(TAG_BITS, expand(secret, "base_nonce", context, NONCE)));
    return cipher;
  }

  private static byte[] extract(byte[] salt, String label, byte[] material)
      throws GeneralSecurityException {
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.ofExtract()
                .addSalt(salt)
                .addIKM(joined(VERSION, SUITE, label.getBytes(US_ASCII), material))
                .extractOnly());
  }

  private static byte[] expand(byte[] secret, String label, byte[] context, int size)
      throws GeneralSecurityException {
    byte[] length = {(byte) (size >> 8), (byte) size};
    return KDF.getInstance("HKDF-SHA256")
        .deriveData(
            HKDFParameterSpec.expandOnly(
                new SecretKeySpec(secret, "HKDF"),
                joined(length, VERSION, SUITE, label.getBytes(US_ASCII), context),
                size));
  }

  private static byte[] joined(byte[]... parts) {
    var joined = new ByteArrayOutputStream();
    for (byte[] part : parts) joined.writeBytes(part);
    return joined.toByteArray();
  }
}
