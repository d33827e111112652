package org.shuyi.sim.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shuyi.sim.Main;
import picocli.CommandLine;

/** What {@code ./kiosk --help} and the documents promise is there. */
class LauncherTest {
  private static final String LAUNCHER = House.text(House.root().resolve("kiosk"));

  @Test
  void itsHelpNamesEveryWordThatItKnowsAndNoOther() {
    var told = found(Pattern.compile("(?m)^  ([a-z-]+) {2,}\\S"), helpText());
    var known = new TreeSet<String>();
    found(Pattern.compile("(?m)^  ([a-z][a-z |-]*)\\)"), cases())
        .forEach(line -> Stream.of(line.split(" \\| ")).forEach(known::add));
    assertThat(told).isNotEmpty().isEqualTo(known);
  }

  @Test
  void itsWordsForTheTownAreTheTowns() {
    String line =
        found(Pattern.compile("(?m)^  ([a-z |-]+)\\) start simulator "), cases()).getFirst();
    assertThat(Stream.of(line.split(" \\| ")))
        .containsExactlyInAnyOrderElementsOf(new CommandLine(Main.class).getSubcommands().keySet());
  }

  @Test
  void theDocumentsNameNoOther() {
    var told = found(Pattern.compile("(?m)^  ([a-z-]+) {2,}\\S"), helpText());
    for (var page : House.files(".md")) {
      assertThat(told)
          .as("words of ./kiosk in %s", page)
          .containsAll(found(Pattern.compile("\\./kiosk ([a-z]+(?:-[a-z]+)*)"), House.text(page)));
    }
  }

  private static String helpText() {
    return LAUNCHER.substring(LAUNCHER.indexOf("help() {"), LAUNCHER.indexOf("help_test() {"));
  }

  private static String cases() {
    return LAUNCHER.substring(LAUNCHER.indexOf("case \"$word\" in"));
  }

  private static SortedSet<String> found(Pattern pattern, String text) {
    var words = new TreeSet<String>();
    pattern.matcher(text).results().forEach(match -> words.add(match.group(1)));
    return words;
  }
}
