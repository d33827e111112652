package org.shuyi.sim.newdriver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that a new driver begins with, before any of it is written.
 *
 * @param names what the driver and its classes are called
 * @param files new files by their paths in the clone
 * @param wiring the wiring table with the driver's row
 * @param row that row, as people are shown it
 */
record Draft(Names names, SortedMap<String, String> files, String wiring, String row) {
  static final String WIRING = "kiosk-runtime/src/main/java/org/shuyi/kiosk/host/Wiring.java";
  private static final String DEVICES = "/java/org/shuyi/devices/";
  private static final String TEST_RESOURCES =
      "device-drivers/src/test/resources/org/shuyi/devices/";

  /** The line of the wiring table before which a row is the last. */
  private static final String AFTER_THE_ROWS =
      "    var kinds = new TreeMap<String, DeviceKind>();\n";

  Draft {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** What a driver of this name begins with; the names are known to be free. */
  static Draft of(Path home, Names names) throws IOException {
    var words = names.words();
    String wiring = Files.readString(home.resolve(WIRING)).replace("\r\n", "\n");
    String row = Template.of(names.port(), rowOf(names.port())).filled(words);
    String wired = wiring.replace(AFTER_THE_ROWS, row + AFTER_THE_ROWS);
    return new Draft(names, files(names, words), Imports.in(wired, names.imports()), row);
  }

  private static String rowOf(Port port) {
    return port.attached().isEmpty() ? "watched-row" : "row";
  }

  private static SortedMap<String, String> files(Names names, Map<String, String> words)
      throws IOException {
    String folder = names.kind() + "/" + names.maker() + "/";
    String main = "device-drivers/src/main" + DEVICES + folder;
    String test = "device-drivers/src/test" + DEVICES + folder;
    var paths = new TreeMap<String, String>();
    for (String part : List.of("Codec", "Frames", "Config", "Driver")) {
      paths.put(main + names.prefix() + part + ".java", part + ".java");
    }
    paths.put(main + "package-info.java", "package-info.java");
    paths.put(main + "README.md", "README.md");
    paths.put(test + names.prefix() + "CodecTest.java", "CodecTest.java");
    paths.put(TEST_RESOURCES + folder + names.maker() + ".vectors", "vectors");
    paths.put(
        "simulator/src/main/java/org/shuyi/sim/device/" + names.peer() + ".java", "Peer.java");
    paths.put(
        "simulator/src/test/java/org/shuyi/sim/contract/" + names.subject() + ".java",
        "Contract.java");
    var files = new TreeMap<String, String>();
    for (var path : paths.entrySet()) {
      String text = Template.of(names.port(), path.getValue()).filled(words);
      var more = path.getValue().equals("Driver.java") ? names.port().imports() : List.<String>of();
      boolean isJava = path.getKey().endsWith(".java");
      files.put(path.getKey(), isJava ? Imports.in(text, more) : text);
    }
    return files;
  }

  /** Why it may not be written, if so. */
  Optional<String> refusal(Path home) throws IOException {
    String table = Files.readString(home.resolve(WIRING));
    if (table.contains("\"" + names.id() + "\"")) {
      return Optional.of(names.id() + " has a row in " + WIRING + " already");
    }
    if (!wiring.contains(row)) {
      return Optional.of(
          WIRING + " has no line '" + AFTER_THE_ROWS.strip() + "' to add a row before");
    }
    for (String file : files.keySet()) {
      Path path = home.resolve(file);
      Path folder = path.getParent();
      boolean isOurs = folder != null && folder.endsWith(Path.of(names.kind(), names.maker()));
      if (Files.exists(path)) return Optional.of(file + " is there already");
      if (isOurs && Files.exists(folder)) {
        return Optional.of(home.relativize(folder) + " is there already");
      }
    }
    return Optional.empty();
  }

  /** Writes the files, and the wiring table last. */
  void write(Path home) throws IOException {
    for (var file : files.entrySet()) {
      Path path = home.resolve(file.getKey());
      Files.createDirectories(path.resolveSibling("."));
      Files.writeString(path, file.getValue(), StandardOpenOption.CREATE_NEW);
    }
    Files.writeString(home.resolve(WIRING), wiring);
  }
}
