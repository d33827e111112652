package org.shuyi.sim.station;

import java.util.SortedMap;
import org.shuyi.devices.link.Line;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.host.MainsWatch;
import org.shuyi.kiosk.trust.PatronTokens;
import org.shuyi.sim.time.VirtualTime;

/**
 * The time between a stop for want of power and the next start: nothing of the program runs but the
 * product's {@link MainsWatch}.
 */
final class DarkTime {
  private final VirtualEdge edge;
  private boolean over;

  /**
   * @param back is told once when the mains are back, or nobody can say
   */
  DarkTime(
      StationConfig config,
      PatronTokens tokens,
      VirtualTime time,
      SortedMap<String, ? extends Line> lines,
      Runnable back) {
    edge = new VirtualEdge(time, lines, null);
    MainsWatch.on(config, tokens, edge, () -> time.after(0, () -> mainsAreBack(back)));
    time.after(0, this::open);
  }

  private void open() {
    if (!over) edge.open();
  }

  private void mainsAreBack(Runnable back) {
    if (over) return;
    end();
    back.run();
  }

  /** It is over for another reason: somebody starts the program, or cuts what power there is. */
  void end() {
    if (!over) edge.die();
    over = true;
  }
}
