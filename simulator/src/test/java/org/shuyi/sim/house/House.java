package org.shuyi.sim.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The project's own files, as a reader of a fresh clone finds them: no build results, no .git. */
final class House {

  private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", "node_modules");

  private House() {}

  /** The folder with the parent {@code pom.xml}. */
  static Path root() {
    String told = System.getProperty("shuyi.home");
    Path start = Path.of(told == null ? ".." : told).toAbsolutePath().normalize();
    if (!Files.isRegularFile(start.resolve("kiosk"))) {
      throw new IllegalStateException("no launcher in " + start + ": give -Dshuyi.home=CLONE");
    }
    return start;
  }

  /** Every file of the tree in a fixed order. */
  static List<Path> files(Predicate<Path> wanted) {
    Set<Path> found = new TreeSet<>();
    try {
      Files.walkFileTree(root(), new Walk(found, wanted));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ArrayList<>(found);
  }

  /** Files whose name ends so. */
  static List<Path> files(String ending) {
    return files(file -> file.getFileName().toString().endsWith(ending));
  }

  /** The folder that a file of the tree lies in. */
  static Path folder(Path file) {
    return Objects.requireNonNull(file.getParent(), () -> file + " lies nowhere");
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /** The path as a person would say it, with slashes. */
  static String name(Path file) {
    return root().relativize(file).toString().replace('\\', '/');
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final Set<Path> found;
    private final Predicate<Path> wanted;

    Walk(Set<Path> found, Predicate<Path> wanted) {
      this.found = found;
      this.wanted = wanted;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return NOT_OURS.contains(folder.getFileName().toString())
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (wanted.test(file)) {
        found.add(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
