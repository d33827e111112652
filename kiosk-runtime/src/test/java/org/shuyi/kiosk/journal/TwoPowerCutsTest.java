package org.shuyi.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.journal.Cabinets.WALL;
import static org.shuyi.kiosk.journal.Cabinets.at;
import static org.shuyi.kiosk.journal.Cabinets.busy;
import static org.shuyi.kiosk.journal.Cabinets.loaded;
import static org.shuyi.kiosk.journal.Cabinets.plan;
import static org.shuyi.kiosk.journal.Cabinets.random;
import static org.shuyi.kiosk.journal.Cabinets.stamped;
import static org.shuyi.kiosk.journal.Cabinets.stocked;
import static org.shuyi.kiosk.journal.Cabinets.with;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.trust.Octets;

/**
 * A power cut within a commit, and another one within the next: what the first left in the log is
 * none of the second's, and no commit that was lost.
 */
class TwoPowerCutsTest {
  private static final Plan FOUR = plan(4);
  private static final int FRAME = WriteAheadLog.FRAME_HEADER + Db.PAGE;

  @TempDir private Path folder;

  /** The two files as a disk holds them. */
  private record OnDisk(Octets database, Octets log) {
    static OnDisk of(Path folder) throws IOException {
      Path log = folder.resolve("journal.db-wal");
      return new OnDisk(
          Octets.of(Files.readAllBytes(folder.resolve("journal.db"))),
          Files.exists(log) ? Octets.of(Files.readAllBytes(log)) : Octets.EMPTY);
    }

    Path in(Path folder) throws IOException {
      Files.createDirectories(folder);
      Files.write(folder.resolve("journal.db"), database.toArray());
      Files.write(folder.resolve("journal.db-wal"), log.toArray());
      return folder.resolve("journal.db");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 13, 40})
  void whatTheFirstLeftIsNoLostCommitOfTheSecond(int items) throws IOException {
    OnDisk first = cutOnce();
    Path again = folder.resolve("again");
    long seq;
    byte[] from;
    OnDisk second;
    try (Journal journal = Journal.open(first.in(again), random(2), WALL)) {
      assertThat(journal.begin().setAside()).isEmpty();
      seq = journal.lastSeq();
      from = OnDisk.of(again).log().toArray();
      commit(journal, loaded(journal, FOUR), items);
      second = OnDisk.of(again);
    }
    // Of the second commit all but one frame is on the disk, over what was there before.
    byte[] before = first.log().toArray();
    byte[] after = second.log().toArray();
    byte[] log = Arrays.copyOf(before, Math.max(before.length, after.length));
    System.arraycopy(after, 0, log, 0, after.length);
    for (int hole : framesOf(before, after, from)) {
      byte[] torn = log.clone();
      int old = Math.min(hole, before.length - FRAME);
      System.arraycopy(before, old, torn, hole, FRAME);
      Path last = new OnDisk(second.database(), Octets.of(torn)).in(folder.resolve("last"));
      try (Journal journal = Journal.open(last, random(3), WALL)) {
        assertThat(journal.begin().setAside()).as("put aside, hole at %d", hole).isEmpty();
        assertThat(journal.lastSeq()).isEqualTo(seq);
        assertThat(journal.verifyAll()).isEqualTo(new Soundness.Sound(seq));
      }
    }
  }

  /** A long commit of which everything is on the disk but its first frame. */
  private OnDisk cutOnce() throws IOException {
    Path lives = Files.createDirectories(folder.resolve("lives"));
    try (Journal journal = Journal.open(lives.resolve("journal.db"), random(1), WALL)) {
      journal.begin();
      Kiosk kiosk = busy(journal, loaded(journal, FOUR), 30, 1);
      int from = OnDisk.of(lives).log().size();
      commit(journal, kiosk, 120);
      OnDisk all = OnDisk.of(lives);
      assertThat(all.log().size()).isGreaterThan(from + 10 * FRAME);
      byte[] torn = all.log().toArray();
      Arrays.fill(torn, from, from + FRAME, (byte) 0);
      return new OnDisk(all.database(), Octets.of(torn));
    }
  }

  private static void commit(Journal journal, Kiosk kiosk, int items) {
    Kiosk next = with(kiosk, stocked(FOUR, items), kiosk.visits(), items);
    var chance = new Chance(items);
    var facts = Stream.generate(chance::fact).limit(items).toList();
    journal.commit(stamped(facts, at(100)), kiosk, next, at(100));
  }

  /** Where the frames begin that are in the second log alone. */
  private static List<Integer> framesOf(byte[] first, byte[] second, byte[] from) {
    var own = new ArrayList<Integer>();
    for (int at = WriteAheadLog.HEADER; at + FRAME <= second.length; at += FRAME) {
      if (!sameAt(at, first, second) && !sameAt(at, from, second)) own.add(at);
    }
    assertThat(own).hasSizeGreaterThan(2);
    return own;
  }

  private static boolean sameAt(int at, byte[] one, byte[] other) {
    return at + FRAME <= one.length && Arrays.equals(one, at, at + FRAME, other, at, at + FRAME);
  }
}
