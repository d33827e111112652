package org.shuyi.kiosk.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.SavedState;
import org.shuyi.kiosk.journal.StampedFact;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Outbox;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.kernel.health.DeviceHealth;

/** Fault 55 at the host: what nobody reads decays, and is found while nobody is inside. */
class DecayTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final long MINUTES = 60_000;

  /** More than are verified at each start. */
  private static final int RECORDS = 1_500;

  @TempDir private Path folder;

  private final List<String> restarts = new ArrayList<>();
  private final List<DeviceHealth> healths = new ArrayList<>();
  private long ticks;
  private boolean idle = true;

  @Test
  void aSoundJournalIsLeftAlone() {
    try (Journal journal = written()) {
      lookFor(watch(journal, false), 30);
      assertThat(restarts).isEmpty();
      assertThat(healths).isEmpty();
    }
  }

  @Test
  void afterAnUncleanEndDamageIsFoundWithinMinutesAndTheFileIsPutAside() throws IOException {
    decay();
    try (Journal journal = open()) {
      lookFor(watch(journal, false), 3);
      assertThat(restarts).contains("the journal is damaged: record 2 the hash is wrong");
      assertThat(healths)
          .containsExactly(
              new DeviceHealth.Degraded("the journal is damaged: record 2 the hash is wrong"));
    }
    try (Journal journal = open()) {
      assertThat(journal.begin().setAside()).isNotEmpty();
    }
  }

  @Test
  void afterACleanEndDamageIsFoundWithinADay() throws IOException {
    decay();
    try (Journal journal = open()) {
      var watch = watch(journal, true);
      lookFor(watch, 23 * 60);
      assertThat(restarts).isEmpty();
      lookFor(watch, 61);
      assertThat(restarts).isNotEmpty();
    }
  }

  @Test
  void nobodyIsInterrupted() throws IOException {
    decay();
    try (Journal journal = open()) {
      var watch = watch(journal, false);
      idle = false;
      lookFor(watch, 30);
      assertThat(restarts).isEmpty();
      idle = true;
      lookFor(watch, 1);
      assertThat(restarts).isNotEmpty();
    }
  }

  @Test
  void nobodyStartsAnewForASentenceThatCannotBeWrittenDown() throws IOException {
    decay();
    try (Journal journal = open()) {
      var watch = watch(journal, false);
      Path inTheWay = Files.createDirectory(folder.resolve("journal.db.set-aside.draft"));
      lookFor(watch, 30);
      assertThat(restarts).isEmpty();
      assertThat(healths).hasSize(1);
      Files.delete(inTheWay);
      lookFor(watch, 3);
      assertThat(restarts).isNotEmpty();
    }
  }

  private void lookFor(StorageWatch watch, int minutes) {
    for (int i = 0; i < minutes; i++) {
      ticks += MINUTES;
      watch.look();
    }
  }

  private StorageWatch watch(Journal journal, boolean cleanEnd) {
    return new StorageWatch(
        journal,
        () -> Journal.quarantined(file()),
        cleanEnd,
        () -> ticks,
        () -> Long.MAX_VALUE,
        () -> idle,
        veiled -> {},
        healths::add,
        restarts::add);
  }

  private Path file() {
    return folder.resolve("journal.db");
  }

  private Journal open() {
    return Journal.open(file(), new Random(1), NOON);
  }

  private Journal written() {
    Journal journal = open();
    var saved = (SavedState.Loaded) journal.load(Plan.cabinet(new TreeMap<>()));
    var now = new Now(1_000, NOON, Now.ClockTrust.SYNCHRONISED);
    var fact = new StampedFact(new StationFact.Started(4_711, "decays"), now);
    var facts = Collections.nCopies(RECORDS, fact);
    journal.commit(facts, saved.kiosk(), counted(saved.kiosk()), now);
    return journal;
  }

  private static Kiosk counted(Kiosk kiosk) {
    return kiosk.with(new Outbox(kiosk.outbox().recorded() + RECORDS, 0));
  }

  /** A bit of the second record becomes another. */
  private void decay() throws IOException {
    written().close();
    byte[] bytes = Files.readAllBytes(file());
    // Rows fill a page from its end, and each page of a table holds later ones.
    int leaf = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("journal-began");
    int page = leaf / 1_024 * 1_024;
    String first = new String(bytes, page, 1_024, StandardCharsets.ISO_8859_1);
    bytes[page + first.lastIndexOf("decays")] ^= 1;
    Files.write(file(), bytes);
  }
}
