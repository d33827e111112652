package org.shuyi.sim.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A folder with nothing in it. */
final class Emptied {
  private Emptied() {}

  /** Makes it, or removes whatever is in it. */
  static void folder(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (var all = Files.walk(folder)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!one.equals(folder)) Files.delete(one);
      }
    }
  }
}
