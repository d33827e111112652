package org.shuyi.kiosk.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Outbox;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.command.Commands;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.kiosk.kernel.custody.CustodyBook;
import org.shuyi.kiosk.kernel.visit.Visits;

/** Cabinets, and a station that commits to a journal and remembers what it committed. */
final class Cabinets {
  static final Instant WALL = Instant.parse("2026-03-01T08:00:00Z");

  private Cabinets() {}

  static RandomGenerator random(long seed) {
    return new SplittableRandom(seed);
  }

  static Plan plan(int doors) {
    var plans = new TreeMap<DoorId, Plan.DoorPlan>();
    for (int i = 1; i <= doors; i++) {
      plans.put(
          new DoorId("" + i),
          new Plan.DoorPlan(new DeviceId("locks"), new DeviceId("reader-" + i)));
    }
    return Plan.cabinet(plans);
  }

  static Now at(long ticks) {
    return new Now(ticks, WALL.plusMillis(ticks), Now.ClockTrust.SYNCHRONISED);
  }

  static TagId tag(int number) {
    return new TagId("E00401%010X".formatted(number * 2_654_435_761L % (1L << 40)));
  }

  static Item item(int number) {
    return new Item("B%08d".formatted(number), "CN-110108-N", "三体 · 第 %d 册".formatted(number), 16);
  }

  /** Items by turns behind the doors of a plan: 30 doors of 10, or 10 of 30. */
  static CustodyBook stocked(Plan plan, int items) {
    var doors = List.copyOf(plan.doors().keySet());
    var places = new TreeMap<TagId, Custody>();
    for (int i = 0; i < items; i++) {
      places.put(tag(i), new Custody.OnShelf(doors.get(i * doors.size() / items), item(i)));
    }
    return new CustodyBook(places);
  }

  /** The same station with another custody, another visit, and its outbox counted on. */
  static Kiosk with(Kiosk kiosk, CustodyBook custody, Visits visits, int facts) {
    var outbox = new Outbox(kiosk.outbox().recorded() + facts, kiosk.outbox().applied());
    return kiosk.with(visits).with(custody).with(outbox);
  }

  /** The same station one fact later, with these commands. */
  static Kiosk commanded(Kiosk kiosk, Commands commands) {
    Kiosk next = counted(kiosk, 1);
    return next.with(commands);
  }

  static Kiosk counted(Kiosk kiosk, int facts) {
    return with(kiosk, kiosk.custody(), kiosk.visits(), facts);
  }

  static List<StampedFact> stamped(List<? extends Fact> facts, Now now) {
    var stamped = new ArrayList<StampedFact>();
    for (Fact fact : facts) stamped.add(new StampedFact(fact, now));
    return stamped;
  }

  static Kiosk loaded(Journal journal, Plan plan) {
    return switch (journal.load(plan)) {
      case SavedState.Loaded(Kiosk kiosk) -> kiosk;
      case SavedState.Refused(String reason) -> throw new AssertionError(reason);
    };
  }

  /** Commits so many random facts, a hundred at a time; answers the station after them. */
  static Kiosk busy(Journal journal, Kiosk kiosk, int facts, long seed) {
    var chance = new Chance(seed);
    Kiosk now = kiosk;
    for (int done = 0; done < facts; done += 100) {
      int few = Math.min(100, facts - done);
      var some = new ArrayList<Fact>();
      for (int i = 0; i < few; i++) some.add(chance.fact());
      Kiosk next = counted(now, few);
      journal.commit(stamped(some, at(done)), now, next, at(done));
      now = next;
    }
    return now;
  }
}
