package org.shuyi.sim.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The format of the map, and that a slip in it is told with its line. */
class FeatureMapTest {
  private static final String GOOD =
      """
      # for readers
      == K. Kinds of station, 3 rows

      K01  street machine
           One file starts it,
           and it runs a day.
           = DayTest.aDay
           = scenario:a-day

      K02  cabinet
           Eight doors.
           - the day test

      K03  face recognition
           A login port exists.
           ! children
      """;

  private static FeatureMap map(String text) {
    return FeatureMap.read(text.lines().toList());
  }

  private static String wrong(String from, String to) {
    assertThat(GOOD).contains(from);
    return map(GOOD.replace(from, to)).wrong().stream()
        .map(w -> w.line() + ": " + w.what())
        .collect(Collectors.joining("; "));
  }

  @Test
  void aRowHasItsTextItsNoteAndItsProofsWithTheirLines() {
    FeatureMap map = map(GOOD);
    assertThat(map.wrong()).isEmpty();
    assertThat(map.rows())
        .containsExactly(
            new Row(
                "K01",
                "street machine",
                "One file starts it, and it runs a day.",
                "",
                false,
                List.of(new Proof.TestMethod("DayTest", "aDay", 7), new Proof.Scenario("a-day", 8)),
                4),
            new Row("K02", "cabinet", "Eight doors.", "the day test", false, List.of(), 10),
            new Row(
                "K03",
                "face recognition",
                "A login port exists.",
                "children",
                true,
                List.of(),
                14));
  }

  @Test
  void anUnknownADoubledAndAMissingIdAreTold() {
    assertThat(wrong("K02  ", "K04  "))
        .isEqualTo("10: K04 is unknown: the heading announces 3 rows; 2: K02 is missing");
    assertThat(wrong("K02  ", "K01  ")).isEqualTo("10: K01 stands here twice; 2: K02 is missing");
    assertThat(wrong("K02  ", "P02  ")).startsWith("10: P02 stands under K. Kinds of station");
    assertThat(wrong("K02  ", "K2  ")).startsWith("10: 'K2' is no id");
    assertThat(wrong("K03  ", "K00  ")).startsWith("14: K00 is unknown");
    assertThat(wrong("3 rows", "4 rows")).isEqualTo("2: K04 is missing");
    assertThat(wrong("== K. Kinds of station, 3 rows", "")).contains("before the first heading");
  }

  @Test
  void whatIsNoProofIsTold() {
    assertThat(wrong("DayTest.aDay", "DayTest"))
        .isEqualTo("7: 'DayTest' is no proof: TestClass.method or scenario:story");
    assertThat(wrong("DayTest.aDay", "the day test")).startsWith("7: 'the day test' is no proof");
    assertThat(wrong("scenario:a-day", "scenario:A day.txt")).startsWith("8: ");
    assertThat(wrong("scenario:a-day", "DayTest.aDay"))
        .isEqualTo("8: K01 names DayTest.aDay twice");
  }

  @Test
  void aRowThatContradictsItselfIsTold() {
    assertThat(wrong("- the day test", "- the day test\n     = DayTest.aDay"))
        .isEqualTo("10: K02 has proofs and yet says what is missing");
    assertThat(wrong("! children", "! children\n     = DayTest.aDay"))
        .isEqualTo("14: K03 is left out and yet has a proof");
    assertThat(wrong("     Eight doors.\n", "")).isEqualTo("10: K02 has no acceptance line");
    assertThat(wrong("= scenario:a-day", "scenario:a-day"))
        .startsWith("8: after the first proof only proofs may stand");
  }

  @Test
  void anyLineCanBeLostDoubledOrSpoiledWithoutAThrow() {
    List<String> lines = GOOD.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      for (String other :
          List.of("", "==", "==  ", "K01", "K01  ", "   =", "  = ", "  - ", "!", "\t", " x")) {
        var changed = new java.util.ArrayList<>(lines);
        changed.set(i, other);
        assertThat(FeatureMap.read(changed).tables()).hasSizeLessThan(3);
      }
    }
  }

  /** A row that is taken out with its heading's number would be a promise quietly withdrawn. */
  @Test
  void theMapOfThisHouseHasEveryRowThatWasPromised() throws IOException {
    FeatureMap map =
        FeatureMap.read(
            Files.readAllLines(Path.of(System.getProperty("shuyi.home"), "features.txt")));
    assertThat(map.wrong()).isEmpty();
    var rows = new TreeMap<Character, Integer>();
    map.tables().forEach(table -> rows.merge(table.letter(), table.rows().size(), Integer::sum));
    assertThat(rows)
        .isEqualTo(
            Map.of('K', 7, 'P', 41, 'D', 37, 'T', 16, 'C', 21, 'O', 16, 'S', 10, 'U', 8, 'B', 14));
    assertThat(map.rows().filter(Row::leftOut).map(Row::id)).containsExactly("P18");
  }
}
