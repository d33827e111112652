package org.shuyi.sim.soak;

import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.health.Serving;
import org.shuyi.sim.station.VirtualTown;
import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.World;

/** How long a station with mains could serve somebody, and why not where it could not. */
final class Meter implements World.Watcher {
  /** What a patron who comes now finds. */
  private enum Found {
    DARK("dark"),
    STARTING("starting after the mains"),
    PROGRAM_DOWN("program down"),
    CLOSED_BY_PEOPLE("closed by people"),
    NO_DEVICE("no device"),
    OFF_LINE("served off line"),
    ON_LINE("served on line");

    private final String words;

    Found(String words) {
      this.words = words;
    }
  }

  private final VirtualTown town;
  private final Tally tally;
  private Found found = Found.PROGRAM_DOWN;
  private long since;
  private boolean stopped;

  Meter(VirtualTown town, Tally tally) {
    this.town = town;
    this.tally = tally;
  }

  @Override
  public void happened(long atMillis, Deed deed) {
    if (deed instanceof Deed.MainsChanged(boolean on)) {
      becomes(on ? Found.STARTING : Found.DARK);
    }
  }

  /** The program is gone, whatever for. */
  void ended() {
    becomes(town.world().mains() ? Found.PROGRAM_DOWN : Found.DARK);
  }

  void turned(Kiosk kiosk) {
    if (Serving.closed(kiosk)) becomes(Found.CLOSED_BY_PEOPLE);
    else if (!Serving.anyDoor(kiosk) || nobodyIsKnown(kiosk)) becomes(Found.NO_DEVICE);
    else becomes(kiosk.devices().online() ? Found.ON_LINE : Found.OFF_LINE);
  }

  /** Neither card nor code can be read. */
  private static boolean nobodyIsKnown(Kiosk kiosk) {
    return kiosk.devices().healths().entrySet().stream()
        .filter(one -> one.getKey().name().equals("cards") || one.getKey().name().equals("scanner"))
        .allMatch(one -> one.getValue() instanceof DeviceHealth.Lost);
  }

  private void becomes(Found next) {
    if (stopped) return;
    long now = town.time().now();
    tally.count("millis " + found.words, now - since);
    since = now;
    found = next;
  }

  /** The time until now is counted too, and none after it. */
  void stop() {
    becomes(found);
    stopped = true;
  }
}
