package org.shuyi.kiosk.journal;

import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteException;

/**
 * One connection to SQLite with its prepared statements; it writes and checkpoints alone. WAL with
 * a flush at every commit, small pages since a commit is small.
 */
final class Db implements AutoCloseable {
  static final String IN_MEMORY = ":memory:";

  /**
   * A visit changes some rows of a hundred bytes; larger pages would only be written for nothing.
   */
  static final int PAGE = 1_024;

  /** Where a file's header says whether it is written and read with a log (section 1.3). */
  private static final int WRITTEN_BY = 18;

  private static final int READ_BY = 19;
  private static final byte WITHOUT_LOG = 1;
  private static final byte WITH_LOG = 2;

  /** SQLite's number for FULL: the WAL is flushed at each commit. */
  private static final long FULL = 2;

  private final SQLiteConnection connection;
  private final Disk disk;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  /** Reads one row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private Db(SQLiteConnection connection, Disk disk) {
    this.connection = connection;
    this.disk = disk;
  }

  static Db open(String path) throws SQLException {
    return open(path, Disk.SOUND);
  }

  static Db open(String path, Disk disk) throws SQLException {
    var db = new Db(connection(path), disk);
    try {
      db.configure(path.equals(IN_MEMORY) ? "memory" : "wal");
      return db;
    } catch (SQLException e) {
      // A damaged file stays open until the program ends: closing it would write to it.
      if (!isDamage(e)) db.close();
      throw e;
    }
  }

  /**
   * A data base in memory, as an image of a file has it.
   *
   * @param image as {@link #image} gives it
   */
  static Db ofImage(byte[] image, Disk disk) throws SQLException {
    SQLiteConnection connection = connection(IN_MEMORY);
    byte[] inMemory = image.clone();
    Arrays.fill(inMemory, WRITTEN_BY, READ_BY + 1, WITHOUT_LOG);
    connection.deserialize("main", inMemory);
    var db = new Db(connection, disk);
    db.configure("memory");
    return db;
  }

  /** Left to itself the driver asks for the new row's number after each INSERT; nobody wants it. */
  private static SQLiteConnection connection(String path) throws SQLException {
    var properties = new Properties();
    properties.setProperty(Pragma.JDBC_GET_GENERATED_KEYS.pragmaName, "false");
    return JDBC.createConnection("jdbc:sqlite:" + path, properties);
  }

  /** What was committed, as the bytes of a file without its log. */
  byte[] image() throws SQLException {
    byte[] image = connection.serialize("main");
    Arrays.fill(image, WRITTEN_BY, READ_BY + 1, WITH_LOG);
    return image;
  }

  private void configure(String journalMode) throws SQLException {
    script("PRAGMA page_size=" + PAGE);
    // Nobody else may read: a reader that stays open would keep the WAL from shrinking, and a
    // second one that checkpoints could damage it.
    script("PRAGMA locking_mode=EXCLUSIVE");
    script("PRAGMA journal_mode=" + journalMode);
    script("PRAGMA synchronous=FULL");
    script("PRAGMA wal_autocheckpoint=1000");
    script("PRAGMA journal_size_limit=4194304");
    script("PRAGMA secure_delete=FAST");
    requirePragma("journal_mode", journalMode);
    requirePragma("synchronous", Long.toString(FULL));
    requirePragma("page_size", Integer.toString(PAGE));
    connection.setAutoCommit(false);
  }

  private void requirePragma(String name, String expected) throws SQLException {
    String found = pragma(name);
    if (!found.equals(expected)) {
      throw new SQLException(name + " is " + found + ", not " + expected);
    }
  }

  String pragma(String name) throws SQLException {
    return only("PRAGMA " + name, row -> row.getString(1));
  }

  /** Runs statements without parameters. */
  void script(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** Runs one statement that must change exactly one row. */
  void one(String sql, @Nullable Object... arguments) throws SQLException {
    int rows = bind(sql, arguments).executeUpdate();
    if (rows != 1) throw new SQLException(rows + " rows instead of 1 by: " + sql);
  }

  /** The rows of a query, in its order. */
  <T> List<T> all(String sql, Row<T> reader, @Nullable Object... arguments) throws SQLException {
    var found = new ArrayList<T>();
    try (ResultSet rows = bind(sql, arguments).executeQuery()) {
      while (rows.next()) found.add(reader.read(rows));
    }
    return found;
  }

  /** Adds a row to what came of those before it. */
  interface Fold<T, E extends Exception> {
    T with(T before, ResultSet row) throws SQLException, E;
  }

  /** What comes of the rows of a query, in its order, without keeping any. */
  <T, E extends Exception> T fold(
      T first, Fold<T, E> fold, String sql, @Nullable Object... arguments) throws SQLException, E {
    T all = first;
    try (ResultSet rows = bind(sql, arguments).executeQuery()) {
      while (rows.next()) all = fold.with(all, rows);
    }
    return all;
  }

  /** The one row of a query. */
  <T> T only(String sql, Row<T> reader, @Nullable Object... arguments) throws SQLException {
    List<T> rows = all(sql, reader, arguments);
    if (rows.size() != 1) throw new SQLException(rows.size() + " rows instead of 1 by: " + sql);
    return rows.getFirst();
  }

  /** Makes durable what was written since the last time; a transaction is always open. */
  void commit() throws SQLException {
    try {
      disk.beforeFlush();
      connection.commit();
      disk.afterFlush();
    } catch (IOException failed) {
      throw new SQLException(failed.getMessage(), failed);
    }
  }

  /**
   * Puts what was committed into the data base, and begins the log anew with other salts. SQLite
   * would go on behind the last commit with the same ones: after a second power cut, frames that
   * the first one left there would look like commits that were lost.
   */
  void beginLogAgain() throws SQLException {
    connection.commit();
    connection.setAutoCommit(true);
    script("PRAGMA wal_checkpoint(TRUNCATE)");
    connection.setAutoCommit(false);
  }

  /** Undoes what is open, as far as the file still answers. */
  void rollback() {
    try {
      connection.rollback();
    } catch (SQLException nothingOpen) {
      // There is nothing more to undo, and whoever asked has a better reason to tell.
    }
  }

  private PreparedStatement bind(String sql, @Nullable Object... arguments) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case null -> statement.setObject(i + 1, null);
        case Long number -> statement.setLong(i + 1, number);
        case Integer number -> statement.setInt(i + 1, number);
        case String text -> statement.setString(i + 1, text);
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        default -> throw new IllegalArgumentException("cannot bind " + arguments[i]);
      }
    }
    return statement;
  }

  /**
   * Whether SQLite says that the file is damaged, and not that the disk or the memory is. Our
   * statements are right, so an error in one means that a table is not what it was.
   */
  static boolean isDamage(SQLException failure) {
    return failure instanceof SQLiteException sqlite
        && switch (sqlite.getResultCode()) {
          case SQLITE_ERROR,
              SQLITE_CORRUPT,
              SQLITE_CORRUPT_INDEX,
              SQLITE_CORRUPT_SEQUENCE,
              SQLITE_CORRUPT_VTAB,
              SQLITE_NOTADB,
              SQLITE_FORMAT,
              SQLITE_IOERR_SHORT_READ,
              SQLITE_IOERR_CORRUPTFS ->
              true;
          default -> false;
        };
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // What was committed is in the WAL and is found there at the next start.
    }
  }
}
