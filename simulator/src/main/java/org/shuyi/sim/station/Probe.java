package org.shuyi.sim.station;

import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Kiosk;

/** Looks on while a station lives, and changes nothing. */
public interface Probe {
  Probe NONE =
      new Probe() {
        @Override
        public void told(Event event) {}

        @Override
        public void acts(Effect effect) {}

        @Override
        public void turned(Kiosk kiosk) {}

        @Override
        public void outOfOrder(String why) {}
      };

  /** Before the kernel is told. */
  void told(Event event);

  /** Before an effect is handed out. */
  void acts(Effect effect);

  /** After a turn, with all its effects handed out. */
  void turned(Kiosk kiosk);

  /** The journal's disk has failed: until the next life nobody is served. */
  void outOfOrder(String why);
}
