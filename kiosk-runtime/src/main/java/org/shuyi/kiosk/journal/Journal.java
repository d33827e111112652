package org.shuyi.kiosk.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.journal.JournalFailed.Why;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Outbox;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;

/**
 * What has happened and how the station stands, on disk: a commit is durable when it returns, and
 * after the first failure nothing more is taken.
 *
 * <p>Any thread may call; one call runs at a time.
 */
public final class Journal implements AutoCloseable {
  private final ReentrantLock lock = new ReentrantLock();
  private final Db db;
  private final @Nullable FileGuard guard;
  private final Optional<Quarantine> quarantine;
  private final String setAside;

  /** As in the file: changed in memory first, and broken if the file does not follow. */
  private Meta meta;

  private final SortedMap<String, Long> sectionSums;
  private Acknowledged acknowledged;
  private @Nullable String broken;

  /**
   * @param setAside name of the damaged file before this one, or empty
   */
  Journal(
      Db db,
      @Nullable FileGuard guard,
      Opening.Opened opened,
      Optional<Quarantine> quarantine,
      String setAside) {
    this.db = db;
    this.guard = guard;
    this.quarantine = quarantine;
    this.setAside = setAside;
    meta = opened.meta();
    acknowledged = new Acknowledged(meta.epoch(), meta.chain());
    sectionSums = opened.sectionSums();
  }

  /**
   * Opens a journal, or creates one with a new random epoch and {@code JournalBegan} as its first
   * record. A damaged file is renamed, never deleted, and a new one begun after it, with whatever
   * of the saved state is sound and every record that the centre may lack; see {@code README.md}.
   *
   * <p>Verified are the state and the last {@value Opening#TAIL} records; {@link #verifyAll} does
   * the rest.
   *
   * @param wall the clock's time for the record that opening itself writes; not trusted
   * @throws JournalFailed if another instance has it, a newer release has written it, or the disk
   *     does not do what it is asked
   */
  public static Journal open(Path file, RandomGenerator random, Instant wall) {
    return open(file, "", random, wall);
  }

  /**
   * The same, where the journal has to be a certain station's.
   *
   * @param owner {@code organisation/station}; written into a journal that names nobody yet
   * @throws JournalFailed also if it is another station's
   */
  public static Journal open(Path file, String owner, RandomGenerator random, Instant wall) {
    return Opening.file(file, Disk.SOUND, owner, random, wall);
  }

  /**
   * A journal without a file, for virtual time: it is what a disk would hold, so it outlives a
   * simulated power cut; {@link #begin} starts the next life.
   */
  public static Journal inMemory(RandomGenerator random, Instant wall) {
    return inMemory(Disk.SOUND, random, wall);
  }

  /** The same over a disk that may fail. */
  public static Journal inMemory(Disk disk, RandomGenerator random, Instant wall) {
    return Opening.inMemory(disk, random, wall);
  }

  /** What it holds now, as the bytes of its file; for a simulation whose disk forgets the rest. */
  public byte[] image() {
    return whole(db::image);
  }

  /**
   * A journal in memory that begins as an image.
   *
   * @param image as {@link #image} gave it
   * @param setAside name of the damaged file before this one, or empty
   */
  public static Journal ofImage(byte[] image, String setAside, Disk disk) {
    return Opening.ofImage(image, setAside, disk);
  }

  /** Of a journal in memory that failed: what its disk holds, opened again. */
  public Journal reopened() {
    if (guard != null) throw new IllegalStateException("a file is opened by its name");
    return Opening.again(db);
  }

  /** Begins a life of the program: counts the boot and forgets the last ordered end, durably. */
  public Life begin() {
    return whole(
        () -> {
          String ended = meta.ended();
          meta = meta.begun();
          meta.write(db);
          db.commit();
          String why =
              ended != null
                  ? "ordered: " + ended
                  : meta.boots() == 1 && setAside.isEmpty() ? "first start" : "not ordered";
          Instant floor = Instant.ofEpochMilli(meta.wallFloor());
          return new Life(meta.boots(), why, meta.ticks(), floor, setAside);
        });
  }

