package org.shuyi.sim.judge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.shuyi.kiosk.journal.Decoded;
import org.shuyi.kiosk.journal.FactCodec;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.JournalFailed;
import org.shuyi.kiosk.journal.JournalRecord;
import org.shuyi.kiosk.journal.SavedState;
import org.shuyi.kiosk.journal.Soundness;
import org.shuyi.kiosk.journal.StampedFact;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.custody.CustodyBook;
import org.shuyi.kiosk.kernel.policy.Policy;

/**
 * What a disk has of a journal after a cut: read from a copy, so that the station finds its own
 * file as the cut left it.
 *
 * @param epoch of the journal, in hex
 * @param records from 1, without gaps where the journal is sound
 * @param policy the rules in force
 */
public record Durable(
    String epoch,
    Soundness soundness,
    List<JournalRecord> records,
    CustodyBook custody,
    Policy policy) {
  private static final int PAGE = 1_000;

  public Durable {
    records = List.copyOf(records);
  }

  /**
   * Reads a journal.
   *
   * @param file the journal, which may not be there yet
   * @param scratch a folder for the copy; emptied
   * @return nothing where there is none whose first commit is whole, or a damaged one that the
   *     station would put aside
   * @throws JournalFailed where the product that wrote it cannot open it
   * @throws IOException where it cannot be read
   */
  public static Optional<Durable> read(Path file, Path scratch, Plan plan) throws IOException {
    Path copy = copied(file, scratch);
    if (!Files.exists(copy)) return Optional.empty();
    // Whoever opens an empty journal begins a new one, and draws its epoch here.
    var fresh = new Fresh();
    try (var journal = Journal.open(copy, fresh, Instant.EPOCH)) {
      if (fresh.asked) return Optional.empty();
      return Optional.of(of(journal, plan));
    }
  }

  private static Path copied(Path file, Path scratch) throws IOException {
    Files.createDirectories(scratch);
    try (var old = Files.newDirectoryStream(scratch)) {
      for (Path one : old) Files.delete(one);
    }
    for (String part : List.of("", "-wal")) {
      Path from = file.resolveSibling(file.getFileName() + part);
      if (Files.exists(from)) Files.copy(from, scratch.resolve(file.getFileName() + part));
    }
    return scratch.resolve(file.getFileName());
  }

  private static Durable of(Journal journal, Plan plan) throws IOException {
    var records = new ArrayList<JournalRecord>();
    for (long next = 1; next <= journal.lastSeq(); next = records.size() + 1L) {
      var page = journal.records(next, PAGE);
      if (page.isEmpty()) break;
      records.addAll(page);
    }
    var kiosk =
        switch (journal.load(plan)) {
          case SavedState.Loaded(var loaded) -> loaded;
          case SavedState.Refused(String why) ->
              throw new JournalFailed(JournalFailed.Why.NOT_OURS, why);
        };
    return new Durable(
        journal.epoch().hex(), journal.verifyAll(), records, kiosk.custody(), kiosk.policy());
  }

  public long lastSeq() {
    return records.size();
  }

  /** The chain's hash at a record, in hex; nothing where there is no such record. */
  public Optional<String> hashAt(long seq) {
    if (seq < 1 || seq > records.size()) return Optional.empty();
    return Optional.of(records.get((int) seq - 1).hash().hex());
  }

  /** The facts of the records after this one. */
  public List<Fact> factsAfter(long seq) {
    return stampedAfter(seq).stream().map(StampedFact::fact).toList();
  }

  /** The same with their times. */
  public List<StampedFact> stampedAfter(long seq) {
    return records.stream().skip(seq).map(Durable::stamped).toList();
  }

  private static StampedFact stamped(JournalRecord record) {
    return switch (FactCodec.decode(record.bytes().toArray())) {
      case Decoded.Understood(var stamped) -> stamped;
      case Decoded.Refused(String why) ->
          throw new IllegalStateException("record " + record.seq() + ": " + why);
    };
  }

  /** Chance that tells whether it was asked. */
  private static final class Fresh implements RandomGenerator {
    private boolean asked;

    @Override
    public long nextLong() {
      asked = true;
      return 0;
    }
  }
}
