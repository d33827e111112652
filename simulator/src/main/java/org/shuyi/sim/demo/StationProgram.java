package org.shuyi.sim.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The station exactly as shipped, as a program of its own beside this one. */
final class StationProgram implements StationUnit.Starter {
  private static final String MAIN = "org.shuyi.kiosk.host.Main";

  /** Those of {@code systemd/station}. */
  static final List<String> FLAGS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xms16m",
          "-Xmx48m",
          "-XX:MinHeapFreeRatio=20",
          "-XX:MaxHeapFreeRatio=40",
          "-Xss512k",
          "-XX:+ExitOnOutOfMemoryError");

  private final Supplier<List<String>> classes;
  private final List<String> words;
  private final Path log;
  private final Path work;
  private final Path runs;
  private final Map<String, String> environment;

  /**
   * @param classes words for the JVM that say where the station's classes are, asked for each start
   * @param environment beside our own
   */
  StationProgram(Supplier<List<String>> classes, Home home, Map<String, String> environment) {
    this.classes = classes;
    this.environment = Map.copyOf(environment);
    this.log = home.stationLog();
    this.work = home.root();
    this.runs = home.runs();
    this.words = List.of(MAIN, "run", home.stationFile().toString());
  }

  private List<String> command() {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.add("-Djava.io.tmpdir=" + work.resolve("tmp"));
    command.add("-Dfile.encoding=UTF-8");
    command.addAll(classes.get());
    command.addAll(words);
    return command;
  }

  @Override
  public StationUnit.Child start() throws IOException {
    Files.createDirectories(work.resolve("tmp"));
    var starting =
        new ProcessBuilder(command())
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    starting.environment().putAll(environment);
    var process = starting.start();
    Leftover.note(runs, process.toHandle());
    return new Running(process, process.onExit().thenApply(Process::exitValue));
  }

  private record Running(Process process, CompletableFuture<Integer> exit)
      implements StationUnit.Child {
    @Override
    public long pid() {
      return process.pid();
    }

    @Override
    public void kill() {
      process.destroyForcibly();
    }

    @Override
    public void terminate() {
      process.destroy();
    }
  }
}
