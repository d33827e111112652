package org.shuyi.kiosk.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;

/**
 * The one row that says where the journal stands; see {@code schema.sql}.
 *
 * @param ended why the last life ended in order, or null while one runs or after a power cut
 * @param wallFloor epoch milliseconds
 */
record Meta(
    Octets epoch,
    long boots,
    @Nullable String ended,
    Chain chain,
    long applied,
    long ticks,
    long wallFloor,
    Tally sections,
    Tally custody,
    Tally known) {

  /**
   * What a table of rows adds up to, so that a missing row is noticed too.
   *
   * @param sum of the rows' sums, in any order
   */
  record Tally(long rows, long sum) {
    static final Tally NONE = new Tally(0, 0);

    static Tally of(Collection<Long> sums) {
      var tally = NONE;
      for (long sum : sums) tally = tally.with(sum);
      return tally;
    }

    Tally with(long rowSum) {
      return new Tally(rows + 1, sum + rowSum);
    }

    Tally without(long rowSum) {
      return new Tally(rows - 1, sum - rowSum);
    }
  }

  static Meta fresh(Octets epoch) {
    return new Meta(epoch, 0, null, Chain.START, 0, 0, 0, Tally.NONE, Tally.NONE, Tally.NONE);
  }

  Meta begun() {
    return new Meta(
        epoch, boots + 1, null, chain, applied, ticks, wallFloor, sections, custody, known);
  }

  Meta ended(String why) {
    return new Meta(epoch, boots, why, chain, applied, ticks, wallFloor, sections, custody, known);
  }

  Meta at(long nowTicks, long floor) {
    return new Meta(epoch, boots, ended, chain, applied, nowTicks, floor, sections, custody, known);
  }

  Meta recorded(Chain now, long nowApplied) {
    return new Meta(
        epoch, boots, ended, now, nowApplied, ticks, wallFloor, sections, custody, known);
  }

  Meta holding(Tally nowSections, Tally nowCustody, Tally nowKnown) {
    return new Meta(
        epoch, boots, ended, chain, applied, ticks, wallFloor, nowSections, nowCustody, nowKnown);
  }

  void insert(Db db) throws SQLException {
    db.one("INSERT INTO meta VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row());
  }

  void update(Db db) throws SQLException {
    db.one(
        "UPDATE meta SET epoch=?, boots=?, ended=?, recorded=?, hash=?, applied=?, ticks=?,"
            + " wall_floor=?, section_rows=?, section_sum=?, custody_rows=?, custody_sum=?,"
            + " known_rows=?, known_sum=?, sum=? WHERE id=1",
        row());
  }

  private @Nullable Object[] row() {
    return Sum.sealed(
        epoch.toArray(),
        boots,
        ended,
        chain.seq(),
        chain.hash().toArray(),
        applied,
        ticks,
        wallFloor,
        sections.rows(),
        sections.sum(),
        custody.rows(),
        custody.sum(),
        known.rows(),
        known.sum());
  }

  /**
   * @throws Misfit if the row is not what was written
   */
  static Meta read(Db db) throws SQLException, Misfit {
    var rows =
        db.all(
            "SELECT epoch, boots, ended, recorded, hash, applied, ticks, wall_floor, section_rows,"
                + " section_sum, custody_rows, custody_sum, known_rows, known_sum, sum FROM meta",
            row -> new Stored(metaOf(row), row.getLong(15)));
    if (rows.size() != 1) throw new Misfit("meta has " + rows.size() + " rows");
    Stored stored = rows.getFirst();
    Object[] columns = stored.meta().row();
    if (!Long.valueOf(stored.sum()).equals(columns[columns.length - 1])) {
      throw new Misfit("meta: the sum is wrong");
    }
    return stored.meta();
  }

  private record Stored(Meta meta, long sum) {}

  private static Meta metaOf(ResultSet row) throws SQLException {
    byte[] hash = row.getBytes(5);
    byte[] epoch = row.getBytes(1);
    boolean whole =
        hash != null && hash.length == Chain.HASH && epoch != null && row.getLong(4) >= 0;
    return new Meta(
        whole ? Octets.of(epoch) : Octets.EMPTY,
        row.getLong(2),
        row.getString(3),
        whole ? new Chain(row.getLong(4), Octets.of(hash)) : Chain.START,
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        new Tally(row.getLong(9), row.getLong(10)),
        new Tally(row.getLong(11), row.getLong(12)),
        new Tally(row.getLong(13), row.getLong(14)));
  }
}
