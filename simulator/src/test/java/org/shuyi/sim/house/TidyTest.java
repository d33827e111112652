package org.shuyi.sim.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rule that no tool checks is a wish: this walks the tree and keeps the habits of the house. */
class TidyTest {

  /** Twice the 95th percentile of good code in this field; past it a second idea has moved in. */
  private static final int LINES_OF_A_SOURCE = 600;

  /** Sources that may be longer, each with its reason. */
  private static final Map<String, String> LONGER = Map.of();

  /** Written in pieces, so that this file does not find itself. */
  private static final Pattern LEFT_FOR_LATER =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");

  /** A line comment that ends as a statement does, or that begins as one. */
  private static final Pattern CODE_IN_A_COMMENT =
      Pattern.compile(
          "^\\s*//\\s*(.*[;{]|\\}|import .*|(public|private|protected|return|if|for|while) ?\\(?.*\\)\\s*)$");

  /** Hosts from which packages come: a clone builds from whatever the machine is set up with. */
  private static final Pattern REGISTRY_HOST =
      Pattern.compile(
          "(repo1?\\.maven|repo\\.maven\\.apache|central\\.sonatype|oss\\.sonatype|maven\\.aliyun"
              + "|registry\\.npm"
              + "js|registry\\.npm"
              + "mirror|deb\\.debian|archive\\.ubuntu|ghcr\\.io"
              + "|docker\\.io|jcenter\\.bintray|pypi\\.org|proxy\\.golang)");

  private static final Pattern MARKDOWN_LINK =
      Pattern.compile("\\]\\(([^)\\s]+)(?:\\s+\"[^\"]*\")?\\)");

  private static final Set<String> TEXT =
      Set.of(
          "java",
          "md",
          "xml",
          "txt",
          "yaml",
          "yml",
          "json",
          "sql",
          "properties",
          "vectors",
          "html",
          "css",
          "js",
          "sh",
          "service",
          "conf",
          "rules",
          "config",
          "editorconfig",
          "gitignore");

  @Test
  void nothingIsLeftForLater() {
    assertThat(linesThatMatch(texts(), LEFT_FOR_LATER)).isEmpty();
  }

  @Test
  void noCodeSleepsInComments() {
    assertThat(linesThatMatch(House.files(".java"), CODE_IN_A_COMMENT)).isEmpty();
  }

  @Test
  void noPackageRegistryIsNamed() {
    assertThat(linesThatMatch(texts(), REGISTRY_HOST)).isEmpty();
  }

