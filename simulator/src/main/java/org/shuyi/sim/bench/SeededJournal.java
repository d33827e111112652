package org.shuyi.sim.bench;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.host.Wiring;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.SavedState;
import org.shuyi.kiosk.journal.StampedFact;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.Outbox;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.ShelfFact;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.policy.Policy;

/**
 * A journal with a past: the centre has told its rules, and so many loans and returns were recorded
 * and applied.
 */
final class SeededJournal {
  /** Facts in one commit while seeding; a station commits a few. */
  private static final int BATCH = 1_000;

  private SeededJournal() {}

  /** Begins a station's journal and writes so many records into it. */
  static void write(StationConfig config, int records) throws IOException {
    try (var journal = Journal.open(config.journal(), new SecureRandom(), Instant.now())) {
      journal.begin();
      Kiosk before = loaded(journal, config);
      Kiosk kiosk = with(before, told(), before.outbox());
      journal.commit(List.of(), before, kiosk, at(0));
      for (int done = 0; done < records; done += BATCH) {
        var facts = new ArrayList<StampedFact>();
        for (int i = done; i < Math.min(done + BATCH, records); i++) {
          facts.add(new StampedFact(fact(i), at(i)));
        }
        long recorded = kiosk.outbox().recorded() + facts.size();
        Kiosk next = with(kiosk, kiosk.policy(), new Outbox(recorded, recorded));
        journal.commit(facts, kiosk, next, at(done + BATCH));
        kiosk = next;
      }
      journal.endOrdered("seeded", at(records + BATCH));
    }
  }

  static Kiosk loaded(Journal journal, StationConfig config) throws IOException {
    return switch (journal.load(Wiring.plan(config))) {
      case SavedState.Loaded(Kiosk kiosk) -> kiosk;
      case SavedState.Refused(String reason) -> throw new IOException(reason);
    };
  }

  /** Whoever comes may borrow, on line or off line. */
  private static Policy told() {
    return new Policy(
        1,
        30,
        Duration.ofMinutes(5),
        new Policy.Offline(50, true),
        new TreeSet<>(),
        new TreeMap<>(),
        false);
  }

  /** One of a visit's usual records, by turns. */
  static Fact fact(int number) {
    var door = new DoorId("" + (1 + number % 4));
    var patron = new PatronToken("%032x".formatted(number % 500));
    var tag = new TagId("E00401%010X".formatted(number % 4_000));
    var item = new Item("1008%07d".formatted(number % 4_000), "CN-440100-1-GZL", "", 16);
    return switch (number % 3) {
      case 0 -> new ShelfFact.UnlockMeant(door, new Opener.Visitor(patron, number));
      case 1 ->
          new ShelfFact.Loaned(
              number, patron, tag, item, door, at(number).wall(), true, 30, false, List.of());
      default -> new ShelfFact.Returned(number, patron, tag, item, door, at(number).wall(), true);
    };
  }

  static Now at(long ticks) {
    return new Now(
        ticks,
        Instant.parse("2026-03-01T08:00:00Z").plusMillis(ticks),
        Now.ClockTrust.SYNCHRONISED);
  }

  static Kiosk with(Kiosk kiosk, Policy policy, Outbox outbox) {
    return kiosk.with(policy).with(outbox);
  }
}
