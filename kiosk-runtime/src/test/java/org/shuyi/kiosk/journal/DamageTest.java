package org.shuyi.kiosk.journal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.journal.Cabinets.WALL;
import static org.shuyi.kiosk.journal.Cabinets.at;
import static org.shuyi.kiosk.journal.Cabinets.loaded;
import static org.shuyi.kiosk.journal.Cabinets.plan;
import static org.shuyi.kiosk.journal.Cabinets.random;
import static org.shuyi.kiosk.journal.Cabinets.stamped;
import static org.shuyi.kiosk.journal.Cabinets.stocked;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Outbox;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.kernel.policy.KnownPatrons;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.visit.Visits;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;

/**
 * R3: whatever a byte, a sector or a page of a journal becomes, it is noticed or nobody reads it;
 * what is noticed is put aside untouched, the rest is salvaged, and no wrong record is ever
 * believed. The undamaged journal is the oracle.
 */
class DamageTest {
  private static final Plan FOUR = plan(4);
  private static final int RECORDS = 1_500;
  private static final int APPLIED = 1_300;

  /** Each with a log and without; {@code -Dshuyi.damages=20000} for a night. */
  private static final int DAMAGES = Integer.getInteger("shuyi.damages", 800);

  private Path folder;

  /** A journal as it lies on the disk, and what is true of it. */
  private record Oracle(
      Octets database,
      Octets log,
      Octets epoch,
      List<JournalRecord> records,
      Map<Long, Kiosk> stations) {

    Kiosk last() {
      return requireNonNull(stations.get((long) records.size()));
    }
  }

  /** What became of some damages, for a person to read. */
  private static final class Tally {
    int unread;
    int detected;
    int later;
    int unfinished;
    long intact;
    long salvaged;

    @Override
    public String toString() {
      return "%d never read, %d found at the start, %d by the full verification, %d taken for an unfinished end; %d of %d intact records salvaged (%.4f %%)"
          .formatted(
              unread, detected, later, unfinished, salvaged, intact, 100.0 * salvaged / intact);
    }
  }

  /** In memory where there is such a folder: thousands of flushes tell nothing here. */
  @BeforeEach
  void makeFolder() throws IOException {
    Path memory = Path.of("/dev/shm");
    folder =
        Files.isWritable(memory)
            ? Files.createTempDirectory(memory, "shuyi")
            : Files.createTempDirectory("shuyi");
  }

  @AfterEach
  void removeFolder() throws IOException {
    clear();
    Files.delete(folder);
  }

