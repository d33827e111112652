package org.shuyi.kiosk.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.kiosk.journal.Disk;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.JournalFailed;
import org.shuyi.kiosk.journal.SavedState;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.TimeEvent;
import org.shuyi.kiosk.kernel.health.DeviceHealth;

/** Faults 51 and 52 at the host: a flush that fails or takes half a minute, in virtual time. */
class SlowDiskTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir private Path folder;

  private final List<String> happened = new ArrayList<>();
  private long ticks = 1_000;
  private long turnSince = Long.MAX_VALUE;
  private long flushMillis;
  private boolean failing;

  private final Journal journal =
      Journal.inMemory(
          new Disk() {
            @Override
            public void beforeFlush() throws IOException {
              ticks += flushMillis;
              if (failing) throw new IOException("EIO");
            }

            @Override
            public void afterFlush() {
              happened.add("flushed");
            }
          },
          new Random(1),
          NOON);

  private Turn turn() {
    var doors = new TreeMap<DoorId, Plan.DoorPlan>();
    doors.put(new DoorId("1"), new Plan.DoorPlan(new DeviceId("locks"), new DeviceId("reader-1")));
    journal.begin();
    happened.clear();
    var saved = (SavedState.Loaded) journal.load(Plan.cabinet(doors));
    return new Turn(
        saved.kiosk(),
        journal,
        new Hands() {
          @Override
          public void act(Effect effect, Now decided) {
            happened.add("acted after " + (ticks - decided.ticks()) + " ms");
          }

          @Override
          public void turned(Kiosk kiosk, long committed) {}
        });
  }

  private Now now() {
    return new Now(ticks, NOON.plusMillis(ticks), Now.ClockTrust.SYNCHRONISED);
  }

  @Test
  void fault52NothingIsDoneBeforeTheFlushAndWhoDoesItKnowsHowLateItIs() {
    Turn turn = turn();
    flushMillis = 30_000;
    turn.tell(new TimeEvent.Restarted(1, "first start"), now());
    assertThat(happened.getFirst()).isEqualTo("flushed");
    assertThat(happened.subList(1, happened.size()))
        .isNotEmpty()
        .containsOnly("acted after 30000 ms");
  }

  @Test
  void fault51NothingIsDoneOfATurnThatCouldNotBeFlushed() {
    Turn turn = turn();
    failing = true;
    assertThatThrownBy(() -> turn.tell(new TimeEvent.Restarted(1, "first start"), now()))
        .isInstanceOf(JournalFailed.class);
    assertThat(happened).isEmpty();
  }

  @Test
  void fault52ThePatronIsToldAndTheStationSaysForAWhileThatItsDiskIsSlow() {
    var veils = new ArrayList<Boolean>();
    var healths = new ArrayList<DeviceHealth>();
    var watch = watch(veils, healths);
    watch.look();
    turnSince = ticks;
    for (int second = 0; second < 30; second++) {
      ticks += 1_000;
      watch.look();
    }
    turnSince = Long.MAX_VALUE;
    watch.look();
    assertThat(veils).containsExactly(true, false);
    assertThat(healths)
        .last()
        .isEqualTo(new DeviceHealth.Degraded("the disk took 30 s for a flush"));
    ticks += 600_000;
    watch.look();
    assertThat(healths).last().isEqualTo(new DeviceHealth.Ready());
  }

  private StorageWatch watch(List<Boolean> veils, List<DeviceHealth> healths) {
    return new StorageWatch(
        journal,
        () -> Journal.quarantined(folder.resolve("journal.db")),
        false,
        () -> ticks,
        () -> turnSince,
        () -> true,
        veils::add,
        healths::add,
        why -> {});
  }
}
