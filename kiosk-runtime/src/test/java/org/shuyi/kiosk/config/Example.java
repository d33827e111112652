package org.shuyi.kiosk.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The example as a text to be spoilt, and what is said of it then. */
final class Example {
  private Example() {}

  static String text() {
    try (InputStream in =
        Objects.requireNonNull(StationConfig.class.getResourceAsStream("example.yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The example with one piece, which must stand there once, replaced by another. */
  static String with(String piece, String other) {
    String text = text();
    int at = text.indexOf(piece);
    if (at < 0 || text.indexOf(piece, at + 1) >= 0)
      throw new AssertionError("not once in the example: " + piece);
    return text.substring(0, at) + other + text.substring(at + piece.length());
  }

  static Path file(Path folder, byte[] bytes) {
    try {
      return Files.write(folder.resolve("station.yaml"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path file(Path folder, String text) {
    return file(folder, text.getBytes(StandardCharsets.UTF_8));
  }

  static StationConfig read(Path folder, String text) {
    return switch (StationConfig.read(file(folder, text))) {
      case Reading.Read(StationConfig config) -> config;
      case Reading.Refused(List<Complaint> complaints) ->
          throw new AssertionError(Complaints.lines(complaints));
    };
  }

  static List<Complaint> refused(Path folder, String text) {
    return refused(file(folder, text));
  }

  static List<Complaint> refused(Path file) {
    return switch (StationConfig.read(file)) {
      case Reading.Read(StationConfig config) -> throw new AssertionError("was read: " + config);
      case Reading.Refused(List<Complaint> complaints) -> complaints;
    };
  }

  static DeviceConfig device(StationConfig config, String name) {
    return Objects.requireNonNull(config.devices().get(name));
  }

  /** In which line of the example a piece stands. */
  static int line(String piece) {
    return (int) text().lines().takeWhile(line -> !line.contains(piece)).count() + 1;
  }

  /** What is said without the place. */
  static List<String> said(List<Complaint> complaints) {
    return lines(complaints).stream()
        .map(line -> line.replaceFirst("station\\.yaml:[0-9]+:[0-9]+: ", ""))
        .toList();
  }

  /** The lines with the file's own name instead of its path. */
  static List<String> lines(List<Complaint> complaints) {
    return complaints.stream()
        .map(Complaint::text)
        .map(line -> line.substring(line.indexOf("station.yaml")))
        .toList();
  }
}
