package org.shuyi.kiosk.config;

/**
 * A place in a file, as editors count: the first character is in line 1, column 1.
 *
 * @param file as people should read it
 * @param line 0 where the whole file is meant
 * @param column 0 where the whole file is meant
 */
public record Place(String file, int line, int column) implements Comparable<Place> {

  /** The file as such: missing, too long, not text. */
  static Place wholeOf(String file) {
    return new Place(file, 0, 0);
  }

  @Override
  public int compareTo(Place other) {
    int byFile = file.compareTo(other.file);
    if (byFile != 0) return byFile;
    int byLine = Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }

  /** As compilers write it: {@code station.yaml:12:3}. */
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line + ":" + column;
  }
}
