package org.shuyi.sim.power;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A disk behind a Unix socket. Whoever waits for a reply when the power goes waits until {@link
 * #close}, as a program waits for a disk that is no more.
 */
final class NbdServer implements AutoCloseable {
  private final ServerSocketChannel door;
  private final Path socket;
  private final VolatileDisk disk;
  private final CountDownLatch closed = new CountDownLatch(1);

  private NbdServer(Path socket, VolatileDisk disk) throws IOException {
    this.socket = socket;
    this.disk = disk;
    Files.deleteIfExists(socket);
    door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    door.bind(UnixDomainSocketAddress.of(socket));
  }

  /**
   * @param socket at most 107 bytes long, as Linux wants it; a file left there is removed
   * @param disk closed with the server
   */
  static NbdServer listen(Path socket, VolatileDisk disk) throws IOException {
    var server = new NbdServer(socket, disk);
    Thread.ofPlatform().daemon().name("disk").start(server::accept);
    return server;
  }

  VolatileDisk disk() {
    return disk;
  }

  private void accept() {
    while (door.isOpen()) {
      try {
        var client = door.accept();
        Thread.ofPlatform().daemon().name("disk client").start(() -> serve(client));
      } catch (IOException noMore) {
        return;
      }
    }
  }

  private void serve(SocketChannel client) {
    try (client) {
      serveUntilDark(client);
    } catch (IOException gone) {
      // The client went, or was sent away; the disk is as it was.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serveUntilDark(SocketChannel client) throws IOException, InterruptedException {
    try {
      var in = Channels.newInputStream(client);
      new NbdSession(in, Channels.newOutputStream(client), disk).serve();
    } catch (PowerGone gone) {
      closed.await();
    }
  }

  /** Hangs up on everybody. Safe to call twice. */
  @Override
  public void close() throws IOException {
    door.close();
    closed.countDown();
    Files.deleteIfExists(socket);
    disk.close();
  }
}
