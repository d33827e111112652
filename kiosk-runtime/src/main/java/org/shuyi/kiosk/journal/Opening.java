package org.shuyi.kiosk.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.journal.JournalFailed.Why;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;

/**
 * How a journal comes up: a sound one as it is, an empty one made new, a damaged one put aside
 * under another name and a new one begun after it, with all that it still tells.
 */
final class Opening {
  /** Records verified at each start: what a torn write may have hurt, in some milliseconds. */
  static final int TAIL = 1_000;

  /** Bytes of an epoch: two stations draw the same one never. */
  private static final int EPOCH = 8;

  /** Up to here SQLite looks through the whole file at each start, in some 10 ms. */
  private static final int FEW_PAGES = 4_000;

  /** What an opened file says of itself. */
  record Opened(Meta meta, SortedMap<String, Long> sectionSums) {}

  /** Why a file cannot be used. */
  private static final class Damaged extends Exception {
    private static final long serialVersionUID = 1L;

    final transient Quarantine.Sentence why;

    Damaged(Quarantine.Sentence why) {
      super(why.reason());
      this.why = why;
    }

    Damaged(@Nullable String why) {
      this(new Quarantine.Sentence(why == null ? "unreadable" : why, 0));
    }
  }

  private final Schema schema;
  private final Disk disk;
  private final String owner;
  private final RandomGenerator random;
  private final Instant wall;

  private Opening(Schema schema, Disk disk, String owner, RandomGenerator random, Instant wall) {
    this.schema = schema;
    this.disk = disk;
    this.owner = owner;
    this.random = random;
    this.wall = wall;
  }

  /**
   * @param owner whose journal it has to be; empty where nobody asks
   */
  static Journal file(Path file, Disk disk, String owner, RandomGenerator random, Instant wall) {
    return file(file, Schema::present, disk, owner, random, wall);
  }

