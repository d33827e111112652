package org.shuyi.kiosk.config;

import java.util.List;
import java.util.Optional;

/**
 * One thing that is wrong with a configuration, so told that a person can mend it without a book.
 *
 * @param key the path of the key, such as {@code devices.locks.polarity}; items of a list count
 *     from 1; empty where the file as such is meant
 * @param found what stands there: the value, or a sentence
 * @param expected what should stand there
 * @param near what was probably meant
 */
public record Complaint(
    Place place, String key, Kind kind, String found, String expected, Optional<String> near) {

  /** What sort of thing is wrong. */
  public enum Kind {
    /** A value is of the wrong form or out of its range. */
    WRONG,
    /** A key that must be there is not. */
    MISSING,
    /** A key that nobody reads. */
    UNREAD,
    /** Two values that do not go together. */
    CLASH,
    /** The file is not the YAML that is read here. */
    FILE
  }

  /** Longer values are cut in a complaint. */
  private static final int SHOWN = 60;

  /** More choices than these are not listed in one line. */
  private static final int LISTED = 24;

  static Complaint wrong(Place place, String key, String value, String expected) {
    return new Complaint(place, key, Kind.WRONG, quoted(value), expected, Optional.empty());
  }

  static Complaint notOneOf(Place place, String key, String value, List<String> choices) {
    return new Complaint(
        place,
        key,
        Kind.WRONG,
        quoted(value),
        choices.size() == 1 ? choices.getFirst() : "one of " + listed(choices),
        Near.to(value, choices));
  }

  static Complaint missing(Place place, String key, String expected) {
    return new Complaint(place, key, Kind.MISSING, "nothing", expected, Optional.empty());
  }

  static Complaint unread(Place place, String key, String name, List<String> known) {
    return new Complaint(
        place,
        key,
        Kind.UNREAD,
        quoted(name),
        known.isEmpty() ? "no key here" : "one of " + listed(known),
        Near.to(name, known));
  }

  static Complaint clash(Place place, String key, String found, String expected) {
    return new Complaint(place, key, Kind.CLASH, found, expected, Optional.empty());
  }

  static Complaint file(Place place, String key, String found, String expected) {
    return new Complaint(place, key, Kind.FILE, found, expected, Optional.empty());
  }

  /**
   * One line without a line break: {@code station.yaml:12:3: devices.locks.poll: "5m" is not a time
   * from 100ms to 1s}.
   */
  public String text() {
    String what =
        switch (kind) {
          case WRONG -> found + " is not " + expected;
          case MISSING -> "is missing; expected " + expected;
          case UNREAD -> "no such key; expected " + expected;
          case CLASH, FILE -> found + "; expected " + expected;
        };
    return place
        + ": "
        + (key.isEmpty() ? "" : key + ": ")
        + what
        + near.map(meant -> "; did you mean " + meant + "?").orElse("");
  }

  /** A value between quotes, on one line and not too long. */
  static String quoted(String value) {
    return '"' + plain(value) + '"';
  }

  /** A text of the file on one line, without control characters, and not too long. */
  static String plain(String value) {
    var shown = new StringBuilder();
    int taken = 0;
    for (int at = 0; at < value.length() && taken < SHOWN; taken++) {
      int letter = value.codePointAt(at);
      at += Character.charCount(letter);
      switch (Character.getType(letter)) {
        case Character.CONTROL,
            Character.FORMAT,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR,
            Character.SURROGATE ->
            shown.append("\\u%04x".formatted(letter));
        default -> shown.appendCodePoint(letter);
      }
    }
    if (value.codePointCount(0, value.length()) > SHOWN) shown.append('…');
    return shown.toString();
  }

  private static String listed(List<String> choices) {
    if (choices.size() <= LISTED) return String.join(", ", choices);
    return String.join(", ", choices.subList(0, LISTED)) + " …";
  }
}
