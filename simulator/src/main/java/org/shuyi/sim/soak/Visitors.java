package org.shuyi.sim.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.ServiceEvent;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.visit.Visit;
import org.shuyi.sim.station.VirtualTown;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.Person;

/** The people of the street: patrons one after another, somebody with a key, a technician. */
final class Visitors {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  /** Twice a second and a little more, for a minute or two. */
  private static final int COUNTS_LOOKED_FOR = 300;

  /** A door that stands open for longer is reported by the station. */
  private static final long TOO_LONG = 100 * SECOND;

  private final VirtualTown town;
  private final Witness witness;
  private final Swarm swarm;
  private final Cast cast;
  private final Chance chance;
  private final Entry entry;
  private final Encounters encounters;
  private final Tally tally;
  private final Trace trace;
  private final Map<Integer, Long> openSince = new HashMap<>();
  private final List<Visitor> present = new ArrayList<>();
  private boolean closedForToday;
  private long hour = -1;
  private long enough;

  /**
   * @param entry how whoever comes gets to the cabinet
   */
  Visitors(
      VirtualTown town,
      Witness witness,
      Swarm swarm,
      Cast cast,
      long seed,
      Entry entry,
      Encounters encounters,
      Tally tally,
      Trace trace) {
    this.town = town;
    this.witness = witness;
    this.swarm = swarm;
    this.cast = cast;
    this.chance = new Chance(seed);
    this.entry = entry;
    this.encounters = encounters;
    this.tally = tally;
    this.trace = trace;
    next();
    tidy();
    town.world().watch((at, deed) -> mainsChanged(deed));
    comes(Trouble.KEY, () -> useKey(chance.between(1, VirtualTown.DOORS)));
    comes(
        Trouble.KEY_WHILE_COUNTING,
        () -> {
          waitForCount(COUNTS_LOOKED_FOR);
          return false;
        });
    comes(Trouble.RELAY_STUCK, this::sticks);
    comes(Trouble.PANEL, this::panel);
    comes(Trouble.STAFF, this::service);
    comes(Trouble.FIRE, this::fireInVisit);
    if (swarm.has(Trouble.FIRE)) lookAfterFire();
    comes(Trouble.SECOND_CARD, () -> arrive(true) && present.size() > 1);
    comes(Trouble.QUEUE, this::queueUp);
  }

  /**
   * @param act says whether it happened
   */
  private void comes(Trouble trouble, BooleanSupplier act) {
    if (!swarm.has(trouble)) return;
    town.time()
        .after(
            chance.around(swarm.meanMillis(trouble)),
            () -> {
              if (!closedForToday) {
                drawn(trouble);
                if (act.getAsBoolean()) encounters.happened(trouble);
              }
              comes(trouble, act);
            });
  }

  private void drawn(Trouble trouble) {
    tally.count("troubles");
    trace.line(town.time().now(), () -> "street " + trouble);
  }

  private void met(Trouble trouble) {
    drawn(trouble);
    encounters.happened(trouble);
  }

  private void next() {
    town.time()
        .after(
            5 * SECOND + chance.around(swarm.visitEvery().toMillis()),
            () -> {
              if (!closedForToday && !hasHadItsVisits()) arrive(false);
              next();
            });
  }

  /** Whether this hour has seen as many visits as were drawn for it: the street is quiet then. */
  private boolean hasHadItsVisits() {
    if (swarm.mostVisits() == 0) return false;
    long visits = FaultHours.visits(tally);
    if (town.time().now() / HOUR != hour) {
      hour = town.time().now() / HOUR;
      enough = visits + chance.between(swarm.fewestVisits(), swarm.mostVisits());
    }
    return visits >= enough;
  }

  private boolean arrive(boolean pushing) {
    present.removeIf(Visitor::isGone);
    if (!present.isEmpty() && !pushing) return false;
    var came = come();
    came.ifPresent(visitor -> entry.comes(visitor, visitor::begin));
    return came.isPresent();
  }

  /** Somebody, and others behind who are next: each taps as soon as the screen is free. */
  private boolean queueUp() {
    arrive(false);
    for (int i = chance.between(1, 3); i > 0; i--) {
      come().ifPresent(visitor -> entry.comes(visitor, visitor::queue));
    }
    return present.size() > 1;
  }

  private Optional<Visitor> come() {
    var neighbour = chance.of(cast.neighbours());
    if (present.stream().anyMatch(other -> other.is(neighbour))) return Optional.empty();
    tally.count("visitors");
    trace.line(town.time().now(), () -> "street " + neighbour.person().name() + " comes");
    var visitor = new Visitor(town, neighbour, swarm, chance, this::met, trace);
    present.add(visitor);
    return Optional.of(visitor);
  }

