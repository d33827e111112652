package org.shuyi.sim.torture;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Mosquitto as a program of its own, with a configuration of its own.
 *
 * <p>It writes its files every few seconds, so that one that was killed comes back with an old
 * picture of its sessions: what it had acknowledged since then is lost.
 */
final class Mosquitto implements Broker {
  private static final long STARTS_WITHIN_MILLIS = 20_000;
  private static final int LOOK_MILLIS = 30;
  private static final int SAVES_EVERY_SECONDS = 4;

  private final Path program;
  private final Path folder;
  private final Path config;
  private final Path log;
  private final int port;
  private @Nullable Process process;

  /** Where this machine has it. */
  static Optional<Path> program() {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/usr/local/sbin";
    return Stream.of(path.split(":", -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "mosquitto"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts one.
   *
   * @param home in which it keeps its files and its log
   * @throws IOException where this machine has none, or it does not start
   */
  static Mosquitto open(Path home, int port) throws IOException {
    var program = program().orElseThrow(() -> new IOException("mosquitto is not installed"));
    var broker = new Mosquitto(program, home, port);
    broker.start(true);
    return broker;
  }

  private Mosquitto(Path program, Path home, int port) throws IOException {
    this.program = program;
    this.port = port;
    folder = Files.createDirectories(home.resolve("broker"));
    config = home.resolve("mosquitto.conf");
    log = home.resolve("mosquitto.log");
    Files.writeString(
        config,
        """
        # The broker of a torture; mosquitto.conf(5). As root it would run as another user,
        # who may not read this folder.
        user %s
        listener %d 127.0.0.1
        allow_anonymous true
        persistence true
        persistence_location %s/
        autosave_interval %d
        log_dest stdout
        log_timestamp true
        """
            .formatted(System.getProperty("user.name"), port, folder, SAVES_EVERY_SECONDS));
  }

  @Override
  public String name() {
    return "mosquitto";
  }

  @Override
  public synchronized void start(boolean forgets) throws IOException {
    if (process != null && process.isAlive()) return;
    if (forgets) Emptied.folder(folder);
    var started =
        new ProcessBuilder(program.toString(), "-c", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    process = started;
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STARTS_WITHIN_MILLIS);
    while (!listens()) {
      if (!started.isAlive()) {
        throw new IOException("mosquitto ended with " + started.exitValue() + ", see " + log);
      }
      if (System.nanoTime() > until) throw new IOException("mosquitto does not listen, see " + log);
      rest();
    }
  }

  private boolean listens() {
    try (var probe = new Socket()) {
      probe.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 500);
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void rest() throws IOException {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public synchronized void kill() {
    var running = process;
    if (running == null) return;
    running.destroyForcibly();
    try {
      boolean _ = running.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process = null;
  }

  @Override
  public void close() {
    kill();
  }
}
