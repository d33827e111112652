package org.shuyi.sim.station;

import org.shuyi.kiosk.host.Turn;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;

/** What {@link Turn} does, so that a soak can try whether it would notice a wrong one. */
public interface Telling {
  void tell(Event event, Now now);

  void timePassed(Now now);

  void flush(Now now);

  Kiosk kiosk();

  long wakeAt();

  /** The product's own. */
  static Telling of(Turn turn) {
    return new Telling() {
      @Override
      public void tell(Event event, Now now) {
        turn.tell(event, now);
      }

      @Override
      public void timePassed(Now now) {
        turn.timePassed(now);
      }

      @Override
      public void flush(Now now) {
        turn.flush(now);
      }

      @Override
      public Kiosk kiosk() {
        return turn.kiosk();
      }

      @Override
      public long wakeAt() {
        return turn.wakeAt();
      }
    };
  }
}
