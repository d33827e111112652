package org.shuyi.sim.bench;

import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.device.Faults;
import org.shuyi.sim.device.Peer;

/** A device, and how long it was busy: from a question to the last byte of its answer. */
final class BusyPeer implements Peer {
  private final Peer peer;

  /** A question has begun to come, of which the end may be missing. */
  private boolean asked;

  private long askedAt;
  private long busyMillis;
  private int questions;

  BusyPeer(Peer peer) {
    this.peer = peer;
  }

  synchronized void forget() {
    busyMillis = 0;
    questions = 0;
  }

  synchronized long busyMillis() {
    return busyMillis;
  }

  synchronized int questions() {
    return questions;
  }

  @Override
  public void powerUp(long nowMillis) {
    peer.powerUp(nowMillis);
  }

  @Override
  public synchronized void received(Bytes bytes, long nowMillis) {
    if (!asked) {
      asked = true;
      askedAt = nowMillis;
      questions++;
    }
    peer.received(bytes, nowMillis);
    long due = peer.wakeAt();
    if (due == NEVER) return;
    busyMillis += due - askedAt;
    asked = false;
  }

  @Override
  public void hungUp(long nowMillis) {
    peer.hungUp(nowMillis);
  }

  @Override
  public long wakeAt() {
    return peer.wakeAt();
  }

  @Override
  public @Nullable Bytes leaving(long nowMillis) {
    return peer.leaving(nowMillis);
  }

  @Override
  public Faults faults() {
    return peer.faults();
  }
}
