package org.shuyi.devices.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The USB adapter behind a serial port, as Linux shows it in /sys: who it is, and how long it holds
 * bytes back.
 *
 * @param identity vendor, product and, where it has one, serial number: {@code 0403:6001:A50285BI}
 * @param latencyMillis how long it gathers bytes before it hands them over; FTDI adapters only
 */
record UsbAdapter(String identity, OptionalInt latencyMillis) {
  static final Path SYS = Path.of("/sys");

  /** From the folder of the port up to that of its adapter; a hub adds none between them. */
  private static final int MOST_LEVELS = 4;

  /** The adapter of a port such as {@code /dev/ttyUSB0}; nothing for a port that has none. */
  static Optional<UsbAdapter> of(Path port, Path sys) {
    try {
      var device = sys.resolve("class/tty").resolve(port.getFileName()).resolve("device");
      if (!Files.exists(device)) return Optional.empty();
      Path folder = device.toRealPath();
      var latency = number(folder.resolve("latency_timer"));
      for (int level = 0; folder != null && level < MOST_LEVELS; level++) {
        if (Files.exists(folder.resolve("idVendor"))) {
          return Optional.of(new UsbAdapter(identity(folder), latency));
        }
        folder = folder.getParent();
      }
    } catch (IOException pulled) {
      // It is gone while it was looked at: so is its port.
    }
    return Optional.empty();
  }

  private static String identity(Path folder) throws IOException {
    String type = text(folder.resolve("idVendor")) + ":" + text(folder.resolve("idProduct"));
    Path serial = folder.resolve("serial");
    return Files.exists(serial) ? type + ":" + text(serial) : type;
  }

  private static OptionalInt number(Path file) throws IOException {
    if (!Files.exists(file)) return OptionalInt.empty();
    String text = text(file);
    return text.matches("[0-9]{1,4}")
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file).strip();
  }
}
