package org.shuyi.sim.contract;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The subjects in files of their own, as {@code ./kiosk new-driver} writes them: each {@code
 * ...ContractTest} of this folder. So a new driver changes no list but {@code Wiring}.
 */
final class StandingAlone {
  private static final String ENDING = "ContractTest.class";

  private StandingAlone() {}

  static List<Class<?>> subjects() {
    try {
      var here = Objects.requireNonNull(StandingAlone.class.getResource("."), "our own folder");
      var found = new ArrayList<Class<?>>();
      try (var files = Files.list(Path.of(here.toURI()))) {
        for (Path file : files.sorted().toList()) {
          String name = String.valueOf(file.getFileName());
          if (name.endsWith(ENDING)) found.add(named(name.replace(".class", "")));
        }
      }
      return found;
    } catch (IOException | URISyntaxException | ClassNotFoundException e) {
      throw new IllegalStateException("the subjects beside " + StandingAlone.class, e);
    }
  }

  private static Class<?> named(String name) throws ClassNotFoundException {
    return Class.forName(StandingAlone.class.getPackageName() + "." + name);
  }
}
