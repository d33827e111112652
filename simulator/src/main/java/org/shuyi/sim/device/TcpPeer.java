package org.shuyi.sim.device;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;

/**
 * A simulated device behind a TCP port of this machine, as boards with Ethernet and serial servers
 * are.
 *
 * <p>It talks to one station at a time; a newer connection ends the older one. Unplugged, it
 * refuses connections; plugged in again, it is at the same port.
 */
public final class TcpPeer extends PeerLoop {
  private final Selector selector;
  private final ByteBuffer buffer = ByteBuffer.allocate(1024);
  private final int port;
  private @Nullable ServerSocketChannel door;
  private @Nullable SocketChannel station;

  /**
   * Plugs the device in; it can be connected to when this returns.
   *
   * @param port 0 for any that is free
   * @throws IOException where the port is taken
   */
  public static TcpPeer at(int port, String name, Peer peer, LongSupplier clock)
      throws IOException {
    var attached = new TcpPeer(port, name, peer, clock);
    attached.begin();
    return attached;
  }

  private TcpPeer(int port, String name, Peer peer, LongSupplier clock) throws IOException {
    super(name, peer, clock);
    this.selector = Selector.open();
    this.port = listen(port);
  }

  public int port() {
    return port;
  }

  private int listen(int wanted) throws IOException {
    var fresh = ServerSocketChannel.open();
    fresh.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
    fresh.configureBlocking(false);
    fresh.register(selector, SelectionKey.OP_ACCEPT);
    door = fresh;
    return ((InetSocketAddress) fresh.getLocalAddress()).getPort();
  }

  @Override
  void connect() throws IOException {
    if (door == null) listen(port);
  }

  @Override
  void disconnect() throws IOException {
    hangUp();
    var open = door;
    door = null;
    if (open != null) open.close();
    selector.selectNow();
  }

  @Override
  void release() throws IOException {
    disconnect();
    selector.close();
  }

  @Override
  Bytes read(int millis) throws IOException {
    if (millis == 0) selector.selectNow();
    else selector.select(Math.max(millis, 0));
    var ready = selector.selectedKeys();
    var heard = Bytes.EMPTY;
    for (var key : ready) {
      if (!key.isValid()) continue;
      if (key.isAcceptable()) accept();
      else if (key.isReadable()) heard = heard.plus(hear());
    }
    ready.clear();
    return heard;
  }

  private void accept() throws IOException {
    var open = door;
    var caller = open == null ? null : open.accept();
    if (caller == null) return;
    hangUp();
    caller.configureBlocking(false);
    caller.register(selector, SelectionKey.OP_READ);
    station = caller;
  }

  private Bytes hear() throws IOException {
    var caller = station;
    if (caller == null) return Bytes.EMPTY;
    buffer.clear();
    int count;
    try {
      count = caller.read(buffer);
    } catch (IOException reset) {
      count = -1;
    }
    if (count < 0) {
      hangUp();
      return Bytes.EMPTY;
    }
    var bytes = new byte[count];
    buffer.flip().get(bytes);
    return Bytes.copyOf(bytes);
  }

  @Override
  void write(Bytes bytes) throws IOException {
    var caller = station;
    if (caller == null) return;
    var sending = ByteBuffer.wrap(bytes.toArray());
    try {
      // A station that does not read loses what does not fit, as behind a serial server.
      int sent = caller.write(sending);
      if (sent < 0) hangUp();
    } catch (IOException gone) {
      hangUp();
    }
  }

  private void hangUp() throws IOException {
    var caller = station;
    station = null;
    if (caller == null) return;
    tellHungUp();
    caller.close();
  }

  @Override
  void wake() {
    selector.wakeup();
  }
}
