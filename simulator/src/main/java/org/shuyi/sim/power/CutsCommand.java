package org.shuyi.sim.power;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.shuyi.sim.demo.DemoCommand;
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
      "Exit code: 0 nothing was lost, and each control was caught; 1 otherwise;",
      "2 the question was wrong; 3 this machine lacks loop devices, FUSE or a tool."
    },
    mixinStandardHelpOptions = true)
public final class CutsCommand implements Callable<Integer> {
  private static final int CANNOT = 3;

  /** The recipe's experience: NORMAL is caught in some of eight. */
  private static final int NORMAL_CYCLES = 8;

  private static final int BARRIER_CYCLES = 4;

  /** It stops at the first that is caught, which is usually the first or second. */
  private static final int WHOLE_BARRIER_CYCLES = 12;

  /** Each has a JVM and a loop device of its own. */
  private static final int MOST_STATIONS = 16;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--cycles",
      paramLabel = "N",
      description = "Cuts of the busy station (30; of a control 8 or 4).")
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

  @Option(
      names = "--whole",
      paramLabel = "N",
      defaultValue = "60",
      description =
          "Cuts of the whole station in the middle of visits (${DEFAULT-VALUE}; 0: none).")
  private int whole = 60;

  @Option(
      names = "--stations",
      paramLabel = "N",
      description = "Whole stations that are cut side by side (${DEFAULT-VALUE}).")
  private int stations = 3;

  @Override
  public Integer call() throws Exception {
    var wanted = wanted();
    var lacks = Machine.lacks();
    if (!lacks.isEmpty()) {
      lacks.forEach(this::complain);
      complain("no power was cut");
      return CANNOT;
    }
    DemoCommand.logTo(folder().resolve("town.log"));
    Runtime.getRuntime().addShutdownHook(new Thread(CutsCommand::leaveNothing, "leaving nothing"));
    boolean good = true;
    var all = new ArrayList<Figures>();
    try {
      for (Control one : wanted) {
        for (Figures figures : run(one)) {
          all.add(figures);
          good &= figures.isWhole() == (one == Control.NONE);
        }
      }
    } catch (Drive.Ruined refused) {
      complain("this machine refuses the mount: " + refused.getMessage());
      return CANNOT;
    }
    tell(all, good);
    return good ? 0 : 1;
  }

  private List<Control> wanted() {
    if (cycles.filter(n -> n < 1 || n > 100_000).isPresent()) {
      throw new ParameterException(line(), "--cycles: expected 1 to 100000");
    }
    if (whole < 0 || whole > 10_000) {
      throw new ParameterException(line(), "--whole: expected 0 to 10000");
    }
    if (stations < 1 || stations > MOST_STATIONS) {
      throw new ParameterException(line(), "--stations: expected 1 to " + MOST_STATIONS);
    }
    String which = control.orElse("all");
    return switch (which) {
      case "all" -> List.of(Control.values());
      case "none" -> List.of(Control.NONE);
      case "normal" -> List.of(Control.NORMAL);
      case "barrier" -> List.of(Control.BARRIER);
      default ->
          throw new ParameterException(
              line(), "--control: " + which + ", expected none, normal or barrier");
    };
  }

  private List<Figures> run(Control one) throws Exception {
    var figures = new ArrayList<Figures>();
    figures.add(busy(one));
    // The whole station is as shipped in every run; the file system under it may not be.
    if (whole > 0 && one != Control.NORMAL) figures.add(whole(one));
    return figures;
  }

  private Figures busy(Control one) throws Exception {
    int count =
        switch (one) {
          case NONE -> cycles.orElse(30);
          case NORMAL -> control.isPresent() ? cycles.orElse(NORMAL_CYCLES) : NORMAL_CYCLES;
          case BARRIER -> control.isPresent() ? cycles.orElse(BARRIER_CYCLES) : BARRIER_CYCLES;
        };
    String name = "busy station, " + one.words();
    say(name);
    var cuts = new BusyCuts(sources(), folder(), seed, one);
    return new Figures(name, "commits acknowledged", cuts.run(count, this::progress));
  }

  private Figures whole(Control one) throws Exception {
    int count = one == Control.NONE ? whole : WHOLE_BARRIER_CYCLES;
    String name = "whole station, " + one.words();
    say(name);
    // A control ends at the first that is caught, usually the first of all.
    int sideBySide = one == Control.NONE ? Math.min(stations, count) : 1;
    var cuts = new SideBySide(sideBySide, sources(), folder(), seed, one);
    return new Figures(name, "records at the centre", cuts.run(count, this::progress));
  }

  private void progress(Cycle cycle) {
    say("  " + cycle.words());
    if (!cycle.isWhole()) cycle.broken().forEach(words -> say("           " + words));
  }

  /** However this program ends: nothing of it runs on, and nothing stays mounted. */
  private static void leaveNothing() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    // Also those of an earlier run of more stations, which could not do it.
    var drives = new ArrayList<>(SideBySide.drives(folder(), MOST_STATIONS));
    drives.add(folder().resolve("drive"));
    for (Path drive : drives) {
      try {
        if (Files.exists(drive)) new Leftovers(drive).clear();
      } catch (IOException e) {
        System.err.println("kiosk cuts: " + e.getMessage());
      }
    }
  }

  private static Path folder() {
    return sources().resolve("target").resolve("cuts");
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
