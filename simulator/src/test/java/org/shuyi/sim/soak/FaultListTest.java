package org.shuyi.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shuyi.sim.soak.ListedFault.Met;

/** The page of faults tells the truth: all of them, each once, and each met where it says. */
class FaultListTest {
  static Stream<ListedFault> faults() {
    return FaultList.read().stream();
  }

  @Test
  void everyFaultIsListedOnceAndInOrder() {
    assertThat(FaultList.read())
        .extracting(ListedFault::number)
        .isEqualTo(IntStream.rangeClosed(1, 80).boxed().toList());
    assertThat(FaultList.read()).extracting(ListedFault::title).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultIsMetWhereThePageSays(ListedFault fault) throws Exception {
    assertThat(fault.ways()).isNotEmpty();
    assertThat(fault.isInTheSoak())
        .as("a trouble has the number of %s", fault)
        .isEqualTo(!FaultList.troubles(fault.number()).isEmpty());
    for (Met way : fault.ways()) {
      switch (way) {
        case Met.InTheSoak _ -> {}
        case Met.Without(String what) -> assertThat(what).isNotBlank();
        case Met.InItsTest(String test, String method) -> {
          assertThat(sources(test)).as(test).hasSize(1);
          assertThat(Files.readString(sources(test).getFirst()))
              .as("%s has a test %s", test, method)
              .containsPattern(
                  "@(Test|ParameterizedTest)\\b((?!\\bvoid\\b)[\\s\\S])*\\bvoid " + method + "\\(");
        }
        case Met.InItsStory(String story) ->
            assertThat(root().resolve("scenarios").resolve(story + ".txt")).isRegularFile();
        case Met.Nowhere(String why) -> {
          assertThat(why).isNotBlank();
          assertThat(fault.ways()).as("met somewhere, or nowhere").hasSize(1);
        }
      }
    }
  }

  /** What the soak asks for after each trouble is what the page says of those that it decides. */
  @ParameterizedTest
  @MethodSource("faults")
  void aFaultHasItsBoundAndTheSoakHoldsToIt(ListedFault fault) {
    assertThat(fault.bound()).containsPattern("[0-9]+ (ms|s|min|MB)\\b|at once|at the ");
    if (fault.isInTheSoak() && fault.ways().stream().allMatch(FaultListTest::isTheSoaks)) {
      assertThat(fault.bound())
          .isIn(
              "%d s after it ends".formatted(Soak.HEALTHY.toSeconds()),
              "line: %d s after it ends, %d min in a city"
                  .formatted(Soak.LINE_AT_DESK.toSeconds(), Soak.LINE_IN_CITY.toMinutes()));
    }
  }

  private static boolean isTheSoaks(Met way) {
    return switch (way) {
      case Met.InTheSoak _, Met.InItsStory _, Met.Without _ -> true;
      case Met.InItsTest _, Met.Nowhere _ -> false;
    };
  }

  /** The folder of all modules, wherever the tests are started from. */
  private static Path root() {
    return Path.of(System.getProperty("shuyi.home", ".."));
  }

  private static List<Path> sources(String test) throws Exception {
    String file = "src/test/java/" + test.replace('.', '/') + ".java";
    try (var modules = Files.list(root())) {
      return modules.map(module -> module.resolve(file)).filter(Files::isRegularFile).toList();
    }
  }
}
