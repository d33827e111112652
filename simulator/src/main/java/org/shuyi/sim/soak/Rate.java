package org.shuyi.sim.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often a trouble comes at one station, by the published mix {@code street.txt}.
 *
 * @param aYear times a year, at least 1
 * @param why so often
 */
record Rate(Trouble trouble, int aYear, String why) {
  private static final int MINUTES_OF_A_YEAR = 365 * 24 * 60;
  private static final Pattern ROW = Pattern.compile("([A-Z_0-9]+) *\\| *([0-9]+) *\\| *(.+)");

  int everyMinutes() {
    return MINUTES_OF_A_YEAR / aYear;
  }

  /** Every row of the mix. */
  static List<Rate> ofTheStreet() {
    try (InputStream in = Rate.class.getResourceAsStream("street.txt")) {
      if (in == null) throw new IllegalStateException("street.txt is not in the class path");
      var rates = new ArrayList<Rate>();
      for (String line : new String(in.readAllBytes(), UTF_8).split("\n", -1)) {
        if (!line.isBlank() && !line.startsWith("#")) rates.add(rate(line));
      }
      return rates;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Rate rate(String line) {
    Matcher row = ROW.matcher(line);
    if (!row.matches()) throw new IllegalStateException("street.txt: " + line);
    return new Rate(Trouble.valueOf(row.group(1)), Integer.parseInt(row.group(2)), row.group(3));
  }
}
