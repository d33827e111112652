package org.shuyi.sim.device;

import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.link.Line;
import org.shuyi.sim.time.VirtualTime;

/**
 * A line to a simulated device under virtual time: what a driver writes reaches the device at once,
 * and what the device says comes back through the virtual queue when it has left.
 *
 * <p>The time on the wire is part of the device's answer ({@link Pace}). A line opens by itself a
 * moment after it is asked to, or after the plug is put in again.
 */
public final class MemoryLine implements Line, Attachment {
  /** Until a plug that was put in again is a port that opens: what USB takes. */
  private static final int REOPEN_MILLIS = 500;

  private final String name;
  private final VirtualTime time;
  private final Peer peer;
  private final VirtualTime.Alarm deliveries;
  private int latencyMillis;
  private @Nullable Listener listener;
  private boolean pluggedIn = true;
  private boolean up;
  private long plug;

  public MemoryLine(String name, VirtualTime time, Peer peer) {
    this(name, time, peer, 0);
  }

  /**
   * A line through an adapter that holds bytes back.
   *
   * @param latencyMillis how long the adapter gathers bytes before it hands them on; 16 is usual
   *     for USB
   */
  public MemoryLine(String name, VirtualTime time, Peer peer, int latencyMillis) {
    this.name = name;
    this.time = time;
    this.peer = peer;
    this.latencyMillis = latencyMillis;
    this.deliveries = time.alarm(this::deliver);
  }

  /** From now on another adapter is in between, which holds bytes back for so long. */
  public void adapter(int holdsBackMillis) {
    latencyMillis = holdsBackMillis;
  }

  @Override
  public void open(Listener hearing) {
    listener = hearing;
    // What the device said while nobody had the port open is lost.
    while (peer.leaving(time.now()) != null) {}
    rise(0);
  }

  @Override
  public void write(Bytes bytes) {
    if (!up) return;
    peer.received(bytes, time.now());
    arm();
  }

  /** Whoever is at the far end hears of it where its wire can tell. */
  @Override
  public void reopen(String why) {
    if (!up) return;
    up = false;
    peer.hungUp(time.now());
    var hearing = listener;
    if (hearing != null) time.after(0, () -> hearing.down(why));
    rise(REOPEN_MILLIS);
  }

  @Override
  public void close() {
    listener = null;
    deliveries.set(VirtualTime.NEVER);
    up = false;
    plug++;
  }

  @Override
  public String describe() {
    return "memory " + name;
  }

  @Override
  public void unplug() {
    if (!pluggedIn) return;
    pluggedIn = false;
    up = false;
    plug++;
    var hearing = listener;
    if (hearing != null) time.after(0, () -> hearing.down("unplugged"));
  }

  @Override
  public void plugIn() {
    if (pluggedIn) return;
    pluggedIn = true;
    peer.powerUp(time.now());
    rise(REOPEN_MILLIS);
  }

  @Override
  public void touch(LongConsumer act) {
    act.accept(time.now());
    if (listener != null) arm();
  }

  private void rise(int millis) {
    long thisPlug = ++plug;
    time.after(
        millis,
        () -> {
          var hearing = listener;
          if (plug != thisPlug || !pluggedIn || hearing == null) return;
          up = true;
          hearing.up();
          // A device may speak without being spoken to.
          arm();
        });
  }

  private void arm() {
    long at = peer.wakeAt();
    deliveries.set(at == Peer.NEVER ? at : at + latencyMillis);
  }

  private void deliver() {
    for (var bytes = peer.leaving(time.now()); bytes != null; bytes = peer.leaving(time.now())) {
      var hearing = listener;
      if (up && hearing != null && !bytes.isEmpty()) hearing.received(bytes);
    }
    arm();
  }
}