  /**
   * The station as last committed. Doors that the plan has and the saved shelf has not are added
   * unseen; doors that the plan has no more are dropped if nothing lies behind them, else refused.
   */
  public SavedState load(Plan plan) {
    return whole(
        () -> {
          Kiosk fresh = Kiosk.fresh(plan, new Outbox(meta.chain().seq(), meta.applied()));
          try {
            return new SavedState.Loaded(Doors.fit(State.kiosk(State.verified(db, meta), fresh)));
          } catch (Misfit misfit) {
            return new SavedState.Refused(String.valueOf(misfit.getMessage()));
          }
        });
  }

  /**
   * Makes one or more turns durable, in one transaction and one flush.
   *
   * @param facts in the order they were found true
   * @param before the station as last committed or loaded
   * @param after the station now; its outbox counts the facts
   * @param now of the last turn
   * @throws JournalFailed if it may not be durable; the journal is broken from then on
   */
  public void commit(List<StampedFact> facts, Kiosk before, Kiosk after, Now now) {
    whole(
        () -> {
          requireSuccession(facts, after, now);
          try {
            meta = write(facts, before, after, now);
          } catch (RuntimeException ours) {
            throw new SQLException("a fact or state that cannot be written: " + ours, ours);
          }
          db.commit();
          acknowledged = new Acknowledged(meta.epoch(), meta.chain());
          return meta;
        });
  }

  private Meta write(List<StampedFact> facts, Kiosk before, Kiosk after, Now now)
      throws SQLException {
    Chain chain = meta.chain();
    for (StampedFact fact : facts) chain = Records.append(db, chain, fact);
    State.writeSections(db, before, after, sectionSums);
    Meta.Tally custody = State.writeCustody(db, before.custody(), after.custody(), meta.custody());
    Meta.Tally known = State.writeKnown(db, before.known(), after.known(), meta.known());
    Meta next =
        meta.recorded(chain, after.outbox().applied())
            .at(now.ticks(), floorAfter(now))
            .holding(Meta.Tally.of(sectionSums.values()), custody, known);
    next.write(db);
    return next;
  }

  private void requireSuccession(List<StampedFact> facts, Kiosk after, Now now)
      throws SQLException {
    long recorded = meta.chain().seq() + facts.size();
    Outbox outbox = after.outbox();
    if (outbox.recorded() != recorded || outbox.applied() > recorded || outbox.applied() < 0) {
      throw new SQLException(
          "the station counts %s, the journal would have %d records".formatted(outbox, recorded));
    }
    if (now.ticks() < meta.ticks()) {
      throw new SQLException("tick %d after tick %d".formatted(now.ticks(), meta.ticks()));
    }
  }

  /** Only a clock that is trusted lifts the floor: a wrong one would lift it for ever. */
  private long floorAfter(Now now) {
    return now.trusted() ? Math.max(meta.wallFloor(), now.wall().toEpochMilli()) : meta.wallFloor();
  }

  /** Notes that this life ends in order, and why; the next one is told {@code ordered: why}. */
  public void endOrdered(String why, Now now) {
    whole(
        () -> {
          meta = meta.at(Math.max(now.ticks(), meta.ticks()), floorAfter(now)).ended(why);
          meta.write(db);
          db.commit();
          return why;
        });
  }

  /** This journal's 8 random bytes, drawn when it was created. */
  public Octets epoch() {
    return whole(() -> meta.epoch());
  }

  /** The number of the last record. */
  public long lastSeq() {
    return whole(() -> meta.chain().seq());
  }

  /** The centre has applied every record up to here. */
  public long applied() {
    return whole(() -> meta.applied());
  }

  /**
   * The hash of the chain after a record; of 32 zero bytes for 0.
   *
   * @throws IllegalArgumentException if there is no such record
   */
  public Octets hashAt(long seq) {
    return whole(
        () -> {
          if (seq == meta.chain().seq()) return meta.chain().hash();
          try {
            return Records.chainAt(db, seq).hash();
          } catch (Misfit misfit) {
            throw new IllegalArgumentException(misfit.getMessage(), misfit);
          }
        });
  }

  /** At most {@code most} records (1 to 1,000) from {@code fromSeq} on, in order. */
  public List<JournalRecord> records(long fromSeq, int most) {
    requireFew(most);
    return whole(() -> Records.from(db, fromSeq, most));
  }

  /** The last {@code most} records (1 to 1,000), oldest first, for a person to read. */
  public List<TailLine> tail(int most) {
    requireFew(most);
    return whole(() -> Records.last(db, most).stream().map(Records::line).toList());
  }

