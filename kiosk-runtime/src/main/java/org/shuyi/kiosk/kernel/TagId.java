package org.shuyi.kiosk.kernel;

/**
 * A tag's unique id as readers and people write it: hex, upper case, {@code E0} first for ISO
 * 15693.
 */
public record TagId(String hex) implements Comparable<TagId> {
  private static final int SHORTEST = 4;
  private static final int LONGEST = 124;

  public TagId {
    if (!isOne(hex)) throw new IllegalArgumentException("tag id: " + hex);
  }

  /** By hand: every tag of every count passes here. */
  private static boolean isOne(String hex) {
    if (hex.length() < SHORTEST || hex.length() > LONGEST) return false;
    for (int i = 0; i < hex.length(); i++) {
      char c = hex.charAt(i);
      if ((c < '0' || c > '9') && (c < 'A' || c > 'F')) return false;
    }
    return true;
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
