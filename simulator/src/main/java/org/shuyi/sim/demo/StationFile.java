package org.shuyi.sim.demo;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.shuyi.sim.centre.Address;

/** The configuration of the demo's cabinet, as a technician would have written it. */
final class StationFile {
  /** Beside the configuration. */
  static final Path JOURNAL = Path.of("journal.db");

  private StationFile() {}

  static String text(
      Address address, Home home, Ports ports, Secrets secrets, SecureRandom random, Path journal) {
    var text = new StringBuilder();
    text.append(
        """
        # The cabinet of ./kiosk demo: four doors, each with a lock and a tag reader of its own.
        # Written anew at each start; example.yaml in the sources explains every key.

        station:
          organisation: %s
          id: %s
          demo: true

        journal:
          file: %s

        touch:
          port: %d

        technician:
          port: %d
          staff:
        """
            .formatted(
                address.organisation(),
                address.station(),
                quoted(journal.toString()),
                ports.touch(),
                ports.technician()));
    for (var login : secrets.logins()) {
      text.append(
          """
              - name: %s
                role: %s
                hash: %s
          """
              .formatted(login.name(), login.role(), Secrets.hash(login, random).text()));
    }
    text.append(
        """

        centre:
          broker: tcp://127.0.0.1:%d
          spread: 1s
          key: keys/centre.pem

        city-keys:
          - number: %d
            file: keys/city-1.key

        clock:
          trust: system

        devices:
        """
            .formatted(ports.cable(), Secrets.CITY_KEY));
    device(
        text,
        home,
        "locks",
        "lock.kerong",
        "baud=19200",
        "polarity: one-is-closed",
        "supply: none");
    for (int door = 1; door < Devices.DOORS; door++) {
      device(text, home, Devices.reader(door), "tag.feig", FEIG, "blocksReversed: true");
    }
    entry(
        text,
        Devices.reader(Devices.DOORS),
        "tag.feig",
        "tcp:127.0.0.1:" + ports.reader(),
        "blocksReversed: true");
    device(text, home, "cards", "card.feig", FEIG, "numberReversed: true");
    device(text, home, "scanner", "code.serial", "baud=9600");
    text.append("\ndoors:\n");
    for (int door = 1; door <= Devices.DOORS; door++) {
      text.append(
          """
            "%d":
              lock: {device: locks, channel: %d}
              tags: {device: %s, antenna: 1}
          """
              .formatted(door, door, Devices.reader(door)));
    }
    text.append(
        """

        pins:
          line: tcp:127.0.0.1:%d
          tamper: %d
          fire: %d
          lamps:
        """
            .formatted(ports.pins(), Devices.TAMPER, Devices.FIRE));
    for (int door = 1; door <= Devices.DOORS; door++) {
      text.append("    \"%d\": %d\n".formatted(door, Devices.lamp(door)));
    }
    return text.toString();
  }

  /**
   * FEIG delivers them with even parity, of which a pty knows nothing: Linux refuses it there as
   * soon as it is the only change.
   */
  private static final String FEIG = "baud=38400";

  private static void device(
      StringBuilder text, Home home, String name, String kind, String wire, String... settings) {
    entry(text, name, kind, "serial:" + home.device(name) + "?" + wire, settings);
  }

  private static void entry(
      StringBuilder text, String name, String kind, String line, String... settings) {
    text.append("  ").append(name).append(":\n");
    text.append("    kind: ").append(kind).append('\n');
    text.append("    line: ").append(quoted(line)).append('\n');
    for (String setting : List.of(settings)) text.append("    ").append(setting).append('\n');
  }

  /** A home may have any name. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
