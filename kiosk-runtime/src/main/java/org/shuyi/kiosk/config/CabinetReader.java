package org.shuyi.kiosk.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.shuyi.kiosk.config.StationConfig.DoorConfig;
import org.shuyi.kiosk.config.StationConfig.InputConfig;

/**
 * Reads the devices, and the doors that hang on them: each door on a channel and antenna of its
 * own.
 */
final class CabinetReader {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");
  private static final Pattern LABEL = Pattern.compile("[0-9A-Za-z]{1,8}");

  /** 2 before 10. */
  private static final Comparator<String> BY_NUMBER =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  private static final Set<String> PORTS =
      Set.of(
          "lock",
          "tag",
          "card",
          "code",
          "sorter",
          "picker",
          "gate",
          "printer",
          "power",
          "climate",
          "dispenser",
          "light",
          "sign",
          "voice");

  /** A station has one of each at most: nobody could say to which of two a receipt goes. */
  private static final Set<String> ONCE = Set.of("printer", "power", "dispenser", "sign", "voice");

  private final NodeSettings root;
  private final Duration pulse;
  private final SortedMap<String, DeviceConfig> devices = new TreeMap<>();
  private final SortedMap<String, DoorConfig> doors = new TreeMap<>(BY_NUMBER);

  /** As they are written, right or wrong. */
  private final List<String> deviceNames = new ArrayList<>();

  private final List<String> doorLabels = new ArrayList<>();

  /** Who has which channel or antenna: {@code channel 1 of locks}. */
  private final Map<String, String> owners = new HashMap<>();

  /**
   * @param pulse the longest time a bolt may be held
   */
  CabinetReader(NodeSettings root, Duration pulse) {
    this.root = root;
    this.pulse = pulse;
    root.section("devices", "the devices by name").ifPresent(this::readDevices);
    root.section("doors", "the doors by label").ifPresent(this::readDoors);
  }

  SortedMap<String, DeviceConfig> devices() {
    return devices;
  }

  SortedMap<String, DoorConfig> doors() {
    return doors;
  }

  /** The labels as they are written, right or wrong. */
  List<String> doorLabels() {
    return doorLabels;
  }

  private void readDevices(NodeSettings all) {
    for (NodeSettings.Named device : all.sections()) {
      deviceNames.add(device.name());
      if (!NAME.matcher(device.name()).matches())
        all.complain(
            Complaint.wrong(
                device.place(),
                all.path(Complaint.plain(device.name())),
                device.name(),
                "a device's name of 1 to 32 of a-z, 0-9 and -"));
      device.section().ifPresent(settings -> readDevice(all, device, settings));
    }
    judgeRoles(all);
    readSupplies(all);
  }

  private void readSupplies(NodeSettings all) {
    var reader = new SupplyReader(this, pulse);
    for (DeviceConfig device : List.copyOf(devices.values())) {
      if (device.port().equals("lock"))
        devices.put(device.name(), device.fedBy(reader.read(device)));
      all.handOver(device.settings());
    }
  }

  private void judgeRoles(NodeSettings all) {
    var holders = new HashMap<String, String>();
    for (String name : deviceNames) {
      DeviceConfig device = devices.get(name);
      if (device == null || !ONCE.contains(device.port())) continue;
      String first = holders.putIfAbsent(device.port(), name);
      if (first != null && !first.equals(name))
        all.complain(
            Complaint.clash(
                device.place(),
                all.path(Complaint.plain(name)),
                Complaint.plain(first) + " is the station's " + device.port() + " already",
                "one of this port"));
    }
  }

  private void readDevice(NodeSettings all, NodeSettings.Named device, NodeSettings settings) {
    Optional<Value> kind = settings.value("kind", "port and maker, such as lock.kerong");
    Optional<Value> line = settings.value("line", "a line, such as tcp:10.0.0.7:5000");
    if (kind.isPresent() && line.isPresent())
      devices.put(
          device.name(),
          new DeviceConfig(
              device.name(), device.place(), kind.get(), line.get(), settings, Optional.empty()));
    else all.handOver(settings);
  }

  private void readDoors(NodeSettings all) {
    for (NodeSettings.Named door : all.sections()) {
      doorLabels.add(door.name());
      if (!LABEL.matcher(door.name()).matches())
        all.complain(
            Complaint.wrong(
                door.place(),
                all.path(Complaint.plain(door.name())),
                door.name(),
                "a door's label of 1 to 8 letters or digits"));
      door.section().ifPresent(settings -> readDoor(door, settings));
    }
    if (all.isEmpty()) root.lack("doors", "one door at least");
  }

  private void readDoor(NodeSettings.Named door, NodeSettings settings) {
    Optional<End> lock =
        settings
            .section("lock", "device and channel of the lock")
            .flatMap(at -> end("door " + Complaint.plain(door.name()), at, "lock", "channel"));
    Optional<End> tags =
        settings
            .section("tags", "device and antenna of the tag reader")
            .flatMap(at -> end("door " + Complaint.plain(door.name()), at, "tag", "antenna"));
    Optional<InputConfig> sensor = input(door, settings, "sensor", "channel");
    Optional<InputConfig> occupied = input(door, settings, "occupied", "infrared");
    if (lock.isPresent() && tags.isPresent())
      doors.put(
          door.name(),
          new DoorConfig(
              door.name(),
              door.place(),
              lock.get().device(),
              lock.get().number(),
              tags.get().device(),
              tags.get().number(),
              sensor,
              occupied));
  }

  /** What a door may have besides, at another input of a lock board. */
  private Optional<InputConfig> input(
      NodeSettings.Named door, NodeSettings settings, String key, String what) {
    if (!settings.has(key)) return Optional.empty();
    return settings
        .section(key, "device and %s of a lock board".formatted(what))
        .flatMap(at -> end("door " + Complaint.plain(door.name()), at, "lock", what))
        .map(end -> new InputConfig(end.device(), end.number()));
  }

  /** The antenna of the return slot, which is no door's. */
  Optional<End> tunnel(NodeSettings at) {
    return end("the return slot", at, "tag", "antenna");
  }

  /** A device's channel or antenna. */
  record End(String device, int number) {}

  /** Somebody's end of a device: 64 channels or antennas are more than any board has. */
  Optional<End> end(String whose, NodeSettings at, String port, String what) {
    Optional<Value> device = at.value("device", "the name of a device");
    OptionalInt number = at.number(what, 1, 64);
    device.ifPresent(name -> judgeDevice(at, name, port));
    if (device.isEmpty() || number.isEmpty()) return Optional.empty();
    String end = what + " " + number.getAsInt() + " of " + Complaint.plain(device.get().text());
    String owner = owners.putIfAbsent(end, whose);
    if (owner != null)
      at.complain(
          Complaint.clash(
              at.placeOf(what),
              at.path(what),
              end + " is " + owner + "'s already",
              "one of its own"));
    return Optional.of(new End(device.get().text(), number.getAsInt()));
  }

  void judgeDevice(NodeSettings at, Value name, String... ports) {
    if (!deviceNames.contains(name.text())) {
      at.complain(deviceNames.isEmpty() ? name.isNot("a device") : name.notOneOf(deviceNames));
      return;
    }
    DeviceConfig device = devices.get(name.text());
    if (device != null && PORTS.contains(device.port()) && !List.of(ports).contains(device.port()))
      at.complain(
          Complaint.clash(
              name.place(),
              name.key(),
              Complaint.plain(name.text() + " is a " + device.kind()),
              "a device of a kind " + String.join(".… or ", ports) + ".…"));
  }
}
