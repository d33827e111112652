package org.shuyi.sim.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** P6: resident memory of a station that has worked, beside its libraries with nothing to do. */
final class MemoryBench implements Bench {
  private static final int BOOKS = 10;

  /** Memory is read so often on the way; the first reading comes when everything has been used. */
  private static final int READINGS = 10;

  private static final int WARM_VISITS = 40;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public String about() {
    return "P6: resident memory after many transactions, beside an idle twin";
  }

  @Override
  public Findings run(Ground ground, Scale scale) throws Exception {
    var machine = Machine.here();
    Path folder = ground.fresh("memory");
    try (var centre = new NearCentre()) {
      var station = StationFolder.write(folder, device -> "tcp:127.0.0.1:1", centre.port());
      SeededJournal.write(station.config(), 0);
      centre.serve(station.centre(), station.tokens(), DrivenVisits.PATRONS);
      long twin = idle(ground, folder, centre.port());
      try (var visits = new DrivenVisits(ground, station, List.of(), folder.resolve("log"))) {
        for (int i = 0; i < WARM_VISITS; i++) visits.visit(BOOKS);
        var readings = new ArrayList<Reading>();
        readings.add(read(visits));
        int all = Math.max(READINGS, scale.transactions() / BOOKS);
        for (int i = 1; i <= READINGS; i++) {
          for (int done = all * (i - 1) / READINGS; done < all * i / READINGS; done++) {
            visits.visit(BOOKS);
          }
          readings.add(read(visits));
        }
        visits.end();
        return new Findings(name(), Instant.now(), machine, figures(readings, twin), notes());
      }
    }
  }

  /** The twin's memory after the same request to collect. */
  private static long idle(Ground ground, Path folder, int broker)
      throws IOException, InterruptedException {
    var command =
        ground.java(
            List.of(),
            Twin.class,
            "idle",
            Integer.toString(Ground.freePort()),
            folder.resolve("twin.db").toString(),
            Integer.toString(broker));
    try (var twin = Child.start(command, folder.resolve("twin.log"))) {
      twin.hear("ready");
      return Child.residentAfterCollection(twin.pid());
    }
  }

  /**
   * Memory at one moment.
   *
   * @param transactions loans and returns that the station itself has counted
   */
  record Reading(long transactions, long kilobytes) {}

  private static Reading read(DrivenVisits visits) throws IOException, InterruptedException {
    long transactions = visits.metric("shuyi_loans_total") + visits.metric("shuyi_returns_total");
    return new Reading(transactions, Child.residentAfterCollection(visits.pid()));
  }

  private static List<Figure> figures(List<Reading> readings, long twin) {
    Reading last = readings.getLast();
    var settled = readings.subList(readings.size() / 2, readings.size());
    return List.of(
        Figure.told("P6", "transactions", "", (double) last.transactions()),
        Figure.told("P6", "resident before them", "MB", readings.getFirst().kilobytes() / 1_024.0),
        Figure.ratioAtMost(
            "P6", "resident after them", "MB", last.kilobytes() / 1_024.0, twin / 1_024.0, 1.15),
        Figure.told("P6", "slope, all readings", "KB per 1000", slope(readings) * 1_000),
        Figure.atMost("P6", "slope, later half", "KB per 1000", slope(settled) * 1_000, 1.024));
  }

  /** Kilobytes a transaction, by least squares. */
  static double slope(List<Reading> readings) {
    double n = readings.size();
    double meanX = readings.stream().mapToLong(Reading::transactions).average().orElse(0);
    double meanY = readings.stream().mapToLong(Reading::kilobytes).average().orElse(0);
    double xy = 0;
    double xx = 0;
    for (Reading one : readings) {
      xy += (one.transactions() - meanX) * (one.kilobytes() - meanY);
      xx += (one.transactions() - meanX) * (one.transactions() - meanX);
    }
    return xx == 0 || n < 2 ? 0 : xy / xx;
  }

  private static List<String> notes() {
    return List.of(
        "VmRSS after GC.run by jcmd; both processes with a station's flags (-Xms16m -Xmx48m, SerialGC,"
            + " TieredStopAtLevel=1) and the same class path, both connected to the same broker.",
        "The station is whole but for its drivers and lines: visits of "
            + BOOKS
            + " books, taken and put back by turns, each door opened by a touch over HTTP, every"
            + " record applied by the reference centre.",
        "The goal for the slope is 1 MB in a million transactions; a short run cannot see less"
            + " than a page or two, so read it as a bound.");
  }
}
