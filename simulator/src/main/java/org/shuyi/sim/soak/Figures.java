package org.shuyi.sim.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a soak prints in the end. */
final class Figures {
  private static final double HOUR = 3_600_000;

  private Figures() {}

  static List<String> lines(SoakRun.Result result) {
    Tally tally = result.tally();
    var lines = new ArrayList<String>();
    lines.add(
        String.format(
            Locale.ROOT,
            "%d seeds, %d failed; %.0f virtual hours in %.0f s, %.0f times real time",
            result.seeds(),
            result.failures().size(),
            result.virtualMillis() / HOUR,
            result.wallNanos() / 1e9,
            result.factor()));
    lines.add(
        "%d visits of %d visitors, %d loans, %d returns, %d openings by key"
            .formatted(
                visits(tally),
                tally.of("visitors"),
                tally.of("loans"),
                tally.of("returns"),
                tally.of("openings by key")));
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
        "%d messages doubled, %d lost, %d commands sent, %d suspects of which %d resolved"
            .formatted(
                tally.of("messages doubled"),
                tally.of("messages lost"),
                tally.of("commands sent"),
                tally.of("suspects"),
                tally.of("suspects resolved")));
    return lines;
  }

  private static long visits(Tally tally) {
    return tally.of("visits on line") + tally.of("visits off line");
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
        "{\"seeds\":%d,\"failed\":[%s],\"hours\":%.1f,\"seconds\":%.1f,\"factor\":%.0f,\"met\":{%s}}",
        result.seeds(),
        String.join(",", failed),
        result.virtualMillis() / HOUR,
        result.wallNanos() / 1e9,
        result.factor(),
        String.join(",", counts));
  }
}
