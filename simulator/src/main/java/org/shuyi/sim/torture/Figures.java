package org.shuyi.sim.torture;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run of torture tells.
 *
 * @param loans applied at the centre, as are the returns
 * @param records in the journal at the last quiet point
 * @param slowestMillis from the end of all faults to the station in service, at the slowest
 * @param first what the process held when it had begun to serve
 * @param last the same at the last quiet point
 * @param counts of what was done to it
 * @param broken promises in words; none where all is well
 */
record Figures(
    long seed,
    String broker,
    long millis,
    int starts,
    long loans,
    long returns,
    long records,
    long slowestMillis,
    Optional<Vitals> first,
    Optional<Vitals> last,
    SortedMap<String, Long> counts,
    List<String> broken) {
  Figures {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    broken = List.copyOf(broken);
  }

  private long of(String what) {
    return counts.getOrDefault(what, 0L);
  }

  /** A line while it goes on. */
  String progress() {
    return "%3d:%02d  %d starts, %d kills, %d stops, %d freezes, %d broker restarts, %d cuts; %d"
            .formatted(
                millis / 60_000,
                millis / 1_000 % 60,
                starts,
                of("kills"),
                of("stops"),
                of("freezes"),
                of("broker restarts"),
                of("cuts"),
                of("visitors"))
        + " visitors, %d loans, %d returns; %d quiet points"
            .formatted(loans, returns, of("quiet points"));
  }

  /** For people, at the end. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(
        "seed %d, %s, %.1f minutes: %d storms, %d troubles, %d quiet points judged"
            .formatted(
                seed, broker, millis / 60_000.0, of("storms"), of("troubles"), of("quiet points")));
    lines.add(
        "%d starts, %d kills, %d stops in order, %d freezes, %d failures of the mains"
            .formatted(starts, of("kills"), of("stops"), of("freezes"), of("mains failures")));
    lines.add(
        "%d broker restarts, %d cuts, %d half-open and %d slow lines, %d devices unplugged, %d ailing"
            .formatted(
                of("broker restarts"),
                of("cuts"),
                of("half-open lines"),
                of("slow lines"),
                of("devices unplugged"),
                of("devices ailing")));
    lines.add(
        "%d visitors, %d keys, %d receipts, %d loans, %d returns, %d records, %d commands"
            .formatted(
                of("visitors"),
                of("keys"),
                of("receipts"),
                loans,
                returns,
                records,
                of("commands")));
    lines.add(
        "%d new rules, %d languages chosen, %d cards over somebody's receipt"
            .formatted(
                of("new rules"), of("languages chosen"), of("cards over somebody's receipt")));
    lines.add(
        "slowest return to service %.1f s; the process at the beginning %s, at the end %s"
            .formatted(slowestMillis / 1_000.0, words(first), words(last)));
    lines.add(broken.isEmpty() ? "no promise was broken" : broken.size() + " promises broken");
    return lines;
  }

  private static String words(Optional<Vitals> vitals) {
    return vitals.map(Vitals::words).orElse("unknown");
  }

  ObjectNode json() {
    var json = new ObjectMapper().createObjectNode();
    json.put("seed", seed).put("broker", broker).put("millis", millis);
    json.put("starts", starts).put("loans", loans).put("returns", returns);
    json.put("records", records).put("slowestReturnMillis", slowestMillis);
    first.ifPresent(vitals -> json.set("begin", json(vitals)));
    last.ifPresent(vitals -> json.set("end", json(vitals)));
    var met = json.putObject("counts");
    counts.forEach(met::put);
    var words = json.putArray("broken");
    broken.forEach(words::add);
    return json;
  }

  private static ObjectNode json(Vitals vitals) {
    return new ObjectMapper()
        .createObjectNode()
        .put("residentKb", vitals.residentKb())
        .put("threads", vitals.threads())
        .put("handles", vitals.handles());
  }
}
