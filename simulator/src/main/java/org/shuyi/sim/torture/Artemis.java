package org.shuyi.sim.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuyi.sim.broker.EmbeddedBroker;

/** The broker within this program, for machines without Mosquitto; its end is an ordered one. */
final class Artemis implements Broker {
  private final Path folder;
  private final int port;
  private @Nullable EmbeddedBroker broker;

  /**
   * Starts one.
   *
   * @param home in which it keeps its files
   * @throws IOException where it does not start
   */
  static Artemis open(Path home, int port) throws IOException {
    // A JDK 25 warns on the terminal of what Netty does there.
    System.setProperty("io.netty.noUnsafe", "true");
    var broker = new Artemis(home.resolve("broker"), port);
    broker.start(true);
    return broker;
  }

  private Artemis(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public synchronized void start(boolean forgets) throws IOException {
    if (broker != null) return;
    if (forgets) Emptied.folder(folder);
    broker = EmbeddedBroker.start(port, Optional.of(folder), Optional.empty());
  }

  @Override
  public synchronized void kill() {
    var running = broker;
    broker = null;
    if (running != null) running.close();
  }

  @Override
  public void close() {
    kill();
  }
}