  /** The same as a release with this schema does it; it is read behind the guard. */
  static Journal file(
      Path file,
      Supplier<Schema> schema,
      Disk disk,
      String owner,
      RandomGenerator random,
      Instant wall) {
    FileGuard guard = FileGuard.take(file);
    try {
      return new Opening(schema.get(), disk, owner, random, wall).open(file, guard);
    } catch (SQLException | IOException e) {
      guard.close();
      throw new JournalFailed(
          Why.STORAGE, "the journal " + file + " cannot be opened: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      guard.close();
      throw e;
    }
  }

  static Journal inMemory(Disk disk, RandomGenerator random, Instant wall) {
    try {
      Db db = Db.open(Db.IN_MEMORY, disk);
      Opened opened =
          new Opening(Schema.present(), Disk.SOUND, "", random, wall).create(db, Optional.empty());
      return new Journal(db, null, opened, Optional.empty(), "");
    } catch (SQLException | IOException e) {
      throw new JournalFailed(Why.STORAGE, "no journal in memory: " + e.getMessage(), e);
    }
  }

  /** What a disk holds after a power cut, as an image has it. */
  static Journal ofImage(byte[] image, String aside, Disk disk) {
    try {
      return found(Db.ofImage(image, disk), aside);
    } catch (SQLException e) {
      throw new JournalFailed(Why.STORAGE, "no journal of an image: " + e.getMessage(), e);
    }
  }

  /** The same journal after its program failed, as the memory that stands for a disk holds it. */
  static Journal again(Db db) {
    db.rollback();
    return found(db, "");
  }

  private static Journal found(Db db, String aside) {
    try {
      var opening =
          new Opening(Schema.present(), Disk.SOUND, "", new SplittableRandom(0), Instant.EPOCH);
      return new Journal(db, null, opening.verified(db), Optional.empty(), aside);
    } catch (SQLException | Misfit | Records.Broken e) {
      throw new JournalFailed(Why.STORAGE, "the journal in memory is damaged: " + e, e);
    }
  }

  private Journal open(Path file, FileGuard guard) throws SQLException, IOException {
    var quarantine = new Quarantine(file);
    quarantine.resume();
    try {
      return found(file, guard, quarantine, "");
    } catch (Damaged damaged) {
      String aside = replace(file, quarantine, damaged.why);
      try {
        return found(file, guard, quarantine, aside);
      } catch (Damaged again) {
        // What was written a moment ago is not what was written: no file will do on this disk.
        throw new IOException("the new journal is damaged too: " + again.getMessage(), again);
      }
    }
  }

  private Journal found(Path file, FileGuard guard, Quarantine quarantine, String aside)
      throws SQLException, IOException, Damaged {
    Optional<Quarantine.Sentence> sentence = quarantine.passed();
    if (sentence.isPresent()) throw new Damaged(sentence.get());
    try (RawFile raw = RawFile.open(file)) {
      // Before SQLite touches it: it would believe a shortened log, and clear it away.
      String damage = raw.damage();
      if (!damage.isEmpty()) throw new Damaged(damage);
    }
    // From here on a file that is damaged stays open until the program ends: SQLite writes to it
    // when it is closed.
    Db db = connected(file);
    try {
      // Another station's file is refused before anything in it is brought up to date.
      requireOurs(file, db);
      boolean isNew = Schema.isEmpty(db);
      Opened opened = isNew ? create(db, Optional.empty()) : verified(db);
      if (!isNew) db.beginLogAgain();
      if (!owner.isEmpty() && Owner.read(db).isEmpty()) {
        Owner.write(db, owner);
        db.commit();
      }
      return new Journal(db, guard, opened, Optional.of(quarantine), aside);
    } catch (Misfit | Records.Broken damaged) {
      throw new Damaged(damaged.getMessage());
    } catch (SQLException e) {
      if (Db.isDamage(e)) throw new Damaged(e.getMessage());
      db.close();
      throw e;
    } catch (JournalFailed notOurs) {
      db.close();
      throw notOurs;
    } catch (RuntimeException nonsense) {
      throw new Damaged(nonsense.toString());
    }
  }

  private void requireOurs(Path file, Db db) throws SQLException {
    int format = Schema.formatOf(db);
    // What a newer release has written it alone can read, and that is refused too.
    if (owner.isEmpty() || format == 0 || format > schema.format()) return;
    String found = Owner.read(db);
    if (!found.isEmpty() && !found.equals(owner)) {
      throw new JournalFailed(
          Why.NOT_OURS,
          "the journal %s belongs to the station %s, and this is %s: a card from another station?"
              .formatted(file, found, owner));
    }
  }

  private Db connected(Path file) throws SQLException, Damaged {
    try {
      return Db.open(file.toString(), disk);
    } catch (SQLException e) {
      if (Db.isDamage(e)) throw new Damaged(e.getMessage());
      throw e;
    }
  }

  /** The next journal is written whole beside the damaged one before that is moved. */
  private String replace(Path file, Quarantine quarantine, Quarantine.Sentence why)
      throws SQLException, IOException {
    boolean knownToBeOld = why.centreHas() > 0;
    Files.deleteIfExists(quarantine.next());
    try (RawFile raw = RawFile.open(file);
        Db next = Db.open(quarantine.next().toString())) {
      Salvage salvage = Salvage.of(raw, knownToBeOld, why.centreHas());
      create(next, Optional.of(salvage));
      if (!salvage.owner().isEmpty()) Owner.write(next, salvage.owner());
      next.commit();
    }
    return quarantine.exchange(why, wall);
  }

  /** The state and the tail of the chain, verified. */
  private Opened verified(Db db) throws SQLException, Misfit, Records.Broken {
    if (Schema.formatOf(db) == 0) throw new Misfit("tables, but no format");
    schema.migrate(db);
    if (Long.parseLong(db.pragma("page_count")) <= FEW_PAGES) {
      String look = db.pragma("quick_check(1)");
      if (!look.equals("ok")) throw new Misfit(look);
    }
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
  private Opened create(Db db, Optional<Salvage> salvage) throws SQLException, IOException {
    schema.create(db);
    byte[] epoch = new byte[EPOCH];
    random.nextBytes(epoch);
    Meta fresh = Meta.fresh(Octets.of(epoch));
    var now = new Now(0, wall, Now.ClockTrust.UNTRUSTED);
    Meta meta = salvage.isPresent() ? salvage.get().into(db, fresh, now) : first(db, fresh, now);
    meta.write(db);
    db.commit();
    return new Opened(meta, new TreeMap<>());
  }

  private static Meta first(Db db, Meta fresh, Now now) throws SQLException {
    var began = new StampedFact(new StationFact.JournalBegan("", ""), now);
    return fresh.recorded(Records.append(db, Chain.START, began), 0);
  }
}
