package org.shuyi.kiosk.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;

/**
 * The records of a damaged journal in order: each one that the chain proves, and where some are
 * lost, which.
 *
 * <p>A record is proven by its own hash and that of the one before it, so behind a loss the first
 * cannot be and counts as lost too. Pages of any age will do, since the chain decides. Only a
 * number a page is held in memory.
 */
final class SalvagedRecords {
  /** {@code through} where nobody knows how many there were. */
  static final long UNKNOWN = 0;

  /** Takes what is found, in order. */
  interface Taker {
    void proven(Chain at, Octets bytes) throws SQLException;

    /** Both numbers are lost too; {@code through} may be {@link #UNKNOWN}. */
    void lost(long from, long through) throws SQLException;
  }

  /** A leaf of the table, by a number that lies on it. */
  private record Leaf(long seq, RawFile.Place place) {}

  private record Found(long seq, Octets bytes, Octets hash) {
    boolean follows(Chain chain) {
      return seq == chain.seq() + 1 && hash.equals(chain.then(bytes.toArray()).hash());
    }

    Chain chain() {
      return new Chain(seq, hash);
    }
  }

  private final RawFile file;
  private final Carved carved;
  private final List<Leaf> leaves = new ArrayList<>();

  private SalvagedRecords(RawFile file) {
    this.file = file;
    carved = new Carved(file);
  }

  static SalvagedRecords of(RawFile file) throws IOException {
    var records = new SalvagedRecords(file);
    for (RawFile.Place place : (Iterable<RawFile.Place>) file.places()::iterator) {
      Optional<ByteBuffer> page = file.at(place);
      if (page.isEmpty() || !Carved.isTableLeaf(page.get())) continue;
      List<Found> found = records.on(page.get());
      // The one in the middle, since the first may be the one whose number is damaged.
      if (!found.isEmpty()) {
        records.leaves.add(new Leaf(found.get(found.size() / 2).seq(), place));
      }
    }
    records.leaves.sort(Comparator.comparingLong(Leaf::seq));
    return records;
  }

  /**
   * Tells of every record behind one.
   *
   * @param after nobody asks for this one and those before it
   * @param end the number of the last record that was ever written, if it is known
   * @return the last link that is proven, if any is
   */
  Optional<Chain> after(long after, Optional<Long> end, Taker taker)
      throws IOException, SQLException {
    Chain proven = Chain.START;
    long told = after;
    @Nullable Found before = null;
    for (Leaf leaf : leaves) {
      for (Found next : on(file.at(leaf.place()).orElseThrow())) {
        if (next.seq() < after || next.seq() <= proven.seq()) continue;
        boolean anchored = before != null && next.follows(before.chain());
        if (!anchored && !next.follows(proven)) {
          before = next;
          continue;
        }
        if (next.seq() > told + 1) taker.lost(told + 1, next.seq() - 1);
        proven = next.chain();
        before = null;
        if (next.seq() <= after) continue;
        taker.proven(proven, next.bytes());
        told = next.seq();
      }
    }
    if (end.isEmpty()) taker.lost(told + 1, UNKNOWN);
    else if (end.get() > told) taker.lost(told + 1, end.get());
    return proven.seq() == 0 ? Optional.empty() : Optional.of(proven);
  }

  private List<Found> on(ByteBuffer page) {
    var found = new ArrayList<Found>();
    for (Carved.Row row : carved.rows(page)) {
      if (row.id() > 0
          && row.columns().size() == 3
          && row.column(1) instanceof byte[] bytes
          && row.column(2) instanceof byte[] hash
          && hash.length == Chain.HASH) {
        found.add(new Found(row.id(), Octets.of(bytes), Octets.of(hash)));
      }
    }
    found.sort(Comparator.comparingLong(Found::seq));
    return found;
  }
}
