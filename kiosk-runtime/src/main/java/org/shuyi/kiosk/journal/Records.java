package org.shuyi.kiosk.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;

/** The table of records: appended to, read and verified. */
final class Records {
  /** As many as are read in one go, so that nobody waits long for the journal. */
  static final int PAGE = 1_000;

  private static final String SELECT = "SELECT seq, bytes, hash FROM records";
  private static final String FROM = SELECT + " WHERE seq >= ? ORDER BY seq LIMIT ?";
  private static final String HASH = "SELECT hash FROM records WHERE seq = ?";

  private Records() {}

  /** Appends one fact; answers the chain after it. */
  static Chain append(Db db, Chain chain, StampedFact stamped) throws SQLException {
    byte[] bytes = FactCodec.encode(stamped);
    Chain next = chain.then(bytes);
    db.one("INSERT INTO records VALUES (?, ?, ?)", next.seq(), bytes, next.hash().toArray());
    return next;
  }

  static List<JournalRecord> from(Db db, long seq, int most) throws SQLException {
    return db.all(FROM, Records::record, seq, most);
  }

  static List<JournalRecord> last(Db db, int most) throws SQLException {
    return db.all(SELECT + " ORDER BY seq DESC LIMIT ?", Records::record, most).reversed();
  }

  /**
   * The chain after a record, as the record itself says.
   *
   * @throws Misfit if there is no such record
   */
  static Chain chainAt(Db db, long seq) throws SQLException, Misfit {
    if (seq == 0) return Chain.START;
    List<Octets> found = db.all(HASH, row -> Octets.of(bytes(row, 1)), seq);
    if (found.isEmpty()) throw new Misfit("no record " + seq);
    if (found.getFirst().size() != Chain.HASH) throw new Misfit("record " + seq + ": no hash");
    return new Chain(seq, found.getFirst());
  }

  /**
   * Verifies at most a page of records after a link of the chain; answers the link it came to.
   *
   * @throws Broken naming the first record that is not what it was
   */
  static Chain verifyPage(Db db, Chain after) throws SQLException, Broken {
    return db.fold(after, Records::verified, FROM, after.seq() + 1, PAGE);
  }

  private static Chain verified(Chain before, ResultSet row) throws SQLException, Broken {
    Chain chain = before.then(bytes(row, 2));
    if (row.getLong(1) != chain.seq()) throw new Broken(chain.seq(), "is missing");
    boolean told = Arrays.equals(bytes(row, 3), chain.hash().toArray());
    if (!told) throw new Broken(chain.seq(), "the hash is wrong");
    return chain;
  }

  /** A record that is not what it was when it was written. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    final long seq;

    Broken(long seq, String why) {
      super("record " + seq + " " + why);
      this.seq = seq;
    }
  }

  static TailLine line(JournalRecord record) {
    return switch (FactCodec.decode(record.bytes().toArray())) {
      case Decoded.Understood(StampedFact(var fact, var now)) ->
          new TailLine(
              record.seq(), now.wall(), now.trusted(), record.kind(), FactCodec.describe(fact));
      case Decoded.Refused(String reason) ->
          new TailLine(record.seq(), Instant.EPOCH, false, record.kind(), reason);
    };
  }

  private static JournalRecord record(ResultSet row) throws SQLException {
    byte[] bytes = bytes(row, 2);
    FactCodec.Head head = FactCodec.head(bytes);
    return new JournalRecord(
        row.getLong(1), head.ticks(), head.kind(), Octets.of(bytes), Octets.of(bytes(row, 3)));
  }

  private static byte[] bytes(ResultSet row, int column) throws SQLException {
    byte @Nullable [] stored = row.getBytes(column);
    return stored == null ? new byte[0] : stored;
  }
}
