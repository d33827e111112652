package org.shuyi.kiosk.kernel;

/**
 * A tag's unique id as readers and people write it: hex, upper case, {@code E0} first for ISO
 * 15693.
 */
public record TagId(String hex) implements Comparable<TagId> {
  private static final int SHORTEST = 4;
  private static final int LONGEST = 124;

  public TagId {
    if (!Spelling.fits(hex, SHORTEST, LONGEST, TagId::isHex))
      throw new IllegalArgumentException("tag id: " + hex);
  }

  private static boolean isHex(int c) {
    return Spelling.isDigit(c) || ('A' <= c && c <= 'F');
  }

  @Override
  public int compareTo(TagId other) {
    return hex.compareTo(other.hex);
  }

  @Override
  public String toString() {
    return hex;
  }
}
