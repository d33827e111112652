package org.shuyi.sim.features;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The word {@code features} in a small house with reports of its own. */
class FeaturesCommandTest {
  private static final String MAP =
      """
      == B. Books, 3 rows
      B01  lent
           A book is lent.
           = LendingTest.aBookIsLent
           = scenario:lend
      B02  eaten
           A book is eaten.
      B03  burnt
           A book is burnt.
           ! rules
      """;

  @TempDir Path home;

  private String out = "";
  private String err = "";

  @BeforeEach
  void aHouse() throws IOException {
    write("features.txt", MAP);
    write("target/tested", "0123456789ab\n");
    write("scenarios/lend.txt", "");
    report("runtime", "org.shuyi.kiosk.LendingTest", "<testcase name='aBookIsLent' %s/>");
    report(
        "town",
        "org.shuyi.sim.scenario.StoriesTest",
        "<testcase name='plays(String)[1] lend' %s/>");
  }

  private void write(String file, String text) throws IOException {
    Path path = home.resolve(file);
    Files.createDirectories(path.resolveSibling("."));
    Files.writeString(path, text);
  }

  /** The type's name goes where {@code %s} stands. */
  private void report(String module, String type, String cases) throws IOException {
    write(
        module + "/target/surefire-reports/TEST-" + type + ".xml",
        "<?xml version='1.0'?><testsuite><properties><property name='x' value='y'/></properties>"
            + cases.replace("%s", "classname='" + type + "'")
            + "</testsuite>");
  }

  private int features(String... options) {
    var told = new StringWriter();
    var complained = new StringWriter();
    int exit =
        new CommandLine(new FeaturesCommand(home))
            .setOut(new PrintWriter(told))
            .setErr(new PrintWriter(complained))
            .execute(options);
    out = told.toString();
    err = complained.toString();
    return exit;
  }

  @Test
  void eachRowIsPrintedWithWhatProvesIt() {
    assertThat(features()).isZero();
    assertThat(out)
        .isEqualTo(
            """
            Reports of 0123456789ab

            B. Books
              B01  proven    lent
                             LendingTest.aBookIsLent
                             scenario:lend
              B02  missing   eaten
              B03  left out  burnt
                             (rules)

            1 left out on purpose
            1 rows proven, 1 missing
            """
                .replace("                 ", " ".repeat(17)));
    assertThat(err).isEmpty();
    assertThat(features("--check")).isZero();
    assertThat(out).isEqualTo("features: 1 rows proven, 1 missing; every named test ran\n");
  }

  @Test
  void theMissingOnesComeWithWhatATestMustDecide() {
    assertThat(features("--missing")).isZero();
    assertThat(out).contains("B02", "A book is eaten.").doesNotContain("B01", "B03");
  }

  @Test
  void programsReadTheSameAsJson() throws IOException {
    assertThat(features("--json")).isZero();
    JsonNode told = new ObjectMapper().readTree(out);
    assertThat(told.get("commit").asText()).isEqualTo("0123456789ab");
    assertThat(told.get("proven").asInt()).isOne();
    assertThat(told.get("missing").asInt()).isOne();
    assertThat(told.get("rows")).hasSize(3);
    assertThat(told.at("/rows/0/proofs/1/name").asText()).isEqualTo("scenario:lend");
    assertThat(told.at("/rows/0/proofs/1/passed").asBoolean()).isTrue();
  }

  @Test
  void aNamedTestThatDoesNotExistMakesTheMapWrong() throws IOException {
    write("features.txt", MAP.replace("aBookIsLent", "aBookIsSold"));
    assertThat(features("--check")).isOne();
    assertThat(err)
        .isEqualTo("features.txt:4: B01: LendingTest ran, but it has no test aBookIsSold\n");
    write("features.txt", MAP.replace("LendingTest", "LandingTest"));
    assertThat(features()).isOne();
    assertThat(err).isEqualTo("features.txt:4: B01: no test class LandingTest ran\n");
    write("features.txt", MAP.replace("scenario:lend", "scenario:lent"));
    assertThat(features()).isOne();
    assertThat(err).isEqualTo("features.txt:5: B01: there is no scenarios/lent.txt\n");
    write("scenarios/lent.txt", "");
    assertThat(features()).isOne();
    assertThat(err).isEqualTo("features.txt:5: B01: no test played scenarios/lent.txt\n");
  }

