package org.shuyi.kiosk.trust;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, which every Java has. */
final class Sha256 {
  /** Copied for each hash, since a copy costs less than to look for an algorithm by its name. */
  private static final MessageDigest EMPTY = empty();

  private Sha256() {}

  static MessageDigest digest() {
    try {
      return (MessageDigest) EMPTY.clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("a SHA-256 that cannot be copied", e);
    }
  }

  private static MessageDigest empty() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("a Java without SHA-256", e);
    }
  }
}
