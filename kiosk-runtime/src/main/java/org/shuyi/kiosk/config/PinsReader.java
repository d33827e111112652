package org.shuyi.kiosk.config;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.shuyi.kiosk.config.PinsConfig.Board;

/** Reads the pins: on one board, each with one use, each lamp over a door that is there. */
final class PinsReader {
  private static final Pattern CHIP = Pattern.compile("gpiochip[0-9]{1,3}");
  private static final String A_CHIP = "a chip such as gpiochip0";
  private static final Pattern LINE = Pattern.compile("tcp:127\\.0\\.0\\.1:[1-9][0-9]{0,4}");
  private static final String A_LINE = "a line of this machine such as tcp:127.0.0.1:7301";

  /** What may be switched as a whole, by the words of the kernel. */
  static final List<String> SWITCHES =
      List.of("fan", "heater", "lights", "uv", "full", "entrance", "desensitise", "resensitise");

  /** The contacts that watch over the cabinet, by the words of the kernel. */
  static final List<String> GUARDS = List.of("tilt", "vibration", "service-door");

  /** The contacts at a room's entrance, by the words of the kernel. */
  static final List<String> ENTRANCE =
      List.of("in", "out", "gate", "gate-in", "gate-out", "exit-button", "exit-freed");

  /** Far above any chip's last line. */
  static final int LAST_PIN = 999;

  private final NodeSettings at;
  private final boolean demo;

  /** What each pin is for. */
  private final Map<Integer, String> uses = new TreeMap<>();

  private PinsReader(NodeSettings at, boolean demo) {
    this.at = at;
    this.demo = demo;
  }

  /**
   * @param doors the labels of all doors as they are written; empty where that was complained of
   * @param devices of which lock boards may have the supply of their bolts at a pin
   */
  static PinsConfig read(
      NodeSettings at, boolean demo, List<String> doors, Collection<DeviceConfig> devices) {
    var reader = new PinsReader(at, demo);
    devices.forEach(reader::feeds);
    var pins =
        new PinsConfig(
            reader.board(),
            reader.byDoor("lamps", "the lamp", doors),
            reader.input("tamper", "the tamper switch"),
            reader.input("fire", "the fire input"),
            reader.all(GUARDS),
            reader.all(SWITCHES),
            reader.byDoor("sensors", "the sensor", doors),
            reader.byDoor("occupied", "the infrared barrier", doors),
            reader.all(ENTRANCE));
    reader.judgeExit(pins);
    if (reader.uses.isEmpty() && at.complaints().isEmpty())
      at.lack(
          "lamps", "lamps, a tamper switch or a fire input, since pins without use are a mistake");
    return pins;
  }

  /** A button says nothing without the contact that it should close, and the other way round. */
  private void judgeExit(PinsConfig pins) {
    boolean button = pins.entrance().containsKey("exit-button");
    boolean freed = pins.entrance().containsKey("exit-freed");
    if (button && !freed)
      at.lack("exit-freed", "the contact at the lock that the exit button should free");
    if (freed && !button && pins.fire().isEmpty())
      at.lack("fire", "the fire input or exit-button, after which the lock should let go");
  }

  private Board board() {
    if (!at.has("line")) {
      return new Board.Chip(at.value("chip", CHIP, A_CHIP).map(Value::text).orElse(""));
    }
    Optional<Value> line = at.value("line", LINE, A_LINE);
    if (line.isPresent() && port(line.get().text()) > 65_535) at.complain(line.get().isNot(A_LINE));
    else if (at.has("chip")) clash("line", "the pins are on a chip already", "either chip or line");
    else if (line.isPresent() && !demo)
      clash("line", "pins over a line move nothing real", "chip, or station.demo: true");
    return new Board.Line(line.map(Value::text).orElse(""));
  }

  private static int port(String line) {
    return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  private SortedMap<String, Integer> byDoor(String key, String what, List<String> doors) {
    var pins = new TreeMap<String, Integer>();
    if (!key.equals("lamps") && !at.has(key)) return pins;
    Optional<NodeSettings> section = at.section(key);
    if (section.isEmpty()) return pins;
    for (String door : section.get().keys()) {
      String use = what + " of door " + Complaint.plain(door);
      OptionalInt pin = pin(section.get(), door, use);
      if (!doors.isEmpty() && !doors.contains(door))
        section
            .get()
            .complain(
                Complaint.notOneOf(
                    section.get().placeOf(door),
                    section.get().path(Complaint.plain(door)),
                    door,
                    doors));
      pin.ifPresent(number -> pins.put(door, number));
    }
    return pins;
  }

  private SortedMap<String, Integer> all(List<String> words) {
    var pins = new TreeMap<String, Integer>();
    for (String word : words) {
      input(word, "the " + word).ifPresent(pin -> pins.put(word, pin));
    }
    return pins;
  }

  private OptionalInt input(String key, String use) {
    return at.has(key) ? pin(at, key, use) : OptionalInt.empty();
  }

  private OptionalInt pin(NodeSettings where, String key, String use) {
    OptionalInt pin = where.number(key, 0, LAST_PIN);
    if (pin.isEmpty()) return pin;
    String other = uses.putIfAbsent(pin.getAsInt(), use);
    if (other != null)
      where.complain(
          Complaint.clash(
              where.placeOf(key),
              where.path(Complaint.plain(key)),
              "pin " + pin.getAsInt() + " is " + other + "'s already",
              "one of its own"));
    return pin;
  }

  private void feeds(DeviceConfig board) {
    if (board.supply().isEmpty() || !(board.supply().get() instanceof SupplyConfig.AtPin supply)) {
      return;
    }
    feeds(supply.pin(), supply.at(), "the supply of " + board.name());
    if (supply.off().isPresent())
      feeds(supply.off().getAsInt(), supply.at(), "the mirror contact of " + board.name());
  }

  private void feeds(int pin, Value where, String use) {
    String other = uses.putIfAbsent(pin, use);
    if (other != null)
      at.complain(
          Complaint.clash(
              where.place(),
              where.key(),
              "pin " + pin + " is " + other + "'s already",
              "one of its own"));
  }

  private void clash(String key, String found, String expected) {
    at.complain(Complaint.clash(at.placeOf(key), at.path(key), found, expected));
  }
}