  @Test
  void aSkippedTestDidNotRun() throws IOException {
    lending("<testcase name='aBookIsLent' %s><skipped message='later'/></testcase>");
    assertThat(features("--check")).isOne();
    assertThat(err)
        .isEqualTo("features.txt:4: B01: LendingTest.aBookIsLent did not run: skipped, later\n");
  }

  @Test
  void aTestThatThisMachineCannotRunProvesNothingAndIsNoFaultOfTheMap() throws IOException {
    lending("<testcase name='aBookIsLent' %s><skipped message='needs chromium'/></testcase>");
    assertThat(features()).isZero();
    assertThat(out)
        .contains("unproven  lent", "skipped on this machine: needs chromium")
        .endsWith("0 rows proven, 2 missing\n");
    assertThat(features("--check")).isZero();
    assertThat(out).contains("1 named tests need what this machine lacks");
  }

  @Test
  void aFailedTestProvesNothing() throws IOException {
    lending("<testcase name='aBookIsLent' %s><failure message='x'>at y</failure></testcase>");
    assertThat(features()).isZero();
    assertThat(out).contains("aBookIsLent   FAILED").endsWith("0 rows proven, 2 missing\n");
  }

  @Test
  void ofAParameterizedTestEveryCaseMustPass() throws IOException {
    String first = "<testcase name='aBookIsLent(String)[1]' %s/>";
    lending(first + "<testcase name='aBookIsLent(String)[2]' %s/>");
    assertThat(features()).isZero();
    assertThat(out).endsWith("1 rows proven, 1 missing\n");
    lending(first + "<testcase name='aBookIsLent(String)[2]' %s><error/></testcase>");
    assertThat(features()).isZero();
    assertThat(out).endsWith("0 rows proven, 2 missing\n");
  }

  @Test
  void aTestWhoseNameOnlyBeginsSoIsAnother() throws IOException {
    lending("<testcase name='aBookIsLentTwice' %s/>");
    assertThat(features()).isOne();
    report(
        "town",
        "org.shuyi.sim.scenario.StoriesTest",
        "<testcase name='plays(String)[1] lend-twice' %s/>");
    assertThat(features()).isOne();
    assertThat(err).contains(":4: ", ":5: ");
  }

  @Test
  void twoTestsOfOneNameAreNotChosenBetween() throws IOException {
    report("town", "org.shuyi.sim.LendingTest", "<testcase name='aBookIsLent' %s/>");
    assertThat(features()).isOne();
    assertThat(err).contains("two test classes are called LendingTest");
  }

  @Test
  void aSlipInTheMapIsToldWithFileAndLine() throws IOException {
    write("features.txt", MAP.replace("B02", "B01"));
    assertThat(features("--check")).isOne();
    assertThat(err)
        .isEqualTo("features.txt:1: B02 is missing\nfeatures.txt:6: B01 stands here twice\n");
  }

  @Test
  void withoutReportsOfAWholeRunNothingIsSaid() throws IOException {
    Files.delete(home.resolve("target/tested"));
    assertThat(features()).isEqualTo(2);
    assertThat(err).contains("part of the suite", "./kiosk test must run first");
    Files.delete(
        home.resolve("town/target/surefire-reports/TEST-org.shuyi.sim.scenario.StoriesTest.xml"));
    Files.delete(
        home.resolve("runtime/target/surefire-reports/TEST-org.shuyi.kiosk.LendingTest.xml"));
    assertThat(features()).isEqualTo(2);
    assertThat(err).contains("no reports of tests", "./kiosk test must run first");
    assertThat(out).isEmpty();
  }

  @Test
  void aReportThatIsNoneIsNamed() throws IOException {
    write("runtime/target/surefire-reports/TEST-x.xml", "<testsuite>");
    assertThat(features()).isOne();
    assertThat(err).contains("TEST-x.xml is no report");
  }

  private void lending(String cases) throws IOException {
    report("runtime", "org.shuyi.kiosk.LendingTest", cases);
  }
}
