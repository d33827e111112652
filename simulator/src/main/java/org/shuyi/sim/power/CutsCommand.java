package org.shuyi.sim.power;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./kiosk cuts}: power cuts of a real file system, and the controls that must fail. */
@Command(
    name = "cuts",
    header = "Power cuts of a real file system.",
    description = {
      "The journal lies on ext4 over a disk with a volatile write cache, which cuts its own power"
          + " between a write and its flush. After each cut the file system is mounted again, and"
          + " whatever had left the machine must be there.",
      "A seed draws when and how each cut falls; the station runs in real time, so a run with the"
          + " same seed is alike, not the same byte for byte."
    },
    footer = {
      "",
      "Exit code: 0 nothing was lost, and each control was caught; 1 something was, or was not;",
      "2 the question was wrong; 3 this machine has no loop devices, no FUSE, or a tool is missing."
    },
    mixinStandardHelpOptions = true)
public final class CutsCommand implements Callable<Integer> {
  private static final int CANNOT = 3;

  /** The recipe's experience: NORMAL is caught in some of eight. */
  private static final int NORMAL_CYCLES = 8;

  private static final int BARRIER_CYCLES = 4;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--cycles",
      paramLabel = "N",
      description = "Cuts of the busy station (60; of a control 8 or 4).")
  private Optional<Integer> cycles = Optional.empty();

  @Option(names = "--seed", paramLabel = "S", description = "Draws the cuts (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--control",
      paramLabel = "WHICH",
      description =
          "none: the product as shipped only; normal, barrier: that control only; all if not given.")
  private Optional<String> control = Optional.empty();

  @Option(names = "--json", description = "Print the figures as one line of JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    var wanted = wanted();
    var lacks = Machine.lacks();
    if (!lacks.isEmpty()) {
      lacks.forEach(lack -> complain(lack));
      complain("no power was cut");
      return CANNOT;
    }
    boolean good = true;
    var all = new ArrayList<Figures>();
    for (Control one : wanted) {
      Figures figures;
      try {
        figures = run(one);
      } catch (Drive.Ruined refused) {
        complain("this machine refuses the mount: " + refused.getMessage());
        return CANNOT;
      }
      all.add(figures);
      good &= (figures.broken() == 0) == (one == Control.NONE);
    }
    tell(all, good);
    return good ? 0 : 1;
  }

  private List<Control> wanted() {
    if (cycles.filter(n -> n < 1 || n > 100_000).isPresent()) {
      throw new ParameterException(line(), "--cycles: expected 1 to 100000");
    }
    return switch (control.orElse("all")) {
      case "all" -> List.of(Control.values());
      case "none" -> List.of(Control.NONE);
      case "normal" -> List.of(Control.NORMAL);
      case "barrier" -> List.of(Control.BARRIER);
      default ->
          throw new ParameterException(
              line(), "--control: " + control.get() + ", expected none, normal or barrier");
    };
  }

  private Figures run(Control one) throws Exception {
    int count =
        switch (one) {
          case NONE -> cycles.orElse(60);
          case NORMAL -> control.isPresent() ? cycles.orElse(NORMAL_CYCLES) : NORMAL_CYCLES;
          case BARRIER -> control.isPresent() ? cycles.orElse(BARRIER_CYCLES) : BARRIER_CYCLES;
        };
    String name = "busy station, " + one.words();
    say(name);
    var cuts = new BusyCuts(sources(), sources().resolve("target").resolve("cuts"), seed, one);
    return new Figures(name, cuts.run(count, cycle -> say("  " + cycle.words())));
  }

  private void tell(List<Figures> all, boolean good) {
    PrintWriter out = line().getOut();
    if (json) {
      var node = new ObjectMapper().createObjectNode().put("seed", seed).put("good", good);
      var runs = node.putArray("runs");
      all.forEach(figures -> runs.add(figures.json()));
      out.println(node);
    } else {
      out.println();
      all.forEach(figures -> out.println(figures.words()));
    }
    out.flush();
  }

  /** The folder with the launcher. */
  static Path sources() {
    return Path.of(System.getProperty("shuyi.home", "")).toAbsolutePath().normalize();
  }

  /** Whoever wants JSON gets nothing else on standard output. */
  private void say(String words) {
    var out = json ? line().getErr() : line().getOut();
    out.println(words);
    out.flush();
  }

  private void complain(String words) {
    line().getErr().println("kiosk cuts: " + words);
    line().getErr().flush();
  }

  private CommandLine line() {
    if (spec == null) throw new IllegalStateException("picocli gives the command");
    return spec.commandLine();
  }
}
