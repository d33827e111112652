package org.shuyi.sim.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders for states to be opened in: in memory, where the machine has it. */
record Scratch(Path root, List<Path> folders) implements AutoCloseable {
  private static final Path IN_MEMORY = Path.of("/dev/shm");

  Scratch {
    folders = List.copyOf(folders);
  }

  static Scratch of(int many) throws IOException {
    boolean memory = Files.isDirectory(IN_MEMORY) && Files.isWritable(IN_MEMORY);
    Path root =
        memory
            ? Files.createTempDirectory(IN_MEMORY, "shuyi-crash")
            : Files.createTempDirectory("shuyi-crash");
    var folders = new ArrayList<Path>();
    for (int i = 0; i < many; i++) folders.add(Files.createDirectory(root.resolve("" + i)));
    return new Scratch(root, folders);
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(one);
    }
  }
}
