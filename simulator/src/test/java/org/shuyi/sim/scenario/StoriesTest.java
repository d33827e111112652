package org.shuyi.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuyi.sim.scenario.Story.Reading;

/** Every story of scenarios/ in virtual time, against its expected transcript. */
class StoriesTest {
  private static final Library LIBRARY = Library.of(sources());

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void theStoryGoesAsExpected(String name) throws IOException {
    String played = Transcript.of(ScenarioCommand.inVirtualTime(story(name)));
    Path expected = LIBRARY.expected(name);
    assertThat(expected).as("./kiosk scenario %s --rewrite writes it", name).isRegularFile();
    assertThat(Transcript.withoutTimes(played))
        .isEqualTo(Transcript.withoutTimes(Files.readString(expected)));
  }

  @Test
  void aStoryGoesTheSameWayEveryTimeToTheMillisecond() throws IOException {
    String first = Transcript.of(ScenarioCommand.inVirtualTime(story("restart-at-each-step")));
    String second = Transcript.of(ScenarioCommand.inVirtualTime(story("restart-at-each-step")));
    assertThat(second).isEqualTo(first);
  }

  @Test
  void noTranscriptIsLeftOfAStoryThatIsGone() throws IOException {
    try (var files = Files.list(LIBRARY.folder().resolve("expected"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".txt", "")).toList())
          .isSubsetOf(LIBRARY.names());
    }
  }

  @Test
  void theReadmeHasEverySentence() throws IOException {
    assertThat(Files.readString(LIBRARY.folder().resolve("README.md")))
        .as("between its two marks, as Grammar writes it")
        .contains(Grammar.markdown());
  }

  @Test
  void eachStoryHasAReasonOfItsOwn() throws IOException {
    var reasons = new TreeMap<String, String>();
    for (String name : LIBRARY.names()) reasons.put(story(name).why(), name);
    assertThat(reasons).hasSameSizeAs(LIBRARY.names()).hasSizeGreaterThanOrEqualTo(18);
  }

  static Stream<String> names() throws IOException {
    return LIBRARY.names().stream();
  }

  private static Story story(String name) throws IOException {
    return switch (StoryReader.read(LIBRARY.file(name), new Company())) {
      case Reading.Read(Story story) -> story;
      case Reading.Refused(var complaints) -> throw new AssertionError(complaints.toString());
    };
  }

  /** The folder of the launcher, from wherever the tests are run. */
  private static Path sources() {
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("kiosk"))) return folder;
    }
    throw new IllegalStateException("no launcher above " + here);
  }
}