  private static void requireFew(int most) {
    if (most < 1 || most > Records.PAGE) {
      throw new IllegalArgumentException(most + " records at once; 1 to " + Records.PAGE);
    }
  }

  /**
   * Verifies everything: state, and the chain from the first record to the last. Others may call
   * meanwhile; what they add is not verified.
   */
  public Soundness verifyAll() {
    try {
      Chain end = whole(() -> meta.chain());
      whole(() -> State.verified(db, meta));
      Chain at = Chain.START;
      while (at.seq() < end.seq()) {
        Chain from = at;
        at = whole(() -> Records.verifyPage(db, from));
        if (at.seq() == from.seq()) return new Soundness.Broken(at.seq() + 1, "is missing");
      }
      return at.seq() > end.seq() || at.equals(end)
          ? new Soundness.Sound(at.seq())
          : new Soundness.Broken(end.seq(), "the last hash is wrong");
    } catch (Records.Broken record) {
      return new Soundness.Broken(record.seq, String.valueOf(record.getMessage()));
    } catch (Misfit state) {
      return new Soundness.Broken(0, String.valueOf(state.getMessage()));
    }
  }

  /** What it has promised to hold; answered also after a failure. */
  public Acknowledged acknowledged() {
    lock.lock();
    try {
      return acknowledged;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Whether this journal, opened again, holds what it promised before.
   *
   * @return what is wrong, in plain words, or empty
   */
  public String breachOf(Acknowledged promise) {
    return whole(
        () -> {
          long seq = promise.through().seq();
          // A journal that was put aside meanwhile says by itself what it lost.
          if (!promise.epoch().equals(meta.epoch())) return "";
          if (seq > meta.chain().seq()) {
            return "records %d to %d were acknowledged and are gone"
                .formatted(meta.chain().seq() + 1, seq);
          }
          try {
            boolean same = Records.chainAt(db, seq).equals(promise.through());
            return same ? "" : "record " + seq + " is not the one that was acknowledged";
          } catch (Misfit missing) {
            return String.valueOf(missing.getMessage());
          }
        });
  }

  /**
   * Records that from the next start on another journal takes this one's place, with everything
   * that is sound in it: it is damaged, or it is not what the centre has.
   *
   * @param reason in plain words
   * @param centreHas the last record that the centre has and we may not, or 0
   * @return false where that could not be written down: a start would change nothing then
   */
  public boolean setAsideAtNextStart(String reason, long centreHas) {
    return condemn(new Quarantine.Sentence(reason, centreHas));
  }

  private boolean condemn(Quarantine.Sentence sentence) {
    if (quarantine.isEmpty()) return true;
    try {
      quarantine.get().pass(sentence);
      return true;
    } catch (IOException full) {
      return false;
    }
  }

  /** The journals that were put aside beside a file and wait to be fetched, oldest first. */
  public static List<QuarantinedFile> quarantined(Path file) {
    return Quarantine.list(file);
  }

  /** Whether something failed; then everything but {@link #close} throws. */
  public boolean isBroken() {
    lock.lock();
    try {
      return broken != null;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Closes the file and lets others have it. Safe to call twice, and after a failure: then the
   * connection stays as it is until the program ends, since closing it would write once more.
   */
  @Override
  public void close() {
    lock.lock();
    try {
      if (broken == null) {
        broken = "it is closed";
        db.close();
      }
      if (guard != null) guard.close();
    } finally {
      lock.unlock();
    }
  }

  /** Something that reads or writes the file, and what it may find wrong. */
  private interface Work<T, E extends Exception> {
    T run() throws SQLException, E;
  }

  /** Runs work alone; after a failure nobody runs any more. */
  private <T, E extends Exception> T whole(Work<T, E> work) throws E {
    lock.lock();
    try {
      if (broken != null)
        throw new JournalFailed(Why.STORAGE, "the journal takes nothing more: " + broken);
      try {
        return work.run();
      } catch (SQLException e) {
        broken = String.valueOf(e.getMessage());
        db.rollback();
        // Where it cannot be written, the next start finds the damage by itself.
        if (Db.isDamage(e)) condemn(new Quarantine.Sentence(broken, 0));
        throw new JournalFailed(Why.STORAGE, "the journal failed: " + broken, e);
      }
    } finally {
      lock.unlock();
    }
  }
}
