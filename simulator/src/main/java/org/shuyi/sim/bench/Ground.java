package org.shuyi.sim.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.shuyi.sim.demo.ClassJar;
import org.shuyi.sim.demo.FreePorts;

/**
 * Where the bench keeps its files, and how it starts programs: with the flags of a station, on one
 * class path of jars for ours and twins alike.
 */
final class Ground {
  /** Those of {@code systemd/station}. */
  static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xms16m",
          "-Xmx48m",
          "-XX:MinHeapFreeRatio=20",
          "-XX:MaxHeapFreeRatio=40",
          "-Xss512k",
          "-XX:+ExitOnOutOfMemoryError");

  private final Path folder;
  private final String classPath;

  private Ground(Path folder, String classPath) {
    this.folder = folder;
    this.classPath = classPath;
  }

  /**
   * Prepares the ground.
   *
   * @param home the folder with the launcher, in which the modules were built
   * @param folder kept from run to run, such as {@code target/bench}
   */
  static Ground at(Path home, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path lib = Files.createDirectories(folder.resolve("lib"));
    Path target = home.resolve("kiosk-runtime").resolve("target");
    var parts = new ArrayList<Path>();
    parts.add(target.resolve("classes"));
    parts.add(home.resolve("simulator").resolve("target").resolve("classes"));
    var listed = Files.readString(target.resolve("runtime.classpath")).strip();
    for (String part : listed.split(File.pathSeparator, -1)) parts.add(Path.of(part));
    var jars = new ArrayList<String>();
    for (Path part : parts) {
      ClassJar.pack(part, lib);
      jars.add(ClassJar.of(part, lib).toString());
    }
    return new Ground(folder.toAbsolutePath(), String.join(File.pathSeparator, jars));
  }

  Path folder() {
    return folder;
  }

  /** An empty folder of this name. */
  Path fresh(String name) throws IOException {
    Path fresh = folder.resolve(name);
    if (Files.exists(fresh)) {
      try (Stream<Path> all = Files.walk(fresh)) {
        for (Path one : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(one);
      }
    }
    return Files.createDirectories(fresh);
  }

  /** A program with a station's flags, and more. */
  List<String> java(List<String> moreFlags, Class<?> main, String... words) {
    var command = new ArrayList<String>();
    command.add(tool("java"));
    command.addAll(FLAGS);
    command.addAll(moreFlags);
    command.add("-Djava.io.tmpdir=" + folder);
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(words));
    return List.copyOf(command);
  }

  static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  static int freePort() {
    return FreePorts.ofThisMachine().near(0);
  }
}
