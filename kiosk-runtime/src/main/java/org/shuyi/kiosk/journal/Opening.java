package org.shuyi.kiosk.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;

/**
 * How a journal comes up: a sound one as it is, an empty one made new, a damaged one put aside
 * under another name and a new one begun after it.
 */
final class Opening {
  /** Records verified at each start: what a torn write may have hurt, in some milliseconds. */
  static final int TAIL = 1_000;

  /** Bytes of an epoch: two stations draw the same one never. */
  private static final int EPOCH = 8;

  /** SQLite's files: the data base, its log, and the log's index. */
  private static final List<String> PARTS = List.of("", "-wal", "-shm");

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** What an opened file says of itself. */
  record Opened(Meta meta, SortedMap<String, Long> sectionSums) {}

  private final Schema schema;
  private final RandomGenerator random;
  private final Instant wall;

  private Opening(Schema schema, RandomGenerator random, Instant wall) {
    this.schema = schema;
    this.random = random;
    this.wall = wall;
  }

  static Journal file(Path file, RandomGenerator random, Instant wall) {
    FileGuard guard = FileGuard.take(file);
    try {
      return new Opening(Schema.present(), random, wall).open(file, guard);
    } catch (SQLException | IOException e) {
      guard.close();
      throw new JournalFailed("the journal " + file + " cannot be opened: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      guard.close();
      throw e;
    }
  }

  static Journal inMemory(RandomGenerator random, Instant wall) {
    try {
      Db db = Db.open(Db.IN_MEMORY);
      Opened opened = new Opening(Schema.present(), random, wall).create(db, Salvage.NOTHING);
      return new Journal(db, null, opened, "");
    } catch (SQLException e) {
      throw new JournalFailed("no journal in memory: " + e.getMessage(), e);
    }
  }

  private Journal open(Path file, FileGuard guard) throws SQLException, IOException {
    if (!Files.exists(file)) setAside(file);
    Salvage salvage;
    @Nullable Db db = null;
    try {
      db = Db.open(file.toString());
      if (Schema.isEmpty(db)) return new Journal(db, guard, create(db, Salvage.NOTHING), "");
      return new Journal(db, guard, verified(db), "");
    } catch (Misfit | Records.Broken damaged) {
      salvage = Salvage.of(db);
    } catch (SQLException e) {
      if (!Db.isDamage(e)) {
        if (db != null) db.close();
        throw e;
      }
      salvage = db == null ? Salvage.NOTHING : Salvage.of(db);
    } catch (RuntimeException e) {
      if (db != null) db.close();
      throw e;
    }
    if (db != null) db.close();
    String aside = setAside(file);
    Db next = Db.open(file.toString());
    return new Journal(next, guard, create(next, salvage), aside);
  }

  /** The state and the tail of the chain, verified. */
  private Opened verified(Db db) throws SQLException, Misfit, Records.Broken {
    if (Schema.formatOf(db) == 0) throw new Misfit("tables, but no format");
    schema.migrate(db);
    Meta meta = Meta.read(db);
    State.Rows rows = State.verified(db, meta);
    Chain end = meta.chain();
    Chain chain = Records.chainAt(db, Math.max(0, end.seq() - TAIL));
    while (chain.seq() < end.seq()) {
      Chain next = Records.verifyPage(db, chain);
      if (next.equals(chain)) throw new Misfit("record " + (chain.seq() + 1) + " is missing");
      chain = next;
    }
    if (!chain.equals(end)) throw new Misfit("the chain ends at " + chain + ", not " + end);
    return new Opened(meta, rows.sectionSums());
  }

  /** Tables, a new epoch, what was salvaged, and the first record: in one transaction. */
  private Opened create(Db db, Salvage salvage) throws SQLException {
    schema.create(db);
    byte[] epoch = new byte[EPOCH];
    random.nextBytes(epoch);
    var began = new StationFact.JournalBegan(salvage.epoch(), salvage.hash());
    var now = new Now(salvage.ticks(), wall, Now.ClockTrust.UNTRUSTED);
    Meta meta = salvage.into(db, Meta.fresh(Octets.of(epoch)));
    meta = meta.recorded(Records.append(db, Chain.START, new StampedFact(began, now)), 0);
    meta.write(db);
    db.commit();
    return new Opened(meta, new TreeMap<>(salvage.rows().sectionSums()));
  }

  /**
   * Renames a data base and what belongs to it, and answers the new name. The data base goes first:
   * alone it would look sound and lack what its log holds, while a log alone is put aside at the
   * next start.
   */
  private String setAside(Path file) throws IOException {
    String stamped = file.getFileName() + ".damaged-" + STAMP.format(wall);
    String name = stamped;
    for (int i = 2; isTaken(file, name); i++) name = stamped + "-" + i;
    for (String part : PARTS) {
      Path from = file.resolveSibling(file.getFileName() + part);
      if (Files.exists(from)) Files.move(from, file.resolveSibling(name + part));
    }
    flushFolder(file.toAbsolutePath().getParent());
    return name;
  }

  private static boolean isTaken(Path file, String name) {
    return PARTS.stream().anyMatch(part -> Files.exists(file.resolveSibling(name + part)));
  }

  private static void flushFolder(@Nullable Path folder) throws IOException {
    if (folder == null) return;
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
