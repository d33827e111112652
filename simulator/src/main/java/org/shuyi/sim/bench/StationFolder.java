package org.shuyi.sim.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import org.shuyi.kiosk.config.Complaints;
import org.shuyi.kiosk.config.Reading;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.trust.CityKey;
import org.shuyi.kiosk.trust.Keys;
import org.shuyi.kiosk.trust.PatronTokens;

/**
 * A folder with all that a cabinet of four doors needs: configuration, keys, and a place for its
 * journal.
 *
 * @param file the configuration
 * @param touchPort where its touch API will listen
 * @param centre whose words the station believes
 */
record StationFolder(Path file, int touchPort, KeyPair centre, PatronTokens tokens) {
  static final int DOORS = 4;
  static final String ORGANISATION = "gz";
  static final String STATION = "bench-1";
  static final List<String> DEVICES =
      List.of("locks", "reader-1", "reader-2", "reader-3", "reader-4", "cards");

  private static final int CITY_KEY = 1;

  /**
   * Writes one.
   *
   * @param lines where each device is, such as {@code serial:/dev/ttyUSB0?baud=19200}
   * @param brokerPort on the loopback; one at which nobody listens is a network that is away
   */
  static StationFolder write(Path folder, UnaryOperator<String> lines, int brokerPort)
      throws IOException {
    var random = new SecureRandom();
    var centre = Keys.generate(random);
    byte[] cityKey = new byte[32];
    random.nextBytes(cityKey);
    Files.writeString(folder.resolve("centre.pem"), Keys.pem(centre.getPublic()));
    Files.writeString(folder.resolve("city.key"), HexFormat.of().formatHex(cityKey));
    int touch = Ground.freePort();
    Path file = folder.resolve("station.yaml");
    Files.writeString(file, text(lines, brokerPort, touch, Ground.freePort()));
    var tokens = new PatronTokens(List.of(new CityKey(CITY_KEY, cityKey)));
    return new StationFolder(file, touch, centre, tokens);
  }

  Path journal() {
    return file.resolveSibling("journal.db");
  }

  StationConfig config() throws IOException {
    return read(file);
  }

  static StationConfig read(Path file) throws IOException {
    return switch (StationConfig.read(file)) {
      case Reading.Read(StationConfig config) -> config;
      case Reading.Refused(var complaints) -> throw new IOException(Complaints.lines(complaints));
    };
  }

  private static String text(
      UnaryOperator<String> lines, int brokerPort, int touchPort, int technicianPort) {
    var text = new StringBuilder();
    text.append(
        """
        station:
          organisation: %s
          id: %s
          demo: true
        journal:
          file: journal.db
        touch:
          port: %d
        technician:
          port: %d
        centre:
          broker: tcp://127.0.0.1:%d
          spread: 0s
          key: centre.pem
        city-keys:
          - number: %d
            file: city.key
        clock:
          trust: system
        rounds: 2
        outbox-limit: 1000000
        times:
          pulse: 50ms
        devices:
        """
            .formatted(ORGANISATION, STATION, touchPort, technicianPort, brokerPort, CITY_KEY));
    for (String device : DEVICES) {
      text.append("  ").append(device).append(":\n    kind: ").append(kind(device)).append('\n');
      text.append("    line: \"").append(lines.apply(device)).append("\"\n");
      if (device.equals("locks")) {
        text.append("    polarity: one-is-closed\n    pulse: 50ms\n    coolDown: 0ms\n");
        text.append("    supply: none\n");
      }
      if (device.startsWith("reader")) text.append("    blocksReversed: true\n");
    }
    text.append("doors:\n");
    for (int door = 1; door <= DOORS; door++) {
      text.append(
          """
            "%d":
              lock: {device: locks, channel: %d}
              tags: {device: reader-%d, antenna: 1}
          """
              .formatted(door, door, door));
    }
    return text.toString();
  }

  private static String kind(String device) {
    if (device.equals("locks")) return "lock.kerong";
    return device.equals("cards") ? "card.feig" : "tag.feig";
  }
}
