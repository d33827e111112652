package org.shuyi.sim.soak;

import java.util.List;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.soak.Cast.Neighbour;
import org.shuyi.sim.station.Porch;
import org.shuyi.sim.station.VirtualTown;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Card;
import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.Person;

/**
 * Whoever comes into the room and goes out of it: to the cabinet, or to read the newspapers. They
 * hold up a card, push the door, slip in behind others, stand in it, press the button, and run from
 * a fire.
 */
final class Passers implements Entry {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;

  /** As many chairs as the rules say; who finds none goes away again. */
  private static final int CHAIRS = 3;

  /** Whoever stands for longer than this in a people counter is a fault to it. */
  private static final int LONGEST_IN_THE_DOOR = 100_000;

  /** From one push at the door to the next. */
  private static final long PUSH = 300;

  /** A phone, whose number is another one each time. */
  private static final Card PHONE = new Card("a phone", Bytes.of(0x08, 1, 2, 3), true);

  /** A book of the open shelves in the room, which is not for taking away. */
  private static final Book SECURED = Cast.secured();

  private final VirtualTown town;
  private final Porch porch;
  private final Doorway doorway;
  private final GateJudge judge;
  private final Cast cast;
  private final Chance chance;
  private final Tally tally;
  private final Trace trace;
  private boolean closedForToday;
  private boolean busy;

  Passers(
      VirtualTown town,
      Doorway doorway,
      GateJudge judge,
      Cast cast,
      long seed,
      Tally tally,
      Trace trace) {
    this.town = town;
    this.porch = town.porch();
    this.doorway = doorway;
    this.judge = judge;
    this.cast = cast;
    this.chance = new Chance(seed);
    this.tally = tally;
    this.trace = trace;
    town.world().watch((at, deed) -> mainsChanged(deed));
    next();
  }

  @Override
  public void begin() {
    closedForToday = false;
  }

  @Override
  public void goHome() {
    closedForToday = true;
  }

  // To the door.

  private void next() {
    after(
        chance.around(8 * MINUTE),
        () -> {
          if (!closedForToday) newcomer();
          next();
        });
  }

  private void newcomer() {
    if (chance.oneIn(12)) {
      if (!busy) holdsUp(PHONE, "");
      return;
    }
    Neighbour who = chance.of(cast.neighbours());
    said(who, "comes to read");
    enters(who, chance.between(1, 3), () -> reads(who), () -> {});
  }

  /** Whoever has no card scans outside, and finds nothing to scan at inside. */
  @Override
  public void comes(Visitor visitor, Runnable then) {
    Neighbour who = visitor.who();
    Runnable inside =
        () -> {
          if (who.card().isEmpty()) {
            visitor.leave();
            reads(who);
          } else {
            then.run();
            waitsFor(visitor);
          }
        };
    enters(who, chance.between(2, 5), inside, visitor::leave);
  }

  private void enters(Neighbour who, int tries, Runnable inside, Runnable away) {
    if (closedForToday || tries == 0 || porch.inside() >= CHAIRS) {
      away.run();
      return;
    }
    if (busy) {
      after(chance.between(1, 4) * SECOND, () -> enters(who, tries - 1, inside, away));
      return;
    }
    if (who.card().isPresent()) holdsUp(who.card().get(), who.token());
    else town.world().scanCode(who.code());
    pushes(
        12,
        () -> {
          inside.run();
          if (chance.oneIn(10)) slipsIn(who);
        },
        () -> after(chance.between(1, 8) * SECOND, () -> enters(who, tries - 1, inside, away)));
  }

  private void holdsUp(Card card, String token) {
    busy = true;
    porch.hold(card);
    doorway.shows(token);
    trace.line(town.time().now(), () -> "street " + card.label() + " before the entrance");
    after(
        chance.between(1_300, 3_500),
        () -> {
          porch.takeAway();
          doorway.hides(token);
          busy = false;
        });
  }

  private void pushes(int times, Runnable inside, Runnable shut) {
    after(
        PUSH,
        () -> {
          if (porch.inside() >= CHAIRS) shut.run();
          else if (porch.enters()) inside.run();
          else if (times > 1) pushes(times - 1, inside, shut);
          else shut.run();
        });
  }

  /** Somebody behind, before the door is shut again. */
  private void slipsIn(Neighbour before) {
    Neighbour who = chance.of(cast.neighbours());
    if (who.equals(before)) return;
    after(
        chance.between(200, 2_500),
        () -> {
          boolean seen = town.station().isUp() && porch.inside() < CHAIRS + 2;
          if (!seen || !porch.enters()) return;
          tally.count("slipped in");
          said(who, "slips in behind " + before.person().name());
          reads(who);
        });
  }

  // In the room.

  private void reads(Neighbour who) {
    long until = town.time().now() + chance.around(4 * MINUTE);
    stays(until, who.person());
  }

  /** Until it is enough, or there is a fire, or the room is shut. */
  private void stays(long until, Person who) {
    if (closedForToday || town.world().fire() || town.time().now() >= until) leaves(who);
    else after(5 * SECOND, () -> stays(until, who));
  }

  private void waitsFor(Visitor visitor) {
    if (visitor.isGone()) leaves(visitor.who().person());
    else after(2 * SECOND, () -> waitsFor(visitor));
  }

  // Out of it.

  /** Pushes the door, and presses the button where it holds. */
  private void leaves(Person who) {
    if (porch.door().givesWay()) {
      walksOut(who);
      return;
    }
    doorway.presses();
    long began = town.time().now();
    int life = town.station().lives();
    after(chance.between(100, 400), () -> triesButton(who, began, life));
  }

  private void triesButton(Person who, long began, int life) {
    boolean free = porch.door().givesWay();
    if (!free && town.time().now() - began < Doorway.AT_ONCE) {
      after(200, () -> triesButton(who, began, life));
      return;
    }
    doorway.letsGo();
    if (free) {
      walksOut(who);
    } else {
      judge.isShutIn(began, life);
      after(chance.between(3, 20) * SECOND, () -> leaves(who));
    }
  }

  private void walksOut(Person who) {
    trace.line(town.time().now(), () -> "street " + who.name() + " walks out");
    porch.carries(town.world().booksOf(who), true);
    if (!closedForToday && chance.oneIn(40)) porch.carries(List.of(SECURED), chance.percent(80));
    if (!closedForToday && chance.oneIn(25))
      porch.walksOut(chance.between(500, LONGEST_IN_THE_DOOR));
    else porch.walksOut();
  }

  /** A magnet without current holds nobody out. */
  private void mainsChanged(Deed deed) {
    if (!(deed instanceof Deed.MainsChanged(boolean on)) || on || closedForToday) return;
    if (!chance.oneIn(4)) return;
    Neighbour who = chance.of(cast.neighbours());
    after(
        chance.between(1, 20) * SECOND,
        () -> {
          if (!closedForToday && porch.inside() < CHAIRS && porch.enters()) reads(who);
        });
  }

  private void said(Neighbour who, String words) {
    trace.line(town.time().now(), () -> "street " + who.person().name() + " " + words);
  }

  private void after(long millis, Runnable act) {
    town.time().after(millis, act);
  }
}
