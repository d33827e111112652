package org.shuyi.kiosk.kernel;

import java.util.regex.Pattern;

/** A door of a cabinet by the name on its label, such as {@code 3}. */
public record DoorId(String label) implements Comparable<DoorId> {
  private static final Pattern FORM = Pattern.compile("[0-9A-Za-z]{1,8}");

  public DoorId {
    if (!FORM.matcher(label).matches()) throw new IllegalArgumentException("door label: " + label);
  }

  /** Doors in the order of their numbers: 2 before 10. */
  @Override
  public int compareTo(DoorId other) {
    int byLength = Integer.compare(label.length(), other.label.length());
    return byLength != 0 ? byLength : label.compareTo(other.label);
  }

  @Override
  public String toString() {
    return label;
  }
}
