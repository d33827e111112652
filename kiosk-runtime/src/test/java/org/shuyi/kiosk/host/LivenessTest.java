package org.shuyi.kiosk.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.SavedState;
import org.shuyi.kiosk.kernel.CentreEvent;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Plan;

/** The watchdog is fed by what went through the kernel's loop, and by nothing else. */
@Timeout(60)
class LivenessTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  /** Fed three times as often, each 20 ms. */
  private static final long WATCHDOG_MICROS = 60_000;

  /** Many times as long as the watchdog's silence may be. */
  private static final long SILENT_MILLIS = 400;

  private final Journal journal = Journal.inMemory(new Random(1), NOON);
  private final CountDownLatch blocks = new CountDownLatch(1);
  private final CountDownLatch blocked = new CountDownLatch(1);
  private final LinkedBlockingQueue<String> words = new LinkedBlockingQueue<>();
  private final Supervisor supervisor = new Supervisor(words::add, Optional.of(WATCHDOG_MICROS));
  private final Loop loop = loop();

  private Loop loop() {
    var life = journal.begin();
    var clock =
        new StationClock(
            life, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), () -> NOON, () -> true);
    var saved = (SavedState.Loaded) journal.load(Plan.cabinet(new TreeMap<>()));
    return new Loop(new Turn(saved.kiosk(), journal, new Stuck()), clock, failure -> {});
  }

  /** Hands that hold the loop up, as a bug or a disk that never answers would. */
  private final class Stuck implements Hands {
    @Override
    public void act(Effect effect, Now decided) {}

    @Override
    public void turned(Kiosk kiosk, long committed) {
      blocked.countDown();
      waitForTheEnd();
    }
  }

  private void waitForTheEnd() {
    try {
      blocks.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void end() throws InterruptedException {
    blocks.countDown();
    supervisor.close();
    loop.stop(5_000);
  }

  @Test
  void aLoopThatGoesRoundFeedsTheWatchdog() throws Exception {
    loop.start();
    supervisor.ready(loop::between);
    assertThat(words.poll(10, TimeUnit.SECONDS)).isEqualTo("READY=1");
    for (int i = 0; i < 5; i++) {
      assertThat(words.poll(10, TimeUnit.SECONDS)).isEqualTo("WATCHDOG=1");
    }
  }

  @Test
  void aLoopThatIsStuckInATurnFeedsNothingAlthoughItsThreadsLive() throws Exception {
    loop.start();
    assertThat(loop.tell(new CentreEvent.LinkChanged(true))).isTrue();
    assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
    supervisor.ready(loop::between);
    assertThat(words.poll(10, TimeUnit.SECONDS)).isEqualTo("READY=1");
    assertThat(words.poll(SILENT_MILLIS, TimeUnit.MILLISECONDS)).isNull();
    blocks.countDown();
    assertThat(words.poll(10, TimeUnit.SECONDS)).isEqualTo("WATCHDOG=1");
  }

  /** The whole journal is verified in such a task, and a large one on a slow card takes long. */
  @Test
  void aLongTaskBesideTheLoopHoldsUpNoWatchdog() throws Exception {
    loop.start();
    supervisor.every(Duration.ofMillis(1), this::waitForTheEnd);
    supervisor.ready(loop::between);
    assertThat(words.poll(10, TimeUnit.SECONDS)).isEqualTo("READY=1");
    for (int i = 0; i < 5; i++) {
      assertThat(words.poll(10, TimeUnit.SECONDS)).isEqualTo("WATCHDOG=1");
    }
  }

  @Test
  void aLoopThatHasEndedFeedsNothing() throws Exception {
    loop.start();
    loop.stop(5_000);
    supervisor.ready(loop::between);
    assertThat(words.poll(10, TimeUnit.SECONDS)).isEqualTo("READY=1");
    assertThat(words.poll(SILENT_MILLIS, TimeUnit.MILLISECONDS)).isNull();
  }
}
