package org.shuyi.sim.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Mounts, loop devices and programs that belong to one folder, and their removal, however the run
 * that made them ended. What belongs to any other folder is never touched.
 */
final class Leftovers {
  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
  private static final Path BLOCKS = Path.of("/sys/block");
  private static final String NOTE = "nbdfuse.pid";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final Path folder;

  /**
   * @param folder absolute
   */
  Leftovers(Path folder) {
    this.folder = folder;
  }

  /** Notes a program that serves this folder, so that a later run can end it. */
  void note(ProcessHandle program) throws IOException {
    String begun = program.info().startInstant().map(Instant::toString).orElse("");
    Files.writeString(folder.resolve(NOTE), program.pid() + " " + begun + "\n");
  }

  /**
   * Removes all of it: the program first, since a mount over a dead one answers with errors at
   * once, and over a silent one never. An interrupted thread does it all the same.
   *
   * @throws IOException where something stays
   */
  void clear() throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      clearAll();
    } finally {
      if (interrupted) Thread.currentThread().interrupt();
    }
  }

  private void clearAll() throws IOException {
    endNoted();
    unmount(folder.resolve("mount"));
    long until = System.nanoTime() + PATIENCE_NANOS;
    for (var loops = loops(); !loops.isEmpty(); loops = loops()) {
      for (String loop : loops) Tool.run("losetup", "-d", loop);
      if (System.nanoTime() > until) throw new IOException(loops + " cannot be detached");
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    unmount(folder.resolve("fuse"));
    Files.deleteIfExists(folder.resolve(NOTE));
  }

  private void endNoted() throws IOException {
    Path note = folder.resolve(NOTE);
    if (!Files.exists(note)) return;
    var words = Files.readString(note).strip().split(" ", 2);
    if (words.length != 2 || !words[0].matches("[0-9]{1,10}")) return;
    ProcessHandle.of(Long.parseLong(words[0]))
        .filter(
            found ->
                found.info().startInstant().map(Instant::toString).orElse("?").equals(words[1]))
        .ifPresent(ProcessHandle::destroyForcibly);
  }

  /** Lazily: whoever still has a file open there is about to die. */
  private static void unmount(Path point) throws IOException {
    while (isMounted(point)) Tool.must("umount", "-l", point.toString());
  }

  /** Whether something is mounted right here. */
  static boolean isMounted(Path point) throws IOException {
    return Files.readAllLines(MOUNTS).stream()
        .anyMatch(line -> line.split(" ", 6)[4].replace("\\040", " ").equals(point.toString()));
  }

  /** Loop devices whose file lies in this folder. */
  List<String> loops() throws IOException {
    var found = new ArrayList<String>();
    try (var blocks = Files.newDirectoryStream(BLOCKS, "loop*")) {
      for (Path block : blocks) {
        Path backing = block.resolve("loop").resolve("backing_file");
        if (isOurs(backing)) found.add("/dev/" + block.getFileName());
      }
    }
    return found;
  }

  private boolean isOurs(Path backing) {
    try {
      return Files.readString(backing).startsWith(folder.resolve("fuse") + "/");
    } catch (IOException free) {
      return false;
    }
  }
}
