package org.shuyi.kiosk.journal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shuyi.kiosk.journal.Cabinets.WALL;
import static org.shuyi.kiosk.journal.Cabinets.busy;
import static org.shuyi.kiosk.journal.Cabinets.loaded;
import static org.shuyi.kiosk.journal.Cabinets.plan;
import static org.shuyi.kiosk.journal.Cabinets.random;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;
import org.shuyi.kiosk.kernel.CommandFact;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.Station;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.kernel.command.Commands;
import org.shuyi.kiosk.kernel.shelf.Door;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.shelf.Shelf;

/**
 * The faults of storage, each by its number in QUALITY.md, at the journal itself; real ones where a
 * machine can be brought to them. What the station does about them is tested in the host.
 */
class StorageFaultsTest {
  private static final Plan FOUR = plan(4);
  private static final String OWNER = "demo/cabinet-1";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("journal.db");
  }

  private Journal open(int seed) {
    return Journal.open(file, OWNER, random(seed), WALL);
  }

  @Test
  void fault47AFullDiskStopsTheWritingAndNothingAcknowledgedIsLost() throws Exception {
    // The signal would end the program before it could say anything.
    List<String> command = List.of("bash", "-c", "trap '' XFSZ; exec \"$@\"", "bash");
    Process scribe = new ProcessBuilder(java(command, "write")).start();
    long acknowledged = 0;
    String line;
    try (BufferedReader out = scribe.inputReader(UTF_8)) {
      for (line = out.readLine();
          line != null && line.matches("OPEN|[0-9]+");
          line = out.readLine()) {
        if (!line.equals("OPEN")) acknowledged = Long.parseLong(line);
        if (acknowledged == 20) {
          run(List.of("prlimit", "--pid", "" + scribe.pid(), "--fsize=" + Files.size(wal())));
        }
      }
    } finally {
      scribe.destroyForcibly().waitFor();
    }
    assertThat(line).startsWith("FAILED STORAGE the journal failed");
    assertThat(acknowledged).isGreaterThanOrEqualTo(20);
    try (Journal journal = open(2)) {
      assertThat(journal.begin().setAside()).isEmpty();
      assertThat(journal.lastSeq()).isBetween(acknowledged, acknowledged + 1);
      assertThat(journal.verifyAll()).isEqualTo(new Soundness.Sound(journal.lastSeq()));
    }
  }

  @Test
  void fault48AReadOnlyFileSystemIsRefusedAndWritableAgainServes() throws Exception {
    if (!Boolean.getBoolean("shuyi.have.own-mount")) {
      throw new TestAbortedException("needs own-mount");
    }
    open(1).close();
    String remount =
        "mount --bind \"$DIR\" \"$DIR\" && mount -o remount,ro,bind \"$DIR\" && exec \"$@\"";
    Ended ended = run(java(List.of("unshare", "-rm", "bash", "-c", remount, "bash"), "write"));
    assertThat(ended.said().getLast()).startsWith("FAILED STORAGE");
    try (Journal journal = open(2)) {
      assertThat(journal.begin().setAside()).isEmpty();
    }
  }

  @Test
  void fault49WithoutFileHandlesTheJournalIsRefusedAndLeftAlone() throws Exception {
    List<String> said = scribe("ulimit -n 256; exec \"$@\"", "handles");
    assertThat(said).containsExactly("HANDLES true", "REFUSED STORAGE", "OPENED");
    assertThat(Journal.quarantined(file)).isEmpty();
  }

  /** A disk that fails at the next flush, before or after the bytes got there. */
  private static final class Failing implements Disk {
    private final boolean kept;
    private boolean now;

    Failing(boolean kept) {
      this.kept = kept;
    }

    @Override
    public void beforeFlush() throws IOException {
      if (now && !kept) throw new IOException("EIO");
    }

    @Override
    public void afterFlush() throws IOException {
      if (now && kept) throw new IOException("EIO");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void fault51AFlushThatFailsOnceEndsTheWritingAndTheDiskIsAsked(boolean kept) throws Exception {
    var disk = new Failing(kept);
    Journal journal = Journal.inMemory(disk, random(1), WALL);
    Kiosk kiosk = busy(journal, loaded(journal, FOUR), 7, 1);
    Acknowledged promise = journal.acknowledged();
    disk.now = true;
    assertThatThrownBy(() -> busy(journal, kiosk, 1, 2)).isInstanceOf(JournalFailed.class);
    disk.now = false;
    assertThatThrownBy(() -> busy(journal, kiosk, 1, 2))
        .as("never tried again on the same connection")
        .isInstanceOf(JournalFailed.class);
    assertThat(journal.acknowledged()).isEqualTo(promise);
    Journal again = journal.reopened();
    assertThat(again.breachOf(promise)).isEmpty();
    assertThat(again.lastSeq()).isEqualTo(kept ? 9 : 8);
    assertThat(again.verifyAll()).isEqualTo(new Soundness.Sound(again.lastSeq()));
  }

  @Test
  void fault51WhatTheDiskKeptIsComparedWithWhatWasAcknowledged() throws Exception {
    try (Journal journal = open(1)) {
      Kiosk kiosk = busy(journal, loaded(journal, FOUR), 30, 1);
      byte[] before = Files.readAllBytes(wal());
      busy(journal, kiosk, 5, 2);
      Acknowledged promise = journal.acknowledged();
      DiskCheck.write(file);
      assertThat(DiskCheck.breach(file, promise)).isEmpty();

      Path copy = Files.createDirectory(folder.resolve("copy")).resolve("journal.db");
      Files.copy(file, copy);
      Files.write(copy.resolveSibling("journal.db-wal"), before);
      assertThat(DiskCheck.breach(copy, promise))
          .isEqualTo("record 36 was acknowledged and is gone");
      try (Journal lost = Journal.open(copy, random(2), WALL)) {
        assertThat(lost.breachOf(promise))
            .isEqualTo("records 32 to 36 were acknowledged and are gone");
      }
    }
  }

  @Test
  void fault53AnImageIsWhatTheDiskHadThenInMemoryAndInAFile() throws Exception {
    var journal = Journal.inMemory(random(1), WALL);
    Kiosk kiosk = busy(journal, loaded(journal, FOUR), 15, 1);
    Acknowledged then = journal.acknowledged();
    byte[] image = journal.image();
    busy(journal, kiosk, 5, 2);
    assertThat(journal.lastSeq()).isEqualTo(21);
    var kept = Journal.ofImage(image, "", Disk.SOUND);
    assertThat(kept.acknowledged()).isEqualTo(then);
    assertThat(kept.verifyAll()).isEqualTo(new Soundness.Sound(16));
    busy(kept, loaded(kept, FOUR), 3, 2);
    Files.write(file, kept.image());
    try (Journal inFile = open(1)) {
      assertThat(inFile.begin().setAside()).isEmpty();
      assertThat(inFile.acknowledged()).isEqualTo(kept.acknowledged());
    }
  }

  @Test
  void fault53RecordsThatACardLostAreNamedAndEveryShelfIsCounted() throws Exception {
    Path old = Files.createDirectory(folder.resolve("old")).resolve("journal.db");
    try (Journal journal = open(1)) {
      Kiosk kiosk = busy(journal, loaded(journal, FOUR), 15, 1);
      Files.copy(file, old);
      Files.copy(wal(), old.resolveSibling("journal.db-wal"));
      busy(journal, kiosk, 5, 2);
    }
    try (Journal journal = Journal.open(old, random(2), WALL)) {
      assertThat(journal.lastSeq()).isEqualTo(16);
      journal.setAsideAtNextStart("the centre has records that this journal never wrote", 21);
    }
    try (Journal journal = Journal.open(old, random(3), WALL)) {
      assertThat(journal.begin().setAside()).isNotEmpty();
      assertThat(journal.records(2, 1_000).stream().map(StorageFaultsTest::fact))
          .anyMatch(
              fact ->
                  fact instanceof StationFact.RecordsLost(String epoch, long from, long through)
                      && from == 17
                      && through == 21)
          .hasSize(17);
      assertThat(loaded(journal, FOUR).shelf().doors().values())
          .allMatch(door -> door.state() instanceof DoorState.Unseen);
    }
    assertThat(Journal.quarantined(old).getFirst().reason()).contains("never wrote");
  }

  @Test
  void fault53ADoorStaysBarredAndItsOpeningsStayCounted() {
    var id = FOUR.doors().firstKey();
    try (Journal journal = open(1)) {
      Kiosk kiosk = loaded(journal, FOUR);
      var door =
          new Door(requireNonNull(kiosk.shelf().doors().get(id)).state(), true, List.of(7L, 9L));
      Kiosk next = standing(kiosk, kiosk.station(), kiosk.shelf().with(id, door));
      journal.commit(List.of(), kiosk, next, Cabinets.at(10));
      journal.setAsideAtNextStart("the centre has records that this journal never wrote", 21);
    }
    try (Journal journal = open(2)) {
      assertThat(journal.begin().setAside()).isNotEmpty();
      Door door = requireNonNull(loaded(journal, FOUR).shelf().doors().get(id));
      assertThat(door.barred()).isTrue();
      assertThat(door.staffOpenings()).containsExactly(7L, 9L);
    }
  }

  /** Else the centre's refusal of a new record under an old one's number would pass for told. */
  @Test
  void refusalsOfTheOldJournalsRecordsAreNotThoseOfTheNew() {
    try (Journal journal = open(1)) {
      Kiosk kiosk = loaded(journal, FOUR);
      var refused = List.of(new Station.Refusal(5, 9));
      Station station = kiosk.station().ordered(Optional.of("moth")).refusing(refused);
      Kiosk next = standing(kiosk, station, kiosk.shelf());
      journal.commit(List.of(), kiosk, next, Cabinets.at(10));
      journal.setAsideAtNextStart("a test", 0);
    }
    try (Journal journal = open(2)) {
      assertThat(journal.begin().setAside()).isNotEmpty();
      Station station = loaded(journal, FOUR).station();
      assertThat(station.refusals()).isEmpty();
      assertThat(station.outOfService()).contains("moth");
    }
  }

  private static Kiosk standing(Kiosk kiosk, Station station, Shelf shelf) {
    return kiosk.with(station).with(shelf);
  }

  @Test
  void fault54ATornLastFrameIsAnUnfinishedTransactionAndNoDamage() throws Exception {
    Path torn = Files.createDirectory(folder.resolve("torn")).resolve("journal.db");
    Kiosk before;
    try (Journal journal = open(1)) {
      before = busy(journal, loaded(journal, FOUR), 30, 1);
      busy(journal, before, 1, 2);
      Files.copy(file, torn);
      byte[] log = Files.readAllBytes(wal());
      Files.write(torn.resolveSibling("journal.db-wal"), Arrays.copyOf(log, log.length - 512));
    }
    try (Journal journal = Journal.open(torn, random(2), WALL)) {
      assertThat(journal.begin().setAside()).isEmpty();
      assertThat(loaded(journal, FOUR)).isEqualTo(before);
    }
  }

  @Test
  void fault56AForeignDataBaseIsPutAsideWhole() throws Exception {
    try (Db foreign = Db.open(file.toString())) {
      foreign.script("CREATE TABLE recipes (name TEXT)");
      foreign.commit();
    }
    byte[] bytes = Files.readAllBytes(file);
    try (Journal journal = open(1)) {
      assertThat(journal.begin().setAside()).isNotEmpty();
    }
    assertThat(Files.readAllBytes(Journal.quarantined(file).getFirst().file())).isEqualTo(bytes);
  }

  @Test
  void fault57TheLogStaysSmallAndNoReaderCanPinIt() throws Exception {
    try (Journal journal = open(1)) {
      Kiosk kiosk = loaded(journal, FOUR);
      long largest = 0;
      for (int i = 0; i < 200; i++) {
        kiosk = busy(journal, kiosk, 100, i);
        largest = Math.max(largest, Files.size(wal()));
      }
      assertThat(Files.size(file)).isGreaterThan(2_000_000);
      assertThat(largest).isLessThan(4_500_000);
      assertThatThrownBy(() -> Db.open(file.toString()))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("BUSY");
    }
  }

  @Test
  void fault58TheJournalOfAnotherStationIsRefusedAndLeftAlone() throws Exception {
    open(1).close();
    byte[] bytes = Files.readAllBytes(file);
    assertThatThrownBy(() -> Journal.open(file, "demo/cabinet-2", random(2), WALL))
        .isInstanceOf(JournalFailed.class)
        .hasMessageContaining("belongs to the station demo/cabinet-1, and this is demo/cabinet-2");
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    open(3).close();
  }

  @Test
  void fault58TheJournalOfAnotherStationIsNotBroughtUpToDateBeforeItIsRefused() throws Exception {
    open(1).close();
    byte[] bytes = Files.readAllBytes(file);
    Schema present = Schema.present();
    var next = new Schema(present.create(), List.of("CREATE TABLE later (a INTEGER)"));
    assertThatThrownBy(
            () -> Opening.file(file, () -> next, Disk.SOUND, "demo/cabinet-2", random(2), WALL))
        .isInstanceOf(JournalFailed.class)
        .hasMessageContaining("belongs to the station demo/cabinet-1");
    assertThat(Files.readAllBytes(file)).isEqualTo(bytes);
    Opening.file(file, () -> next, Disk.SOUND, OWNER, random(2), WALL).close();
    assertThat(Files.readAllBytes(file)).as("ours is").isNotEqualTo(bytes);
  }

  @Test
  void anOrderToRenameThatHasDecayedIsGoneOnFromByItsReason() throws Exception {
    open(1).close();
    byte[] damaged = Files.readAllBytes(file);
    Path next = folder.resolve("journal.db.next");
    Journal.open(next, OWNER, random(2), WALL).close();
    byte[] whole = Files.readAllBytes(next);
    String name = "journal.db.damaged-20260301T080000Z";
    Files.writeString(folder.resolve(name + ".reason"), WALL + "\na test\n0\n");
    Files.createFile(folder.resolve("journal.db.renaming"));
    open(3).close();
    assertThat(Files.readAllBytes(folder.resolve(name))).isEqualTo(damaged);
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    assertThat(folder.resolve("journal.db.renaming")).doesNotExist();
  }

  /** Each page of it leads to the next one only: no stack is that deep. */
  @Test
  void aTreeAsDeepAsItsFileHasPagesIsWalkedAllTheSame() throws Exception {
    int pages = 60_000;
    try (var deep = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      for (int page = 2; page <= pages; page++) {
        ByteBuffer head = ByteBuffer.allocate(Db.PAGE);
        head.put(0, (byte) (page == pages ? 0x0d : 0x05)).putInt(8, page + 1);
        deep.write(head, (page - 1L) * Db.PAGE);
      }
    }
    try (RawFile raw = RawFile.open(file)) {
      var seen = new BitSet();
      assertThat(new Carved(raw).walk(2, seen)).isTrue();
      assertThat(seen.cardinality()).isEqualTo(pages - 1);
    }
  }

  @Test
  void aLostRowOfCommandsLetsNoOldCommandBeObeyedAgain() throws Exception {
    try (Journal journal = open(1)) {
      Kiosk before = busy(journal, loaded(journal, FOUR), 30, 1);
      var windows = new TreeMap<String, Commands.Window>();
      windows.put("staff-mei", Commands.Window.NEW.using(17));
      var commands = new Commands(List.of(), windows, new TreeMap<>());
      var used = new CommandFact.NumberUsed(List.of("staff-mei"), 17);
      Kiosk after = Cabinets.commanded(before, commands);
      journal.commit(
          Cabinets.stamped(List.of(used), Cabinets.at(31)), before, after, Cabinets.at(31));
    }
    byte[] bytes = Files.readAllBytes(file);
    int row = new String(bytes, ISO_8859_1).lastIndexOf("\"staff-mei\":{");
    assertThat(row).isPositive();
    bytes[row + 2] ^= 1;
    Files.write(file, bytes);
    try (Journal journal = open(2)) {
      assertThat(journal.begin().setAside()).isNotEmpty();
      var window = loaded(journal, FOUR).commands().window("staff-mei");
      for (long seq = 1; seq <= 17; seq++) assertThat(window.isFresh(seq)).isFalse();
      assertThat(window.isFresh(18)).as("no record was lost").isTrue();
    }
  }

  @Test
  void fault58ASalvagedJournalKeepsItsOwner() throws Exception {
    try (Journal journal = open(1)) {
      journal.setAsideAtNextStart("a test", 0);
    }
    open(2).close();
    assertThatThrownBy(() -> Journal.open(file, "demo/cabinet-2", random(3), WALL))
        .isInstanceOf(JournalFailed.class);
  }

  @Test
  void fault59ASecondProgramIsRefusedAndOneThatWasKilledLeavesNoLock() throws Exception {
    Process first = new ProcessBuilder(java(List.of(), "write")).start();
    try (BufferedReader out = first.inputReader(UTF_8)) {
      String line = out.readLine();
      while (line != null && !line.equals("20")) line = out.readLine();
      assertThatThrownBy(() -> open(2))
          .isInstanceOfSatisfying(
              JournalFailed.class,
              failed -> {
                assertThat(failed.why()).isEqualTo(JournalFailed.Why.TAKEN);
                assertThat(failed).hasMessage("another instance has the journal " + file);
              });
    } finally {
      first.destroyForcibly().waitFor();
    }
    try (Journal journal = open(3)) {
      assertThat(journal.lastSeq()).isGreaterThanOrEqualTo(20);
      assertThat(journal.verifyAll()).isEqualTo(new Soundness.Sound(journal.lastSeq()));
    }
  }

  // Programs.

  private record Ended(int exit, List<String> said) {}

  /** Runs the scribe from a shell that limits it first; what it said. */
  private List<String> scribe(String shell, String mode) throws Exception {
    return run(java(List.of("bash", "-c", shell, "bash"), mode)).said();
  }

  private List<String> java(List<String> before, String mode) {
    var command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Scribe.class.getName(), mode, file.toString()));
    return command;
  }

  private Ended run(List<String> command) throws Exception {
    var builder = new ProcessBuilder(command);
    builder.environment().put("DIR", folder.toString());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Process process = builder.start();
    List<String> said;
    try (BufferedReader out = process.inputReader(UTF_8)) {
      said = out.lines().toList();
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), said);
  }

  private static Object fact(JournalRecord record) {
    return switch (FactCodec.decode(record.bytes().toArray())) {
      case Decoded.Understood(StampedFact(var fact, var now)) -> fact;
      case Decoded.Refused(String reason) -> reason;
    };
  }

  private Path wal() {
    return file.resolveSibling("journal.db-wal");
  }
}
