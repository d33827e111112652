package org.shuyi.sim.power;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program of this machine that does one thing and ends. */
final class Tool {
  /** A mount over a slow disk replays its journal first; nothing here takes longer. */
  private static final long LONGEST_SECONDS = 30;

  private Tool() {}

  /** How it ended, and what it said on either output. */
  record Outcome(int exit, String said) {}

  /**
   * Runs it.
   *
   * @throws IOException where it cannot be started, or does not end; it is killed then
   */
  static Outcome run(String... words) throws IOException {
    String command = String.join(" ", words);
    var process = new ProcessBuilder(words).redirectErrorStream(true).start();
    var said =
        new FutureTask<>(() -> new String(process.getInputStream().readAllBytes(), UTF_8).strip());
    Thread.ofVirtual().start(said);
    try {
      String heard = said.get(LONGEST_SECONDS, TimeUnit.SECONDS);
      return new Outcome(process.waitFor(), heard);
    } catch (TimeoutException e) {
      process.destroyForcibly();
      throw new IOException(command + " does not end within " + LONGEST_SECONDS + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(command + " cannot be heard", e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted in " + command, e);
    }
  }

  /**
   * Runs it, and it must end with 0.
   *
   * @throws IOException with what it said
   */
  static void must(String... words) throws IOException {
    var outcome = run(words);
    if (outcome.exit() == 0) return;
    throw new IOException(
        "%s: exit code %d: %s".formatted(String.join(" ", words), outcome.exit(), outcome.said()));
  }
}
