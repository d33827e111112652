package org.shuyi.devices.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a line leads, as it stands in a configuration: {@code
 * serial:/dev/shuyi/locks?baud=19200&parity=none}, {@code tcp:10.0.0.7:5000}, {@code pcsc:ACR122U},
 * {@code evdev:/dev/shuyi/scanner}, {@code file:/sys/NAME} or {@code process:/opt/vendor/reader}.
 */
public sealed interface LineAddress {
  int SLOWEST = 300;
  int FASTEST = 921_600;

  /** Devices come with three or four; each that is tried costs some seconds. */
  int MOST_RATES = 4;

  /** A line to this address, not opened yet. */
  Line line();

  /** For people: {@code /dev/shuyi/locks 19200 8N1} or {@code tcp 10.0.0.7:5000}. */
  String describe();

  /** What the parity bit is. */
  enum Parity {
    NONE,
    EVEN,
    ODD
  }

  /**
   * A serial port.
   *
   * @param path absolute; a role name under {@code /dev/shuyi} or a link under {@code
   *     /dev/serial/by-id}, as ttyUSB numbers change with each plug
   * @param baud 300 to 921600 bit/s
   * @param also further rates, tried in turn while the device does not answer at this one
   * @param bits 7 or 8
   * @param stop 1 or 2
   * @param rts the level to hold, if any: some RS-485 adapters want it
   * @param dtr likewise
   * @param adapter the only USB adapter that may be behind it, if it matters: {@code
   *     0403:6001:A50285BI}
   */
  record Serial(
      String path,
      int baud,
      List<Integer> also,
      int bits,
      Parity parity,
      int stop,
      Optional<Boolean> rts,
      Optional<Boolean> dtr,
      Optional<String> adapter)
      implements LineAddress {
    public Serial {
      also = List.copyOf(also);
    }

    @Override
    public Line line() {
      return new SerialLine(this);
    }

    @Override
    public String describe() {
      return describe(baud);
    }

    /** The same at another rate. */
    String describe(int rate) {
      return "%s %d %d%s%d".formatted(path, rate, bits, parity.name().charAt(0), stop);
    }
  }

  /** A TCP port of a device or converter. */
  record Tcp(String host, int port) implements LineAddress {
    @Override
    public Line line() {
      return new TcpLine(this);
    }

    @Override
    public String describe() {
      return "tcp %s:%d".formatted(host, port);
    }
  }

  /**
   * A reader behind the system's PC/SC service.
   *
   * @param reader a part of its name, as the service tells it
   */
  record Pcsc(String reader) implements LineAddress {
    @Override
    public Line line() {
      return new PcscLine(this);
    }

    @Override
    public String describe() {
      return "pcsc " + reader;
    }
  }

  /**
   * An input device of the kernel, taken for ourselves alone.
   *
   * @param path absolute; a link under {@code /dev/input/by-id} or a role name, as event numbers
   *     change with each plug
   */
  record Evdev(String path) implements LineAddress {
    @Override
    public Line line() {
      return new EvdevLine(this);
    }

    @Override
    public String describe() {
      return "evdev " + path;
    }
  }

  /**
   * Small files that a driver of the kernel writes anew for each reader.
   *
   * @param path absolute, such as a sensor's under {@code /sys/bus/w1/devices}; a folder that is
   *     called {@code *} is the only one there, and more files of the last folder follow after
   *     commas
   */
  record Sensor(String path) implements LineAddress {
    @Override
    public Line line() {
      return new FileLine(this);
    }

    @Override
    public String describe() {
      return "file " + path;
    }
  }

  /**
   * A program that speaks for a device behind a closed SDK, over its standard input and output.
   *
   * @param path absolute; started without arguments
   */
  record Program(String path) implements LineAddress {
    @Override
    public Line line() {
      return new ProgramLine(this);
    }

    @Override
    public String describe() {
      return "process " + path;
    }
  }

  /**
   * Reads an address.
   *
   * @throws IllegalArgumentException with what is wrong and what was expected
   */
  static LineAddress parse(String text) {
    if (text.startsWith("serial:")) return serial(text, text.substring("serial:".length()));
    if (text.startsWith("tcp:")) return tcp(text, text.substring("tcp:".length()));
    if (text.startsWith("pcsc:")) return pcsc(text, text.substring("pcsc:".length()).strip());
    if (text.startsWith("evdev:")) return new Evdev(path(text, "evdev:"));
    if (text.startsWith("file:")) return new Sensor(path(text, "file:"));
    if (text.startsWith("process:")) return new Program(path(text, "process:"));
    throw refused(
        text,
        "neither serial, tcp, pcsc, evdev, file nor process",
        "serial:/dev/NAME?baud=9600 or tcp:HOST:PORT, pcsc:READER, evdev:/dev/NAME, file:/sys/NAME"
            + " or process:/PROGRAM");
  }

