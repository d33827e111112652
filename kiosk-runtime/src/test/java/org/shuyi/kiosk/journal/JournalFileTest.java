package org.shuyi.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shuyi.kiosk.journal.Cabinets.WALL;
import static org.shuyi.kiosk.journal.Cabinets.at;
import static org.shuyi.kiosk.journal.Cabinets.busy;
import static org.shuyi.kiosk.journal.Cabinets.loaded;
import static org.shuyi.kiosk.journal.Cabinets.plan;
import static org.shuyi.kiosk.journal.Cabinets.random;
import static org.shuyi.kiosk.journal.Cabinets.stocked;
import static org.shuyi.kiosk.journal.Cabinets.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.visit.Visits;
import org.shuyi.kiosk.trust.Octets;

/** A journal's file: kept to one program, found again after any end, put aside when damaged. */
class JournalFileTest {
  private static final Plan FOUR = plan(4);

  @TempDir private Path folder;
  private Path file;
  private int opened;

  @BeforeEach
  void name() {
    file = folder.resolve("journal.db");
  }

  private Journal open() {
    return Journal.open(file, random(++opened), WALL);
  }

  @Test
  void aJournalIsFoundAgainAsItWasClosed() {
    Kiosk last;
    Octets epoch;
    try (Journal journal = open()) {
      epoch = journal.epoch();
      last = busy(journal, loaded(journal, FOUR), 30, 1);
    }
    try (Journal journal = open()) {
      assertThat(journal.epoch()).isEqualTo(epoch);
      assertThat(loaded(journal, FOUR)).isEqualTo(last);
      assertThat(journal.verifyAll()).isEqualTo(new Soundness.Sound(31));
      assertThat(journal.begin().setAside()).isEmpty();
    }
  }

  @Test
  void aSecondInstanceIsRefusedWhileTheFirstLives() {
    try (Journal first = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(JournalFailed.class)
          .hasMessage("another instance has the journal " + file);
      assertThat(first.lastSeq()).isEqualTo(1);
    }
    open().close();
  }

  /** The files as they lie on the disk at any moment after a commit, with no word of farewell. */
  @Test
  void whatWasCommittedIsThereAfterAnUncleanEnd() throws IOException {
    Path dead = Files.createDirectory(folder.resolve("dead"));
    try (Journal journal = open()) {
      Kiosk kiosk = loaded(journal, FOUR);
      for (int life = 0; life < 20; life++) {
        kiosk = busy(journal, kiosk, 60, life);
        Path copy = dead.resolve(life + ".db");
        Files.copy(file, copy);
        Files.copy(wal(file), wal(copy));
        try (Journal again = Journal.open(copy, random(0), WALL)) {
          assertThat(loaded(again, FOUR)).isEqualTo(kiosk);
          assertThat(again.verifyAll()).isEqualTo(new Soundness.Sound(journal.lastSeq()));
          assertThat(again.epoch()).isEqualTo(journal.epoch());
        }
      }
    }
  }

  @Test
  void aFileThatWasNeverFinishedIsBegunAgain() throws IOException {
    Files.createFile(file);
    try (Journal journal = open()) {
      assertThat(journal.lastSeq()).isEqualTo(1);
      assertThat(journal.begin().setAside()).isEmpty();
    }
  }

  @Test
  void anOldRecordThatChangedIsNamedByTheFullVerification() throws SQLException {
    write(1_500);
    damage("UPDATE records SET bytes = CAST(substr(bytes, 1, 3) || x'00' AS BLOB) WHERE seq = 17");
    try (Journal journal = open()) {
      assertThat(journal.begin().setAside()).isEmpty();
      assertThat(journal.verifyAll())
          .isEqualTo(new Soundness.Broken(17, "record 17 the hash is wrong"));
    }
  }

  /** Else every deadline in the saved state would be ages away. */
  @Test
  void stationTimeGoesOnFromTheRecordsWhereTheJournalsOwnRowIsLost() throws SQLException {
    write(1_500);
    damage("UPDATE section SET json = '' WHERE id = 0");
    try (Journal journal = open()) {
      Life life = journal.begin();
      assertThat(life.setAside()).isNotEmpty();
      assertThat(life.ticks()).isEqualTo(1_400);
    }
  }

  @Test
  void anOldRecordThatIsGoneIsNamedToo() throws SQLException {
    write(1_500);
    damage("DELETE FROM records WHERE seq = 18");
    try (Journal journal = open()) {
      assertThat(journal.verifyAll()).isEqualTo(new Soundness.Broken(18, "record 18 is missing"));
    }
  }

