package org.shuyi.kiosk.trust;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that a city's stations share, given at enrolment and kept outside the configuration.
 * It never shows in a text.
 */
public final class CityKey {
  /** HMAC-SHA256 gains nothing from more than 64 bytes and loses its worth below 16. */
  private static final int SHORTEST = 16;

  private final int number;
  private final byte[] secret;

  /**
   * @param number the key's number in the city, 1 or more
   * @param secret 16 bytes or more, 32 are usual
   */
  public CityKey(int number, byte[] secret) {
    if (number < 1) throw new IllegalArgumentException("city key number " + number);
    if (secret.length < SHORTEST) {
      throw new IllegalArgumentException("city key " + number + ": " + secret.length + " bytes");
    }
    this.number = number;
    this.secret = secret.clone();
  }

  public int number() {
    return number;
  }

  /** The first 16 bytes of HMAC-SHA256(secret, message). */
  byte[] half(byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return Arrays.copyOf(mac.doFinal(message), 16);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("a Java without HMAC-SHA256", e);
    }
  }

  @Override
  public String toString() {
    return "city key " + number;
  }
}
