package org.shuyi.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Old files come to the present format step by step. */
class SchemaTest {
  private static final Schema FIRST = new Schema("CREATE TABLE a (x INTEGER)", List.of());
  private static final Schema THIRD =
      new Schema(
          "CREATE TABLE a (x INTEGER, y TEXT); CREATE TABLE b (z INTEGER)",
          List.of(
              "ALTER TABLE a ADD COLUMN y TEXT; UPDATE a SET y = 'old'",
              "CREATE TABLE b (z INTEGER)"));

  @Test
  void anOldFileIsBroughtToThePresentFormatAndKeepsItsRows() throws SQLException, Misfit {
    try (Db db = Db.open(Db.IN_MEMORY)) {
      assertThat(Schema.isEmpty(db)).isTrue();
      FIRST.create(db);
      db.one("INSERT INTO a VALUES (?)", 7);
      db.commit();
      assertThat(Schema.formatOf(db)).isEqualTo(1);
      assertThat(Schema.isEmpty(db)).isFalse();

      THIRD.migrate(db);
      THIRD.migrate(db);

      assertThat(Schema.formatOf(db)).isEqualTo(3);
      String row = db.only("SELECT x || y FROM a", found -> found.getString(1));
      assertThat(row).isEqualTo("7old");
      db.one("INSERT INTO b VALUES (1)");
    }
  }

  @Test
  void aNewFileHasThePresentFormatAtOnce() throws SQLException {
    try (Db db = Db.open(Db.IN_MEMORY)) {
      Schema.present().create(db);
      db.commit();
      assertThat(Schema.formatOf(db)).isEqualTo(Schema.present().format());
    }
  }

  @Test
  void aStepThatFailsLeavesTheFormatBeforeIt() throws SQLException {
    var broken = new Schema("", List.of("CREATE TABLE c (x); CREATE TABLE c (x)"));
    try (Db db = Db.open(Db.IN_MEMORY)) {
      FIRST.create(db);
      db.commit();
      assertThatThrownBy(() -> broken.migrate(db)).isInstanceOf(SQLException.class);
      db.rollback();
      assertThat(Schema.formatOf(db)).isEqualTo(1);
      long tables = db.only("SELECT count(*) FROM sqlite_schema", row -> row.getLong(1));
      assertThat(tables).isEqualTo(1);
    }
  }

  @Test
  void aFileOfANewerReleaseIsRefused() throws SQLException {
    try (Db db = Db.open(Db.IN_MEMORY)) {
      THIRD.create(db);
      assertThatThrownBy(() -> FIRST.migrate(db)).isInstanceOf(JournalFailed.class);
    }
  }

  @Test
  void aFormatThatIsSaidOnlyOnceIsDamageAndNoNewerRelease() throws SQLException {
    try (Db db = Db.open(Db.IN_MEMORY)) {
      FIRST.create(db);
      db.script("PRAGMA user_version=65");
      assertThatThrownBy(() -> FIRST.migrate(db)).isInstanceOf(Misfit.class);
    }
  }

  @Test
  void aWriteThatChangesNoRowOrTwoIsAnError() throws SQLException {
    try (Db db = Db.open(Db.IN_MEMORY)) {
      FIRST.create(db);
      assertThatThrownBy(() -> db.one("UPDATE a SET x = 1")).hasMessageContaining("0 rows");
      db.one("INSERT INTO a VALUES (1)");
      db.one("INSERT INTO a VALUES (2)");
      assertThatThrownBy(() -> db.only("SELECT 1 FROM a", row -> row.getLong(1)))
          .hasMessageContaining("2 rows");
      assertThatThrownBy(() -> db.one("DELETE FROM a")).hasMessageContaining("2 rows");
    }
  }
}