  @Test
  void aSourceHasOneIdeaAndTheLengthOfOne() {
    List<String> tooLong =
        House.files(".java").stream()
            .filter(file -> !LONGER.containsKey(House.name(file)))
            .filter(file -> House.text(file).lines().count() > LINES_OF_A_SOURCE)
            .map(House::name)
            .toList();
    assertThat(tooLong).as("sources of more than %d lines", LINES_OF_A_SOURCE).isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIsAndThatItIsNullMarked() {
    Set<String> silent = new TreeSet<>();
    for (Path source : House.files(".java")) {
      Path info = source.resolveSibling("package-info.java");
      boolean said = Files.isRegularFile(info) ? speaks(info) : mainSideSpeaks(source);
      if (!said) {
        silent.add(House.name(House.folder(source)));
      }
    }
    assertThat(silent).as("packages without a good package-info.java").isEmpty();
  }

  @Test
  void everyDriverFolderIsComplete() {
    List<String> missing = new ArrayList<>();
    for (Path folder : makers()) {
      missing.addAll(missingFrom(folder));
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyLinkInADocumentIsAlive() {
    List<String> dead = new ArrayList<>();
    for (Path document : House.files(".md")) {
      for (String target : links(House.text(document))) {
        if (!isAlive(document, target)) {
          dead.add(House.name(document) + " -> " + target);
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  @Test
  void everyModuleHasItsDoorPlate() {
    List<String> silent =
        Stream.of("device-drivers", "kiosk-runtime", "provisioning", "simulator", "systemd")
            .filter(
                module -> !Files.isRegularFile(House.root().resolve(module).resolve("README.md")))
            .toList();
    assertThat(silent).as("modules without a README.md").isEmpty();
  }

  @Test
  void everyVersionIsAPropertyOfTheParent() {
    List<String> stray = new ArrayList<>();
    Pattern version = Pattern.compile("<version>(?!\\$\\{)(.*)</version>");
    for (Path pom : House.files("pom.xml")) {
      String ours = "0.1.0-SNAPSHOT";
      Matcher found = version.matcher(House.text(pom));
      while (found.find()) {
        String said = found.group(1);
        if (!said.equals(ours) && !said.startsWith("[")) {
          stray.add(House.name(pom) + ": " + said);
        }
      }
    }
    assertThat(stray).as("versions outside the parent's properties").isEmpty();
  }

  @Test
  void whatATestNeedsIsInTheLaunchersTable() {
    Set<String> table = new TreeSet<>();
    Matcher row =
        Pattern.compile("(?m)^  need ([a-z-]+) ")
            .matcher(House.text(House.root().resolve("kiosk")));
    while (row.find()) {
      table.add(row.group(1));
    }
    Set<String> asked = new TreeSet<>();
    Pattern annotation = Pattern.compile("(?m)^\\s*@Needs\\(\\{?([^)}]*)");
    for (Path source : House.files(".java")) {
      Matcher needs = annotation.matcher(House.text(source));
      while (needs.find()) {
        Matcher name = Pattern.compile("\"([^\"]+)\"").matcher(needs.group(1));
        while (name.find()) {
          asked.add(name.group(1));
        }
      }
    }
    Pattern elsewhere = Pattern.compile("new TestAbortedException\\(\"needs ([a-z-]+)\"");
    for (Path source : House.files(".java")) {
      Matcher needs = elsewhere.matcher(House.text(source));
      while (needs.find()) asked.add(needs.group(1));
    }
    assertThat(table).as("the needs that the launcher looks for").containsAll(asked).isNotEmpty();
  }

  @Test
  void theTidyRulesHaveTeeth() {
    assertThat("// door.open();").matches(CODE_IN_A_COMMENT);
    assertThat("  // if (open) {").matches(CODE_IN_A_COMMENT);
    assertThat("  // The bolt is held by the board, not by us.").doesNotMatch(CODE_IN_A_COMMENT);
    assertThat("later: TO" + "DO").containsPattern(LEFT_FOR_LATER);
    assertThat(links("see [a](b.md#c) and [d](e)")).containsExactly("b.md#c", "e");
  }

  private static List<Path> texts() {
    return House.files(
        file -> {
          String name = file.getFileName().toString();
          return TEXT.contains(name.substring(name.lastIndexOf('.') + 1)) || name.equals("kiosk");
        });
  }

  private static List<String> linesThatMatch(List<Path> files, Pattern pattern) {
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      List<String> lines = House.text(file).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        if (pattern.matcher(lines.get(i)).find()) {
          found.add(House.name(file) + ":" + (i + 1) + ": " + lines.get(i).strip());
        }
      }
    }
    return found;
  }

  private static boolean speaks(Path info) {
    String text = House.text(info);
    return text.contains("@NullMarked") && text.contains("/**");
  }

  /** A test package of the same name is covered by the product's package-info. */
  private static boolean mainSideSpeaks(Path source) {
    String main = source.toString().replace("/src/test/java/", "/src/main/java/");
    Path info = Path.of(main).resolveSibling("package-info.java");
    return Files.isRegularFile(info) && speaks(info);
  }

  /** Folders {@code device-drivers/.../devices/KIND/MAKER} that hold a driver. */
  private static List<Path> makers() {
    return House.files(
            file ->
                House.name(file)
                    .matches(
                        "device-drivers/src/main/java/org/shuyi/devices/[a-z]+/[a-z0-9]+/[^/]+"))
        .stream()
        .map(House::folder)
        .distinct()
        .filter(folder -> !House.name(folder).endsWith("/tag/memory"))
        .filter(folder -> !House.name(House.folder(folder)).endsWith("/link"))
        .toList();
  }

  private static List<String> missingFrom(Path folder) {
    String maker = folder.getFileName().toString();
    String kind = House.folder(folder).getFileName().toString();
    Path vectors =
        House.root()
            .resolve("device-drivers/src/test/resources/org/shuyi/devices/" + kind + "/" + maker);
    List<String> missing = new ArrayList<>();
    for (String part : List.of("Codec.java", "Driver.java", "Config.java", "README.md")) {
      if (holdsNone(folder, part)) {
        missing.add(kind + "." + maker + ": no *" + part);
      }
    }
    if (holdsNone(vectors, ".vectors")) {
      missing.add(kind + "." + maker + ": no *.vectors in the test resources");
    }
    if (!hasPeers(maker)) {
      missing.add(kind + "." + maker + ": no peer in org.shuyi.sim.device");
    }
    return missing;
  }

  private static boolean holdsNone(Path folder, String ending) {
    return House.files(ending).stream().noneMatch(file -> House.folder(file).equals(folder));
  }

  /** As many peers of a maker as it has kinds of devices. */
  private static boolean hasPeers(String maker) {
    long kinds = makers().stream().filter(folder -> folder.endsWith(maker)).count();
    long peers =
        House.files(".java").stream()
            .map(House::name)
            .filter(name -> name.startsWith("simulator/src/main/java/org/shuyi/sim/device/"))
            .map(name -> name.toLowerCase(java.util.Locale.ROOT))
            .filter(name -> name.contains(maker) && name.endsWith("peer.java"))
            .count();
    return peers >= kinds;
  }

  private static List<String> links(String markdown) {
    List<String> found = new ArrayList<>();
    boolean quoted = false;
    for (String line : markdown.lines().toList()) {
      quoted ^= line.strip().startsWith("```");
      Matcher link = MARKDOWN_LINK.matcher(line.replaceAll("`[^`]*`", ""));
      while (!quoted && link.find()) {
        found.add(link.group(1));
      }
    }
    return found;
  }

  /** Links out of the house are not followed: a test may not depend on somebody else's server. */
  private static boolean isAlive(Path document, String target) {
    if (target.matches("(https?|mailto):.*")) {
      return true;
    }
    int hash = target.indexOf('#');
    String file = hash < 0 ? target : target.substring(0, hash);
    Path linked = file.isEmpty() ? document : document.resolveSibling(file).normalize();
    if (!Files.exists(linked)) {
      return false;
    }
    return hash < 0 || anchors(House.text(linked)).contains(target.substring(hash + 1));
  }

  /** Headings as web views of repositories turn them into anchors. */
  private static Set<String> anchors(String markdown) {
    Set<String> found = new TreeSet<>();
    markdown
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+\\s*", "").toLowerCase(java.util.Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} _-]", "").strip().replace(' ', '-'))
        .forEach(found::add);
    return found;
  }
}
