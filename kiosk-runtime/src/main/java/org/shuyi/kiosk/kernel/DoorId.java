package org.shuyi.kiosk.kernel;

/** A door of a cabinet by the name on its label, such as {@code 3}. */
public record DoorId(String label) implements Comparable<DoorId> {
  private static final int LONGEST = 8;

  public DoorId {
    if (!Spelling.fits(label, 1, LONGEST, DoorId::isLetter))
      throw new IllegalArgumentException("door label: " + label);
  }

  private static boolean isLetter(int c) {
    return Spelling.isDigit(c) || ('A' <= c && c <= 'Z') || ('a' <= c && c <= 'z');
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
