package org.shuyi.devices.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A line to a small file that a driver of the kernel writes anew for each reader, such as a
 * sensor's under /sys: each write here is a reading of it, by the line's own thread, since it may
 * take a second.
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
    var path = Path.of(address.path());
    if (!Files.isReadable(path)) throw new IOException(path + " cannot be read");
    return new Reading(path);
  }

  private static final class Reading implements Wire {
    private final Path path;

    /** One reading at a time; a second wish for it is the same wish. */
    private final BlockingQueue<Boolean> wanted = new ArrayBlockingQueue<>(1);

    Reading(Path path) {
      this.path = path;
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
      try (var in = Files.newInputStream(path)) {
        byte[] content = in.readNBytes(buffer.length);
        System.arraycopy(content, 0, buffer, 0, content.length);
        return content.length;
      }
    }

    @Override
    public void close() {
      wanted.clear();
    }
  }
}
