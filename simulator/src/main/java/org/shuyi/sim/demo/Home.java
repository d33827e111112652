package org.shuyi.sim.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The folder that a demo lives in: configuration, keys, journal, serial ports and logs. One demo at
 * a time has it; it is readable by its owner only.
 */
public final class Home implements AutoCloseable {
  /** Stands in every folder that a demo made, so that none is emptied that it did not. */
  private static final String MARK = ".shuyi-demo";

  private static final String RUNS = "station.pid";

  private final Path root;
  private final FileChannel lock;

  private Home(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Takes the folder, empty unless {@code keep}.
   *
   * @return nothing where another demo has it
   * @throws IOException where it holds what no demo made, or cannot be written
   */
  public static Optional<Home> take(Path folder, boolean keep) throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    Path parent = root.getParent();
    if (parent == null) throw new IOException(root + " cannot be the home of a demo");
    Files.createDirectories(parent);
    var lock = locked(parent.resolve("." + root.getFileName() + ".lock"));
    if (lock == null) return Optional.empty();
    try {
      Leftover.end(root.resolve(RUNS));
      if (!keep) clear(root);
      Files.createDirectories(root.resolve("dev"));
      Files.createDirectories(root.resolve("keys"));
      owned(root, "rwx------");
      Files.writeString(root.resolve(MARK), "Made by ./kiosk demo; emptied at its next start.\n");
      return Optional.of(new Home(root, lock));
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  private static @Nullable FileChannel locked(Path file) throws IOException {
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) return channel;
    } catch (OverlappingFileLockException ours) {
      // Another demo of this very program has it.
    }
    channel.close();
    return null;
  }

  private static void clear(Path root) throws IOException {
    if (!Files.exists(root)) return;
    if (!Files.exists(root.resolve(MARK)) && !isEmpty(root)) {
      throw new IOException(root + " holds files that no demo made; give an empty folder");
    }
    Files.walkFileTree(root, new Sweep());
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  /** Removes what is there and follows no link. */
  private static final class Sweep extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) throw failure;
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }

  public Path root() {
    return root;
  }

  public Path stationFile() {
    return root.resolve("station.yaml");
  }

  /** The profile for {@code ./kiosk ctl}. */
  public Path profile() {
    return root.resolve("ctl.properties");
  }

  /** What the station writes to its log. */
  public Path stationLog() {
    return root.resolve("station.log");
  }

  /** What the town writes to its log. */
  public Path townLog() {
    return root.resolve("town.log");
  }

  /** Who runs as the station. */
  Path runs() {
    return root.resolve(RUNS);
  }

  public Path key(String name) {
    return root.resolve("keys").resolve(name);
  }

  /** Where a device's serial port is found. */
  public Path device(String name) {
    return root.resolve("dev").resolve(name);
  }

  /** Writes a file that its owner only may read. */
  public void write(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file);
    owned(file, "rw-------");
    Files.writeString(file, text);
  }

  private static void owned(Path path, String permissions) throws IOException {
    var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
    if (view != null) view.setPermissions(PosixFilePermissions.fromString(permissions));
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
