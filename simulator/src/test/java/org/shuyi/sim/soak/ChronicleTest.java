package org.shuyi.sim.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.soak.Violation.Promise;
import org.shuyi.sim.station.Cabinet;
import org.shuyi.sim.station.VirtualDisk;
import org.shuyi.sim.station.VirtualTown;

/** Whoever reads a journal as it grows notices when it does not. */
class ChronicleTest {
  private final VirtualTown town =
      new VirtualTown(
          new VirtualTown.Plan(
              1,
              Cabinet.usual(Cabinet.Board.KERONG),
              10_000,
              CourierSettings.desk(),
              Instant.parse("2026-11-22T06:00:00Z")),
          Cast.rules(),
          Patrons.none(),
          "command-");

  @Test
  void aJournalThatLostItsLastRecordsIsAViolation() {
    var journals = new AtomicReference<Journal>(town.journal());
    var chronicle = new Chronicle(journals::get);
    byte[] before = town.journal().image();
    town.station().powerOn();
    town.time().run(20_000);
    assertThat(chronicle.news()).isNotEmpty();
    assertThat(chronicle.news()).isEmpty();
    journals.set(Journal.ofImage(before, "", new VirtualDisk()));
    assertThatExceptionOfType(Violation.class)
        .isThrownBy(chronicle::news)
        .satisfies(broken -> assertThat(broken.promise()).isEqualTo(Promise.DURABLE));
  }
}
