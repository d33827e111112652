package org.shuyi.sim.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The picture in README.md is drawn from the classes that are there: which rooms each module has,
 * and which others they know. {@code ./kiosk test -Dtest=PictureTest -Dshuyi.rewrite=true} draws it
 * anew.
 */
class PictureTest {
  private static final String FROM = "<!-- drawn by PictureTest: begin -->\n```\n";
  private static final String TO = "```\n<!-- drawn by PictureTest: end -->";
  private static final int WIDTH = 92;

  private final SortedMap<String, SortedSet<String>> rooms = new TreeMap<>();

  @Test
  void theReadmesPictureIsTheHouseAsItStands() throws IOException {
    look();
    Path readme = House.root().resolve("README.md");
    String text = House.text(readme);
    int from = text.indexOf(FROM);
    int to = text.indexOf(TO);
    assertThat(from).as("README.md has the place for the picture").isNotNegative().isLessThan(to);
    String drawn = text.substring(0, from + FROM.length()) + picture() + text.substring(to);
    if (Boolean.getBoolean("shuyi.rewrite")) Files.writeString(readme, drawn);
    assertThat(House.text(readme)).isEqualTo(drawn);
  }

  /** Every room, and every room that it knows. */
  private void look() {
    var classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.shuyi");
    for (JavaClass each : classes) {
      String room = room(each);
      if (room.isEmpty()) continue;
      SortedSet<String> known = rooms.computeIfAbsent(room, name -> new TreeSet<>());
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        String other = room(dependency.getTargetClass());
        if (!other.isEmpty() && !other.equals(room)) known.add(other);
      }
    }
  }

  /** {@code kiosk.kernel}, {@code devices.lock.kerong}, or nothing for what is no room. */
  private static String room(JavaClass each) {
    String name = each.getPackageName();
    if (!name.startsWith("org.shuyi.")) return "";
    List<String> parts = parts(name.substring("org.shuyi.".length()));
    if (parts.getFirst().equals("provisioning")) return "provisioning";
    if (parts.size() < 2) return "";
    int depth = parts.getFirst().equals("devices") ? Math.min(3, parts.size()) : 2;
    return String.join(".", parts.subList(0, depth));
  }

  private static List<String> parts(String name) {
    return List.of(name.split("\\.", -1));
  }

  private String picture() {
    var picture = new StringBuilder();
    box(picture, "simulator: a town for the station to live in", List.of(names("sim.")));
    box(picture, "provisioning: enrol, sign, command", List.of(knows("provisioning")));
    box(picture, "kiosk-runtime: the station", runtime());
    box(picture, "device-drivers: wires and bytes", drivers());
    return picture.toString();
  }

  private List<String> runtime() {
    var lines = new ArrayList<String>();
    for (String room :
        List.of("host", "ui", "centre", "hardware", "journal", "config", "kernel", "trust")) {
      lines.add("%-9s %s".formatted(room, knows("kiosk." + room)));
    }
    return lines;
  }

  private List<String> drivers() {
    var makers = new TreeMap<String, List<String>>();
    for (String room : rooms.keySet()) {
      if (!room.startsWith("devices.")) continue;
      List<String> parts = parts(room);
      var found = makers.computeIfAbsent(parts.get(1), kind -> new ArrayList<>());
      if (parts.size() > 2) found.add(parts.get(2));
    }
    var lines = new ArrayList<String>();
    for (Map.Entry<String, List<String>> kind : makers.entrySet()) {
      lines.add("%-9s %s".formatted(kind.getKey(), String.join("  ", kind.getValue())).strip());
    }
    return lines;
  }

  private String names(String module) {
    return String.join(
        "  ",
        rooms.keySet().stream()
            .filter(room -> room.startsWith(module))
            .map(room -> room.substring(module.length()))
            .toList());
  }

  private String knows(String room) {
    var known = new TreeSet<String>();
    for (String other : rooms.getOrDefault(room, new TreeSet<>())) {
      if (other.startsWith("kiosk.")) known.add(other.substring("kiosk.".length()));
      else if (other.startsWith("devices")) known.add("devices");
    }
    return known.isEmpty() ? "knows no other room" : "knows " + String.join(", ", known);
  }

  private static void box(StringBuilder picture, String title, List<String> lines) {
    picture.append("┌─ ").append(title).append(' ');
    picture.append("─".repeat(WIDTH - title.length() - 5)).append("┐\n");
    for (String line : lines) {
      for (String piece : wrapped(line)) {
        picture.append("│ ").append(piece);
        picture.append(" ".repeat(WIDTH - piece.length() - 3)).append("│\n");
      }
    }
    picture.append("└").append("─".repeat(WIDTH - 2)).append("┘\n");
  }

  private static List<String> wrapped(String line) {
    var pieces = new ArrayList<String>();
    String rest = line;
    while (rest.length() > WIDTH - 4) {
      int at = rest.lastIndexOf(' ', WIDTH - 4);
      pieces.add(rest.substring(0, at));
      rest = "          " + rest.substring(at).strip();
    }
    pieces.add(rest);
    return pieces;
  }
}
