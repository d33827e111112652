package org.shuyi.sim.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Classes of a module as a jar: what the JVM keeps in an AOT cache it takes from jars only. */
public final class ClassJar {
  private ClassJar() {}

  /**
   * Where the jar of a part of a class path is.
   *
   * @param part a jar, which is its own, or a folder such as {@code MODULE/target/classes}
   * @param lib holds the jars of such folders, each under its module's name
   */
  public static Path of(Path part, Path lib) {
    if (!Files.isDirectory(part)) return part;
    Path module = part.toAbsolutePath().getName(part.toAbsolutePath().getNameCount() - 3);
    return lib.resolve(module + ".jar").toAbsolutePath();
  }

  /** Writes that jar, where the part is a folder. */
  public static void pack(Path part, Path lib) throws IOException {
    if (!Files.isDirectory(part)) return;
    try (var out = new JarOutputStream(Files.newOutputStream(of(part, lib)));
        Stream<Path> files = Files.walk(part)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        out.putNextEntry(new JarEntry(part.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }
}
