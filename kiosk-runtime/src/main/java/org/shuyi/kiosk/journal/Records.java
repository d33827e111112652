package org.shuyi.kiosk.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;

/** The table of records: appended to, read and verified. */
final class Records {
  /** As many as are read in one go, so that nobody waits long for the journal. */
  static final int PAGE = 1_000;

  private static final String SELECT = "SELECT seq, bytes, hash FROM records";
  private static final String FROM = SELECT + " WHERE seq >= ? ORDER BY seq LIMIT ?";

  /** A row of which nobody asks what it says. */
  private record Link(long seq, Octets bytes, Octets hash) {}

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
    List<Link> found = db.all(FROM, Records::link, seq, 1);
    if (found.isEmpty() || found.getFirst().seq() != seq) throw new Misfit("no record " + seq);
    Octets hash = found.getFirst().hash();
    if (hash.size() != Chain.HASH) throw new Misfit("record " + seq + ": no hash");
    return new Chain(seq, hash);
  }

  /**
   * Verifies at most a page of records after a link of the chain; answers the link it came to.
   *
   * @throws Broken naming the first record that is not what it was
   */
  static Chain verifyPage(Db db, Chain after) throws SQLException, Broken {
    Chain chain = after;
    for (Link link : db.all(FROM, Records::link, after.seq() + 1, PAGE)) {
      chain = chain.then(link.bytes().toArray());
      if (link.seq() != chain.seq()) throw new Broken(chain.seq(), "is missing");
      if (!link.hash().equals(chain.hash())) throw new Broken(chain.seq(), "the hash is wrong");
    }
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
    Link link = link(row);
    FactCodec.Head head = FactCodec.head(link.bytes().toArray());
    return new JournalRecord(link.seq(), head.ticks(), head.kind(), link.bytes(), link.hash());
  }

  private static Link link(ResultSet row) throws SQLException {
    return new Link(row.getLong(1), bytes(row, 2), bytes(row, 3));
  }

  private static Octets bytes(ResultSet row, int column) throws SQLException {
    byte[] stored = row.getBytes(column);
    return stored == null ? Octets.EMPTY : Octets.of(stored);
  }
}
