package org.shuyi.kiosk.config;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.shuyi.kiosk.config.ClimateConfig.Above;
import org.shuyi.kiosk.config.ClimateConfig.Fan;
import org.shuyi.kiosk.config.ClimateConfig.Heater;
import org.shuyi.kiosk.config.ClimateConfig.Spans;

/**
 * Reads the rules of fan and heater: each for something that is wired, by a sensor that is there,
 * and never one against the other.
 */
final class ClimateReader {
  private static final String PORT = "climate";

  /** Measures no humidity. */
  private static final String DRY = "climate.ds18b20";

  private final NodeSettings at;
  private final Optional<PinsConfig> pins;

  private ClimateReader(NodeSettings at, Optional<PinsConfig> pins) {
    this.at = at;
    this.pins = pins;
  }

  /** Empty where no device measures the air. */
  static Optional<ClimateConfig> read(
      NodeSettings root, SortedMap<String, DeviceConfig> devices, Optional<PinsConfig> pins) {
    List<DeviceConfig> sensors =
        devices.values().stream().filter(device -> device.port().equals(PORT)).toList();
    if (sensors.size() > 1)
      root.complain(
          Complaint.clash(
              sensors.get(1).kind().place(),
              sensors.get(1).kind().key(),
              sensors.getFirst().name() + " measures the air already",
              "one sensor of the air"));
    Optional<NodeSettings> section = root.has(PORT) ? root.section(PORT) : Optional.empty();
    if (section.isEmpty()) {
      unruled(root, pins);
      return sensors.stream()
          .findFirst()
          .map(device -> new ClimateConfig(device.name(), Optional.empty(), Optional.empty()));
    }
    var reader = new ClimateReader(section.get(), pins);
    var config =
        new ClimateConfig(
            sensors.isEmpty() ? "" : sensors.getFirst().name(), reader.fan(), reader.heater());
    if (sensors.isEmpty() && !devices.isEmpty())
      root.complain(
          Complaint.clash(
              root.placeOf(PORT),
              PORT,
              "no device measures the air",
              "a device of a kind such as climate.sht3x"));
    else if (!sensors.isEmpty()) reader.judge(config, sensors.getFirst());
    return Optional.of(config);
  }

  /** A fan or a heater that no rule switches is a mistake. */
  private static void unruled(NodeSettings root, Optional<PinsConfig> pins) {
    for (String word : List.of("fan", "heater")) {
      if (pins.isPresent() && pins.get().switches().containsKey(word))
        root.complain(
            Complaint.missing(
                root.placeOf("pins"), PORT + "." + word, "its rule, since it is wired"));
    }
  }

  private Optional<Fan> fan() {
    Optional<NodeSettings> fan = rule("fan");
    if (fan.isEmpty()) return Optional.empty();
    NodeSettings rule = fan.get();
    Optional<Above> warm = above(rule, "on-above", "off-below", -20, 80);
    Optional<Above> damp = above(rule, "damp-above", "dry-below", 10, 99);
    if (warm.isEmpty() && damp.isEmpty() && rule.complaints().isEmpty())
      rule.lack("on-above", "on-above and off-below, or damp-above and dry-below");
    Spans spans = spans(rule, ofMinutes(2), ofMinutes(1), ofHours(12));
    return Optional.of(new Fan(warm, damp, spans));
  }

  private Optional<Above> above(NodeSettings rule, String on, String off, int least, int most) {
    if (!rule.has(on) && !rule.has(off)) return Optional.empty();
    var above = rule.number(on, least, most);
    var below = rule.number(off, least, most);
    if (above.isEmpty() || below.isEmpty()) return Optional.empty();
    if (below.getAsInt() >= above.getAsInt())
      clash(
          rule,
          off,
          off + " is not lower than " + on,
          "a lower value, since between them nothing changes");
    return Optional.of(new Above(above.getAsInt(), below.getAsInt()));
  }

  private Optional<Heater> heater() {
    Optional<NodeSettings> heater = rule("heater");
    if (heater.isEmpty()) return Optional.empty();
    NodeSettings rule = heater.get();
    var on = rule.number("on-below", -40, 30);
    var off = rule.number("off-above", -40, 35);
    if (on.isPresent() && off.isPresent() && off.getAsInt() <= on.getAsInt())
      clash(
          rule,
          "off-above",
          "off-above is not higher than on-below",
          "a higher value, since between them nothing changes");
    Spans spans = spans(rule, ofMinutes(2), ofMinutes(5), ofMinutes(30));
    return Optional.of(new Heater(on.orElse(0), off.orElse(0), spans));
  }

  private Optional<NodeSettings> rule(String word) {
    boolean wired = pins.isPresent() && pins.get().switches().containsKey(word);
    if (!at.has(word)) {
      if (wired) at.lack(word, "its rule, since it is wired");
      return Optional.empty();
    }
    if (!wired) clash(at, word, "no " + word + " is wired", "its pin in pins." + word);
    return at.section(word);
  }

  private static Spans spans(NodeSettings rule, Duration on, Duration off, Duration most) {
    return new Spans(
        rule.duration("at-least-on", ofSeconds(0), ofMinutes(30), on),
        rule.duration("at-least-off", ofSeconds(10), ofMinutes(30), off),
        rule.duration("at-most", ofMinutes(1), most.multipliedBy(2), most));
  }

  private void judge(ClimateConfig config, DeviceConfig sensor) {
    boolean damp = config.fan().flatMap(Fan::damp).isPresent();
    if (damp && sensor.kind().text().equals(DRY))
      clash(at, "fan", sensor.name() + " measures no humidity", "another sensor, or no damp-above");
    Optional<Above> warm = config.fan().flatMap(Fan::warm);
    if (warm.isPresent()
        && config.heater().isPresent()
        && config.heater().get().offAbove() > warm.get().below())
      clash(
          at,
          "heater",
          "it heats to more than the fan cools to",
          "heater.off-above of at most fan.off-below");
  }

  private static void clash(NodeSettings where, String key, String found, String expected) {
    where.complain(Complaint.clash(where.placeOf(key), where.path(key), found, expected));
  }
}
