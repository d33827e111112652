package org.shuyi.sim.soak;

import java.util.HashMap;
import java.util.Map;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.station.MemoryBroker;
import org.shuyi.sim.station.VirtualDisk;
import org.shuyi.sim.station.VirtualTown;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Deed;

/**
 * Which troubles a seed really met, and did not only have in store: a reader that was deaf while
 * nobody spoke to it, or a cut of mains that were away already, is none.
 *
 * <p>Who has somebody or something do a trouble says so by {@link #happened}; what devices, broker
 * and disk have lying in wait is counted when it strikes.
 */
final class Encounters {
  private final Tally tally;
  private final Map<String, Map<Class<? extends Fault>, Trouble>> lying = new HashMap<>();
  private Trouble refusal = Trouble.DISK_FULL;

  Encounters(VirtualTown town, Tally tally) {
    this.tally = tally;
    town.peers().forEach((device, peer) -> peer.faults().watch(kind -> struck(device, kind)));
    town.broker().watch(mishap -> happened(trouble(mishap)));
    town.disk().watch(mishap -> happened(trouble(mishap)));
    town.world()
        .watch(
            (at, deed) -> {
              if (deed instanceof Deed.BoltJammed) happened(Trouble.JAM);
              if (deed instanceof Deed.BookPut put) strange(put.book());
            });
  }

  /** What no library wrote, once it lies behind a door. */
  private void strange(Book book) {
    if (Cast.isGarbage(book)) happened(Trouble.GARBAGE_ON_TAG);
    else if (Cast.isForeign(book)) happened(Trouble.STRANGE_ITEM);
  }

  void happened(Trouble trouble) {
    tally.count(trouble.counted());
  }

  /** A fault lies in wait at a device, and is met when it does something for the first time. */
  void liesInWait(Trouble trouble, String device, Class<? extends Fault> kind) {
    lying.computeIfAbsent(device, name -> new HashMap<>()).put(kind, trouble);
  }

  /** From now on this is why the disk takes nothing. */
  void refuses(Trouble trouble) {
    refusal = trouble;
  }

  private void struck(String device, Class<? extends Fault> kind) {
    var here = lying.get(device);
    if (here == null) return;
    Trouble trouble = here.remove(kind);
    if (trouble != null) happened(trouble);
  }

  private Trouble trouble(VirtualDisk.Mishap mishap) {
    return switch (mishap) {
      case REFUSED -> refusal;
      case FAILED -> Trouble.FLUSH_FAILS;
      case TOOK_LONG -> Trouble.FLUSH_SLOW;
    };
  }

  private static Trouble trouble(MemoryBroker.Mishap mishap) {
    return switch (mishap) {
      case CONNECT_UNANSWERED -> Trouble.CONNECT_HANGS;
      case SUBSCRIPTION_REFUSED -> Trouble.SUBSCRIBE_REFUSED;
      case TAKEN_OVER -> Trouble.TAKEN_OVER;
      case HALF_OPEN -> Trouble.HALF_OPEN;
      case LOST -> Trouble.ACKNOWLEDGED_AND_LOST;
      case SLOW -> Trouble.CENTRE_SLOW;
    };
  }
}
