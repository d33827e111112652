package org.shuyi.kiosk.kernel;

/** A door of a cabinet by the name on its label, such as {@code 3}. */
public record DoorId(String label) implements Comparable<DoorId> {
  public DoorId {
    if (!label.matches("[0-9A-Za-z]{1,8}"))
      throw new IllegalArgumentException("door label: " + label);
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
