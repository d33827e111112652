package org.shuyi.kiosk.kernel;

/**
 * A patron under a pseudonym: 32 hex digits made in {@code trust} from the card as soon as it is
 * read (SECURITY.md). Nothing in kernel, journal or messages knows more of a patron.
 */
public record PatronToken(String hex) implements Comparable<PatronToken> {
  private static final int DIGITS = 32;

  public PatronToken {
    if (!Spelling.fits(hex, DIGITS, DIGITS, PatronToken::isHex))
      throw new IllegalArgumentException("patron token: " + hex);
  }

  private static boolean isHex(int c) {
    return Spelling.isDigit(c) || ('a' <= c && c <= 'f');
  }

  @Override
  public int compareTo(PatronToken other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
