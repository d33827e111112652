package org.shuyi.kiosk.config;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the stops of a mobile station, which needs a receiver of position. */
final class MobileReader {
  private static final String KEY = "mobile";
  private static final String PORT = "position";
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");
  private static final Pattern ANGLE =
      Pattern.compile("(?<sign>-?)(?<whole>[0-9]{1,3})\\.(?<part>[0-9]{4,6})");

  /** A timetable of more stops is a mistake. */
  private static final int MOST_STOPS = 200;

  private final NightReader hours;

  private MobileReader(NightReader hours) {
    this.hours = hours;
  }

  static Optional<MobileConfig> read(
      NodeSettings root, NightReader hours, SortedMap<String, DeviceConfig> devices) {
    List<DeviceConfig> receivers =
        devices.values().stream().filter(device -> device.port().equals(PORT)).toList();
    if (receivers.size() > 1)
      root.complain(
          Complaint.clash(
              receivers.get(1).kind().place(),
              receivers.get(1).kind().key(),
              receivers.getFirst().name() + " tells the position already",
              "one receiver of position"));
    if (!root.has(KEY)) {
      receivers.stream()
          .findFirst()
          .ifPresent(
              receiver ->
                  root.complain(
                      Complaint.missing(
                          receiver.kind().place(), KEY, "the stops, since there is a receiver")));
      return Optional.empty();
    }
    if (receivers.isEmpty() && !devices.isEmpty())
      root.complain(
          Complaint.clash(
              root.placeOf(KEY),
              KEY,
              "no device tells the position",
              "a device of a kind such as position.nmea"));
    return root.section(KEY).map(new MobileReader(hours)::mobile);
  }

  private MobileConfig mobile(NodeSettings at) {
    int accuracy = at.number("accuracy", 10, 500, 50);
    var stops = new TreeMap<String, MobileConfig.Stop>();
    at.section("stops", "the stops, each with its place and its rules")
        .ifPresent(
            all -> {
              for (NodeSettings.Named stop : all.sections()) {
                if (!NAME.matcher(stop.name()).matches())
                  at.complain(
                      Complaint.wrong(
                          stop.place(),
                          all.path(Complaint.plain(stop.name())),
                          stop.name(),
                          "1 to 32 of a-z, 0-9 and -"));
                stop.section().ifPresent(one -> stops.put(stop.name(), stop(one)));
              }
              if (all.isEmpty() || stops.size() > MOST_STOPS)
                at.lack("stops", "1 to %d stops".formatted(MOST_STOPS));
            });
    return new MobileConfig(accuracy, stops);
  }

  private MobileConfig.Stop stop(NodeSettings at) {
    boolean timed = at.has("from") || at.has("until");
    return new MobileConfig.Stop(
        angle(at, "latitude", 90),
        angle(at, "longitude", 180),
        at.number("radius", 10, 5_000, 100),
        at.flag("serves", true),
        timed ? Optional.of(hours.hours(at)) : Optional.empty());
  }

  /** Degrees with four to six digits behind the point; to millionths. */
  private static int angle(NodeSettings at, String key, int most) {
    String expected =
        "degrees with 4 to 6 digits behind the point, from -%d to %d, such as 31.2304"
            .formatted(most, most);
    Optional<Value> written = at.value(key, expected);
    if (written.isEmpty()) return 0;
    Matcher angle = ANGLE.matcher(written.get().text());
    int size =
        angle.matches()
            ? Integer.parseInt(angle.group("whole")) * 1_000_000
                + Integer.parseInt((angle.group("part") + "00").substring(0, 6))
            : Integer.MAX_VALUE;
    if (size <= most * 1_000_000) return angle.group("sign").isEmpty() ? size : -size;
    at.complain(written.get().isNot(expected));
    return 0;
  }
}