  private static LineAddress serial(String text, String rest) {
    int question = rest.indexOf('?');
    String path = question < 0 ? rest : rest.substring(0, question);
    if (!path.startsWith("/") || path.endsWith("/")) {
      throw refused(
          text, "\"" + path + "\" is no device", "an absolute path such as /dev/shuyi/locks");
    }
    var settings = settings(text, question < 0 ? "" : rest.substring(question + 1));
    var serial =
        new Serial(
            path,
            number(text, settings, "baud", SLOWEST, FASTEST, 9600),
            rates(text, settings),
            number(text, settings, "bits", 7, 8, 8),
            Parity.values()[
                choice(text, settings, "parity", List.of("none", "even", "odd")).orElse(0)],
            number(text, settings, "stop", 1, 2, 1),
            choice(text, settings, "rts", List.of("off", "on")).map(i -> i == 1),
            choice(text, settings, "dtr", List.of("off", "on")).map(i -> i == 1),
            adapter(text, settings));
    if (!settings.isEmpty()) {
      throw refused(
          text,
          "unknown setting \"" + settings.firstKey() + "\"",
          "baud, also, bits, parity, stop, rts, dtr or adapter");
    }
    return serial;
  }

  private static List<Integer> rates(String text, SortedMap<String, String> settings) {
    String value = settings.remove("also");
    if (value == null) return List.of();
    var rates = new ArrayList<Integer>();
    for (String rate : value.split(",", -1)) {
      int number = rate.matches("[0-9]{1,7}") ? Integer.parseInt(rate) : -1;
      if (number < SLOWEST || number > FASTEST || rates.size() == MOST_RATES) {
        throw refused(
            text,
            "also=" + value,
            "at most %d numbers from %d to %d with commas between"
                .formatted(MOST_RATES, SLOWEST, FASTEST));
      }
      rates.add(number);
    }
    return rates;
  }

  private static Optional<String> adapter(String text, SortedMap<String, String> settings) {
    String value = settings.remove("adapter");
    if (value == null) return Optional.empty();
    if (value.matches("[0-9a-f]{4}:[0-9a-f]{4}(:[!-~]{1,64})?")) return Optional.of(value);
    throw refused(text, "adapter=" + value, "VENDOR:PRODUCT:SERIAL such as 0403:6001:A50285BI");
  }

  private static LineAddress tcp(String text, String rest) {
    int colon = rest.lastIndexOf(':');
    String host = colon < 0 ? "" : rest.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) host = host.substring(1, host.length() - 1);
    if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || c == '/')) {
      throw refused(text, "no host", "tcp:HOST:PORT, such as tcp:10.0.0.7:5000");
    }
    String port = rest.substring(colon + 1);
    if (!port.matches("[0-9]{1,5}")
        || Integer.parseInt(port) < 1
        || Integer.parseInt(port) > 65_535) {
      throw refused(text, "port \"" + port + "\"", "a port from 1 to 65535");
    }
    return new Tcp(host, Integer.parseInt(port));
  }

  private static LineAddress pcsc(String text, String reader) {
    if (reader.isEmpty() || reader.chars().anyMatch(c -> c < ' ')) {
      throw refused(text, "no reader", "a part of its name, such as pcsc:ACR122U");
    }
    return new Pcsc(reader);
  }

  private static String path(String text, String kind) {
    String path = text.substring(kind.length());
    if (path.startsWith("/") && !path.endsWith("/")) return path;
    throw refused(
        text, "\"" + path + "\" is no path", "an absolute path such as " + kind + "/dev/NAME");
  }

  private static SortedMap<String, String> settings(String text, String query) {
    var settings = new TreeMap<String, String>();
    for (String setting : query.isEmpty() ? List.<String>of() : split(query)) {
      int equals = setting.indexOf('=');
      if (equals < 1) throw refused(text, "\"" + setting + "\"", "KEY=VALUE");
      if (settings.put(setting.substring(0, equals), setting.substring(equals + 1)) != null) {
        throw refused(text, setting.substring(0, equals) + " twice", "each setting once");
      }
    }
    return settings;
  }

  private static List<String> split(String query) {
    var parts = new ArrayList<String>();
    int from = 0;
    for (int at = query.indexOf('&'); at >= 0; at = query.indexOf('&', from)) {
      parts.add(query.substring(from, at));
      from = at + 1;
    }
    parts.add(query.substring(from));
    return parts;
  }

  private static int number(
      String text, SortedMap<String, String> settings, String key, int least, int most, int usual) {
    String value = settings.remove(key);
    if (value == null) return usual;
    int number = value.matches("[0-9]{1,7}") ? Integer.parseInt(value) : -1;
    if (number >= least && number <= most) return number;
    throw refused(text, key + "=" + value, "a number from " + least + " to " + most);
  }

  private static Optional<Integer> choice(
      String text, SortedMap<String, String> settings, String key, List<String> choices) {
    String value = settings.remove(key);
    if (value == null) return Optional.empty();
    if (choices.contains(value)) return Optional.of(choices.indexOf(value));
    throw refused(text, key + "=" + value, String.join(" or ", choices));
  }

  private static IllegalArgumentException refused(String text, String why, String expected) {
    return new IllegalArgumentException(
        "line \"%s\": %s; expected %s".formatted(text, why, expected));
  }
}
