package org.shuyi.kiosk.journal;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

  /** Its row stands among the sections, since it is written whenever one of them is. */
  static final long ID = 0;

  private static final String NAME = "journal";
  private static final int FORMAT = 1;
  private static final Shapes SHORT = new Shapes(Shapes.Form.ARRAYS);

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

  /** Writes the row, a new one or the one there is. */
  void write(Db db) throws SQLException {
    State.putSection(db, ID, NAME, FORMAT, Json.encode(SHORT.of(Stored.class).write(stored())));
  }

  /**
   * @throws Misfit if the row is not what was written
   */
  static Meta read(Db db) throws SQLException, Misfit {
    List<State.SectionRow> found = State.rows(db, ID);
    if (found.isEmpty()) throw new Misfit("the row of the journal is missing");
    return of(found.getFirst());
  }

  static Meta of(State.SectionRow row) throws Misfit {
    if (!row.isSound()) throw new Misfit("the row of the journal: the sum is wrong");
    if (row.format() != FORMAT) throw new Misfit("the row of the journal in another format");
    return ((Stored) SHORT.of(Stored.class).read(Json.decode(row.json()))).meta();
  }

  private Stored stored() {
    return new Stored(
        epoch.hex(),
        boots,
        Optional.ofNullable(ended),
        chain.seq(),
        chain.hash().hex(),
        applied,
        ticks,
        wallFloor,
        sections,
        custody,
        known);
  }

  /** The row's JSON: an array of these, in this order. */
  record Stored(
      String epoch,
      long boots,
      Optional<String> ended,
      long recorded,
      String hash,
      long applied,
      long ticks,
      long wallFloor,
      Tally sections,
      Tally custody,
      Tally known) {

    /** The sum was right, so this is what was written. */
    Meta meta() {
      return new Meta(
          Octets.ofHex(epoch),
          boots,
          ended.orElse(null),
          new Chain(recorded, Octets.ofHex(hash)),
          applied,
          ticks,
          wallFloor,
          sections,
          custody,
          known);
    }
  }
}
