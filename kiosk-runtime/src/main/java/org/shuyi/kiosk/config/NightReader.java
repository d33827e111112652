package org.shuyi.kiosk.config;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads what goes by the hour: the lights, the ultraviolet lamp, and when it is quiet. */
final class NightReader {
  private static final Pattern TIME = Pattern.compile("(?:[01][0-9]|2[0-3]):[0-5][0-9]");
  private static final String A_TIME = "a time of day in quotation marks, such as \"07:30\"";
  private static final String USUAL_ZONE = "Asia/Shanghai";

  private final NodeSettings root;
  private final ZoneId zone;
  private final Optional<PinsConfig> pins;

  NightReader(NodeSettings root, ZoneId zone, Optional<PinsConfig> pins) {
    this.root = root;
    this.zone = zone;
    this.pins = pins;
  }

  /** Where the clock on the wall hangs. */
  static ZoneId zone(NodeSettings clock) {
    Optional<Value> zone = clock.written("zone", "a time zone such as " + USUAL_ZONE);
    try {
      return ZoneId.of(zone.map(Value::text).orElse(USUAL_ZONE));
    } catch (DateTimeException e) {
      zone.ifPresent(wrong -> clock.complain(wrong.isNot("a time zone such as " + USUAL_ZONE)));
      return ZoneId.of(USUAL_ZONE);
    }
  }

  Optional<LightsConfig> lights() {
    if (!root.has("lights")) {
      unruled("lights");
      return Optional.empty();
    }
    return root.section("lights")
        .map(
            at ->
                new LightsConfig(
                    hours(at), at.duration("awake", ofMinutes(1), ofMinutes(60), ofMinutes(5))));
  }

  /**
   * @param labels of all doors, as they are written
   */
  Optional<UvConfig> uv(List<String> labels) {
    boolean wired = unruled("uv");
    if (!root.has("uv")) return Optional.empty();
    if (!wired) clash(root, "uv", "no ultraviolet lamp is wired", "its pin in pins.uv");
    return root.section("uv").map(at -> uv(at, labels));
  }

  /** When sign and voice keep still; where there is neither, nobody could. */
  Optional<HoursConfig> quiet(SortedMap<String, DeviceConfig> devices) {
    if (!root.has("quiet")) return Optional.empty();
    boolean speaks =
        devices.values().stream()
            .anyMatch(device -> device.port().equals("sign") || device.port().equals("voice"));
    if (!speaks) clash(root, "quiet", "nothing speaks here", "a sign or a voice among the devices");
    return root.section("quiet").map(this::hours);
  }

  private UvConfig uv(NodeSettings at, List<String> labels) {
    var doors = new TreeSet<String>();
    for (Value door : at.values("behind", "the labels of doors")) {
      if (!labels.isEmpty() && !labels.contains(door.text())) at.complain(door.notOneOf(labels));
      else doors.add(door.text());
    }
    if (doors.isEmpty() && at.complaints().isEmpty())
      at.lack("behind", "the doors behind which it shines");
    HoursConfig hours = hours(at);
    Duration exposure = at.duration("exposure", ofMinutes(1), ofMinutes(60), ofMinutes(15));
    Duration open = Duration.between(hours.from(), hours.until());
    if (open.isNegative()) open = open.plusDays(1);
    if (at.complaints().isEmpty() && open.compareTo(exposure.multipliedBy(2)) < 0)
      clash(at, "until", "its hours are too short", "twice the exposure at least");
    return new UvConfig(
        doors,
        hours,
        exposure,
        at.duration("countdown", ofSeconds(5), ofMinutes(5), ofSeconds(15)));
  }

  /** Whether it is wired; what is wired and has no rule is a mistake. */
  private boolean unruled(String word) {
    boolean wired = pins.isPresent() && pins.get().switches().containsKey(word);
    if (wired && !root.has(word))
      root.complain(Complaint.missing(root.placeOf("pins"), word, "its rule, since it is wired"));
    return wired;
  }

  HoursConfig hours(NodeSettings at) {
    Optional<LocalTime> from = time(at, "from");
    Optional<LocalTime> until = time(at, "until");
    if (from.isPresent() && from.equals(until))
      clash(at, "until", "from and until are the same", "another time");
    return new HoursConfig(zone, from.orElse(LocalTime.MIDNIGHT), until.orElse(LocalTime.NOON));
  }

  private static Optional<LocalTime> time(NodeSettings at, String key) {
    return at.value(key, TIME, A_TIME).map(Value::text).map(LocalTime::parse);
  }

  private static void clash(NodeSettings where, String key, String found, String expected) {
    where.complain(Complaint.clash(where.placeOf(key), where.path(key), found, expected));
  }
}
