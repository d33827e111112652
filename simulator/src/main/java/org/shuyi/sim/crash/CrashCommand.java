package org.shuyi.sim.crash;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shuyi.sim.crash.CrashRun.At;
import org.shuyi.sim.crash.CrashRun.Failure;
import org.shuyi.sim.crash.CrashRun.Result;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./kiosk crash}: a recorded run cut at every write, and each state opened. */
@Command(
    name = "crash",
    header = "Power cuts at every write of a real run of the journal.",
    description = {
      "The product's own turn, kernel and journal are traced in a process of their own. Its writes are cut anywhere;"
          + " of what was not flushed some is dropped, torn or reordered; and the product opens what is left."
          + " Needs strace."
    },
    footer = {
      "",
      "Exit code: 0 no promise was broken; 1 one was, as with NORMAL one must be;",
      "2 the question was wrong."
    },
    mixinStandardHelpOptions = true)
public final class CrashCommand implements Callable<Integer> {
  private static final Pattern STATE = Pattern.compile("([0-9]{1,9})\\.([0-9]{1,9})");
  private static final int PROGRESS = 5_000;
  private static final int MOST_STATES = 10_000_000;
  private static final int AROUND = 6;

  /** What {@code --synchronous} may be. */
  enum Synchronous {
    FULL,
    NORMAL
  }

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--states",
      paramLabel = "N",
      defaultValue = "100000",
      description = "Different states to open (${DEFAULT-VALUE}).")
  private int states = 100_000;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the story and of the states (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = "--visits",
      paramLabel = "N",
      defaultValue = "200",
      description = "Patrons in the story (${DEFAULT-VALUE}).")
  private int visits = 200;

  @Option(
      names = "--synchronous",
      paramLabel = "MODE",
      defaultValue = "FULL",
      description = "FULL, as the product is; with NORMAL, acknowledged commits must be lost.")
  private Synchronous synchronous = Synchronous.FULL;

  @Option(names = "--jobs", paramLabel = "N", description = "States at once; one a core.")
  private Optional<Integer> jobs = Optional.empty();

  @Option(
      names = "--state",
      paramLabel = "CUT.DRAW",
      description = "Open one state of the kept recording once more.")
  private Optional<String> state = Optional.empty();

  @Option(names = "--json", description = "Print the figures as one line of JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (states < 1 || states > MOST_STATES) throw wrong("--states: " + states);
    if (visits < 10 || visits > 1_000) throw wrong("--visits: " + visits + ", expected 10 to 1000");
    int cores = jobs.orElse(Runtime.getRuntime().availableProcessors());
    if (cores < 1 || cores > 256) throw wrong("--jobs: " + cores + ", expected 1 to 256");
    if (!Recording.isPossible()) throw new IOException("strace is missing:  apt install strace");
    var recording = new Recording(kept());
    if (state.isPresent()) return replay(recording, state.get());
    Made made = synchronous == Synchronous.NORMAL ? Made.SYNCHRONOUS_NORMAL : Made.AS_PRODUCT;
    OpLog log = recording.record(seed, visits, made);
    if (!json) say(Figures.of(log));
    try (var scratch = Scratch.of(cores)) {
      Result result = new CrashRun(log, seed).run(states, scratch.folders(), progress());
      result.failures().forEach(this::tell);
      say(json ? Figures.json(log, result) : Figures.of(result));
      return result.failures().isEmpty() ? 0 : 1;
    }
  }

  private int replay(Recording recording, String words) throws IOException {
    Matcher asked = STATE.matcher(words);
    if (!asked.matches()) throw wrong("--state: " + words + ", expected such as 2711.5");
    var at = new At(Integer.parseInt(asked.group(1)), Integer.parseInt(asked.group(2)));
    if (!Files.exists(kept())) throw new IOException("seed " + seed + " was not recorded here");
    OpLog log = recording.read();
    if (at.cut() > log.ops().size()) throw wrong("--state: the run has " + log.ops().size());
    List<Op> before = log.ops().subList(Math.max(0, at.cut() - AROUND), at.cut());
    before.forEach(op -> say("  " + op.words()));
    say("  -- the power goes --");
    Path left = kept().resolve("left");
    var run = new CrashRun(log, seed);
    run.write(at, left);
    say("  what is left is in " + left);
    try (var scratch = Scratch.of(1)) {
      Optional<Failure> failure = run.replay(at, scratch.folders().getFirst());
      say(failure.map(one -> one.broken().words()).orElse("every promise is kept"));
      return failure.isEmpty() ? 0 : 1;
    }
  }

  /** Where the recording of this seed stays, so that a state of it can be opened once more. */
  private Path kept() {
    String name = "seed-" + seed + (synchronous == Synchronous.NORMAL ? "-normal" : "");
    return Path.of(System.getProperty("shuyi.home", "."), "target", "crash", name);
  }

  private CommandLine line() {
    if (spec == null) throw new IllegalStateException("picocli gives the command");
    return spec.commandLine();
  }

  private ParameterException wrong(String words) {
    return new ParameterException(line(), words);
  }

  private void say(String words) {
    PrintWriter out = line().getOut();
    out.println(words);
    out.flush();
  }

  private IntConsumer progress() {
    PrintWriter err = line().getErr();
    return opened -> {
      if (opened % PROGRESS != 0) return;
      err.println("  " + opened + " of " + states + " states");
      err.flush();
    };
  }

  private void tell(Failure failure) {
    PrintWriter err = line().getErr();
    err.println(failure.at() + ": " + failure.broken().kind() + ": " + failure.broken().words());
    String mode = synchronous == Synchronous.NORMAL ? " --synchronous NORMAL" : "";
    err.println(
        "  replay it:  ./kiosk crash --seed %d%s --state %s".formatted(seed, mode, failure.at()));
    err.flush();
  }
}
