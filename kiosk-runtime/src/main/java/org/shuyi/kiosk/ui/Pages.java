package org.shuyi.kiosk.ui;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The files of a page, named one by one and read once at the start; no path of a request ever
 * reaches the file system.
 */
final class Pages {
  private final Map<String, byte[]> files;

  private Pages(Map<String, byte[]> files) {
    this.files = files;
  }

  static Pages of(String folder, List<String> names) {
    return new Pages(
        names.stream().collect(Collectors.toMap(Function.identity(), n -> read(folder + "/" + n))));
  }

  List<String> names() {
    return files.keySet().stream().sorted().toList();
  }

  void serve(Context to, String name) {
    byte[] bytes = files.get(name);
    if (bytes == null) throw new Refusal(404, "unknown", "no such page");
    to.contentType(type(name)).result(bytes);
  }

  private static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      case "json" -> "application/json";
      default -> throw new IllegalArgumentException("what is " + name + "?");
    };
  }

  private static byte[] read(String path) {
    try (var in = Pages.class.getResourceAsStream(path)) {
      if (in == null) throw new IllegalStateException("missing resource " + path);
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
