package org.shuyi.sim.board;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Debian kernel on the disk, installed or only unpacked, and the modules that belong to it.
 *
 * @param image what is booted
 * @param modules the folder with its modules
 */
record GuestKernel(Path image, Path modules) {
  /** Where {@code .ci/run} unpacks the package, and where it is when it is installed. */
  private static final List<Path> ROOTS = List.of(Path.of("/var/cache/shuyi/kernel"), Path.of("/"));

  private static final String IMAGE = "vmlinuz-";

  /** Of the kernels with USB keyboards the one with the last name. */
  static GuestKernel find() throws IOException {
    for (Path root : ROOTS) {
      var found = new TreeMap<String, GuestKernel>();
      if (!Files.isDirectory(root.resolve("boot"))) continue;
      for (Path image : inside(root.resolve("boot"))) {
        String name = image.getFileName().toString();
        if (!name.startsWith(IMAGE) || !Files.isReadable(image)) continue;
        for (String lib : List.of("lib", "usr/lib")) {
          Path modules = root.resolve(lib, "modules", name.substring(IMAGE.length()), "kernel");
          if (Files.isDirectory(modules.resolve("drivers/hid/usbhid"))) {
            found.put(name, new GuestKernel(image, modules));
          }
        }
      }
      if (!found.isEmpty()) return found.lastEntry().getValue();
    }
    throw new IOException("no Debian kernel with its modules under " + ROOTS);
  }

  /**
   * These modules and all that they need, by name, in the order of loading. What is built into the
   * kernel is left out.
   *
   * @throws IOException where one of them is nowhere
   */
  Map<String, byte[]> with(List<String> wanted) throws IOException {
    var files = new TreeMap<String, Path>();
    try (Stream<Path> all = Files.walk(modules)) {
      all.filter(file -> file.getFileName().toString().contains(".ko"))
          .forEach(file -> files.put(name(file), file));
    }
    var builtIn = new TreeSet<String>();
    for (String line : Files.readAllLines(modules.resolveSibling("modules.builtin"))) {
      builtIn.add(name(Path.of(line)));
    }
    var loaded = new LinkedHashMap<String, byte[]>();
    for (String name : wanted) load(name.replace('-', '_'), files, builtIn, loaded);
    return loaded;
  }

  private static void load(
      String name, Map<String, Path> files, Set<String> builtIn, Map<String, byte[]> loaded)
      throws IOException {
    if (loaded.containsKey(name) || builtIn.contains(name)) return;
    Path file = files.get(name);
    if (file == null) throw new IOException("the kernel has no module " + name);
    byte[] content = content(file);
    for (String other : needs(content)) load(other, files, builtIn, loaded);
    loaded.put(name, content);
  }

  /** A module says itself what it needs: {@code depends=hid,usbcore}. */
  private static List<String> needs(byte[] content) {
    String text = new String(content, ISO_8859_1);
    int from = text.indexOf("depends=");
    if (from < 0) return List.of();
    String list = text.substring(from + "depends=".length(), text.indexOf('\0', from));
    var needs = new ArrayList<String>();
    for (String each : list.split(",", -1)) {
      if (!each.isEmpty()) needs.add(each.replace('-', '_'));
    }
    return needs;
  }

  /** Debian packs modules since 13. */
  private static byte[] content(Path file) throws IOException {
    if (!file.toString().endsWith(".xz")) return Files.readAllBytes(file);
    var unpacking =
        new ProcessBuilder("busybox", "xz", "-dc", file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    byte[] content = unpacking.getInputStream().readAllBytes();
    try {
      if (unpacking.waitFor(10, TimeUnit.SECONDS) && unpacking.exitValue() == 0) return content;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IOException(file + " cannot be unpacked");
  }

  /** Files are called with dashes and with underscores; to the kernel they are the same. */
  private static String name(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.indexOf(".ko")).replace('-', '_');
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.sorted().toList();
    }
  }
}
