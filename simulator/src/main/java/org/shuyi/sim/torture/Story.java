package org.shuyi.sim.torture;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was done to the station, line by line with its time, and how often; from any thread. */
final class Story implements AutoCloseable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

  private final PrintWriter out;
  private final TreeMap<String, Long> counts = new TreeMap<>();

  Story(Path file) throws IOException {
    out = new PrintWriter(Files.newBufferedWriter(file), true);
  }

  synchronized void tell(String words) {
    out.println(TIME.format(Instant.now()) + "  " + words);
  }

  synchronized void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  synchronized void most(String what, long amount) {
    counts.merge(what, amount, Math::max);
  }

  synchronized long of(String what) {
    return counts.getOrDefault(what, 0L);
  }

  synchronized SortedMap<String, Long> counts() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  @Override
  public void close() {
    out.close();
  }
}
