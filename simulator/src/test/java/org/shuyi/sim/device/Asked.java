package org.shuyi.sim.device;

import java.util.ArrayList;
import java.util.List;
import org.shuyi.devices.Bytes;

/** A peer on the bench: asked in hex, answering in hex. */
final class Asked {
  private final Peer peer;
  private long now = 1000;

  Asked(Peer peer) {
    this.peer = peer;
    peer.powerUp(now);
  }

  /** Asks and waits until all has been said. */
  List<String> hears(String hex) {
    peer.received(Bytes.parse(hex), now);
    return says();
  }

  /** Asks, and leaves the answers for later. */
  void tell(String hex) {
    peer.received(Bytes.parse(hex), now);
  }

  List<String> says() {
    var said = new ArrayList<String>();
    while (peer.wakeAt() != Peer.NEVER) {
      now = Math.max(now, peer.wakeAt());
      for (var bytes = peer.leaving(now); bytes != null; bytes = peer.leaving(now)) {
        said.add(bytes.toString());
      }
    }
    return said;
  }

  long now() {
    return now;
  }

  void pass(long millis) {
    now += millis;
  }
}
