package org.shuyi.provisioning;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Properties;

/**
 * The last sequence number used with each key and station, in a file beside the profile. A number
 * is on the disk before it is sent, so that none is used twice.
 */
final class Sequences {
  private final Path file;

  Sequences(Path file) {
    this.file = file;
  }

  /**
   * Takes the next number: one more than our own last and than the station's.
   *
   * @param stationsHighest what the station last said it obeyed, 0 if it said nothing
   */
  long take(String keyId, String station, long stationsHighest) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null) Files.createDirectories(folder);
      Path lock = file.resolveSibling(file.getFileName() + ".lock");
      try (FileChannel channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var held = channel.lock()) {
        return held.isValid() ? next(keyId + " " + station, stationsHighest) : 0;
      }
    } catch (IOException e) {
      throw new Failed(Exit.USAGE, "sequence numbers cannot be kept in " + file + ": " + e);
    }
  }

  private long next(String name, long stationsHighest) throws IOException {
    var numbers = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        numbers.load(reader);
      }
    }
    long own;
    try {
      own = Long.parseLong(numbers.getProperty(name, "0"));
    } catch (NumberFormatException e) {
      throw new IOException(name + " is no number", e);
    }
    long next = Math.max(own, stationsHighest) + 1;
    numbers.setProperty(name, Long.toString(next));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try (Writer writer = Files.newBufferedWriter(fresh)) {
      numbers.store(writer, "the last command number of each key and station");
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return next;
  }
}
