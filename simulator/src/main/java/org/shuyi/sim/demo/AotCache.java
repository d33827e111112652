package org.shuyi.sim.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The station's classes as one training run has loaded and linked them: who starts stations again
 * and again has it made once, and each start then takes little more than half of the processor's
 * time. Where there is none the stations start from the classes of the build.
 *
 * <p>It lives in {@code target/station}, in a folder named after this JVM and every file of the
 * class path, so that another build has another one.
 */
public final class AotCache {
  private static final Logger log = LoggerFactory.getLogger(AotCache.class);

  /** Of these a try in this program has failed, and it would again. */
  private static final Set<Path> FAILED = new HashSet<>();

  /** Runs a station with these words after the flags, until it has ended in order. */
  @FunctionalInterface
  interface Training {
    void run(List<String> words) throws Exception;
  }

  private final List<Path> parts;
  private final Path builds;
  private final Path folder;
  private final Training training;

  private AotCache(List<Path> parts, Path builds, Training training) throws IOException {
    this.parts = List.copyOf(parts);
    this.builds = builds;
    this.folder = builds.resolve(digest(parts));
    this.training = training;
  }

  /**
   * That of a build and of this JVM, made or not.
   *
   * @param sources the folder with the launcher, in which the station was built
   */
  public static AotCache of(Path sources) {
    return of(sources, words -> TrainingRun.run(sources, builds(sources).resolve("home"), words));
  }

  static AotCache of(Path sources, Training training) {
    Path target = sources.resolve("kiosk-runtime").resolve("target");
    // The build leaves the list of a module's jars beside its classes.
    Path list = target.resolve("runtime.classpath");
    try {
      var parts = new ArrayList<Path>();
      parts.add(target.resolve("classes"));
      String jars = Files.readString(list).strip();
      for (String jar : jars.split(File.pathSeparator, -1)) parts.add(Path.of(jar));
      return new AotCache(parts, builds(sources), training);
    } catch (IOException e) {
      throw new IllegalStateException("the station is not built: " + e.getMessage(), e);
    }
  }

  private static Path builds(Path sources) {
    return sources.resolve("target").resolve("station").toAbsolutePath();
  }

  private static String digest(List<Path> parts) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      String jvm = System.getProperty("java.home") + " " + System.getProperty("java.vm.version");
      digest.update((jvm + StationProgram.FLAGS).getBytes(UTF_8));
      for (Path part : parts) {
        for (Path file : files(part)) {
          var known = Files.readAttributes(file, BasicFileAttributes.class);
          digest.update(
              (file + " " + known.size() + " " + known.lastModifiedTime()).getBytes(UTF_8));
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> files(Path part) throws IOException {
    try (Stream<Path> all = Files.walk(part)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The file, there as soon as it is whole. */
  Path file() {
    return folder.resolve("station.aot");
  }

  /**
   * Makes it, unless it is there; other programs and threads that want it wait meanwhile. Where it
   * cannot be made the log says why.
   */
  public void make() throws InterruptedException {
    // A lock on a file is one of the whole program.
    synchronized (FAILED) {
      if (Files.exists(file()) || FAILED.contains(folder)) return;
      try {
        Path lock = Files.createDirectories(builds).resolve("lock");
        try (var channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
          channel.lock();
          if (!Files.exists(file())) train();
        }
      } catch (InterruptedException e) {
        throw e;
      } catch (Exception e) {
        FAILED.add(folder);
        log.warn("stations start without an AOT cache: {}", e.toString());
      }
    }
  }

  private void train() throws Exception {
    clearOthers();
    Files.createDirectories(folder);
    for (Path part : parts) ClassJar.pack(part, folder);
    Path fresh = folder.resolve("station.aot.new");
    training.run(List.of("-XX:AOTCacheOutput=" + fresh, "-cp", joined(jars())));
    Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** One takes some 50 megabytes. */
  private void clearOthers() throws IOException {
    try (Stream<Path> found = Files.list(builds)) {
      for (Path build : found.filter(AotCache::isBuild).toList()) {
        try (Stream<Path> all = Files.walk(build)) {
          for (Path one : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(one);
        }
      }
    }
  }

  private static boolean isBuild(Path folder) {
    return folder.getFileName().toString().matches("[0-9a-f]{16}");
  }

  /**
   * A station's class path as words for the JVM, and with it the cache if there is one.
   *
   * @param more of the class path, after the station's own
   */
  public List<String> words(List<Path> more) {
    var words = new ArrayList<String>();
    boolean made = Files.exists(file());
    if (made) {
      words.add("-XX:AOTCache=" + file());
      // One that the JVM leaves aside does no harm, and a station's log is the station's.
      words.add("-Xlog:aot=off,cds=off");
    }
    var path = new ArrayList<>(made ? jars() : parts);
    path.addAll(more);
    words.addAll(List.of("-cp", joined(path)));
    return List.copyOf(words);
  }

  private List<Path> jars() {
    return parts.stream().map(part -> ClassJar.of(part, folder)).toList();
  }

  private static String joined(List<Path> path) {
    return path.stream().map(Path::toString).collect(joining(File.pathSeparator));
  }
}