  private void clear() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) Files.delete(each);
    }
  }

  @Test
  void anyDamageToAClosedJournalIsFoundOrNeverRead() throws Exception {
    Oracle oracle = oracle(false);
    var tally = new Tally();
    for (int seed = 0; seed < DAMAGES; seed++) {
      judge(oracle, Damage.of(oracle.database(), new SplittableRandom(seed)), true, tally);
    }
    report("closed journal", tally);
    assertThat(tally.unfinished).isZero();
  }

  @Test
  void anyDamageToAJournalAndItsLogIsFoundOrNeverRead() throws Exception {
    Oracle oracle = oracle(true);
    var tally = new Tally();
    for (int seed = 0; seed < DAMAGES; seed++) {
      var random = new SplittableRandom(seed + 1_000_000L);
      boolean inDatabase = seed % 3 == 0;
      judge(
          oracle,
          Damage.of(inDatabase ? oracle.database() : oracle.log(), random),
          inDatabase,
          tally);
    }
    report("journal with a log", tally);
  }

  private static void report(String what, Tally tally) {
    System.out.println("R3, " + what + ": " + tally);
    assertThat(tally.salvaged / (double) tally.intact).isGreaterThanOrEqualTo(0.999);
  }

  // One damage.

  private void judge(Oracle oracle, Damage damage, boolean inDatabase, Tally tally)
      throws Exception {
    clear();
    Octets database = inDatabase ? damage.after() : oracle.database();
    Octets log = inDatabase ? oracle.log() : damage.after();
    Path file = write(database, log);
    String which = (inDatabase ? "data base: " : "log: ") + damage.what();
    try {
      boolean damaged = open(oracle, file, which, tally);
      if (!damaged) return;
      countSalvaged(oracle, damage, inDatabase, file, tally);
      keptUntouched(file, database, log, which);
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(which, e);
    }
  }

  /** Whether anything was found; then the next journal has taken its place and is sound. */
  private static boolean open(Oracle oracle, Path file, String which, Tally tally) {
    try (Journal journal = Journal.open(file, random(7), WALL)) {
      if (!journal.begin().setAside().isEmpty()) {
        tally.detected++;
        follows(oracle, journal, which);
      } else if (isUntouched(oracle, journal, tally)) {
        return false;
      } else {
        tally.later++;
        journal.setAsideAtNextStart("the full verification found damage", 0);
      }
    }
    try (Journal again = Journal.open(file, random(8), WALL)) {
      if (again.begin().boot() == 1) follows(oracle, again, which);
      assertThat(again.verifyAll()).as(which).isEqualTo(new Soundness.Sound(again.lastSeq()));
    }
    return true;
  }

  /** Nothing was found at the start: everything is as it was, or the full verification finds it. */
  private static boolean isUntouched(Oracle oracle, Journal journal, Tally tally) {
    assertThat(journal.epoch()).isEqualTo(oracle.epoch());
    long last = journal.lastSeq();
    assertThat(journal.hashAt(last)).isEqualTo(oracle.records().get((int) last - 1).hash());
    assertThat(loaded(journal, FOUR)).isEqualTo(oracle.stations().get(last));
    if (!journal.verifyAll().equals(new Soundness.Sound(last))) return false;
    if (last == oracle.records().size()) tally.unread++;
    else tally.unfinished++;
    return true;
  }

  /** The next journal: a new epoch, each record owed is there or named, nothing of it is wrong. */
  private static void follows(Oracle oracle, Journal journal, String which) {
    assertThat(journal.epoch()).as(which).isNotEqualTo(oracle.epoch());
    var owed = new TreeSet<Long>();
    for (long seq = APPLIED + 1; seq <= oracle.records().size(); seq++) owed.add(seq);
    for (JournalRecord record : journal.records(1, 1_000)) {
      switch (fact(record)) {
        case StationFact.JournalBegan(String epoch, String hash) -> {
          assertThat(record.seq()).isEqualTo(1);
          assertThat(epoch).isIn("", oracle.epoch().hex());
        }
        case StationFact.RecordSalvaged(String epoch, long seq, String hash, String bytes) -> {
          JournalRecord original = oracle.records().get((int) seq - 1);
          assertThat(epoch).isIn("", oracle.epoch().hex());
          assertThat(hash).isEqualTo(original.hash().hex());
          assertThat(Base64.getDecoder().decode(bytes)).isEqualTo(original.bytes().toArray());
          owed.remove(seq);
        }
        case StationFact.RecordsLost(String epoch, long from, long through) ->
            owed.subSet(from, through == 0 ? Long.MAX_VALUE : through + 1).clear();
        case Fact other -> throw new AssertionError("a salvage writes no " + other);
      }
      if (record.seq() == 1_000) owed.clear(); // without the journal's row all of them are owed
    }
    assertThat(owed).as("%s: neither salvaged nor named", which).isEmpty();
    state(oracle, loaded(journal, FOUR), which);
  }

  /** Rows are as they were last, or of an older page, and then every shelf is counted again. */
  private static void state(Oracle oracle, Kiosk kiosk, String which) {
    Kiosk last = oracle.last();
    boolean whole = kiosk.custody().equals(last.custody()) && kiosk.known().equals(last.known());
    if (!whole) {
      assertThat(kiosk.shelf().doors().values())
          .as(which)
          .allMatch(door -> door.state() instanceof DoorState.Unseen);
    }
    Kiosk fresh = Kiosk.fresh(FOUR, new Outbox(0, 0));
    assertThat(kiosk.custody().places().entrySet())
        .as(which)
        .allMatch(
            place ->
                oracle.stations().values().stream()
                    .anyMatch(then -> then.custody().places().entrySet().contains(place)));
    assertThat(last.known().patrons()).containsAllEntriesOf(kiosk.known().patrons());
    assertThat(oracle.stations().values().stream().map(Kiosk::visits))
        .as(which)
        .containsAnyOf(kiosk.visits(), fresh.visits());
    assertThat(kiosk.policy()).isIn(last.policy(), fresh.policy());
    // Where their row may be lost, no number that a record says was used is fresh any more.
    assertThat(kiosk.commands().standing()).as(which).isEmpty();
    assertThat(kiosk.commands().windows().values())
        .as(which)
        .allMatch(window -> window.below() == -1);
  }

  private static Fact fact(JournalRecord record) {
    return switch (FactCodec.decode(record.bytes().toArray())) {
      case Decoded.Understood(StampedFact(var fact, var now)) -> fact;
      case Decoded.Refused(String reason) -> throw new AssertionError(reason);
    };
  }

  private static void keptUntouched(Path file, Octets database, Octets log, String which)
      throws IOException {
    List<QuarantinedFile> aside = Journal.quarantined(file);
    assertThat(aside).as(which).hasSize(1);
    if (aside.getFirst().reason().contains("full verification")) return;
    Path kept = aside.getFirst().file();
    assertThat(bytes(kept).equals(database)).as("%s: %s", which, aside.getFirst()).isTrue();
    assertThat(bytes(wal(kept)).equals(log)).as("%s: log, %s", which, aside.getFirst()).isTrue();
  }

  private static Octets bytes(Path file) throws IOException {
    return Files.exists(file) ? Octets.of(Files.readAllBytes(file)) : Octets.EMPTY;
  }

  /** How many of the records on pages that nothing has touched can be proven. */
  private static void countSalvaged(
      Oracle oracle, Damage damage, boolean inDatabase, Path file, Tally tally)
      throws IOException, SQLException {
    Path aside = Journal.quarantined(file).getFirst().file();
    var proven = new TreeSet<Long>();
    try (RawFile raw = RawFile.open(aside)) {
      SalvagedRecords.of(raw)
          .after(
              0,
              Optional.empty(),
              new SalvagedRecords.Taker() {
                @Override
                public void proven(Chain at, Octets bytes) {
                  assertThat(at.hash()).isEqualTo(oracle.records().get((int) at.seq() - 1).hash());
                  proven.add(at.seq());
                }

                @Override
                public void lost(long from, long through) {}
              });
    }
    for (var place : places(oracle).entrySet()) {
      Place where = place.getValue();
      if (where.inDatabase() == inDatabase && damage.touches(where.from(), where.to())) continue;
      tally.intact++;
      if (proven.contains(place.getKey())) tally.salvaged++;
    }
  }

  // The oracle.

  /** Where the page lies that holds a record. */
  private record Place(boolean inDatabase, long from, long to) {}

  private static final Map<Octets, Map<Long, Place>> PLACES = new HashMap<>();

  private static Map<Long, Place> places(Oracle oracle) throws IOException {
    Map<Long, Place> known = PLACES.get(oracle.epoch());
    if (known != null) return known;
    var places = new TreeMap<Long, Place>();
    leaves(places, oracle.database().toArray(), 0, Db.PAGE, 0, true);
    leaves(
        places,
        oracle.log().toArray(),
        WriteAheadLog.HEADER,
        WriteAheadLog.FRAME_HEADER + Db.PAGE,
        WriteAheadLog.FRAME_HEADER,
        false);
    PLACES.put(oracle.epoch(), places);
    return places;
  }

  private static void leaves(
      Map<Long, Place> places, byte[] file, int from, int step, int head, boolean inDatabase)
      throws IOException {
    try (RawFile none = RawFile.open(Path.of("/dev/null"))) {
      for (int at = from; at + step <= file.length; at += step) {
        ByteBuffer page = ByteBuffer.wrap(file, at + head, Db.PAGE).slice();
        if (!Carved.isTableLeaf(page)) continue;
        for (Carved.Row row : new Carved(none).rows(page)) {
          if (row.columns().size() == 3) places.put(row.id(), new Place(inDatabase, at, at + step));
        }
      }
    }
  }

  private Path write(Octets database, Octets log) throws IOException {
    Path file = folder.resolve("journal.db");
    Files.write(file, database.toArray());
    if (log.size() > 0) Files.write(wal(file), log.toArray());
    return file;
  }

  private Oracle oracle(boolean unclean) throws IOException {
    Path file = folder.resolve("oracle.db");
    Octets database;
    Octets log;
    Octets epoch;
    var stations = new TreeMap<Long, Kiosk>();
    var records = new ArrayList<JournalRecord>();
    try (Journal journal = Journal.open(file, random(unclean ? 1 : 2), WALL)) {
      epoch = journal.epoch();
      Kiosk kiosk = loaded(journal, FOUR);
      journal.begin();
      var chance = new Chance(5);
      stations.put(1L, kiosk);
      while (kiosk.outbox().recorded() < RECORDS) {
        kiosk = commit(journal, kiosk, chance);
        stations.put(kiosk.outbox().recorded(), kiosk);
      }
      for (long seq = 1; seq <= RECORDS; seq += 1_000) records.addAll(journal.records(seq, 1_000));
      database = bytes(file);
      log = bytes(wal(file));
    }
    if (!unclean) {
      database = bytes(file);
      log = Octets.EMPTY;
    }
    return new Oracle(database, log, epoch, records, stations);
  }

  /** A visit's worth: some facts, a page or two of the state. */
  private static Kiosk commit(Journal journal, Kiosk kiosk, Chance chance) {
    long recorded = kiosk.outbox().recorded();
    int few = (int) Math.min(RECORDS - recorded, 1 + chance.below(12));
    var facts = new ArrayList<Fact>();
    while (facts.size() < few) {
      Fact fact = chance.fact();
      boolean ofSalvage =
          fact instanceof StationFact.RecordSalvaged || fact instanceof StationFact.RecordsLost;
      if (!ofSalvage) facts.add(fact);
    }
    KnownPatrons known =
        recorded % 7 == 0
            ? kiosk
                .known()
                .with(
                    new PatronToken("%032x".formatted(recorded)),
                    new KnownPatrons.Known(3, recorded))
            : kiosk.known();
    Kiosk next =
        kiosk
            .with(chance.below(3) == 0 ? chance.value(Visits.class) : kiosk.visits())
            .with(chance.below(4) == 0 ? stocked(FOUR, chance.below(120)) : kiosk.custody())
            .with(known)
            .with(new Outbox(recorded + few, Math.min(recorded, APPLIED)));
    journal.commit(stamped(facts, at(recorded)), kiosk, next, at(recorded));
    return next;
  }

  private static Path wal(Path file) {
    return file.resolveSibling(file.getFileName() + "-wal");
  }
}
