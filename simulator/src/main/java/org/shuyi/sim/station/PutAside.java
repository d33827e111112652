package org.shuyi.sim.station;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.shuyi.kiosk.journal.Journal;

/** A journal in memory, taken through what the product does with a file that must be put aside. */
final class PutAside {
  private PutAside() {}

  /**
   * The journal that follows.
   *
   * @param centreHas a record that the centre has although we may not, or 0
   */
  static Journal next(
      byte[] image,
      String why,
      long centreHas,
      VirtualDisk disk,
      RandomGenerator random,
      Instant wall) {
    try {
      Path folder = Files.createTempDirectory("journal-");
      try {
        Path file = Files.write(folder.resolve("journal.db"), image);
        try (Journal old = Journal.open(file, random, wall)) {
          if (!old.setAsideAtNextStart(why, centreHas)) throw new IOException("not written down");
        }
        try (Journal next = Journal.open(file, random, wall)) {
          Path aside = Journal.quarantined(file).getFirst().file();
          return Journal.ofImage(next.image(), aside.getFileName().toString(), disk);
        }
      } finally {
        remove(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) Files.delete(file);
    }
    Files.delete(folder);
  }
}
