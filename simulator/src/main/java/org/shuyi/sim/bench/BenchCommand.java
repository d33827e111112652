package org.shuyi.sim.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./kiosk bench}: figures of the station, each beside a twin that does the raw work. */
@Command(
    name = "bench",
    header = "Measures the station beside twins that do the raw work.",
    description = {
      "Prints a table and writes target/bench/NAME.json. A goal that is missed fails nothing:"
          + " machines differ and are noisy, so ratios and counts tell, and milliseconds hardly.",
      "The methods are described in the README beside this command's sources."
    },
    mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {
  private static final List<Bench> ALL =
      List.of(
          new WiresBench(), new WritesBench(), new TapBench(), new MemoryBench(), new StartBench());
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "one of ${COMPLETION-CANDIDATES}; all of them if it is left out",
      completionCandidates = Names.class)
  private @Nullable String name;

  @Option(names = "--json", description = "print what is written to target/bench instead of tables")
  private boolean json;

  @Option(names = "--quick", description = "some seconds each: for trying out, not for telling")
  private boolean quick;

  @Option(names = "--transactions", paramLabel = "N", description = "loans and returns (memory)")
  private @Nullable Integer transactions;

  @Option(names = "--rows", paramLabel = "N", description = "records in the journal (start)")
  private @Nullable Integer rows;

  @Option(names = "--repeats", paramLabel = "N", description = "kills of each program (start)")
  private @Nullable Integer repeats;

  @Option(names = "--visits", paramLabel = "N", description = "visits from tap to bolt (tap)")
  private @Nullable Integer visits;

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  /** The names, for the help. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return ALL.stream().map(Bench::name).iterator();
    }
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    var ground = Ground.at(home(), home().resolve("target").resolve("bench"));
    for (Bench bench : chosen()) {
      err.println(bench.name() + ": " + bench.about() + " ...");
      err.flush();
      var findings = bench.run(ground, scale());
      write(ground, findings);
      if (json) out.println(JSON.writeValueAsString(findings.json()));
      else print(findings, out);
      out.flush();
    }
    return 0;
  }

  private List<Bench> chosen() {
    if (name == null) return ALL;
    var chosen = ALL.stream().filter(bench -> bench.name().equals(name)).toList();
    if (!chosen.isEmpty()) return chosen;
    var names = new ArrayList<String>();
    new Names().forEach(names::add);
    throw new ParameterException(
        spec.commandLine(), "there is no bench '" + name + "'; it is one of " + names);
  }

  private Scale scale() {
    Scale scale = quick ? Scale.QUICK : Scale.USUAL;
    if (transactions != null) scale = scale.withTransactions(transactions);
    if (rows != null) scale = scale.withRows(rows);
    if (repeats != null) scale = scale.withRepeats(repeats);
    if (visits != null) scale = scale.withVisits(visits);
    return scale;
  }

  /** The launcher says where it is; in a test the module's folder lies in it. */
  static Path home() {
    return Optional.ofNullable(System.getProperty("shuyi.home"))
        .map(Path::of)
        .orElseGet(() -> Path.of("").toAbsolutePath().getParent());
  }

  private static void write(Ground ground, Findings findings) throws IOException {
    Files.writeString(
        ground.folder().resolve(findings.bench() + ".json"),
        JSON.writeValueAsString(findings.json()) + "\n");
  }

  private static void print(Findings findings, PrintWriter out) {
    out.println(findings.bench() + "  " + findings.at() + "  " + findings.machine());
    out.println();
    out.println(Table.of(findings.figures()));
    for (String note : findings.notes()) out.println("  " + note);
    out.println();
  }
}
