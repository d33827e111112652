package org.shuyi.sim.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The cable between a station and a server of this machine: cut, it drops every connection and
 * resets each new one, while the server lives on. Otherwise it carries as its {@link Carriage}
 * says.
 *
 * <p>Its port stays its own while it is cut, so nobody else can take it. A connection of which it
 * has swallowed a byte is lost for good, also when the cable is well again: whoever waits on it
 * must find that out.
 */
public final class CuttableProxy implements AutoCloseable {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int CHUNK = 16 * 1024;

  private final ServerSocket door;
  private final int server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;
  private volatile Carriage carriage = Carriage.GOOD;

  /**
   * Begins to listen on loopback.
   *
   * @param port 0 for any free one
   * @param server the port to which bytes are carried
   */
  public static CuttableProxy listen(int port, int server) throws IOException {
    var proxy = new CuttableProxy(port, server);
    Thread.ofVirtual().name("cable").start(proxy::accept);
    return proxy;
  }

  private CuttableProxy(int port, int server) throws IOException {
    this.server = server;
    this.door = new ServerSocket();
    door.setReuseAddress(true);
    door.bind(loopback(port));
  }

  public int port() {
    return door.getLocalPort();
  }

  /** Drops every connection; from now on there are none. Safe to call twice. */
  public void cut() {
    cut = true;
    open.forEach(CuttableProxy::reset);
  }

  /** From now on connections are carried again, and well. Safe to call twice. */
  public void mend() {
    carriage = Carriage.GOOD;
    cut = false;
  }

  /** From now on what goes through goes like this. */
  public void carry(Carriage now) {
    carriage = now;
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      cut();
    }
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        var near = door.accept();
        Thread.ofVirtual().name("cable").start(() -> carry(near));
      } catch (IOException closed) {
        if (!door.isClosed()) throw new UncheckedIOException(closed);
      }
    }
  }

  private void carry(Socket near) {
    var far = new Socket();
    open.add(near);
    open.add(far);
    try (near;
        far) {
      if (cut) reset(near);
      far.connect(loopback(server), CONNECT_MILLIS);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      // Whoever cuts from here on finds both sockets in the set.
      if (cut) reset(near);
      var swallowed = new AtomicBoolean();
      var back = Thread.ofVirtual().name("cable back").start(() -> pump(far, near, swallowed));
      pump(near, far, swallowed);
      back.join();
    } catch (IOException gone) {
      reset(near);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(near);
      open.remove(far);
    }
  }

  /** Ends both directions when one ends: MQTT knows no half-open connection. */
  private void pump(Socket from, Socket to, AtomicBoolean swallowed) {
    var chunk = new byte[CHUNK];
    try {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        var now = carriage;
        if (now.swallows()) swallowed.set(true);
        if (swallowed.get()) continue;
        // The time on the way is what this cable is for: nothing here could be waited for instead.
        Thread.sleep(now.millisFor(count));
        out.write(chunk, 0, count);
      }
      if (!swallowed.get()) to.shutdownOutput();
    } catch (IOException gone) {
      reset(from);
      reset(to);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Without a farewell, as a cable ends that is pulled out of a switch which says so. */
  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException alreadyClosed) {
      // Closed is what it should be.
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
  }
}
