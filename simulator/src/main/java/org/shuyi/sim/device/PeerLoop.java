package org.shuyi.sim.device;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.shuyi.devices.Bytes;

/**
 * The thread of one device on a real wire: bytes in, bytes out when they are due, and what others
 * do to the device in between.
 *
 * <p>All that touches the device happens on this thread.
 */
abstract class PeerLoop implements Attachment {
  private final Peer peer;
  private final LongSupplier clock;
  private final ConcurrentLinkedQueue<LongConsumer> touches = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean closed;

  /**
   * A loop that has not begun.
   *
   * @param clock milliseconds from any origin, never going back; the world's, so that both agree
   */
  PeerLoop(String name, Peer peer, LongSupplier clock) {
    this.peer = peer;
    this.clock = clock;
    this.thread = new Thread(this::run, "peer " + name);
    thread.setDaemon(true);
  }

  /** Waits for bytes for so long (-1 for ever), or until {@link #wake()}; empty if none came. */
  abstract Bytes read(int millis) throws IOException;

  /** Sends bytes if there is anybody to hear them. */
  abstract void write(Bytes bytes) throws IOException;

  /** Ends a {@link #read} that waits; from any thread. */
  abstract void wake();

  /** Opens the wire to the device, if it is not open. */
  abstract void connect() throws IOException;

  /** Cuts the wire to the device, if it is open. */
  abstract void disconnect() throws IOException;

  /** Gives everything back; the last thing on the thread. */
  abstract void release() throws IOException;

  /** Tells the device that whoever was at the far end is gone. */
  final void tellHungUp() {
    peer.hungUp(clock.getAsLong());
  }

  final void begin() {
    thread.start();
  }

  @Override
  public final void touch(LongConsumer act) {
    touches.add(act);
    wake();
  }

  @Override
  public final void unplug() {
    touch(now -> attempt(this::disconnect));
  }

  @Override
  public final void plugIn() {
    touch(
        now -> {
          peer.powerUp(now);
          attempt(this::connect);
        });
  }

  @Override
  public final void close() {
    if (closed) return;
    closed = true;
    wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    peer.powerUp(clock.getAsLong());
    while (!closed) attempt(this::turn);
    attempt(this::release);
  }

  private void turn() throws IOException {
    for (var touch = touches.poll(); touch != null; touch = touches.poll()) {
      touch.accept(clock.getAsLong());
    }
    for (var bytes = peer.leaving(now()); bytes != null; bytes = peer.leaving(now())) {
      write(bytes);
    }
    var heard = read(patience());
    if (!heard.isEmpty()) peer.received(heard, now());
  }

  private long now() {
    return clock.getAsLong();
  }

  private int patience() {
    if (!touches.isEmpty() || closed) return 0;
    long at = peer.wakeAt();
    return at == Peer.NEVER ? -1 : Math.clamp(at - now(), 0, Integer.MAX_VALUE);
  }

  private interface Attempt {
    void run() throws IOException;
  }

  /** A wire that fails is a wire that is cut: the device itself goes on. */
  private void attempt(Attempt attempt) {
    try {
      attempt.run();
    } catch (IOException cut) {
      try {
        disconnect();
      } catch (IOException alreadyCut) {
        closed = true;
      }
    }
  }
}
