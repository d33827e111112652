package org.shuyi.sim.soak;

import java.util.TreeSet;
import org.shuyi.kiosk.host.OutOfOrder;
import org.shuyi.kiosk.kernel.Emergency;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.health.Serving;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.visit.Visit;
import org.shuyi.sim.soak.Violation.Promise;
import org.shuyi.sim.station.VirtualTown;

/**
 * What works at a station a minute after the last fault, when everybody has gone home and shut the
 * doors, whether the centre can be reached or not: the program, its journal and its screen, every
 * device, and every door, counted and offered.
 *
 * <p>Within the minute is room for whoever went away without a word (15 s, and 7 s to say so, and a
 * receipt of 12 s), for a bolt that was pulled for nobody (10 s) and for a board or shelf that is
 * asked again every 30 s. What only people can end is excused: an order that keeps patrons away, a
 * technician on site, and rows of records for which there is no more room until the line is back.
 */
final class LocalHealth {
  private static final String CENTRE = "centre";

  private final VirtualTown town;

  LocalHealth(VirtualTown town) {
    this.town = town;
  }

  /** The local services, with what people or the line keep away excused. */
  void judge() {
    require(town.station().isUp(), "the program does not run");
    Kiosk kiosk = town.station().kiosk();
    devices(kiosk);
    nothingWaits(kiosk);
    serves(kiosk);
  }

  /** The same of a station that nobody and nothing keeps from serving. */
  void judgeInService() {
    judge();
    Kiosk kiosk = town.station().kiosk();
    require(!Serving.closed(kiosk), "patrons are kept away: " + kiosk.station());
    kiosk
        .shelf()
        .doors()
        .forEach((id, door) -> require(!door.barred(), "door " + id + " is barred"));
  }

  /** What is said of the centre is said of the line. */
  private void devices(Kiosk kiosk) {
    var silent = new TreeSet<>(town.peers().keySet());
    kiosk
        .devices()
        .healths()
        .forEach(
            (id, health) -> {
              silent.remove(id.name());
              if (id.name().equals(CENTRE)) return;
              // A disk that was slow is said to be so for ten minutes.
              boolean remembered =
                  id.name().equals(OutOfOrder.JOURNAL) && health instanceof DeviceHealth.Degraded;
              require(remembered || health instanceof DeviceHealth.Ready, id + " is " + health);
            });
    require(silent.isEmpty(), "nothing has been heard of " + silent);
  }

  /** No door, no bolt, no count, no writing and no slip of paper is waited for. */
  private void nothingWaits(Kiosk kiosk) {
    ends(kiosk.visits().now() instanceof Visit.Nobody, "a visit goes on: " + kiosk.visits().now());
    kiosk
        .shelf()
        .doors()
        .forEach(
            (id, door) ->
                ends(door.state() instanceof DoorState.Shut, "door " + id + " is " + door.state()));
    var fittings = kiosk.fittings();
    ends(fittings.cabinet().bolts().waiting().isEmpty(), "bolts wait: " + fittings.cabinet());
    ends(
        fittings.marks().doubtful().values().stream().noneMatch(one -> one.writing() > 0),
        "marks are being written: " + fittings.marks());
    ends(fittings.receipts().open().isEmpty(), "paper is waited for: " + fittings.receipts());
    ends(
        fittings.entrance().access().asking().isEmpty(),
        "the entrance waits for an answer: " + fittings.entrance().access());
  }

  private void serves(Kiosk kiosk) {
    require(
        kiosk.station().emergency() == Emergency.NONE,
        "an emergency: " + kiosk.station().emergency());
    require(kiosk.fittings().power().begins(), "no mains: " + kiosk.fittings().power());
    String shown = town.station().screen().map(Screen::name).orElse("nothing");
    require(
        kiosk.said().screen().equals(town.station().screen()),
        "the screen shows " + shown + ", and not what the station wants to be seen");
    if (Serving.closed(kiosk)) return;
    require(shown.equals("attract"), "nobody is invited: the screen shows " + shown);
    kiosk
        .shelf()
        .doors()
        .forEach(
            (id, door) ->
                require(
                    door.barred() || Serving.offers(kiosk, id), "door " + id + " is not offered"));
  }

  private static void ends(boolean fulfilled, String words) {
    if (!fulfilled) throw new Violation(Promise.WAITS_END, words);
  }

  private static void require(boolean fulfilled, String words) {
    if (!fulfilled) throw new Violation(Promise.HEALS, words);
  }
}
