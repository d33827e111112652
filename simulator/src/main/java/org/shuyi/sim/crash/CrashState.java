package org.shuyi.sim.crash;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What may lie on a disk after a power cut: files by name. */
record CrashState(SortedMap<String, Image> files) {
  /** Like states have the same; others hardly ever. */
  long sum() {
    long sum = 0;
    for (Map.Entry<String, Image> file : files.entrySet()) {
      sum = 31 * (31 * sum + file.getKey().hashCode()) + file.getValue().sum();
    }
    return sum;
  }

  /** The files in a folder. */
  static CrashState readFrom(Path folder) throws IOException {
    var files = new TreeMap<String, Image>();
    try (Stream<Path> there = Files.list(folder)) {
      for (Path file : there.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        files.put(file.getFileName().toString(), new Image(bytes, bytes.length));
      }
    }
    return new CrashState(files);
  }

  /** Makes a folder hold these files and no others. */
  void writeTo(Path folder) throws IOException {
    try (Stream<Path> there = Files.list(folder)) {
      for (Path old : there.toList()) {
        if (!files.containsKey(old.getFileName().toString())) Files.delete(old);
      }
    }
    for (Map.Entry<String, Image> file : files.entrySet()) {
      try (FileChannel out = FileChannel.open(folder.resolve(file.getKey()), CREATE, WRITE)) {
        // Written over what was there: memory that a file has costs less than new memory.
        file.getValue().write(out);
        out.truncate(file.getValue().length());
      }
    }
  }
}
