package org.shuyi.kiosk.trust;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A person's password as the configuration keeps it: {@code pbkdf2-sha256$iterations$salt$hash},
 * salt and hash in base64 (PBKDF2 of RFC 8018 with HMAC-SHA-256).
 *
 * @param iterations 10,000 to 5,000,000; {@value #USUAL} for new ones (OWASP, 2023), less only in
 *     tests
 */
public record PasswordHash(int iterations, Octets salt, Octets hash) {
  /** For new passwords. */
  public static final int USUAL = 600_000;

  private static final String KIND = "pbkdf2-sha256";
  private static final int HASH_BITS = 256;

  public PasswordHash {
    if (iterations < 10_000 || iterations > 5_000_000)
      throw new IllegalArgumentException(
          "password hash: " + iterations + " iterations; expected 10000 to 5000000");
    if (salt.size() < 16 || salt.size() > 64)
      throw new IllegalArgumentException(
          "password hash: a salt of " + salt.size() + " bytes; expected 16 to 64");
    if (hash.size() != HASH_BITS / 8)
      throw new IllegalArgumentException(
          "password hash: " + hash.size() + " bytes; expected " + HASH_BITS / 8);
  }

  /**
   * The hash of a new password.
   *
   * @param salt 16 random bytes, never used before
   */
  public static PasswordHash of(char[] password, Octets salt, int iterations) {
    return new PasswordHash(iterations, salt, derive(password, salt, iterations));
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  public static PasswordHash parse(String text) {
    String[] parts = text.split("\\$", -1);
    if (parts.length != 4 || !parts[0].equals(KIND) || !parts[1].matches("[0-9]{1,7}"))
      throw new IllegalArgumentException(
          "password hash: expected " + KIND + "$iterations$salt$hash");
    var base64 = Base64.getDecoder();
    return new PasswordHash(
        Integer.parseInt(parts[1]),
        Octets.of(base64.decode(parts[2])),
        Octets.of(base64.decode(parts[3])));
  }

  public String text() {
    var base64 = Base64.getEncoder();
    return "%s$%d$%s$%s"
        .formatted(
            KIND,
            iterations,
            base64.encodeToString(salt.toArray()),
            base64.encodeToString(hash.toArray()));
  }

  /** Whether this is the password; takes as long for a wrong one. */
  public boolean matches(char[] password) {
    return MessageDigest.isEqual(hash.toArray(), derive(password, salt, iterations).toArray());
  }

  /** Neither salt nor hash, so that no log holds them. */
  @Override
  public String toString() {
    return KIND + "$" + iterations + "$…";
  }

  private static Octets derive(char[] password, Octets salt, int iterations) {
    var spec = new PBEKeySpec(password, salt.toArray(), iterations, HASH_BITS);
    try {
      return Octets.of(
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no PBKDF2WithHmacSHA256", e);
    } finally {
      spec.clearPassword();
    }
  }
}
