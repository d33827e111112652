package org.shuyi.sim.power;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;
import org.shuyi.kiosk.journal.Journal;

/**
 * Makes a journal careless, for the control that must be caught: {@code synchronous=NORMAL}, with
 * which SQLite flushes its log at a checkpoint only, and no longer at each commit.
 *
 * <p>The product has no such switch, so this reaches into it from the town, which no station has on
 * its class path.
 */
final class Careless {
  private Careless() {}

  static void make(Journal journal) {
    try {
      Object db = field(Journal.class, "db").get(journal);
      var connection = (Connection) field(db.getClass(), "connection").get(db);
      // Within a transaction SQLite refuses to change it.
      connection.setAutoCommit(true);
      try (var statement = connection.createStatement()) {
        statement.executeUpdate("PRAGMA synchronous=NORMAL");
      }
      connection.setAutoCommit(false);
    } catch (ReflectiveOperationException | SQLException e) {
      throw new IllegalStateException("the journal is not built as it was", e);
    }
  }

  private static Field field(Class<?> type, String name) throws NoSuchFieldException {
    var field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
