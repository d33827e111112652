package org.shuyi.sim.soak;

import java.util.List;
import org.shuyi.kiosk.kernel.EntranceContact;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.ServiceEvent;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.station.Extra;
import org.shuyi.sim.station.VirtualTown;
import org.shuyi.sim.world.HouseWiring;

/**
 * What goes wrong at the entrance of a room, one thing at a time: its card reader, a contact that
 * nobody can read, the house's wiring; fires; and the staff who look after them.
 */
final class GateTroubles {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;

  /** After the last fault, when a program that was down listens again. */
  private static final long TRIED = 40 * SECOND;

  private static final String READER = Extra.PORCH.device();
  private static final String WARDEN = "lin";

  private static final List<HouseWiring.Fault> FAULTS = List.of(HouseWiring.Fault.values());

  private static final List<EntranceContact> CONTACTS =
      List.of(
          EntranceContact.IN,
          EntranceContact.OUT,
          EntranceContact.GATE_IN,
          EntranceContact.GATE_OUT,
          EntranceContact.EXIT_BUTTON,
          EntranceContact.EXIT_FREED);

  private final VirtualTown town;
  private final Doorway doorway;
  private final Chance chance;
  private final Recurring recurring;
  private final Tally tally;
  private final Trace trace;

  GateTroubles(VirtualTown town, Doorway doorway, long seed, Tally tally, Trace trace) {
    this.town = town;
    this.doorway = doorway;
    this.chance = new Chance(seed);
    this.recurring = new Recurring(town.time(), chance);
    this.tally = tally;
    this.trace = trace;
    recurring.every(60 * MINUTE, this::unplug);
    recurring.every(40 * MINUTE, this::ail);
    recurring.every(45 * MINUTE, this::hide);
    recurring.every(30 * MINUTE, this::spoil);
    recurring.every(110 * MINUTE, this::fire);
    patrol();
  }

  void begin() {
    recurring.begin();
  }

  /** All is as it should be from now on. */
  void heal() {
    recurring.calm();
    for (HouseWiring.Fault fault : FAULTS) doorway.plant(fault, false);
    for (EntranceContact contact : CONTACTS) doorway.hide(contact, false);
    town.time().after(TRIED, this::triesDoor);
  }

  /** Whoever mended the lock tries it: what it did not say before it says now. */
  private void triesDoor() {
    doorway.presses();
    town.time().after(2 * SECOND, doorway::letsGo);
  }

  private void unplug() {
    if (!town.world().unplug(READER).done()) return;
    met("the card reader outside is unplugged");
    town.time()
        .after(
            chance.around(2 * MINUTE),
            () -> {
              if (town.world().unplugged(READER)) town.world().plugIn(READER);
            });
  }

  private void ail() {
    Fault fault =
        switch (chance.between(0, 4)) {
          case 0 -> new Fault.Deaf();
          case 1 -> new Fault.Mute(chance.between(1, 30));
          case 2 -> new Fault.Late(chance.between(20, 2_500), chance.between(1, 50));
          case 3 -> new Fault.OneBehind();
          default -> new Fault.Noise(chance.between(0, 4), chance.between(0, 4), 1);
        };
    met("the card reader outside: " + fault);
    town.touch(READER, peer -> peer.faults().add(fault));
    town.time()
        .after(
            chance.around(MINUTE),
            () -> town.touch(READER, peer -> peer.faults().end(fault.getClass())));
  }

  private void hide() {
    if (doorway.isSpoilt()) return;
    EntranceContact contact = chance.of(CONTACTS);
    met("nobody can read the " + contact.word() + " contact");
    doorway.hide(contact, true);
    perhapsAFire();
    town.time().after(chance.around(3 * MINUTE), () -> doorway.hide(contact, false));
  }

  private void spoil() {
    if (doorway.isSpoilt()) return;
    HouseWiring.Fault fault = chance.of(FAULTS);
    met("the wiring of the way out: " + fault);
    doorway.plant(fault, true);
    perhapsAFire();
    town.time().after(chance.around(6 * MINUTE), () -> doorway.plant(fault, false));
  }

  private void perhapsAFire() {
    if (!chance.oneIn(4)) return;
    town.time()
        .after(
            chance.between(5, 120) * SECOND,
            () -> {
              if (!recurring.isCalm()) fire();
            });
  }

  private void fire() {
    if (!town.world().fire(true).done()) return;
    met("a fire");
    town.time()
        .after(
            chance.around(2 * MINUTE),
            () -> {
              if (town.world().fire()) town.world().fire(false);
            });
  }

  /** Somebody of the staff looks around, reads what the screen says, and now and then is early. */
  private void patrol() {
    town.time()
        .after(
            10 * SECOND,
            () -> {
              if (town.station().isUp()) looks(town.station().kiosk());
              patrol();
            });
  }

  private void looks(Kiosk kiosk) {
    boolean fire = town.porch().door().fireInput();
    boolean emergency = kiosk.station().emergency().lasts();
    if (emergency && (recurring.isCalm() || chance.oneIn(fire ? 40 : 10))) {
      town.station().tell(new ServiceEvent.EmergencyEnded(WARDEN, "looked around"));
    }
    boolean failed = !kiosk.fittings().entrance().exit().notFree().isEmpty();
    if (failed && (recurring.isCalm() || chance.oneIn(10))) {
      town.station().tell(new ServiceEvent.ExitCleared(WARDEN, "tried the door"));
    }
    if (town.porch().inside() == 0 && doorway.isCalm(MINUTE) && chance.oneIn(600)) {
      town.station().tell(new ServiceEvent.RoomEmptied(WARDEN));
    }
  }

  private void met(String words) {
    tally.count("troubles at the entrance");
    trace.line(town.time().now(), () -> "gate   " + words);
  }
}
