package org.shuyi.sim.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

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

  private final List<String> command;
  private final Path log;
  private final Path work;
  private final Path runs;
  private final Map<String, String> environment;

  /**
   * @param sources the folder with the launcher, in which the station was built
   * @param environment beside our own
   */
  StationProgram(Path sources, Home home, Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    this.log = home.stationLog();
    this.work = home.root();
    this.runs = home.runs();
    var words = new ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(FLAGS);
    words.add("-Djava.io.tmpdir=" + home.root().resolve("tmp"));
    words.add("-Dfile.encoding=UTF-8");
    words.addAll(List.of("-cp", classPath(sources), MAIN, "run", home.stationFile().toString()));
    this.command = List.copyOf(words);
  }

  /** The build leaves the list of a module's jars beside its classes. */
  private static String classPath(Path sources) {
    Path target = sources.resolve("kiosk-runtime").resolve("target");
    Path list = target.resolve("runtime.classpath");
    try {
      return target.resolve("classes") + File.pathSeparator + Files.readString(list).strip();
    } catch (IOException e) {
      throw new IllegalStateException("the station is not built: no " + list, e);
    }
  }

  @Override
  public StationUnit.Child start() throws IOException {
    Files.createDirectories(work.resolve("tmp"));
    var starting =
        new ProcessBuilder(command)
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
