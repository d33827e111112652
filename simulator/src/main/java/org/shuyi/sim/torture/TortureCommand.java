package org.shuyi.sim.torture;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import org.shuyi.sim.demo.DemoCommand;
import org.shuyi.sim.demo.Home;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./kiosk torture}: the station as shipped, killed and cut off at random, in real time. */
@Command(
    name = "torture",
    header = "The station as shipped, killed and cut off at random, in real time.",
    description = {
      "Runs the demo's programs with a real broker: the station on serial ports and TCP, the centre behind MQTT."
          + " While patrons come, the station is killed, stopped and frozen, the broker dies and"
          + " forgets, cables are cut, slow or half-open, devices are unplugged or ail, and staff"
          + " commands.",
      "Between the storms everything is healed, and journal, centre and world must agree.",
      "A seed draws what is done and when; what it meets is real time, so a run with the same seed"
          + " is alike, not the same."
    },
    footer = {
      "",
      "Exit code: 0 no promise was broken; 1 one was; 2 the question was wrong;",
      "3 this machine lacks the broker."
    },
    mixinStandardHelpOptions = true)
public final class TortureCommand implements Callable<Integer> {
  private static final int CANNOT = 3;
  private static final Duration WITHIN = Duration.ofSeconds(60);

  /** After Ctrl-C; an ordered stop takes some seconds. */
  private static final Duration CLOSES_WITHIN = Duration.ofSeconds(30);

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "10",
      description = "How long storms are begun (${DEFAULT-VALUE}).")
  private int minutes;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Draws what is done (${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--broker",
      paramLabel = "WHICH",
      defaultValue = "mosquitto",
      description = "mosquitto or embedded (${DEFAULT-VALUE}).")
  private String broker = "mosquitto";

  @Option(names = "--json", description = "Print the figures as one line of JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    if (minutes < 1 || minutes > 10_000) throw wrong("--minutes: expected 1 to 10000");
    if (!broker.equals("mosquitto") && !broker.equals("embedded")) {
      throw wrong("--broker: " + broker + ", expected mosquitto or embedded");
    }
    boolean embedded = broker.equals("embedded");
    if (!embedded && Mosquitto.program().isEmpty()) {
      say("kiosk torture: mosquitto is missing (apt install mosquitto); or --broker embedded");
      return CANNOT;
    }
    Path sources = DemoCommand.sources();
    Path folder = sources.resolve("target").resolve("torture").resolve("seed-" + seed);
    var home =
        Home.take(folder, false)
            .orElseThrow(() -> new IOException("another torture runs in " + folder));
    DemoCommand.logTo(home.townLog());
    // Paho tells the terminal of each line that dies, which here is what is wanted.
    LogManager.getLogManager().reset();
    var wish = new Torture.Wish(sources, seed, Duration.ofMinutes(minutes), WITHIN, embedded);
    return run(Torture.open(wish, home, words -> say("  " + words)), home);
  }

  private int run(Torture torture, Home home) throws IOException, InterruptedException {
    var hook = new Thread(() -> end(torture), "closing");
    Runtime.getRuntime().addShutdownHook(hook);
    Figures figures;
    try (torture) {
      figures = torture.run(words -> say("  " + words));
    } finally {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
    PrintWriter out = line().getOut();
    if (json) out.println(figures.json());
    else figures.lines().forEach(out::println);
    out.flush();
    if (figures.broken().isEmpty()) return 0;
    figures.broken().forEach(words -> say("  BROKEN  " + words));
    say("  seed " + seed + "; journal and logs are kept in " + home.root());
    return 1;
  }

  /** Whatever hangs is left hanging: what matters is that no process stays behind. */
  private static void end(Torture torture) {
    var closing =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    torture.close();
                  } catch (IOException unfinished) {
                    torture.station().crash();
                  }
                });
    try {
      if (!closing.join(CLOSES_WITHIN)) torture.station().crash();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whoever wants JSON gets nothing else on standard output. */
  private void say(String words) {
    var out = json ? line().getErr() : line().getOut();
    out.println(words);
    out.flush();
  }

  private CommandLine line() {
    if (spec == null) throw new IllegalStateException("picocli gives the command");
    return spec.commandLine();
  }

  private ParameterException wrong(String words) {
    return new ParameterException(line(), words);
  }
}
