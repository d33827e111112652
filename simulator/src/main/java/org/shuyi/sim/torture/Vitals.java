package org.shuyi.sim.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process holds, as Linux tells it.
 *
 * @param residentKb its resident memory
 * @param threads that it has
 * @param handles files, sockets and the like that it has open
 */
record Vitals(long pid, long residentKb, long threads, long handles) {
  /** Pools of threads and connections that grow to their size while people come; then no more. */
  private static final int MORE_THREADS = 16;

  private static final int MORE_HANDLES = 32;

  /**
   * @throws IOException where there is no such process
   */
  static Vitals of(long pid) throws IOException {
    Path folder = Path.of("/proc", Long.toString(pid));
    String status = Files.readString(folder.resolve("status"));
    try (var open = Files.list(folder.resolve("fd"))) {
      return new Vitals(pid, number(status, "VmRSS:"), number(status, "Threads:"), open.count());
    }
  }

  private static long number(String status, String key) throws IOException {
    for (String line : status.split("\n", -1)) {
      if (line.startsWith(key)) {
        return Long.parseLong(line.substring(key.length()).replaceAll("[^0-9]", ""));
      }
    }
    throw new IOException("no " + key + " is told");
  }

  /** Whether the same process holds more than it may need for more people. */
  boolean hasOutgrown(Vitals before) {
    return threads > before.threads + MORE_THREADS || handles > before.handles + MORE_HANDLES;
  }

  String words() {
    return "%d MB, %d threads, %d handles".formatted(residentKb / 1024, threads, handles);
  }
}
