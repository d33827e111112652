package org.shuyi.sim.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.shuyi.sim.scenario.Library;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./kiosk demo}: a whole station and its town on this machine, in the browser. */
@Command(
    name = "demo",
    header = "A whole station and its town on this machine, in the browser.",
    description = {
      "Runs one cabinet station exactly as shipped, and around it a town: devices that answer"
          + " byte for byte on serial ports and TCP, an MQTT broker, the library's centre, and a"
          + " street in which you hold cards, open doors and take books.",
      "Opens no browser. A port that is taken is replaced by the next free one. Ctrl-C ends"
          + " everything.",
      "--script X plays the story scenarios/X.txt over the same programs, on ports of its own, and"
          + " ends. ./kiosk scenario plays it in virtual time."
    },
    footer = {
      "",
      "Exit code: 0 ended by Ctrl-C, or every step of the story passed; 1 something did not"
          + " start, or a step failed; 2 the question was wrong, or the story cannot be understood."
    },
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  /** More demos at a time than a machine has use for. */
  private static final int MOST_HOMES = 9;

  private static final Duration CLOSES_WITHIN = Duration.ofMillis(4_500);

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--port-touch",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "the touch screen's port (usually ${DEFAULT-VALUE}; 0 for any free one)")
  private int touch;

  @Option(
      names = "--port-technician",
      paramLabel = "PORT",
      defaultValue = "8081",
      description = "the technician's page (usually ${DEFAULT-VALUE})")
  private int technician;

  @Option(
      names = "--port-street",
      paramLabel = "PORT",
      defaultValue = "8090",
      description = "the street (usually ${DEFAULT-VALUE})")
  private int street;

  @Option(
      names = "--port-centre",
      paramLabel = "PORT",
      defaultValue = "8091",
      description = "the centre (usually ${DEFAULT-VALUE})")
  private int centre;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description = "where it lives (usually target/demo); emptied at each start")
  private @Nullable Path folder;

  @Option(names = "--keep", description = "keep keys and journal of the demo that was there")
  private boolean keep;

  @Option(names = "--town-only", description = "the town without its station")
  private boolean townOnly;

  @Option(
      names = "--script",
      paramLabel = "X",
      description = "plays scenarios/X.txt, a line a step; the last is \"N passed, N failed\"")
  private @Nullable String script;

  @Option(names = "--json", description = "one line of JSON when everything is open")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    Path sources = sources();
    Optional<Script> story = Optional.empty();
    if (script != null) {
      story = Script.read(script, Library.of(sources), this::complain);
      if (story.isEmpty()) return 2;
    }
    var home = home(sources);
    logTo(home.townLog());
    if (story.isPresent()) return play(story.get(), home, sources);
    if (!json) say("Shuyi 书驿, a demonstration\n");
    var ports =
        new Ports(
            touch,
            technician,
            street,
            centre,
            Ports.USUAL.broker(),
            Ports.USUAL.cable(),
            Ports.USUAL.reader(),
            Ports.USUAL.pins());
    RunningDemo demo;
    try {
      demo =
          RunningDemo.start(
              home, new RunningDemo.Wish(sources, ports, !townOnly), this::tell, this::tell);
    } catch (Exception e) {
      fail(e, home);
      return 1;
    }
    announce(demo);
    waitForTheEnd(demo);
    return 0;
  }

  /** On any free ports, so that it disturbs no demo that runs. */
  private int play(Script story, Home home, Path sources) {
    RunningDemo demo;
    try {
      var wish = new RunningDemo.Wish(sources, Ports.ANY, true, story.players());
      demo = RunningDemo.start(home, wish, this::tell, news -> {});
    } catch (Exception e) {
      fail(e, home);
      return 1;
    }
    var hook = new Thread(() -> end(demo), "closing");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return story.play(demo, json, spec().commandLine().getOut()) ? 0 : 1;
    } catch (RunningDemo.NotUp e) {
      fail(e, home);
      return 1;
    } finally {
      Runtime.getRuntime().removeShutdownHook(hook);
      demo.close();
    }
  }

  private void announce(RunningDemo demo) {
    var out = spec().commandLine().getOut();
    if (json) {
      out.println(Announcement.json(demo.home(), demo.ports(), demo.secrets(), !townOnly));
    } else {
      Path here = Path.of("").toAbsolutePath();
      out.print(Announcement.words(demo.home(), demo.ports(), demo.secrets(), !townOnly, here));
    }
    out.flush();
  }

  /** Ctrl-C runs the hook; this thread only keeps the program alive until then. */
  private void waitForTheEnd(RunningDemo demo) throws InterruptedException {
    var hook = new Thread(() -> end(demo), "closing");
    Runtime.getRuntime().addShutdownHook(hook);
    new CountDownLatch(1).await();
  }

  /** Whatever hangs is left hanging: what matters is that no process stays behind. */
  private void end(RunningDemo demo) {
    if (!json) say("\n  closing ...");
    var closing = Thread.ofPlatform().daemon().name("closing all").start(demo::close);
    try {
      if (!closing.join(CLOSES_WITHIN)) demo.station().crash();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(0);
  }

  /** The folder with the launcher. */
  public static Path sources() {
    String told = System.getProperty("shuyi.home");
    return Path.of(told == null ? "" : told).toAbsolutePath().normalize();
  }

  private Home home(Path sources) throws IOException {
    if (folder != null) {
      return Home.take(folder, keep)
          .orElseThrow(() -> new IOException("another demo runs in " + folder));
    }
    Path first = sources.resolve("target").resolve("demo");
    for (int number = 1; number <= MOST_HOMES; number++) {
      Path next = number == 1 ? first : first.resolveSibling("demo-" + number);
      Optional<Home> home = Home.take(next, keep);
      if (home.isPresent()) return home.get();
      tell("another demo runs in " + next + "; this one gets a folder of its own");
    }
    throw new IOException(MOST_HOMES + " demos run already");
  }

  /** The terminal is for people; must be said before the first logger is asked for. */
  public static void logTo(Path file) {
    System.setProperty("tinylog.writer", "file");
    System.setProperty("tinylog.writer.file", file.toString());
    System.setProperty("tinylog.writer.append", "true");
    // What is said while everything closes is worth reading too.
    System.setProperty("tinylog.autoshutdown", "false");
    // The broker misses addresses for dead letters, which no demo has.
    System.setProperty("tinylog.level@org.apache.activemq", "error");
  }

  private void fail(Exception e, Home home) {
    var err = spec().commandLine().getErr();
    err.println("kiosk demo: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
    err.println("  the town's log: " + home.townLog());
    err.flush();
  }

  private void complain(String words) {
    spec().commandLine().getErr().println("kiosk demo: " + words);
    spec().commandLine().getErr().flush();
  }

  /** What happens, a line each. */
  private void tell(String words) {
    say("  " + words);
  }

  /** Whoever wants JSON gets nothing else on standard output. */
  private void say(String words) {
    var line = spec().commandLine();
    var out = json ? line.getErr() : line.getOut();
    out.println(words);
    out.flush();
  }

  private CommandSpec spec() {
    if (spec == null) throw new IllegalStateException("picocli gives each command its spec");
    return spec;
  }
}