  /** Somebody who passes by closes what stood open for long. */
  private void tidy() {
    town.time()
        .after(
            20 * SECOND,
            () -> {
              for (int door = 1; door <= VirtualTown.DOORS; door++) {
                if (town.world().closed(door)) {
                  openSince.remove(door);
                  continue;
                }
                long since = openSince.computeIfAbsent(door, d -> town.time().now());
                if (town.time().now() - since == TOO_LONG) met(Trouble.LEFT_OPEN);
                boolean minded = present.stream().anyMatch(v -> !v.isGone());
                if (!minded && town.time().now() - since > chance.around(3 * MINUTE)) {
                  town.world().closeDoor(door);
                }
              }
              tidy();
            });
  }

  // Somebody with a key.

  /**
   * When the lights go out somebody comes and looks; and when they are back a relay may pulse
   * before anybody has told it to.
   */
  private void mainsChanged(Deed deed) {
    if (!(deed instanceof Deed.MainsChanged(boolean on)) || closedForToday) return;
    int door = chance.between(1, VirtualTown.DOORS);
    if (!on && swarm.has(Trouble.KEY) && chance.percent(50)) {
      town.time().after(chance.between(1, 20) * SECOND, () -> useKey(door));
    }
    if (on && swarm.has(Trouble.PULSE_AT_BOOT) && chance.percent(50)) {
      met(Trouble.PULSE_AT_BOOT);
      witness.movesByItself(door);
      town.world().pullBolt(door, 500);
      if (chance.percent(60)) town.time().after(chance.between(200, 4_000), () -> tryHandle(door));
    }
  }

  /** The relay of a bolt sticks, and whoever tries the handle is inside. */
  private boolean sticks() {
    int door = chance.between(1, VirtualTown.DOORS);
    witness.sticks(door, true);
    town.world().stickReleased(door, true);
    town.time().after(chance.between(1, 60) * SECOND, () -> tryHandle(door));
    town.time().after(chance.around(2 * MINUTE), () -> unstick(door));
    return true;
  }

  private void unstick(int door) {
    town.world().stickReleased(door, false);
    witness.sticks(door, false);
  }

  private void tryHandle(int door) {
    if (closedForToday || !town.world().openDoor(door).done()) return;
    rummageAndClose(door);
  }

  /** Somebody with a key opens just the door whose shelf is being counted. */
  private void waitForCount(int looks) {
    if (closedForToday || looks == 0) return;
    if (town.station().isUp()) {
      for (var one : town.station().kiosk().shelf().doors().entrySet()) {
        if (one.getValue().state() instanceof DoorState.Counting) {
          if (useKey(Witness.number(one.getKey()))) {
            encounters.happened(Trouble.KEY_WHILE_COUNTING);
          }
          return;
        }
      }
    }
    town.time().after(400, () -> waitForCount(looks - 1));
  }

  /** The service panel is opened, by the technician or by somebody else, and shut again. */
  private boolean panel() {
    boolean opened = town.world().panel(true).done();
    town.time()
        .after(
            chance.around(2 * MINUTE),
            () -> {
              if (town.world().panelOpen()) town.world().panel(false);
            });
    return opened;
  }

  /**
   * The alarm sounds for some minutes. The house may have freed more than its exits: some doors
   * open without the station, and hands reach in.
   */
  private boolean fire() {
    if (!town.world().fire(true).done()) return false;
    boolean inVisit = isVisited();
    for (int door = 1; door <= VirtualTown.DOORS; door++) {
      int freed = door;
      if (chance.percent(30)) atWork(chance.between(1, 90) * SECOND, () -> useKey(freed));
    }
    town.time().after(chance.around(4 * MINUTE), this::silence);
    return inVisit;
  }

  private boolean isVisited() {
    return town.station().isUp()
        && !(town.station().kiosk().visits().now() instanceof Visit.Nobody);
  }

  /** Where it is asked for, the alarm waits for somebody to be in the middle of a visit. */
  private boolean fireInVisit() {
    if (!swarm.asks(Trouble.FIRE) || isVisited()) return fire();
    town.time()
        .after(
            5 * SECOND,
            () -> {
              if (!closedForToday && fireInVisit()) encounters.happened(Trouble.FIRE);
            });
    return false;
  }

  private void silence() {
    if (town.world().fire()) town.world().fire(false);
  }

