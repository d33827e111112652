package org.shuyi.sim.power;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A board's disk with a file system on it: ext4 on a loop device, over nbdfuse, over a {@link
 * VolatileDisk}. Everything of it lies in one folder.
 */
final class Drive {
  /** Holds a journal of some hundred thousand records, and is made in a blink. */
  private static final long BYTES = 64L << 20;

  /** Exit codes of e2fsck from here on say that it could not repair what it found. */
  private static final int BEYOND_REPAIR = 4;

  private static final long APPEARS_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final Path folder;
  private final Path image;
  private final Leftovers leftovers;
  private Optional<Mounted> last = Optional.empty();

  /** A file system that cannot be mounted, or repaired as a board would at its start. */
  static final class Ruined extends Exception {
    private static final long serialVersionUID = 1L;

    Ruined(String why) {
      super(why);
    }
  }

  /**
   * Clears what an earlier run left in the folder.
   *
   * @param folder is made if it is not there; all that is in it may be overwritten
   */
  Drive(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder).toRealPath();
    image = this.folder.resolve("disk.img");
    leftovers = new Leftovers(this.folder);
    leftovers.clear();
    Files.createDirectories(this.folder.resolve("mount"));
    Files.createDirectories(this.folder.resolve("fuse"));
  }

  /** A new, empty file system. */
  void format() throws IOException {
    Files.deleteIfExists(image);
    try (var file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(BYTES);
    }
    String now = "lazy_itable_init=0,lazy_journal_init=0";
    Tool.must("mkfs.ext4", "-q", "-F", "-b", "4096", "-E", now, image.toString());
  }

  /** Looks for damage as a board does that checks its disk before it mounts it. */
  void check() throws IOException, Ruined {
    var outcome = Tool.run("e2fsck", "-p", image.toString());
    if (outcome.exit() >= BEYOND_REPAIR) throw new Ruined(outcome.said());
  }

  /** Every structure of the file system, without repairing any; what is wrong, if anything is. */
  Optional<String> examine() throws IOException {
    var outcome = Tool.run("e2fsck", "-f", "-n", image.toString());
    return outcome.exit() == 0 ? Optional.empty() : Optional.of(outcome.said());
  }

  /** The file that holds what is on the platter. */
  Path image() {
    return image;
  }

  /** Takes away what was mounted last, if it is still there. */
  void clear() throws IOException {
    if (last.isPresent()) last.get().takeAway();
  }

  /**
   * Switches the disk on and mounts its file system; the kernel replays the file system's journal.
   *
   * @param options more mount options, such as {@code barrier=0}, or empty
   * @throws Ruined where the kernel refuses to mount it
   */
  Mounted mount(String options) throws IOException, Ruined {
    var server = NbdServer.listen(folder.resolve("disk.sock"), new VolatileDisk(image));
    var mounted = new Mounted(server);
    last = Optional.of(mounted);
    try {
      mounted.begin(options.isEmpty() ? "" : "," + options);
      return mounted;
    } catch (IOException | Ruined e) {
      mounted.close();
      throw e;
    }
  }

  /** The file system while the disk has power, and for a while after. */
  final class Mounted implements AutoCloseable {
    private final NbdServer server;
    private boolean closed;

    private Mounted(NbdServer server) {
      this.server = server;
    }

    private void begin(String options) throws IOException, Ruined {
      Path file = folder.resolve("fuse").resolve("nbd");
      String socket = folder.resolve("disk.sock").toString();
      var program =
          new ProcessBuilder("nbdfuse", file.toString(), "--unix", socket)
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve("nbdfuse.log").toFile()))
              .start();
      leftovers.note(program.toHandle());
      awaitFile(file, program);
      var outcome =
          Tool.run(
              "mount",
              "-t",
              "ext4",
              "-o",
              "loop,noatime" + options,
              file.toString(),
              path().toString());
      if (outcome.exit() != 0) throw new Ruined(outcome.said());
    }

    private void awaitFile(Path file, Process program) throws IOException {
      long until = System.nanoTime() + APPEARS_NANOS;
      while (!Files.exists(file)) {
        if (!program.isAlive() || System.nanoTime() > until) {
          throw new IOException("nbdfuse shows no disk; see " + folder.resolve("nbdfuse.log"));
        }
        LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      }
    }

    VolatileDisk disk() {
      return server.disk();
    }

    /** Where the files are. */
    Path path() {
      return folder.resolve("mount");
    }

    /** In order: all that was written is on the platter. */
    void unmount() throws IOException {
      Tool.must("umount", path().toString());
      takeAway();
    }

    /**
     * Takes everything away, however it stands: whoever waits for this disk is answered with
     * errors, so kill first who must not see any. Safe to call twice.
     */
    void takeAway() throws IOException {
      if (closed) return;
      closed = true;
      server.close();
      leftovers.clear();
    }

    @Override
    public void close() throws IOException {
      takeAway();
    }
  }
}
