package org.shuyi.sim.features;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What the last run of the suite left in {@code MODULE/target/surefire-reports}. */
public final class Reports {
  /** The room whose tests play the stories. */
  private static final String STAGE = "org.shuyi.sim.scenario.";

  private static final String NEEDS = "needs ";

  private enum End {
    PASSED,
    FAILED,
    SKIPPED
  }

  private record Case(String type, String name, End end, String why) {
    String simpleType() {
      return type.substring(type.lastIndexOf('.') + 1);
    }

    /** Without parameters and the number of the case. */
    String method() {
      return name.replaceFirst("[^\\w$].*", "");
    }
  }

  private final List<Case> cases = new ArrayList<>();

  /** An empty house; tests and {@link #under} fill it. */
  Reports() {}

  /**
   * Reads the reports of every module of a house.
   *
   * @throws IOException if a report cannot be read or is no report
   */
  public static Reports under(Path home) throws IOException {
    var reports = new Reports();
    try (Stream<Path> modules = Files.list(home)) {
      for (Path module : modules.sorted().toList()) {
        Path folder = module.resolve("target/surefire-reports");
        if (Files.isDirectory(folder)) reports.addFolder(folder);
      }
    }
    return reports;
  }

  public boolean isEmpty() {
    return cases.isEmpty();
  }

  /** How a proof ended; a story must also stand in {@code scenarios}. */
  public Outcome outcome(Proof proof, Path scenarios) {
    return switch (proof) {
      case Proof.TestMethod test -> outcome(test);
      case Proof.Scenario scenario -> outcome(scenario, scenarios);
    };
  }

  private Outcome outcome(Proof.TestMethod test) {
    List<Case> ofType = cases.stream().filter(c -> c.simpleType().equals(test.type())).toList();
    if (ofType.isEmpty()) return new Outcome.Absent("no test class " + test.type() + " ran");
    if (ofType.stream().map(Case::type).distinct().count() > 1) {
      return new Outcome.Absent("two test classes are called " + test.type());
    }
    List<Case> found = ofType.stream().filter(c -> c.method().equals(test.method())).toList();
    if (found.isEmpty()) {
      return new Outcome.Absent(test.type() + " ran, but it has no test " + test.method());
    }
    return together(test, found);
  }

  private Outcome outcome(Proof.Scenario scenario, Path scenarios) {
    String file = scenario.story() + ".txt";
    if (!Files.isRegularFile(scenarios.resolve(file))) {
      return new Outcome.Absent("there is no scenarios/" + file);
    }
    Pattern word = Pattern.compile("(?<![\\w-])" + Pattern.quote(scenario.story()) + "(?![\\w-])");
    List<Case> found =
        cases.stream()
            .filter(c -> c.type().startsWith(STAGE) && word.matcher(c.name()).find())
            .toList();
    return found.isEmpty()
        ? new Outcome.Absent("no test played scenarios/" + file)
        : together(scenario, found);
  }

  private static Outcome together(Proof proof, List<Case> found) {
    if (found.stream().anyMatch(c -> c.end() == End.FAILED)) return new Outcome.Failed();
    for (Case skipped : found) {
      if (skipped.end() != End.SKIPPED) continue;
      String why = skipped.why();
      return why.startsWith(NEEDS)
          ? new Outcome.Lacking(why.substring(NEEDS.length()))
          : new Outcome.Absent(proof.name() + " did not run: skipped" + of(why));
    }
    return new Outcome.Passed();
  }

  private static String of(String why) {
    return why.isBlank() ? "" : ", " + why.lines().findFirst().orElse("");
  }

  private void addFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        if (!file.getFileName().toString().matches("TEST-.*\\.xml")) continue;
        try (InputStream bytes = Files.newInputStream(file)) {
          add(bytes);
        } catch (XMLStreamException e) {
          throw new IOException(file + " is no report: " + e.getMessage(), e);
        }
      }
    }
  }

  /** Adds one report of Surefire. */
  void add(InputStream report) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XMLStreamReader xml = factory.createXMLStreamReader(report);
    while (xml.hasNext()) {
      boolean begins = xml.next() == XMLStreamConstants.START_ELEMENT;
      if (begins && xml.getLocalName().equals("testcase")) addCase(xml);
    }
    xml.close();
  }

  private void addCase(XMLStreamReader xml) throws XMLStreamException {
    String type = attribute(xml, "classname");
    String name = attribute(xml, "name");
    End end = End.PASSED;
    String why = "";
    for (int depth = 1; depth > 0; ) {
      int event = xml.next();
      if (event == XMLStreamConstants.END_ELEMENT) depth--;
      if (event != XMLStreamConstants.START_ELEMENT) continue;
      depth++;
      switch (xml.getLocalName()) {
        case "failure", "error" -> end = End.FAILED;
        case "skipped" -> {
          end = End.SKIPPED;
          why = attribute(xml, "message");
        }
        default -> {} // output of the test, and runs that were repeated
      }
    }
    cases.add(new Case(type, name, end, why));
  }

  private static String attribute(XMLStreamReader xml, String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }
}
