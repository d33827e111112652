package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.ShelfEvent.Occupancy;
import org.shuyi.kiosk.kernel.cabinet.Ajar;
import org.shuyi.kiosk.kernel.cabinet.Cabinet;
import org.shuyi.kiosk.kernel.cabinet.Compartment;
import org.shuyi.kiosk.kernel.climate.Air;

/** What sensors only say is not saved, and nobody misses it at the next start. */
class SavedFittingsTest {
  private static final List<Occupancy> OCCUPANCIES = List.of(Occupancy.values());

  @Test
  void whatASensorSaysWritesNothing() {
    Tale tale = Tale.inService();
    Kiosk before = tale.kiosk;
    tale.tell(new ClimateEvent.AirChanged(new Air.Measured(31, Optional.of(40))));
    assertThat(tale.kiosk.fittings()).isNotEqualTo(before.fittings());
    assertThat(tale.kiosk.savesTheSameAs(before)).isTrue();
  }

  @Test
  void aStartFromWhatIsSavedIsTheStartFromWhatWasKnown() {
    int differed = 0;
    for (int seed = 0; seed < 40; seed++) {
      var random = new Random(seed);
      Kiosk kiosk = Kiosk.fresh(ReturnTale.plan(), new Outbox(1, 0));
      var histories = new ReturnHistories(random);
      long ticks = 0;
      for (int i = 0; i < 100; i++) {
        ticks += Histories.pause(random);
        kiosk = kiosk.on(heard(random).orElse(histories.next(kiosk, ticks)), now(ticks)).next();
        Kiosk known = doubtful(kiosk, ticks, random);
        if (!known.fittings().equals(known.fittings().kept())) differed++;
        Kiosk saved = known.with(known.fittings().kept());
        var restarted = new TimeEvent.Restarted(2, "cut");
        Step fromSaved = saved.on(restarted, now(ticks));
        Step fromKnown = known.on(restarted, now(ticks));
        String where = "seed " + seed + ", event " + i;
        assertThat(fromSaved.next()).as(where).isEqualTo(fromKnown.next());
        assertThat(fromSaved.facts()).as(where).isEqualTo(fromKnown.facts());
        assertThat(fromSaved.effects()).as(where).isEqualTo(fromKnown.effects());
      }
    }
    assertThat(differed).as("starts that had something to lose").isGreaterThan(1_000);
  }

  private static Now now(long ticks) {
    return new Now(ticks, Instant.ofEpochMilli(ticks), Now.ClockTrust.SYNCHRONISED);
  }

  private static Optional<Event> heard(Random random) {
    return random.nextInt(4) == 0
        ? Optional.of(
            new ClimateEvent.AirChanged(new Air.Measured(random.nextInt(40), Optional.empty())))
        : Optional.empty();
  }

  /** The same with doors that are ajar and barriers that see something. */
  private static Kiosk doubtful(Kiosk kiosk, long ticks, Random random) {
    Cabinet cabinet = kiosk.fittings().cabinet();
    var ajar = new TreeMap<>(cabinet.ajar());
    var seen = new TreeMap<>(cabinet.compartments());
    for (DoorId door : kiosk.shelf().doors().keySet()) {
      if (random.nextBoolean()) ajar.put(door, new Ajar(ticks + 500, random.nextBoolean()));
      Occupancy occupancy = OCCUPANCIES.get(random.nextInt(OCCUPANCIES.size()));
      boolean doubt = random.nextBoolean();
      seen.put(door, new Compartment(occupancy, doubt ? "tag-without-barrier" : "", doubt));
    }
    return kiosk.with(
        kiosk
            .fittings()
            .with(new Cabinet(cabinet.bolts(), ajar, seen, cabinet.proofs(), cabinet.trial())));
  }
}
