package org.shuyi.sim.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The twin of the journal: a table of one blob, and nothing done but insert and commit. WAL, FULL,
 * pages of 1024 bytes, one connection that locks the file for itself, as the journal has it.
 */
final class RawCommits implements AutoCloseable {
  private final Connection connection;
  private final PreparedStatement insert;
  private final byte[] body;

  /**
   * @param bytes of each row
   */
  RawCommits(Path file, int bytes) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (var statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA page_size=1024");
      statement.execute("PRAGMA locking_mode=EXCLUSIVE");
      statement.execute("PRAGMA journal_mode=wal");
      statement.execute("PRAGMA synchronous=FULL");
      statement.executeUpdate("CREATE TABLE row (id INTEGER PRIMARY KEY, body BLOB NOT NULL)");
    }
    connection.setAutoCommit(false);
    insert = connection.prepareStatement("INSERT INTO row (body) VALUES (?)");
    body = new byte[bytes];
  }

  void commit() throws SQLException {
    insert.setBytes(1, body);
    insert.executeUpdate();
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    insert.close();
    connection.close();
  }
}
