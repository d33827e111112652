package org.shuyi.sim.soak;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shuyi.sim.soak.Soak.Outcome;
import org.shuyi.sim.station.Assembly;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./kiosk soak}: a range of seeds, and the one command that replays a seed that fails. */
@Command(
    name = "soak",
    header = "Hours of visits and faults in virtual time, by seed.",
    description = {
      "The product's own turn, kernel, drivers, journal and courier run against devices that answer byte for byte,"
          + " a broker, and the reference centre; power fails, messages are lost, readers go silent. Every count,"
          + " record and opening is compared with what people and books really did."
    },
    mixinStandardHelpOptions = true)
public final class SoakCommand implements Callable<Integer> {
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})(?:-([0-9]{1,9}))?");
  private static final int HALF_A_DAY = 12;
  private static final int DAY = 24;
  private static final int YEAR = 8_760;
  private static final long MINUTE_NANOS = 60_000_000_000L;
  private static final long PROGRESS_NANOS = 5_000_000_000L;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"--seeds", "--seed"},
      paramLabel = "FROM-TO",
      description = "The seeds, one or a range (1-200, or from 1 on where something else ends it).")
  private Optional<String> seeds = Optional.empty();

  @Option(names = "--hours", paramLabel = "H", description = "Virtual hours of each seed (12).")
  private Optional<Integer> wantedHours = Optional.empty();

  @Option(
      names = "--minutes",
      paramLabel = "M",
      description = "Begin no seed after so many minutes of real time, such as 30 or 0.5.")
  private Optional<Double> minutes = Optional.empty();

  @Option(
      names = "--fault-hours",
      paramLabel = "N",
      description =
          "Begin no seed after so many fault-hours: hours with at least six visits and a fault of the"
              + " list, outside the calm around an audit.")
  private Optional<Integer> faultHours = Optional.empty();

  @Option(names = "--until-failure", description = "Begin no seed after the first that fails.")
  private boolean untilFailure;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Seeds at once; as many as there are cores, if not given.")
  private Optional<Integer> jobs = Optional.empty();

  @Option(
      names = "--beside",
      paramLabel = "FILE",
      description =
          "As long as this file is there, as many seeds at once as other programs leave cores idle,"
              + " and one in any case.")
  private Optional<Path> beside = Optional.empty();

  @Option(
      names = "--fault",
      paramLabel = "NUMBER",
      description = "Every seed has this fault of the list in store, beside its own mix.")
  private Optional<Integer> fault = Optional.empty();

  @Option(names = "--alone", description = "With --fault: and nothing else.")
  private boolean alone;

  @Option(
      names = "--street",
      description =
          "As rare as on a street (street.txt) instead of a storm, audited each week: how long a"
              + " station serves in a year. --hours is 8760 then, if not given.")
  private boolean street;

  @Option(
      names = "--list-faults",
      description = "Print all faults with the number of seeds of this run that met each.")
  private boolean listFaults;

  @Option(
      names = "--coverage",
      description =
          "Print which of the kernel's states, transitions and events were reached, and which never;"
              + " more than 5,000 fault-hours have to reach all but what unreached.txt names.")
  private boolean coverage;

  @Option(
      names = "--trace",
      description = "Print every deed, event, effect and record of one seed.")
  private boolean trace;

  @Option(names = "--json", description = "Print the figures as one line of JSON.")
  private boolean json;

  @Option(
      names = "--plant",
      paramLabel = "BUG",
      description =
          "Run with a bug planted by hand, to see that it is found: ${COMPLETION-CANDIDATES}.")
  private Optional<Plant> plant = Optional.empty();

  @Option(
      names = "--teeth",
      description =
          "Print for each planted bug the first seed, from 1 on, at which a promise is broken that the"
              + " product keeps. --hours is 4 then, if not given.")
  private boolean teeth;

  @Option(
      names = "--footprint",
      description =
          "Print what the program holds in memory after a day, and after --hours, of visits without"
              + " a restart: a year is --hours 8760.")
  private boolean footprint;

  private final long begunAt = System.nanoTime();
  private long toldAt = begunAt;
  private int hours;
  private int done;
  private long faultHoursLived;

  @Override
  public Integer call() throws InterruptedException {
    String wanted = seeds.orElse(isEndedOtherwise() ? "1-999999999" : street ? "1" : "1-200");
    Matcher range = RANGE.matcher(wanted);
    if (!range.matches()) throw wrong("--seeds: " + wanted + ", expected such as 1-200 or 17");
    long first = Long.parseLong(range.group(1));
    long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
    if (last < first) throw wrong("--seeds: " + wanted + " ends before it begins");
    hours = wantedHours.orElse(street ? YEAR : teeth ? Teeth.HOURS : HALF_A_DAY);
    if (hours < 1 || hours > 10_000) throw wrong("--hours: " + hours + ", expected 1 to 10000");
    if (trace && last > first) throw wrong("--trace is for one seed, such as --seeds 17");
    if (teeth) return teeth();
    if (footprint) return footprint(first);
    return trace || plant.isPresent() ? oneByOne(first, last) : many(first, last);
  }

  private boolean isEndedOtherwise() {
    return minutes.isPresent() || faultHours.isPresent() || untilFailure;
  }

  private Soak.Terms terms() {
    if (fault.isEmpty()) {
      if (alone) throw wrong("--alone goes with --fault");
      return new Soak.Terms(hours, Set.of(), false, street);
    }
    if (street) throw wrong("--street has its own mix; it goes without --fault");
    Set<Trouble> troubles = FaultList.troubles(fault.get());
    if (troubles.isEmpty()) {
      throw wrong("--fault: " + fault.get() + " is not in the soak; --list-faults tells which are");
    }
    return new Soak.Terms(hours, troubles, alone, false);
  }

  private int teeth() {
    PrintWriter out = line().getOut();
    boolean allFound = true;
    var search = new Teeth(hours);
    for (Plant bug : Plant.values()) {
      Optional<Outcome> found = search.find(bug, 1);
      allFound &= found.isPresent();
      out.println(Teeth.line(bug, found));
      out.flush();
    }
    return allFound ? 0 : 1;
  }

  private int footprint(long seed) {
    PrintWriter out = line().getOut();
    for (int lived : new TreeSet<>(Set.of(Math.min(DAY, hours), hours))) {
      out.printf(
          Locale.ROOT,
          "after %,5d hours of visits: %,d KB%n",
          lived,
          Footprint.after(seed, lived) / 1_000);
      out.flush();
    }
    return 0;
  }

  private CommandLine line() {
    if (spec == null) throw new IllegalStateException("picocli gives the command");
    return spec.commandLine();
  }

  private ParameterException wrong(String words) {
    return new ParameterException(line(), words);
  }

  private int oneByOne(long first, long last) {
    PrintWriter out = line().getOut();
    Assembly assembly = plant.map(Plant::assembly).orElse(Assembly.PRODUCT);
    Trace lines = trace ? (at, words) -> out.println(Trace.written(at, words.get())) : Trace.NONE;
    for (long seed = first; seed <= last && isTimeLeft(); seed++) {
      if (plant.isPresent()) assembly = plant.get().assembly();
      Outcome outcome = Soak.run(seed, terms(), assembly, lines);
      if (outcome.violation().isPresent()) {
        tell(outcome);
        out.flush();
        return 1;
      }
    }
    out.println("no promise was broken");
    out.flush();
    return 0;
  }

  private int many(long first, long last) throws InterruptedException {
    PrintWriter out = line().getOut();
    int cores = jobs.orElse(Runtime.getRuntime().availableProcessors());
    if (cores < 1 || cores > 256) throw wrong("--jobs: " + cores + ", expected 1 to 256");
    String all = isEndedOtherwise() ? "" : " of " + (last - first + 1);
    IntSupplier atOnce = SpareCores.ofThisMachine(beside, cores);
    var result = SoakRun.run(first, last, terms(), atOnce, outcome -> goesOn(outcome, all));
    if (json) out.println(Figures.json(result));
    else Figures.lines(result).forEach(out::println);
    if (faultHours.isPresent() && !isEnough()) {
      out.println(
          "FELL SHORT of %,d fault-hours: this machine was too slow for them in the time given"
              .formatted(faultHours.get()));
    }
    if (street && !json) out.println(Figures.year(result));
    boolean reached = !coverage || reaches(result, out);
    if (listFaults) FaultList.lines(result).forEach(out::println);
    out.flush();
    return result.failures().isEmpty() && reached ? 0 : 1;
  }

  /** A long run of the usual mix owes everything that can be reached. */
  private boolean reaches(SoakRun.Result result, PrintWriter out) {
    Reached.lines(result.tally()).forEach(out::println);
    if (fault.isPresent() || street || faultHoursLived <= Unreached.LONG_RUN) return true;
    List<String> complaints = Unreached.complaints(result.tally());
    complaints.forEach(out::println);
    return complaints.isEmpty();
  }

  private boolean goesOn(Outcome outcome, String all) {
    progress(outcome, all);
    if (untilFailure && outcome.violation().isPresent()) return false;
    return isTimeLeft() && !isEnough();
  }

  private boolean isEnough() {
    return faultHours.isPresent() && faultHoursLived >= faultHours.get();
  }

  private boolean isTimeLeft() {
    long since = System.nanoTime() - begunAt;
    return minutes.isEmpty() || since < minutes.get() * MINUTE_NANOS;
  }

  private void progress(Outcome outcome, String all) {
    done++;
    faultHoursLived += outcome.tally().of(FaultHours.COUNTED);
    if (outcome.violation().isPresent()) tell(outcome);
    if (System.nanoTime() - toldAt < PROGRESS_NANOS) return;
    toldAt = System.nanoTime();
    line().getErr().println("  %d%s seeds, %,d fault-hours".formatted(done, all, faultHoursLived));
    line().getErr().flush();
  }

  /** What was broken, and the one command that shows how. */
  private void tell(Outcome outcome) {
    PrintWriter err = line().getErr();
    outcome
        .violation()
        .ifPresent(
            violation -> {
              err.println(
                  "seed %d, at %s%s"
                      .formatted(
                          outcome.seed(),
                          Trace.written(outcome.virtualMillis(), ""),
                          violation instanceof Violation
                              ? violation.getMessage()
                              : violation.toString()));
              if (!(violation instanceof Violation)) violation.printStackTrace(err);
            });
    String forced = fault.map(n -> " --fault " + n + (alone ? " --alone" : "")).orElse("");
    String where = street ? " --street" : "";
    String planted = plant.map(bug -> " --plant " + bug.name()).orElse("");
    err.println(
        "  replay it:  ./kiosk soak --seed %d --hours %d%s%s%s --trace"
            .formatted(outcome.seed(), hours, forced, where, planted));
    err.flush();
  }
}
