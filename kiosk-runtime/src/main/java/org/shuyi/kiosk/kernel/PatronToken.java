package org.shuyi.kiosk.kernel;

import java.util.regex.Pattern;

/**
 * A patron under a pseudonym: 32 hex digits made in {@code trust} from the card as soon as it is
 * read (SECURITY.md). Nothing in kernel, journal or messages knows more of a patron.
 */
public record PatronToken(String hex) implements Comparable<PatronToken> {
  private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

  public PatronToken {
    if (!FORM.matcher(hex).matches()) throw new IllegalArgumentException("patron token: " + hex);
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
