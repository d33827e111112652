package org.shuyi.kiosk.kernel;

/**
 * A tag's unique id as readers and people write it: hex, upper case, {@code E0} first for ISO
 * 15693.
 */
public record TagId(String hex) implements Comparable<TagId> {
  public TagId {
    if (!hex.matches("[0-9A-F]{4,124}")) throw new IllegalArgumentException("tag id: " + hex);
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
