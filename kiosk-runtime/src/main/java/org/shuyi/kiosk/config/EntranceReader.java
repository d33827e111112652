package org.shuyi.kiosk.config;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the way into a room: what is ruled must be wired, and what is wired must be ruled. */
final class EntranceReader {
  private static final String PULSES = "pulses";
  private static final String BEAMS = "beams";

  private final NodeSettings root;
  private final NightReader hours;
  private final SortedMap<String, Integer> contacts;
  private final SortedMap<String, Integer> switches;

  private EntranceReader(NodeSettings root, NightReader hours, Optional<PinsConfig> pins) {
    this.root = root;
    this.hours = hours;
    this.contacts = pins.map(PinsConfig::entrance).orElse(new TreeMap<>());
    this.switches = pins.map(PinsConfig::switches).orElse(new TreeMap<>());
  }

  static Optional<EntranceConfig> read(
      NodeSettings root, NightReader hours, Optional<PinsConfig> pins) {
    return new EntranceReader(root, hours, pins).entrance();
  }

  private Optional<EntranceConfig> entrance() {
    if (!root.has("entrance")) {
      ruled(root, "entrance", List.of("in", "out", "full"));
      return Optional.empty();
    }
    return root.section("entrance")
        .map(
            at -> {
              if (!at.has("room")) ruled(at, "room", List.of("in", "out", "full"));
              return new EntranceConfig(
                  at.has("room") ? at.section("room").map(this::room) : Optional.empty());
            });
  }

  private EntranceConfig.Room room(NodeSettings at) {
    wired(at, "in");
    wired(at, "out");
    return new EntranceConfig.Room(
        at.number("limit", 1, 2_000).orElse(1),
        at.choice("counter", List.of(PULSES, BEAMS), PULSES).equals(BEAMS),
        at.number("counter-error", 0, 50, 5),
        hours.hours(at));
  }

  private void wired(NodeSettings at, String contact) {
    if (!contacts.containsKey(contact))
      at.complain(
          Complaint.missing(
              root.placeOf("entrance"), "pins." + contact, "the pin of the people counter"));
  }

  /** What is wired and has no rule is a mistake. */
  private void ruled(NodeSettings where, String key, List<String> words) {
    boolean wired =
        words.stream().anyMatch(word -> contacts.containsKey(word) || switches.containsKey(word));
    if (wired)
      where.complain(
          Complaint.missing(root.placeOf("pins"), where.path(key), "its rule, since it is wired"));
  }
}
