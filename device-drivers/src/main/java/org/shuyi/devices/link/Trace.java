package org.shuyi.devices.link;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.shuyi.devices.Bytes;

/**
 * What went over a device's line, in both directions and with its times: a text that is exported at
 * a station, and read and replayed elsewhere. What is personal was zeroed when it was kept.
 *
 * <p>The text is five lines of what it is, then a line a moment: {@code 12 < 02 00 35}, that is
 * milliseconds from the beginning, {@code >} to the device, {@code <} from it, {@code up}, or
 * {@code down} and why. What follows a {@code #} at the beginning of a line is for people.
 *
 * @param device its name in its station
 * @param kind kind and maker, such as {@code tag.feig}
 * @param line where its line led
 * @param began the time of day of the beginning, as the station believed it
 * @param moments oldest first
 */
public record Trace(String device, String kind, String line, Instant began, List<Moment> moments) {
  private static final String FIRST = "trace 1";

  /** A text that is longer was not written by a station. */
  private static final int LONGEST = 1 << 20;

  public Trace {
    moments = List.copyOf(moments);
  }

  /** Something that happened on the line. */
  public sealed interface Moment {
    /** In a trace from its beginning, in a loop by its clock. */
    long atMillis();
  }

  /** The line came up. */
  public record Up(long atMillis) implements Moment {}

  /** The line went down. */
  public record Down(long atMillis, String why) implements Moment {}

  /** A frame to the device. */
  public record Sent(long atMillis, Bytes bytes) implements Moment {}

  /** Bytes from the device, in the pieces in which they came. */
  public record Heard(long atMillis, Bytes bytes) implements Moment {}

  /** The moments of a loop by its clock, counted from the first of them. */
  public static Trace of(
      String device, String kind, String line, Instant began, List<Moment> moments) {
    long first = moments.isEmpty() ? 0 : moments.getFirst().atMillis();
    var counted = moments.stream().map(moment -> at(moment, moment.atMillis() - first)).toList();
    return new Trace(device, kind, line, began, counted);
  }

  private static Moment at(Moment moment, long millis) {
    return switch (moment) {
      case Up(long _) -> new Up(millis);
      case Down(long _, String why) -> new Down(millis, why);
      case Sent(long _, Bytes bytes) -> new Sent(millis, bytes);
      case Heard(long _, Bytes bytes) -> new Heard(millis, bytes);
    };
  }

  /** As text, which {@link #parse} reads. */
  public String text() {
    var text = new StringBuilder();
    text.append(FIRST).append('\n');
    text.append("device ").append(clean(device)).append('\n');
    text.append("kind ").append(clean(kind)).append('\n');
    text.append("line ").append(clean(line)).append('\n');
    text.append("began ").append(began).append('\n');
    text.append("# milliseconds, > to the device or < from it; personal bytes are 00\n");
    for (Moment moment : moments) {
      text.append(moment.atMillis()).append(' ').append(words(moment)).append('\n');
    }
    return text.toString();
  }

  private static String words(Moment moment) {
    return switch (moment) {
      case Up(long _) -> "up";
      case Down(long _, String why) -> "down " + clean(why);
      case Sent(long _, Bytes bytes) -> "> " + bytes;
      case Heard(long _, Bytes bytes) -> "< " + bytes;
    };
  }

  private static String clean(String text) {
    return text.replaceAll("\\p{Cntrl}", " ").strip();
  }

  /**
   * Reads a trace.
   *
   * @throws IllegalArgumentException with the line's number, what it holds and what was expected
   */
  public static Trace parse(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException(
          "%d characters, expected at most %d".formatted(text.length(), LONGEST));
    }
    var reader = new Reader(text.lines().toList());
    reader.exactly(FIRST);
    return new Trace(
        reader.after("device"),
        reader.after("kind"),
        reader.after("line"),
        reader.instant(),
        reader.moments());
  }

  /** Goes through the lines, and past those for people. */
  private static final class Reader {
    private final List<String> lines;
    private int at;

    Reader(List<String> lines) {
      this.lines = lines;
    }

    void exactly(String wanted) {
      if (!next().equals(wanted)) throw refused(wanted);
    }

    String after(String word) {
      String line = next();
      if (line.equals(word)) return "";
      if (!line.startsWith(word + " ")) throw refused(word + " and its name");
      return line.substring(word.length() + 1);
    }

    Instant instant() {
      String text = after("began");
      try {
        return Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw refused("began and a time such as 2026-03-01T08:00:00Z");
      }
    }

    List<Moment> moments() {
      var moments = new ArrayList<Moment>();
      long last = 0;
      for (String line = next(); !line.isEmpty(); line = next()) {
        String[] parts = line.split(" ", 3);
        if (!parts[0].matches("[0-9]{1,12}") || parts.length < 2) throw refused(MOMENT);
        long millis = Long.parseLong(parts[0]);
        if (millis < last) throw refused("a time that is not before " + last);
        last = millis;
        moments.add(moment(millis, parts[1], parts.length == 2 ? "" : parts[2]));
      }
      return moments;
    }

    private static final String MOMENT = "milliseconds and one of > < up down";

    private Moment moment(long millis, String what, String rest) {
      return switch (what) {
        case "up" -> new Up(millis);
        case "down" -> new Down(millis, rest);
        case ">" -> new Sent(millis, bytes(rest));
        case "<" -> new Heard(millis, bytes(rest));
        default -> throw refused(MOMENT);
      };
    }

    private Bytes bytes(String hex) {
      if (!hex.matches("[0-9A-F]{2}( [0-9A-F]{2})*")) throw refused("bytes such as 02 0A");
      return Bytes.parse(hex);
    }

    /** The next line that says something; empty after the last. */
    private String next() {
      while (at < lines.size()) {
        String line = lines.get(at++).strip();
        if (!line.isEmpty() && !line.startsWith("#")) return line;
      }
      return "";
    }

    private IllegalArgumentException refused(String expected) {
      String found = at == 0 ? "nothing" : "\"" + lines.get(at - 1) + '"';
      return new IllegalArgumentException("%d: %s, expected %s".formatted(at, found, expected));
    }
  }
}
