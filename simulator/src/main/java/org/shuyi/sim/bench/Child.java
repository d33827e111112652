package org.shuyi.sim.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program beside the bench, talked to by lines, looked at from outside, and killed. */
final class Child implements AutoCloseable {
  private static final long STOP_SECONDS = 60;

  private final Process process;
  private final BufferedReader heard;
  private final Writer said;
  private final Path log;

  private Child(Process process, Path log) {
    this.process = process;
    this.heard = process.inputReader();
    this.said = process.outputWriter();
    this.log = log;
  }

  /**
   * @param log gets what it says on standard error
   */
  static Child start(List<String> command, Path log) throws IOException {
    var builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new Child(builder.start(), log);
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for its end, and says whether it came. */
  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time);
  }

  /** Says a line on its standard input. */
  void say(String line) throws IOException {
    said.write(line + "\n");
    said.flush();
  }

  /**
   * The next line of its standard output that is as expected.
   *
   * @throws IOException if it ends first; the message names its log
   */
  void hear(String expected) throws IOException {
    for (String line = heard.readLine(); line != null; line = heard.readLine()) {
      if (line.equals(expected)) return;
    }
    throw new IOException("a program ended before it said " + expected + "; see " + log);
  }

  /** Resident memory after a full collection was asked for, in kilobytes. */
  static long residentAfterCollection(long pid) throws IOException, InterruptedException {
    var jcmd = new ProcessBuilder(Ground.tool("jcmd"), Long.toString(pid), "GC.run");
    int code = jcmd.redirectErrorStream(true).redirectOutput(discard()).start().waitFor();
    if (code != 0) throw new IOException("jcmd " + pid + " GC.run: exit code " + code);
    return resident(pid);
  }

  static long resident(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElseThrow(() -> new IOException("no VmRSS of " + pid));
  }

  private static ProcessBuilder.Redirect discard() {
    return ProcessBuilder.Redirect.DISCARD;
  }

  /** SIGKILL; returns when it is gone. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGTERM; returns when it is gone. */
  void end() throws InterruptedException {
    // Its output stays open, unlike with Process.destroy.
    process.toHandle().destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) kill();
  }

  @Override
  public void close() {
    if (process.isAlive()) kill();
  }
}
