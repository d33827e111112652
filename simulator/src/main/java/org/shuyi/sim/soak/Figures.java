package org.shuyi.sim.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a soak prints in the end. */
final class Figures {
  private static final double HOUR = 3_600_000;
  private static final double MINUTE = 60_000;

  private Figures() {}

  static List<String> lines(SoakRun.Result result) {
    Tally tally = result.tally();
    var lines = new ArrayList<String>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%d seeds, %d failed; %.0f virtual hours in %.0f s, %.0f times real time, %.0f on each core's time",
            result.seeds(),
            result.failures().size(),
            result.virtualMillis() / HOUR,
            result.wallNanos() / 1e9,
            result.factor(),
            result.factorOfCore()));
    lines.add(
        "%d visits of %d visitors, %d loans, %d returns, %d openings without a pull"
            .formatted(
                visits(tally),
                tally.of("visitors"),
                tally.of("loans"),
                tally.of("returns"),
                tally.of("openings without a pull")));
    lines.add(
        "%d troubles, %d power cuts in a turn, %d failures of the mains, %d starts"
            .formatted(
                tally.of("troubles"),
                tally.of("cuts"),
                tally.of("mains failures"),
                tally.of("starts")));
    lines.add(
        "%d turns, %d records, %d counts compared with the shelf, %d audits of everything"
            .formatted(
                tally.of("turns"),
                tally.of("records"),
                tally.of("counts compared"),
                tally.of("audits")));
    lines.add(
        "%d messages doubled, %d lost, %d commands sent, %d settled moments, %d of them at the centre too"
            .formatted(
                tally.of("messages doubled"),
                tally.of("messages lost"),
                tally.of("commands sent"),
                tally.of("settled moments"),
                tally.of("settled moments with the centre")));
    lines.add(
        "%d pulls, each after its durable intent; %d claims, each with its count"
            .formatted(tally.of("pulls"), tally.of("claims with evidence")));
    lines.add(suspects(tally));
    lines.add(faultHours(result));
    lines.addAll(time(result));
    return lines;
  }

  /** What was undecided: what became of it, and what is left for staff. */
  private static String suspects(Tally tally) {
    long all = tally.of(Suspicions.ALL);
    long ended = tally.of(Suspicions.LOOKED);
    return String.format(
        Locale.ROOT,
        "%d suspicions: %d ended by looking again (%.1f %% of all, %.1f %% of those that looking could end and"
            + " that got the time), %d by the inventory before an audit, %d by a person, who alone could end %d;"
            + " left to staff %d that are gone and %d that no library wrote",
        all,
        ended,
        percent(ended, all),
        Suspicions.percentByItself(tally),
        tally.of(Suspicions.ORDERED),
        tally.of(Suspicions.PERSON),
        tally.of(Suspicions.ONLY_PERSON),
        tally.of(Suspicions.LEFT_GONE),
        tally.of(Suspicions.LEFT_STRANGE));
  }

  private static double percent(long part, long whole) {
    return whole == 0 ? 100 : 100.0 * (double) part / (double) whole;
  }

  private static String faultHours(SoakRun.Result result) {
    double hours = result.virtualMillis() / HOUR;
    Tally tally = result.tally();
    return String.format(
        Locale.ROOT,
        "%.1f visits and %.1f troubles an hour: %d fault-hours",
        visits(tally) / hours,
        tally.of("troubles") / hours,
        tally.of(FaultHours.COUNTED));
  }

  private static List<String> time(SoakRun.Result result) {
    Tally tally = result.tally();
    long down = tally.of("millis program down") + tally.of("millis starting after the mains");
    long noDevice = tally.of("millis no device");
    long closed = tally.of("millis closed by people");
    long off = tally.of("millis served off line");
    long powered = down + noDevice + closed + off + tally.of("millis served on line");
    long troubles = Math.max(1, tally.of("troubles"));
    double lost = (double) (down + noDevice) / MINUTE / (double) troubles;
    double ofDay = 2 * lost / (24 * 60);
    return List.of(
        String.format(
            Locale.ROOT,
            "with mains: served %.2f %% (off line %.2f %%), closed by people %.2f %%, no device %.2f %%,"
                + " program down %.2f %%",
            percent(powered - down - noDevice - closed, powered),
            percent(off, powered),
            percent(closed, powered),
            percent(noDevice, powered),
            percent(down, powered)),
        String.format(
            Locale.ROOT,
            "%.3f minutes of service lost for each trouble: %.3f %% service at two troubles a day",
            lost,
            100 - 100 * ofDay));
  }

  /** What a year with mains was like: what of it the program was down, or no device served. */
  static String year(SoakRun.Result result) {
    Tally tally = result.tally();
    double years = result.virtualMillis() / HOUR / 8_760;
    double dark = tally.of("millis dark");
    double down = tally.of("millis program down");
    double starting = tally.of("millis starting after the mains");
    double noDevice = tally.of("millis no device");
    return String.format(
        Locale.ROOT,
        "%.2f station-years: in each the program was down by itself for %.1f minutes and starting after"
            + " the mains for %.1f, and no device served for %.1f: %.3f %% service while there were"
            + " mains",
        years,
        down / MINUTE / years,
        starting / MINUTE / years,
        noDevice / MINUTE / years,
        100 - 100 * (down + starting + noDevice) / (result.virtualMillis() - dark));
  }

  private static long visits(Tally tally) {
    return FaultHours.visits(tally);
  }

  static String json(SoakRun.Result result) {
    var counts = new ArrayList<String>();
    result
        .tally()
        .counts()
        .forEach((what, times) -> counts.add("\"" + what.replace('_', '-') + "\":" + times));
    var failed = result.failures().stream().map(one -> Long.toString(one.seed())).toList();
    return String.format(
        Locale.ROOT,
        "{\"seeds\":%d,\"failed\":[%s],\"hours\":%.1f,\"seconds\":%.1f,\"factor\":%.0f,\"factorOfCore\":%.0f,\"met\":{%s}}",
        result.seeds(),
        String.join(",", failed),
        result.virtualMillis() / HOUR,
        result.wallNanos() / 1e9,
        result.factor(),
        result.factorOfCore(),
        String.join(",", counts));
  }
}
