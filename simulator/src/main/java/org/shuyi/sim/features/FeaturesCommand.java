package org.shuyi.sim.features;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./kiosk features}: every promised feature with the tests that prove it. */
@Command(
    name = "features",
    header = "Every promised feature with the tests and scenarios that prove it.",
    description = {
      "Reads features.txt and the reports of the last whole ./kiosk test. A row is proven when every"
          + " test that it names ran and passed there.",
      "Exit code: 0, 1 the map is wrong (it names a test that does not exist or did not run, or an"
          + " id is unknown, doubled or missing), 2 ./kiosk test must run first."
    },
    mixinStandardHelpOptions = true)
public final class FeaturesCommand implements Callable<Integer> {
  private static final String MAP = "features.txt";

  @Option(names = "--json", description = "one JSON object instead of lines")
  private boolean json;

  @Option(names = "--missing", description = "only the rows without proof, as acceptance lines")
  private boolean missing;

  @Option(names = "--check", description = "only whether the map is right: the tests' last step")
  private boolean check;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  private final Path home;

  /** Of the clone that the launcher stands in. */
  public FeaturesCommand() {
    this(Path.of(System.getProperty("shuyi.home", ".")));
  }

  FeaturesCommand(Path home) {
    this.home = home;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Path tested = home.resolve("target/tested");
    Reports reports = Reports.under(home);
    if (reports.isEmpty() || !Files.exists(tested)) {
      String found =
          reports.isEmpty() ? "no reports of tests" : "only reports of a part of the suite";
      err.println("features: there are " + found + " here: ./kiosk test must run first");
      err.flush();
      return 2;
    }
    FeatureMap map = FeatureMap.read(Files.readAllLines(home.resolve(MAP)));
    Findings findings = Findings.of(map, reports, home.resolve("scenarios"));
    var telling = new Telling(findings, Files.readString(tested).strip());
    if (check) out.print(telling.checked());
    else if (json) out.print(telling.json(missing));
    else out.print(telling.lines(missing));
    out.flush();
    findings.wrong().forEach(w -> err.println(MAP + ":" + w.line() + ": " + w.what()));
    err.flush();
    return findings.wrong().isEmpty() ? 0 : 1;
  }
}
