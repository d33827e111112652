package org.shuyi.kiosk.config;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads the way into a room: what is ruled must be wired, and what is wired must be ruled. */
final class EntranceReader {
  private static final String PULSES = "pulses";
  private static final String BEAMS = "beams";
  private static final String DOOR = "entrance";

  private final NodeSettings root;
  private final NightReader hours;
  private final CabinetReader cabinet;
  private final SortedMap<String, Integer> contacts;
  private final SortedMap<String, Integer> switches;

  private EntranceReader(
      NodeSettings root, NightReader hours, CabinetReader cabinet, Optional<PinsConfig> pins) {
    this.root = root;
    this.cabinet = cabinet;
    this.hours = hours;
    this.contacts = pins.map(PinsConfig::entrance).orElse(new TreeMap<>());
    this.switches = pins.map(PinsConfig::switches).orElse(new TreeMap<>());
  }

  static Optional<EntranceConfig> read(
      NodeSettings root, NightReader hours, CabinetReader cabinet, Optional<PinsConfig> pins) {
    return new EntranceReader(root, hours, cabinet, pins).entrance();
  }

  private Optional<EntranceConfig> entrance() {
    if (!root.has("entrance")) {
      ruled(root, "entrance", List.of("in", "out", "full", DOOR));
      return Optional.empty();
    }
    return root.section("entrance")
        .map(
            at -> {
              if (!at.has("room")) ruled(at, "room", List.of("in", "out", "full"));
              if (!at.has("door")) ruled(at, "door", List.of(DOOR));
              return new EntranceConfig(
                  at.has("room") ? at.section("room").map(this::room) : Optional.empty(),
                  at.has("door") ? at.section("door").map(this::door) : Optional.empty());
            });
  }

  private EntranceConfig.Room room(NodeSettings at) {
    wired("in", "the pin of the people counter", at);
    wired("out", "the pin of the people counter", at);
    return new EntranceConfig.Room(
        at.number("limit", 1, 2_000).orElse(1),
        at.choice("counter", List.of(PULSES, BEAMS), PULSES).equals(BEAMS),
        at.number("counter-error", 0, 50, 5),
        hours.hours(at));
  }

  private EntranceConfig.Door door(NodeSettings at) {
    wired(DOOR, "the pin of the relay that opens the entrance", at);
    var readers = new TreeSet<String>();
    for (Value reader : at.values("readers", "the names of card readers and scanners")) {
      cabinet.judgeDevice(at, reader, "card", "code");
      readers.add(reader.text());
    }
    if (readers.isEmpty() && at.complaints().isEmpty())
      at.lack("readers", "a card reader or a scanner outside");
    return new EntranceConfig.Door(
        readers,
        at.duration("release", ofSeconds(1), ofSeconds(30), ofSeconds(5)),
        at.duration("patience", ofMillis(50), ofMillis(350), ofMillis(250)));
  }

  private void wired(String word, String what, NodeSettings at) {
    if (!contacts.containsKey(word) && !switches.containsKey(word))
      at.complain(Complaint.missing(root.placeOf("entrance"), "pins." + word, what));
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
