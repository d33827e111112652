package org.shuyi.sim.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;

/**
 * A simulated device on a serial port of this machine, under a path that stays, such as {@code
 * target/demo/dev/locks}.
 *
 * <p>The path is a link to a pty. Unplugged, the link is gone and the port hangs up; plugged in
 * again, there is a new pty under the same link, as with a USB adapter and its udev name.
 */
public final class PtyPeer extends PeerLoop {
  private final Path link;
  private @Nullable Pty pty;

  /**
   * Without a port there is nothing to read: a pair that nobody else knows is waited on instead.
   */
  private final Pty nowhere;

  private volatile Pty awaited;

  /**
   * Plugs the device in; its port can be opened when this returns.
   *
   * @throws IOException where there are no ptys, or the link cannot be made
   */
  public static PtyPeer at(Path link, Peer peer, LongSupplier clock) throws IOException {
    var attached = new PtyPeer(link, peer, clock);
    attached.connect();
    attached.begin();
    return attached;
  }

  private PtyPeer(Path link, Peer peer, LongSupplier clock) throws IOException {
    super(String.valueOf(link.getFileName()), peer, clock);
    this.link = link.toAbsolutePath();
    this.nowhere = new Pty();
    this.awaited = nowhere;
  }

  /** The path that a station's configuration names. */
  public Path path() {
    return link;
  }

  @Override
  void connect() throws IOException {
    if (pty != null) return;
    var fresh = new Pty();
    pty = fresh;
    awaited = fresh;
    Files.createDirectories(link.getParent());
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, Path.of(fresh.path()));
  }

  @Override
  void disconnect() throws IOException {
    var old = pty;
    if (old == null) return;
    pty = null;
    awaited = nowhere;
    // The name first: its port's number may be another device's at once.
    Files.deleteIfExists(link);
    old.close();
  }

  @Override
  void release() throws IOException {
    disconnect();
    nowhere.close();
  }

  @Override
  Bytes read(int millis) throws IOException {
    return awaited.read(millis);
  }

  @Override
  void write(Bytes bytes) throws IOException {
    var open = pty;
    if (open != null) open.write(bytes);
  }

  @Override
  void wake() {
    awaited.wake();
  }
}
