package org.shuyi.sim.crash;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.shuyi.kiosk.journal.Journal;

/**
 * A journal whose commits are not flushed: with {@code synchronous=NORMAL} SQLite flushes its log
 * at a checkpoint only. The product has no such switch, and refuses to open a file like that: so
 * this breaks into an open journal from outside, in a town, which no station has on its class path.
 */
public final class Loosened {
  private Loosened() {}

  /** From its next commit on. */
  public static void toNormal(Journal journal) {
    try {
      Object db = field(journal, "db");
      var connection = (Connection) field(db, "connection");
      // Within a transaction SQLite refuses to change it.
      connection.commit();
      connection.setAutoCommit(true);
      try (Statement statement = connection.createStatement()) {
        statement.executeUpdate("PRAGMA synchronous=NORMAL");
      }
      connection.setAutoCommit(false);
    } catch (ReflectiveOperationException | SQLException e) {
      throw new IllegalStateException("the journal cannot be broken into", e);
    }
  }

  private static Object field(Object owner, String name) throws ReflectiveOperationException {
    Field field = owner.getClass().getDeclaredField(name);
    field.setAccessible(true);
    Object value = field.get(owner);
    if (value == null) throw new NoSuchFieldException(name + " is empty");
    return value;
  }
}
