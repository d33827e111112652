package org.shuyi.kiosk.trust;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.EdECKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ed25519 keys: made, read and written, as PEM (RFC 7468) or as the base64 within it. */
public final class Keys {
  static final String ED25519 = "Ed25519";

  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN ([A-Z ]+)-----\\s+([A-Za-z0-9+/=\\s]+?)\\s*-----END \\1-----\\s*");

  /** An Ed25519 key takes 44 or 48 bytes; nothing longer than this is even decoded. */
  private static final int LONGEST_TEXT = 4_096;

  private Keys() {}

  /** A new pair; the random source decides how good it is. */
  public static KeyPair generate(SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(ED25519);
      generator.initialize(NamedParameterSpec.ED25519, random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("a Java without Ed25519", e);
    }
  }

  /**
   * A public key from its X.509 encoding.
   *
   * @param text PEM ({@code PUBLIC KEY}) or base64
   * @throws IllegalArgumentException if it is not an Ed25519 public key; the message names no part
   *     of it
   */
  public static PublicKey publicKey(String text) {
    byte[] encoded = decode(text, "PUBLIC KEY");
    try {
      return requireEd25519(factory().generatePublic(new X509EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 public key in X.509 encoding", e);
    }
  }

  /**
   * A private key from its PKCS #8 encoding.
   *
   * @param text PEM ({@code PRIVATE KEY}) or base64
   * @throws IllegalArgumentException if it is not an Ed25519 private key; the message names no part
   *     of it
   */
  public static PrivateKey privateKey(String text) {
    byte[] encoded = decode(text, "PRIVATE KEY");
    try {
      return requireEd25519(factory().generatePrivate(new PKCS8EncodedKeySpec(encoded)));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 private key in PKCS #8 encoding");
    }
  }

  /** The base64 of a key's own encoding, on one line. */
  public static String base64(Key key) {
    return Base64.getEncoder().encodeToString(key.getEncoded());
  }

  /** A key as a PEM file. */
  public static String pem(Key key) {
    String label = key instanceof PrivateKey ? "PRIVATE KEY" : "PUBLIC KEY";
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  /**
   * A key id that needs nobody to choose it: the first 8 bytes of the encoding's SHA-256, in hex.
   */
  public static String idOf(PublicKey key) {
    return HexFormat.of().formatHex(Sha256.digest().digest(key.getEncoded()), 0, 8);
  }

  static <K extends Key> K requireEd25519(K key) {
    if (key instanceof EdECKey edwards
        && edwards.getParams().getName().toUpperCase(Locale.ROOT).equals("ED25519")) {
      return key;
    }
    throw new IllegalArgumentException("not an Ed25519 key but " + key.getAlgorithm());
  }

  static byte[] decode(String text, String label) {
    if (text.length() > LONGEST_TEXT) {
      throw new IllegalArgumentException("a key of " + text.length() + " characters");
    }
    Matcher pem = PEM.matcher(text);
    boolean armoured = pem.matches();
    if (armoured && !pem.group(1).equals(label)) {
      throw new IllegalArgumentException("expected " + label + ", found " + pem.group(1));
    }
    String body = armoured ? pem.group(2) : text;
    try {
      return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a key that is neither PEM nor base64");
    }
  }

  private static KeyFactory factory() throws NoSuchAlgorithmException {
    return KeyFactory.getInstance(ED25519);
  }
}
