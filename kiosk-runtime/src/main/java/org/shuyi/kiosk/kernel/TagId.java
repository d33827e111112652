package org.shuyi.kiosk.kernel;

import java.util.regex.Pattern;

/**
 * A tag's unique id as readers and people write it: hex, upper case, {@code E0} first for ISO
 * 15693.
 */
public record TagId(String hex) implements Comparable<TagId> {
  private static final Pattern FORM = Pattern.compile("[0-9A-F]{4,124}");

  public TagId {
    if (!FORM.matcher(hex).matches()) throw new IllegalArgumentException("tag id: " + hex);
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
