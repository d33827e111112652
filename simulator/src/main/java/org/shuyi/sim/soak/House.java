package org.shuyi.sim.soak;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.shuyi.sim.station.Extra;
import org.shuyi.sim.station.VirtualTown;

/**
 * What is around a fitted cabinet: its weather, its contacts, the paper in its printer, and the
 * mains before its supply. It changes by chance of its own while troubles last, and is well after.
 */
final class House {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;

  private static final List<String> CONTACTS = List.of("tilt", "vibration", "service-door");

  private static final List<String> DEVICES =
      List.of(Extra.AIR.device(), Extra.PRINTER.device(), Extra.UPS.device());

  /** A roll as it is bought. */
  private static final int ROLL = 2_000;

  /** Lines that are hardly enough for a receipt. */
  private static final int SHORT = 8;

  /** Lines that are enough for none. */
  private static final int NEARLY_NONE = 3;

  /** A battery with which a station ends in order. */
  private static final int LOW = 10;

  /** What changed is told so much later, by a program that stands still or waits for its disk. */
  private static final long LONGEST_UNTOLD = 3 * MINUTE;

  private final VirtualTown town;
  private final Lives lives;
  private final Encounters encounters;
  private final Chance chance;
  private final Recurring recurring;
  private final Tally tally;
  private final Trace trace;
  private final Map<String, Long> openUntil = new TreeMap<>();
  private long onBatteryUntil = Long.MIN_VALUE / 2;

  House(
      VirtualTown town,
      Lives lives,
      Swarm swarm,
      long seed,
      Encounters encounters,
      Tally tally,
      Trace trace) {
    this.town = town;
    this.lives = lives;
    this.encounters = encounters;
    this.chance = new Chance(seed);
    this.recurring = new Recurring(town.time(), chance);
    this.tally = tally;
    this.trace = trace;
    if (swarm.alone()) {
      if (swarm.asks(Trouble.OUT_OF_PAPER)) {
        recurring.every(swarm.meanMillis(Trouble.OUT_OF_PAPER), () -> paper(NEARLY_NONE));
      }
      return;
    }
    recurring.every(8 * MINUTE, this::weather);
    recurring.every(25 * MINUTE, this::contact);
    recurring.every(50 * MINUTE, this::mainsFail);
    recurring.every(40 * MINUTE, () -> paper(SHORT));
    recurring.every(70 * MINUTE, this::unplug);
  }

  void begin() {
    recurring.begin();
  }

  /** All is as it should be from now on. */
  void heal() {
    recurring.calm();
    town.air().becomes(20 * 16);
    town.air().dampens(40_000);
    CONTACTS.forEach(this::shut);
    DEVICES.forEach(this::plugIn);
    mainsBack();
    paperIsThere();
  }

  /** Whether the supply runs, or ran a little while ago, on its battery. */
  boolean wasOnBattery() {
    return !town.supplied().mains() || mayBeSaid(onBatteryUntil);
  }

  /** Whether a contact is open, or was a little while ago. */
  boolean wasOpen(String contact) {
    return mayBeSaid(openUntil.getOrDefault(contact, Long.MIN_VALUE / 2));
  }

  private boolean mayBeSaid(long until) {
    return lives.maySay(until, town.time().now(), LONGEST_UNTOLD);
  }

  private void weather() {
    int celsius = chance.between(-15, 48);
    int percent = chance.between(15, 95);
    met("the air becomes %d degrees, %d %%".formatted(celsius, percent));
    town.air().becomes(16 * celsius);
    town.air().dampens(1_000 * percent);
  }

  private void contact() {
    String contact = chance.of(CONTACTS);
    if (!town.world().contact(contact, true).done()) return;
    openUntil.put(contact, Long.MAX_VALUE / 2);
    met("the " + contact + " contact opens");
    long open = chance.percent(50) ? chance.between(50, 2_000) : chance.around(3 * MINUTE);
    town.time().after(open, () -> shut(contact));
  }

  private void shut(String contact) {
    if (town.world().contact(contact, false).done()) openUntil.put(contact, town.time().now());
  }

  /** The battery lasts until the mains are back, or runs low before. */
  private void mainsFail() {
    if (!town.supplied().mains()) return;
    met("the mains fail before the supply");
    town.supplied().mains(false);
    if (chance.percent(40)) {
      town.time()
          .after(
              chance.between(1, 200) * SECOND,
              () -> {
                if (!town.supplied().mains()) town.supplied().battery(LOW);
              });
    }
    town.time().after(chance.around(4 * MINUTE), this::mainsBack);
  }

  private void mainsBack() {
    if (town.supplied().mains()) return;
    onBatteryUntil = town.time().now();
    town.supplied().mains(true);
    town.supplied().battery(100);
  }

  /**
   * @param most so many lines may be left on the roll
   */
  private void paper(int most) {
    met("the printer runs short of paper, or its cover opens");
    if (chance.percent(30)) town.paper().cover(true);
    else town.paper().refill(chance.between(0, most));
    town.time().after(chance.around(8 * MINUTE), this::paperIsThere);
  }

  private void paperIsThere() {
    if (town.paper().out()) encounters.happened(Trouble.OUT_OF_PAPER);
    town.paper().cover(false);
    town.paper().refill(ROLL);
  }

  private void unplug() {
    String device = chance.of(DEVICES);
    if (!town.world().unplug(device).done()) return;
    met(device + " is unplugged");
    town.time().after(chance.around(2 * MINUTE), () -> plugIn(device));
  }

  private void plugIn(String device) {
    if (town.world().unplugged(device)) town.world().plugIn(device);
  }

  private void met(String words) {
    tally.count("changes of the house");
    trace.line(town.time().now(), () -> "house  " + words);
  }
}
