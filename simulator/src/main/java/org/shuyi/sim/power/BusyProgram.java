package org.shuyi.sim.power;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.shuyi.sim.demo.AotCache;

/** A {@link BusyStation} that runs, and what is heard of it. */
final class BusyProgram implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final Heard heard = new Heard();
  private final CountDownLatch ready = new CountDownLatch(1);
  private final Thread listening;

  private BusyProgram(Process process, Path log) {
    this.process = process;
    this.log = log;
    listening = Thread.ofVirtual().start(this::listen);
  }

  /**
   * Starts one.
   *
   * @param sources the folder with the launcher, in which the town was built
   * @param log gets what it says on standard error
   */
  static BusyProgram start(Path sources, Path journal, long seed, Control control, Path log)
      throws IOException {
    Path target = sources.resolve("simulator").resolve("target");
    var more = new ArrayList<Path>();
    more.add(target.resolve("classes"));
    String libraries = Files.readString(target.resolve("runtime.classpath")).strip();
    for (String jar : libraries.split(File.pathSeparator, -1)) more.add(Path.of(jar));
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Xmx96m");
    command.addAll(AotCache.of(sources).words(more));
    command.add(BusyStation.class.getName());
    command.addAll(List.of(journal.toString(), Long.toString(seed), control.synchronous()));
    var builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new BusyProgram(builder.start(), log);
  }

  Heard heard() {
    return heard;
  }

  /**
   * Waits until it serves, or its power goes.
   *
   * @throws IOException where it ends before
   */
  void awaitReady(long seconds) throws IOException, InterruptedException {
    if (!ready.await(seconds, TimeUnit.SECONDS) || !process.isAlive()) {
      throw new IOException("the busy station does not serve; see " + log);
    }
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.endsWith(BusyStation.END)) hear(line.split(" ", 4));
      }
    } catch (IOException cut) {
      // It was killed in the middle of a line.
    } finally {
      ready.countDown();
    }
  }

  private void hear(String... words) {
    switch (words[0]) {
      case "ready" -> ready.countDown();
      case "commit" -> heard.told(Long.parseLong(words[1]), words[2]);
      case "pull" -> heard.pulled(words[1]);
      case "receipt" -> heard.receipt(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
      default -> throw new IllegalStateException("it says " + String.join(" ", words));
    }
  }

  /** Its power goes: SIGKILL, and nothing that it says from now on counts. */
  void cut() {
    heard.freeze();
    process.destroyForcibly();
  }

  /** Kills it, if it still runs, and waits until it is gone. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        throw new IOException("process " + process.pid() + " does not end");
      }
      listening.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
