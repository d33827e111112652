package org.shuyi.sim.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * On what was measured; figures of two machines are compared by their ratios only.
 *
 * @param load the run queue's mean of the last minute when the measurement began
 */
record Machine(String processor, int cores, String kernel, String jvm, double load) {
  static Machine here() {
    return new Machine(
        processor(read("/proc/cpuinfo")),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        load(read("/proc/loadavg")));
  }

  /** The model's name; boards say it under another key, or not at all. */
  static String processor(String cpuinfo) {
    return cpuinfo
        .lines()
        .filter(line -> line.startsWith("model name") || line.startsWith("Model"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(System.getProperty("os.arch"));
  }

  private static double load(String loadavg) {
    String first = loadavg.split(" ", 2)[0];
    return first.isEmpty() ? 0 : Double.parseDouble(first);
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException notLinux) {
      return "";
    }
  }

  @Override
  public String toString() {
    return "%d cores, %s, %s, %s, load %s"
        .formatted(cores, processor, kernel, jvm, Numbers.text(load));
  }
}
