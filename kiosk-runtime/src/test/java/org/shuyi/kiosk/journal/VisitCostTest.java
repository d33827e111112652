package org.shuyi.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.journal.Cabinets.WALL;
import static org.shuyi.kiosk.journal.Cabinets.at;
import static org.shuyi.kiosk.journal.Cabinets.item;
import static org.shuyi.kiosk.journal.Cabinets.loaded;
import static org.shuyi.kiosk.journal.Cabinets.plan;
import static org.shuyi.kiosk.journal.Cabinets.random;
import static org.shuyi.kiosk.journal.Cabinets.stamped;
import static org.shuyi.kiosk.journal.Cabinets.stocked;
import static org.shuyi.kiosk.journal.Cabinets.tag;
import static org.shuyi.kiosk.journal.Cabinets.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.Outbox;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.VisitFact;
import org.shuyi.kiosk.kernel.figures.Figures;
import org.shuyi.kiosk.kernel.policy.KnownPatrons;
import org.shuyi.kiosk.kernel.shelf.Door;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.shelf.Shelf;
import org.shuyi.kiosk.kernel.visit.Visit;
import org.shuyi.kiosk.kernel.visit.Visits;

/** What one visit costs the disk: two commits, ten books, about 20 KB (P3). */
class VisitCostTest {
  private static final Plan TEN = plan(10);
  private static final PatronToken PATRON = new PatronToken("0123456789abcdef0123456789abcdef");
  private static final Opener OPENER = new Opener.Visitor(PATRON, 1);

  private static final int HISTORIES = 9;

  /** The goal; these stations carry rules and commands drawn by chance. */
  private static final long MOST = 20_000;

  /** A page more, where the tree above the records is rearranged as it grows. */
  private static final long WORST = 21_000;

  @TempDir private Path folder;

  /** Some pages more or less depend on where the record before ended: the median counts. */
  @Test
  void aVisitOfTenBooksWritesFewPages() throws IOException {
    var written = new ArrayList<Long>();
    for (long history = 1; history <= HISTORIES; history++) written.add(written(history));
    Collections.sort(written);
    assertThat(written.getFirst()).isPositive();
    assertThat(written.get(HISTORIES / 2)).as("of %s", written).isLessThan(MOST);
    assertThat(written.getLast()).isLessThan(WORST);
  }

  private long written(long history) throws IOException {
    Path file = folder.resolve("journal-" + history + ".db");
    try (Journal journal = Journal.open(file, random(1), WALL)) {
      Kiosk fresh = loaded(journal, TEN);
      Kiosk stocked = with(lived(fresh), stocked(TEN, 300), fresh.visits(), 0);
      journal.commit(List.of(), fresh, stocked, at(0));
      Kiosk settled = Cabinets.busy(journal, stocked, 1_000, history);
      Kiosk seasoned = visit(journal, settled, new DoorId("7"), 180, 10_000);
      long before = walBytes(file);
      Kiosk counted = visit(journal, seasoned, new DoorId("3"), 60, 100_000);
      long written = walBytes(file) - before;

      assertThat(loaded(journal, TEN)).isEqualTo(counted);
      assertThat(counted.custody().places()).hasSize(280);
      return written;
    }
  }

  /** With rules, staff and the commands of some weeks, as any station has. */
  private static Kiosk lived(Kiosk fresh) {
    Kiosk any = new Chance(5).kiosk(TEN, fresh.outbox());
    return fresh.with(any.station()).with(any.known()).with(any.policy()).with(any.commands());
  }

  /** Every third of the thirty books behind a door is taken. */
  private static Kiosk visit(Journal journal, Kiosk kiosk, DoorId door, int first, long ticks) {
    Kiosk unlocked = unlock(journal, kiosk, door, at(ticks));
    return count(journal, unlocked, door, first, at(ticks + 30_000));
  }

  private static Kiosk unlock(Journal journal, Kiosk kiosk, DoorId door, Now now) {
    var facts =
        List.<Fact>of(
            new VisitFact.VisitBegan(1, PATRON, false), new ShelfFact.UnlockMeant(door, OPENER));
    var inside = new Visit.Inside(1, PATRON, false, 10, now.ticks(), false, false, new TreeMap<>());
    Kiosk next =
        next(
            kiosk,
            kiosk.shelf().with(door, new Door(new DoorState.MayOpen(OPENER, now.ticks()), false)),
            new Visits(inside, "zh-CN", 1, 1),
            kiosk.known().with(PATRON, new KnownPatrons.Known(10, now.ticks())),
            facts);
    journal.commit(stamped(facts, now), kiosk, next, now);
    return next;
  }

  private static Kiosk count(Journal journal, Kiosk kiosk, DoorId door, int first, Now now) {
    var facts = new ArrayList<Fact>();
    facts.add(new ShelfFact.DoorOpened(door, OPENER, false));
    facts.add(new ShelfFact.DoorClosed(door, OPENER, false));
    var custody = kiosk.custody();
    var handed = new TreeMap<TagId, Visit.Handed>();
    for (int i = first; i < first + 30; i += 3) {
      custody = custody.without(tag(i));
      handed.put(tag(i), new Visit.Handed(Visit.Handed.Kind.LOANED, item(i), "2026-03-31"));
      facts.add(
          new ShelfFact.Loaned(
              1, PATRON, tag(i), item(i), door, now.wall(), true, 30, false, List.of()));
    }
    facts.add(new VisitFact.VisitEnded(1, "finished", 10, 0));
    var inside = new Visit.Inside(1, PATRON, false, 10, now.ticks(), false, true, handed);
    Kiosk next =
        next(
            kiosk,
            kiosk.shelf().with(door, new Door(new DoorState.Shut(), false)),
            new Visits(new Visit.Leaving(inside, now.ticks() + 12_000), "zh-CN", 1, 1),
            kiosk.known().with(PATRON, new KnownPatrons.Known(0, now.ticks())),
            facts);
    next = with(next, custody, next.visits(), 0);
    journal.commit(stamped(facts, now), kiosk, next, now);
    return next;
  }

  private static Kiosk next(
      Kiosk kiosk, Shelf shelf, Visits visits, KnownPatrons known, List<Fact> facts) {
    return kiosk
        .with(visits)
        .with(shelf)
        .with(known)
        .with(new Figures(1, facts.size() > 3 ? 10 : 0, 0))
        .with(new Outbox(kiosk.outbox().recorded() + facts.size(), kiosk.outbox().applied()));
  }

  private static long walBytes(Path file) throws IOException {
    return Files.size(file.resolveSibling(file.getFileName() + "-wal"));
  }
}
