package org.shuyi.sim.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page of what of the kernel a soak need not reach, {@code unreached.txt}, and what a run owes
 * it: each state and transition that is not on it, and none of those that are there for ever.
 */
final class Unreached {
  /** A run of more fault-hours than this has had time for everything that is not on the page. */
  static final long LONG_RUN = 5_000;

  private static final Pattern ROW = Pattern.compile("(never|seldom|long) *\\| (.*?) *\\| (.+)");

  private Unreached() {}

  /** Where something need not be reached. */
  enum Where {
    /** It cannot be. */
    NEVER,
    /** In no run, though some reach it. */
    SELDOM,
    /** In a short run. */
    LONG
  }

  /** Everything on the page, by the names of {@link Reached#all}. */
  static SortedMap<String, Where> read() {
    try (InputStream in = Unreached.class.getResourceAsStream("unreached.txt")) {
      if (in == null) throw new IllegalStateException("unreached.txt is not in the class path");
      var page = new TreeMap<String, Where>();
      for (String line : new String(in.readAllBytes(), UTF_8).split("\n", -1)) {
        if (line.isBlank() || line.startsWith("#")) continue;
        Matcher row = ROW.matcher(line);
        if (!row.matches() || page.put(row.group(2), where(row.group(1))) != null) {
          throw new IllegalStateException("unreached.txt: " + line);
        }
      }
      return page;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Where where(String word) {
    return Where.valueOf(word.toUpperCase(Locale.ROOT));
  }

  /** What a short run should have reached, and did not. */
  static List<String> missing(Tally tally) {
    var page = read();
    return Reached.never(tally).stream()
        .filter(name -> !page.containsKey(name) && !Reached.isTransition(name))
        .toList();
  }

  /** What a run reached that no run can, as the page says. */
  static List<String> needless(Tally tally) {
    var page = read();
    return Reached.of(tally).keySet().stream()
        .filter(name -> page.get(name) == Where.NEVER)
        .toList();
  }

  /** What a long run owes, a line each, and what it reached that no run can. */
  static List<String> complaints(Tally tally) {
    var lines = new ArrayList<String>();
    var page = read();
    Reached.never(tally).stream()
        .filter(name -> page.getOrDefault(name, Where.LONG) == Where.LONG)
        .forEach(name -> lines.add("NOT REACHED: " + name));
    needless(tally).forEach(name -> lines.add("REACHED, and unreached.txt says never: " + name));
    return lines;
  }
}
