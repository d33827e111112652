package org.shuyi.devices.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A line to small files that a driver of the kernel writes anew for each reader, such as a sensor's
 * under /sys: each write here is a reading of them, one after the other, by the line's own thread,
 * since it may take a second.
 */
public final class FileLine extends ReopeningLine {
  private final LineAddress.Sensor address;

  public FileLine(LineAddress.Sensor address) {
    this.address = address;
  }

  @Override
  public String describe() {
    return address.describe();
  }

  @Override
  Wire connect() throws IOException {
    var files = new ArrayList<Path>();
    for (String path : paths(address.path())) files.add(found(path));
    return new Reading(files);
  }

  /** Names after a comma are files of the same folder. */
  private static List<String> paths(String address) {
    String folder = address.substring(0, address.lastIndexOf('/') + 1);
    String[] names = address.substring(folder.length()).split(",", -1);
    return Stream.of(names).map(name -> folder + name).toList();
  }

  /** Where a name is a star, it is the only one that is there. */
  private static Path found(String path) throws IOException {
    Path found = Path.of("/");
    for (Path name : Path.of(path)) {
      found = name.toString().equals("*") ? only(found) : found.resolve(name);
    }
    if (!Files.isReadable(found)) throw new IOException(found + " cannot be read");
    return found;
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      List<Path> all = inside.limit(2).toList();
      if (all.size() == 1) return all.getFirst();
      throw new IOException(folder + " holds " + (all.isEmpty() ? "nothing" : "more than one"));
    }
  }

  private static final class Reading implements Wire {
    private final List<Path> files;

    /** One reading at a time; a second wish for it is the same wish. */
    private final BlockingQueue<Boolean> wanted = new ArrayBlockingQueue<>(1);

    Reading(List<Path> files) {
      this.files = files;
    }

    @Override
    public void write(byte[] bytes) {
      boolean _ = wanted.offer(true);
    }

    @Override
    public int read(byte[] buffer) throws IOException {
      try {
        if (wanted.poll(READ_MILLIS, TimeUnit.MILLISECONDS) == null) return 0;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      int filled = 0;
      for (Path file : files) {
        try (var in = Files.newInputStream(file)) {
          filled += in.readNBytes(buffer, filled, buffer.length - filled);
        }
      }
      return filled;
    }

    @Override
    public void close() {
      wanted.clear();
    }
  }
}
