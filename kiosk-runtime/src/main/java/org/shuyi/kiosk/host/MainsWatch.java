package org.shuyi.kiosk.host;

import java.util.function.Consumer;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.HealthEvent;
import org.shuyi.kiosk.kernel.PowerEvent.Supply;
import org.shuyi.kiosk.kernel.PowerEvent.SupplyChanged;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.trust.PatronTokens;

/**
 * After an ordered stop by a low battery nothing is open any more but this: the power supply, until
 * it has seen the mains. One that falls silent ends the wait too: a station that still runs must
 * not stay shut because of a cable.
 */
public final class MainsWatch {
  private MainsWatch() {}

  /**
   * Runs the power supply of this configuration and nothing else.
   *
   * @param edge where it runs; the caller opens and closes it
   * @param back is told, perhaps more than once, that the station may be started again
   */
  public static void on(StationConfig config, PatronTokens tokens, Edge edge, Runnable back) {
    Consumer<Event> heard =
        event -> {
          if (ends(event)) back.run();
        };
    Wiring.hardware(config.withOnly("power"), tokens, edge, heard);
  }

  private static boolean ends(Event event) {
    if (event instanceof SupplyChanged(Supply supply)) return supply == Supply.MAINS;
    return event instanceof HealthEvent.DeviceChanged changed
        && changed.health() instanceof DeviceHealth.Lost;
  }
}
