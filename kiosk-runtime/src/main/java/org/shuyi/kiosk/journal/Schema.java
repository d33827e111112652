package org.shuyi.kiosk.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

/**
 * The tables' format, counted in SQLite's {@code user_version}: {@code schema.sql} is what a new
 * file gets, and each migration brings a file from one format to the next.
 *
 * @param create the present format whole
 * @param migrations the first leads from format 1 to 2, and so on; the number of formats is one
 *     more
 */
record Schema(String create, List<String> migrations) {
  /** Read once, when the first journal is opened. */
  private static final class Present {
    static final Schema SCHEMA = new Schema(resource("schema.sql"), List.of());
  }

  /** {@code SY} and the format are SQLite's application id: a flipped bit is no newer release. */
  private static final int OURS = ('S' << 24) | ('Y' << 16);

  Schema {
    migrations = List.copyOf(migrations);
  }

  /** The present one: format 1, which no migration precedes. */
  static Schema present() {
    return Present.SCHEMA;
  }

  int format() {
    return migrations.size() + 1;
  }

  static int formatOf(Db db) throws SQLException {
    return Integer.parseInt(db.pragma("user_version"));
  }

  /** Whether nothing was ever written, or not to the end: creation is one transaction. */
  static boolean isEmpty(Db db) throws SQLException {
    return formatOf(db) == 0
        && db.only("SELECT count(*) FROM sqlite_schema", row -> row.getLong(1)) == 0;
  }

  /** Makes the tables in the transaction that is open. */
  void create(Db db) throws SQLException {
    db.script(create);
    db.script("PRAGMA user_version=" + format());
    db.script("PRAGMA application_id=" + (OURS + format()));
  }

  /**
   * Brings an older file to the present format, each step in a transaction of its own.
   *
   * @throws JournalFailed if a newer release has written the file
   * @throws Misfit if it only looks so: the format is said twice in a file
   */
  void migrate(Db db) throws SQLException, Misfit {
    int found = formatOf(db);
    if (found > format() && !db.pragma("application_id").equals("" + (OURS + found))) {
      throw new Misfit("format " + found + ", which no release has written");
    }
    if (found > format()) {
      throw new JournalFailed(
          JournalFailed.Why.NOT_OURS,
          "the journal has format " + found + "; this release knows formats up to " + format());
    }
    for (int from = found; from < format(); from++) {
      db.script(migrations.get(from - 1));
      db.script("PRAGMA user_version=" + (from + 1));
      db.script("PRAGMA application_id=" + (OURS + from + 1));
      db.commit();
    }
  }

  static String resource(String name) {
    try (InputStream in = Schema.class.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException("no resource " + name);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