  @Test
  void oldRecordsThatChangedPlacesAreNamedToo() throws SQLException {
    write(1_500);
    damage(
        "UPDATE records SET seq = -1 WHERE seq = 19; UPDATE records SET seq = 19 WHERE seq = 20;"
            + " UPDATE records SET seq = 20 WHERE seq = -1");
    try (Journal journal = open()) {
      assertThat(journal.verifyAll())
          .isEqualTo(new Soundness.Broken(19, "record 19 the hash is wrong"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE records SET bytes = x'00' WHERE seq = 30",
        "UPDATE records SET hash = zeroblob(32) WHERE seq = 31",
        "DELETE FROM records WHERE seq = 31",
        "DELETE FROM records WHERE seq = 29",
        "DELETE FROM records",
        "INSERT INTO records VALUES (32, x'00', x'00')",
        "UPDATE section SET json = replace(json, '0', '1') WHERE id = 0",
        "UPDATE section SET json = '' WHERE id = 0",
        "UPDATE section SET format = 2 WHERE id = 0",
        "DELETE FROM section WHERE id = 0",
        "DROP TABLE records",
        "UPDATE custody SET place = replace(place, 'B', 'C') WHERE door = '2'",
        "DELETE FROM custody WHERE door = '3'",
        "UPDATE section SET json = replace(json, '1', '2') WHERE id > 0",
        "DELETE FROM section WHERE id > 0",
        "DROP TABLE custody",
        "DROP TABLE section",
      })
  void damageIsNoticedAtTheStartAndTheFilePutAside(String sql) throws SQLException, IOException {
    Octets epoch = write(30);
    damage(sql);
    byte[] damaged = Files.readAllBytes(file);

    try (Journal journal = open()) {
      Life life = journal.begin();
      assertThat(life.setAside()).isEqualTo("journal.db.damaged-20260301T080000Z");
      assertThat(life.why()).isEqualTo("not ordered");
      assertThat(Files.readAllBytes(folder.resolve(life.setAside()))).isEqualTo(damaged);
      assertThat(journal.epoch()).isNotEqualTo(epoch);
      assertThat(journal.verifyAll()).isEqualTo(new Soundness.Sound(journal.lastSeq()));
      if (!sql.contains("id = 0") && !sql.equals("DROP TABLE section")) {
        assertThat(Records.line(journal.records(1, 1).getFirst()).text()).contains(epoch.hex());
      }
      if (!sql.contains("custody")) {
        assertThat(loaded(journal, FOUR).custody()).isEqualTo(stocked(FOUR, 12));
      }
      busy(journal, loaded(journal, FOUR), 0, 1);
    }
    try (Journal journal = open()) {
      assertThat(journal.begin().boot()).isEqualTo(2);
    }
  }

  @Test
  void whatIsNoDataBaseIsPutAsideAndTwiceUnderTwoNames() throws IOException {
    for (String name :
        List.of("journal.db.damaged-20260301T080000Z", "journal.db.damaged-20260301T080000Z-2")) {
      Files.writeString(file, "no data base ".repeat(1000));
      try (Journal journal = open()) {
        assertThat(journal.begin().setAside()).isEqualTo(name);
      }
      assertThat(folder.resolve(name)).content().startsWith("no data base");
    }
  }

  /** R3: nothing that a page can suffer passes for sound, and nothing is deleted. */
  @Test
  void everyZeroedPageIsNoticedOrHoldsNothing() throws IOException {
    write(200);
    byte[] sound = Files.readAllBytes(file);
    Kiosk last;
    try (Journal journal = open()) {
      last = loaded(journal, FOUR);
    }
    for (int page = 0; page < sound.length / 1024; page++) {
      byte[] torn = sound.clone();
      Arrays.fill(torn, page * 1024, page * 1024 + 1024, (byte) 0);
      Path hurt = folder.resolve("hurt-" + page + ".db");
      Files.write(hurt, torn);
      try (Journal journal = Journal.open(hurt, random(page), WALL)) {
        if (journal.begin().setAside().isEmpty()) {
          assertThat(loaded(journal, FOUR)).as("page %d", page).isEqualTo(last);
          assertThat(journal.verifyAll()).as("page %d", page).isEqualTo(new Soundness.Sound(201));
        }
      }
    }
  }

  @Test
  void aLogWithoutItsDataBaseIsPutAsideToo() throws IOException {
    Files.writeString(wal(file), "what is left");
    try (Journal journal = open()) {
      assertThat(journal.lastSeq()).isEqualTo(2);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .contains("journal.db.damaged-20260301T080000Z-wal");
    }
  }

  @Test
  void aJournalOfANewerReleaseIsRefusedAndLeftAlone() throws SQLException, IOException {
    write(5);
    damage("PRAGMA user_version=99; PRAGMA application_id=" + (0x53590000 + 99));
    byte[] newer = Files.readAllBytes(file);

    assertThatThrownBy(this::open)
        .isInstanceOf(JournalFailed.class)
        .hasMessageContaining("format 99")
        .hasMessageContaining("formats up to 1");
    assertThat(Files.readAllBytes(file)).isEqualTo(newer);
  }

  @Test
  void everyCommitIsFlushedAndPagesAreSmall() throws SQLException {
    Db db = Db.open(file.toString());
    assertThat(db.pragma("synchronous")).isEqualTo("2");
    assertThat(db.pragma("journal_mode")).isEqualTo("wal");
    assertThat(db.pragma("page_size")).isEqualTo("1024");
    assertThat(db.pragma("locking_mode")).isEqualTo("exclusive");
    db.close();
  }

  @Test
  void anotherPlaceThanAFolderIsRefused() {
    assertThatThrownBy(() -> Journal.open(folder.resolve("no/journal.db"), random(1), WALL))
        .isInstanceOf(JournalFailed.class)
        .hasMessageContaining("cannot be used");
  }

  /** A journal with 12 items and so many facts, closed; answers its epoch. */
  private Octets write(int facts) {
    try (Journal journal = open()) {
      Kiosk fresh = loaded(journal, FOUR);
      Kiosk stocked = with(fresh, stocked(FOUR, 12), new Chance(1).value(Visits.class), 0);
      journal.commit(List.of(), fresh, stocked, at(0));
      busy(journal, stocked, facts, 1);
      return journal.epoch();
    }
  }

  private void damage(String sql) throws SQLException {
    try (Db db = Db.open(file.toString())) {
      db.script(sql);
      db.commit();
    }
  }

  private static Path wal(Path file) {
    return file.resolveSibling(file.getFileName() + "-wal");
  }
}