  /** Somebody of the staff comes after a while, and once in a while too early. */
  private void lookAfterFire() {
    town.time()
        .after(
            10 * SECOND,
            () -> {
              boolean lasts =
                  town.station().isUp() && town.station().kiosk().station().emergency().lasts();
              if (lasts && (closedForToday || chance.oneIn(town.world().fire() ? 40 : 12))) {
                town.station().tell(new ServiceEvent.EmergencyEnded("lin", "looked around"));
              }
              lookAfterFire();
            });
  }

  /** Whether a key has opened it. */
  private boolean useKey(int door) {
    if (closedForToday || !town.world().openWithKey(door).done()) return false;
    rummageAndClose(door);
    return true;
  }

  private void rummageAndClose(int door) {
    long pause = chance.between(2, 20) * SECOND;
    town.time().after(pause, () -> rummage(Cast.KEYHOLDER, door, 3));
    town.time()
        .after(
            pause + chance.between(1, 60) * SECOND,
            () -> {
              if (!town.world().closed(door)) town.world().closeDoor(door);
            });
  }

  private void rummage(Person person, int door, int most) {
    for (int i = chance.between(0, most); i > 0; i--) {
      var shelf = town.world().booksOn(town.shelf(door));
      var hands = town.world().booksOf(person);
      if (!hands.isEmpty() && chance.percent(50)) {
        town.world().putBook(person, chance.of(hands), town.shelf(door));
      } else if (!shelf.isEmpty()) {
        town.world().takeBook(person, chance.of(shelf));
      }
    }
  }

  // A technician.

  private boolean service() {
    if (!town.station().isUp()) return false;
    String name = "lin";
    town.station().tell(new ServiceEvent.ServiceBegan(name, "weekly care", chance.between(2, 30)));
    long at = chance.between(2, 30) * SECOND;
    for (int i = chance.between(1, 4); i > 0; i--) {
      int door = chance.between(1, VirtualTown.DOORS);
      atWork(at, () -> careFor(name, door));
      at += chance.between(20, 90) * SECOND;
    }
    if (chance.percent(50)) {
      atWork(at, () -> town.station().tell(new ServiceEvent.CountWanted(name)));
      at += 20 * SECOND;
    }
    if (chance.percent(60)) {
      atWork(at, () -> settle(name));
      at += 5 * SECOND;
    }
    if (chance.percent(80)) {
      atWork(at, () -> town.station().tell(new ServiceEvent.ServiceEnded(name)));
    }
    return true;
  }

  private void atWork(long after, Runnable act) {
    town.time()
        .after(
            after,
            () -> {
              if (!closedForToday) act.run();
            });
  }

  private void careFor(String name, int door) {
    if (!town.station().isUp()) return;
    town.station().tell(new ServiceEvent.DoorWanted(name, Witness.id(door)));
    town.time()
        .after(
            chance.between(1_000, 4_000),
            () -> {
              if (!town.world().openDoor(door).done()) return;
              rummage(Cast.TECHNICIAN, door, 6);
              town.time()
                  .after(
                      chance.between(2, 15) * SECOND,
                      () -> {
                        if (!town.world().closed(door)) town.world().closeDoor(door);
                      });
            });
  }

  /** The technician looks where a suspect item is, and says so. */
  private void settle(String name) {
    if (!town.station().isUp()) return;
    town.station()
        .kiosk()
        .custody()
        .places()
        .forEach(
            (tag, place) -> {
              if (place instanceof Custody.Suspect suspect) {
                boolean here = isBehind(tag, suspect.door());
                town.station().tell(new ServiceEvent.SuspectSettled(name, tag, here));
              }
            });
  }

  private boolean isBehind(TagId tag, DoorId door) {
    for (Book book : town.world().booksOn(town.shelf(Witness.number(door)))) {
      if (book.tags().stream().anyMatch(t -> Witness.tagId(t).equals(tag))) return true;
    }
    return false;
  }

  // The end.

  void begin() {
    closedForToday = false;
    entry.begin();
  }

  /** Said again by whoever found the station out of order when they left. */
  void technicianLeaves() {
    town.station().tell(new ServiceEvent.ServiceEnded("lin"));
  }

  /** Everybody goes home, and whoever is last closes the doors. */
  void goHome() {
    closedForToday = true;
    entry.goHome();
    technicianLeaves();
    present.forEach(Visitor::leave);
    present.clear();
    town.world().removeCard();
    if (town.world().panelOpen()) town.world().panel(false);
    silence();
    for (int door = 1; door <= VirtualTown.DOORS; door++) unstick(door);
    for (int door = 1; door <= VirtualTown.DOORS; door++) {
      if (!town.world().closed(door)) town.world().closeDoor(door);
    }
  }
}
