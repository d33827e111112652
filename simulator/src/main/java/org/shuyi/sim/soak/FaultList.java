package org.shuyi.sim.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shuyi.sim.soak.ListedFault.Met;

/** The page of all faults, {@code faults.txt}: which one is met where. */
final class FaultList {
  private static final Pattern ROW = Pattern.compile(" *([0-9]+) \\| (.*?) *\\| (.*?) *\\| (.*)");

  private FaultList() {}

  /** Every fault, in the order of the page. */
  static List<ListedFault> read() {
    try (InputStream in = FaultList.class.getResourceAsStream("faults.txt")) {
      if (in == null) throw new IllegalStateException("faults.txt is not in the class path");
      var faults = new ArrayList<ListedFault>();
      for (String line : new String(in.readAllBytes(), UTF_8).split("\n", -1)) {
        if (!line.isBlank() && !line.startsWith("#")) faults.add(row(line));
      }
      return faults;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ListedFault row(String line) {
    Matcher row = ROW.matcher(line);
    if (!row.matches()) throw new IllegalStateException("faults.txt: " + line);
    var ways = new ArrayList<Met>();
    for (String way : row.group(4).split("; (?=soak|test |story |without: |none: )", -1))
      ways.add(way(way.strip()));
    return new ListedFault(Integer.parseInt(row.group(1)), row.group(2), row.group(3), ways);
  }

  private static Met way(String words) {
    if (words.equals("soak")) return new Met.InTheSoak();
    if (words.startsWith("story ")) return new Met.InItsStory(words.substring(6));
    if (words.matches("test [\\w.]+#\\w+")) {
      int mark = words.indexOf('#');
      return new Met.InItsTest(words.substring(5, mark), words.substring(mark + 1));
    }
    if (words.startsWith("without: ")) return new Met.Without(words.substring(9));
    if (words.startsWith("none: ")) return new Met.Nowhere(words.substring(6));
    throw new IllegalStateException("faults.txt: " + words);
  }

  /** The troubles of the soak that are this fault. */
  static Set<Trouble> troubles(int number) {
    var found = EnumSet.noneOf(Trouble.class);
    for (Trouble trouble : Trouble.values()) {
      if (trouble.faults().contains(number)) found.add(trouble);
    }
    return found;
  }

  /** The list as it is printed: number, title, seeds that met it, and where else it is met. */
  static List<String> lines(SoakRun.Result result) {
    var lines = new ArrayList<String>();
    lines.add("of %d seeds met".formatted(result.seeds()));
    int unmet = 0;
    for (ListedFault fault : read()) {
      long seeds = result.seedsThatMet(fault.number());
      if (fault.isInTheSoak() && seeds == 0) unmet++;
      lines.add(
          String.format(
              Locale.ROOT,
              "%3d %-54s %6s  %s",
              fault.number(),
              fault.title(),
              fault.isInTheSoak() ? Long.toString(seeds) : "",
              fault.otherwise()));
    }
    long seeded = read().stream().filter(ListedFault::isInTheSoak).count();
    lines.add("%d of 80 are in the soak, %d of them met by no seed here".formatted(seeded, unmet));
    return lines;
  }
}
