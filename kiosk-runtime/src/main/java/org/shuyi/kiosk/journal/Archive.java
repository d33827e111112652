package org.shuyi.kiosk.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;

/**
 * A journal's file read for people, page by page and without the data base: one that was put aside,
 * or the present one beside the station that writes it. Nothing is ever written, locked or opened
 * for writing.
 *
 * @param file the data base; its log is read with it
 * @param owner {@code organisation/station}, or empty where that cannot be read
 * @param epoch in hex, or empty
 * @param damage what is wrong with it at first sight, in plain words, or empty
 * @param last the number of its last record, where that is known
 */
public record Archive(Path file, String owner, String epoch, String damage, OptionalLong last) {
  /** Takes what is found, in order. */
  public interface Taker {
    /**
     * @param hash of the chain up to and with this record, in hex
     */
    void record(TailLine line, String hash);

    /**
     * Records that nobody can prove any more; both numbers are among them.
     *
     * @param through empty where nobody knows how many there were
     */
    void missing(long from, OptionalLong through);
  }

  /**
   * Looks at a file.
   *
   * @throws IOException where it cannot be read at all
   */
  public static Archive of(Path file) throws IOException {
    try (RawFile raw = RawFile.open(file)) {
      var state = SalvagedState.of(raw);
      Optional<Meta> meta = state.meta();
      OptionalLong last =
          state.newest() && meta.isPresent()
              ? OptionalLong.of(meta.get().chain().seq())
              : OptionalLong.empty();
      String epoch = meta.map(Meta::epoch).map(Octets::hex).orElse("");
      return new Archive(file, state.owner(), epoch, raw.damage(), last);
    }
  }

  /** Those that were put aside beside a journal and wait to be fetched, oldest first. */
  public static List<QuarantinedFile> beside(Path journal) {
    return Quarantine.list(journal);
  }

  /**
   * Tells of every record behind one that the chain proves, and by number of those that are lost.
   *
   * @param after 0 for all of them
   * @throws IOException where the file cannot be read
   */
  public void read(long after, Taker taker) throws IOException {
    try (RawFile raw = RawFile.open(file)) {
      Optional<Long> end = last.isPresent() ? Optional.of(last.getAsLong()) : Optional.empty();
      Optional<Chain> _ = SalvagedRecords.of(raw).after(after, end, new Telling(taker));
    } catch (SQLException impossible) {
      throw new IOException(impossible);
    }
  }

  private record Telling(Taker taker) implements SalvagedRecords.Taker {
    @Override
    public void proven(Chain at, Octets bytes) {
      FactCodec.Head head = FactCodec.head(bytes.toArray());
      var record = new JournalRecord(at.seq(), head.ticks(), head.kind(), bytes, at.hash());
      taker.record(Records.line(record), at.hash().hex());
    }

    @Override
    public void lost(long from, long through) {
      boolean told = through != SalvagedRecords.UNKNOWN;
      taker.missing(from, told ? OptionalLong.of(through) : OptionalLong.empty());
    }
  }
}
