package org.shuyi.kiosk.config;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the return slot: a sorter that is there, an antenna of its own, and bins that it has. */
final class IntakeReader {
  /** As many as a sorter may have. */
  private static final int MOST_BINS = 32;

  private static final int DEFAULT_BINS = 3;

  /** Some dozens of branches and kinds of stock are usual; the centre may send more. */
  private static final int MOST_RULES = 100;

  private static final String A_RULE = "prefix, usage or owner, since a rule without takes all";

  private final NodeSettings at;
  private final CabinetReader cabinet;
  private final SortedMap<Integer, String> bins = new TreeMap<>();

  private IntakeReader(NodeSettings at, CabinetReader cabinet) {
    this.at = at;
    this.cabinet = cabinet;
  }

  static Optional<IntakeConfig> read(NodeSettings at, CabinetReader cabinet) {
    return new IntakeReader(at, cabinet).intake();
  }

  private Optional<IntakeConfig> intake() {
    Optional<Value> sorter = at.value("sorter", "the name of a sorter");
    sorter.ifPresent(name -> cabinet.judgeDevice(at, name, "sorter"));
    Optional<CabinetReader.End> tags =
        at.section("tags", "device and antenna of the tag reader in the tunnel")
            .flatMap(cabinet::tunnel);
    at.section("bins", "the bins' names by their numbers").ifPresent(this::readBins);
    sorter.ifPresent(this::judgeBins);
    OptionalInt exception = bin(at, "exception");
    List<IntakeConfig.Rule> rules = rules();
    var config =
        new IntakeConfig(
            sorter.map(Value::text).orElse(""),
            tags.map(CabinetReader.End::device).orElse(""),
            tags.map(CabinetReader.End::number).orElse(1),
            bins,
            exception.orElse(1),
            rules,
            at.duration("gate-open", ofSeconds(5), ofMinutes(5), ofSeconds(30)),
            at.duration("motion-patience", ofSeconds(2), ofMinutes(3), ofSeconds(30)),
            at.duration("count-patience", ofSeconds(1), ofMinutes(2), ofSeconds(20)));
    return sorter.isPresent() && tags.isPresent() ? Optional.of(config) : Optional.empty();
  }

  private void readBins(NodeSettings all) {
    for (String number : all.keys()) {
      Optional<Value> name = all.value(number, "the name of the bin");
      boolean known = number.matches("[1-9][0-9]?") && Integer.parseInt(number) <= MOST_BINS;
      if (!known) {
        all.complain(
            Complaint.wrong(
                all.placeOf(number),
                all.path(Complaint.plain(number)),
                number,
                "a bin's number from 1 to " + MOST_BINS));
      } else {
        bins.put(Integer.parseInt(number), name.map(Value::text).orElse(""));
      }
    }
    if (all.isEmpty()) at.lack("bins", "one bin at least, the exception bin");
  }

  /** The sorter's own settings say how many bins it has. */
  private void judgeBins(Value sorter) {
    DeviceConfig device = cabinet.devices().get(sorter.text());
    if (device == null || bins.isEmpty()) return;
    int has = device.settings().number("bins", 1, MOST_BINS, DEFAULT_BINS);
    for (int number : bins.keySet()) {
      if (number > has) {
        at.complain(
            Complaint.clash(
                at.placeOf("bins"),
                at.path("bins"),
                "%s has %d bins, and none with number %d"
                    .formatted(Complaint.plain(sorter.text()), has, number),
                "bins that the sorter has"));
      }
    }
  }

  private List<IntakeConfig.Rule> rules() {
    var rules = new ArrayList<IntakeConfig.Rule>();
    Set<List<Object>> before = new HashSet<>();
    for (NodeSettings rule : at.sections("rules", "rules with prefix, usage or owner, and bin")) {
      String prefix =
          rule.written("prefix", "the beginning of a number").map(Value::text).orElse("");
      String owner = rule.written("owner", "an ISIL").map(Value::text).orElse("");
      OptionalInt usage = rule.has("usage") ? rule.number("usage", 0, 255) : OptionalInt.empty();
      OptionalInt bin = bin(rule, "bin");
      if (!rule.has("prefix") && !rule.has("owner") && !rule.has("usage")) {
        rule.lack("prefix", A_RULE);
      } else if (!before.add(List.of(prefix, owner, usage))) {
        rule.complain(
            Complaint.clash(
                rule.placeOf("bin"),
                rule.path("bin"),
                "a rule above takes the same items",
                "each rule once"));
      }
      bin.ifPresent(number -> rules.add(new IntakeConfig.Rule(prefix, usage, owner, number)));
    }
    if (rules.size() > MOST_RULES) {
      at.complain(
          Complaint.clash(
              at.placeOf("rules"),
              at.path("rules"),
              "there are " + rules.size() + " rules",
              MOST_RULES + " at most; the centre may send more"));
    }
    return rules;
  }

  /** A bin that must be one of those above. */
  private OptionalInt bin(NodeSettings where, String key) {
    OptionalInt number = where.number(key, 1, MOST_BINS);
    if (number.isPresent() && !bins.isEmpty() && !bins.containsKey(number.getAsInt())) {
      where.complain(
          Complaint.clash(
              where.placeOf(key),
              where.path(key),
              "there is no bin " + number.getAsInt() + " among the bins",
              "one of " + bins.keySet()));
    }
    return number;
  }
}
