package org.shuyi.sim.soak;

import org.shuyi.sim.station.VirtualTown;
import org.shuyi.sim.station.Weather;

/** What goes wrong on the way to the centre, and for how long. */
final class LineTroubles {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;

  /** Longer than anybody is asked to wait for the centre's word. */
  private static final int SLOWEST_CENTRE = 6_000;

  private final VirtualTown town;
  private final Chance chance;
  private final Encounters encounters;
  private boolean calm;

  LineTroubles(VirtualTown town, Chance chance, Encounters encounters) {
    this.town = town;
    this.chance = chance;
    this.encounters = encounters;
  }

  void away() {
    if (!town.world().network()) return;
    encounters.happened(Trouble.NETWORK_AWAY);
    town.world().network(false);
    long away = chance.percent(20) ? chance.around(100 * MINUTE) : chance.around(3 * MINUTE);
    town.time().after(away, this::networkBack);
  }

  void hangConnects() {
    town.broker().answersConnects(false);
    town.broker().halfOpen();
    town.time().after(chance.around(4 * MINUTE), () -> town.broker().answersConnects(true));
  }

  void takeOver(int times) {
    if (calm || times == 0) return;
    town.broker().takeOver();
    town.time().after(chance.between(1, 20) * SECOND, () -> takeOver(times - 1));
  }

  void refuseSubscriptions() {
    town.broker().grantsSubscriptions(false);
    town.broker().takeOver();
    town.time().after(chance.around(4 * MINUTE), () -> town.broker().grantsSubscriptions(true));
  }

  /** Somewhere behind the broker all takes its time; the line itself is as quick as ever. */
  void slowCentre() {
    town.broker().centreTakes(chance.between(300, SLOWEST_CENTRE));
    town.time().after(chance.around(6 * MINUTE), () -> town.broker().centreTakes(0));
  }

  void begin(Weather weather) {
    calm = false;
    town.broker().weather(weather);
  }

  /** The broker answers everybody. */
  void heal() {
    calm = true;
    town.broker().weather(Weather.FAIR);
    town.broker().answersConnects(true);
    town.broker().grantsSubscriptions(true);
    town.broker().centreTakes(0);
  }

  void networkBack() {
    if (!town.world().network()) town.world().network(true);
  }
}
