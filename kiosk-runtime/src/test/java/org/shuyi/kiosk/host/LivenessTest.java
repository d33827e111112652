package org.shuyi.kiosk.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

  private static final String TURN = "a turn";

  private final Journal journal = Journal.inMemory(new Random(1), NOON);
  private final CountDownLatch blocks = new CountDownLatch(1);
  private final CountDownLatch blocked = new CountDownLatch(1);

  /** What systemd hears, and each turn between. */
  private final LinkedBlockingQueue<String> words = new LinkedBlockingQueue<>();

  private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean holding;
  private volatile boolean failing;
  private final Supervisor supervisor = new Supervisor(words::add, Optional.of(WATCHDOG_MICROS));
  private final Loop loop = loop();

  private Loop loop() {
    var life = journal.begin();
    var clock =
        new StationClock(
            life, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()), () -> NOON, () -> true);
    var saved = (SavedState.Loaded) journal.load(Plan.cabinet(new TreeMap<>()));
    return new Loop(new Turn(saved.kiosk(), journal, new Held()), clock, failures::add);
  }

  /** Hands that fail or are held up where a test wants it, as by a bug or a disk that is silent. */
  private final class Held implements Hands {
    @Override
    public void act(Effect effect, Now decided) {}

    @Override
    public void turned(Kiosk kiosk, long committed) {
      if (failing) throw new IllegalStateException("no turn gets through");
      if (holding) {
        blocked.countDown();
        waitForTheEnd();
      }
      words.add(TURN);
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
  void eachWordToTheWatchdogFollowsATurnThatWentThrough() throws Exception {
    loop.start();
    isFed();
  }

  private void isFed() throws InterruptedException {
    supervisor.ready(loop::tell);
    assertThat(next()).isEqualTo("READY=1");
    for (int i = 0; i < 5; i++) hearsOfATurn();
  }

  private void hearsOfATurn() throws InterruptedException {
    var word = next();
    assertThat(word).isEqualTo(TURN);
    while (TURN.equals(word)) word = next();
    assertThat(word).isEqualTo("WATCHDOG=1");
  }

  private @Nullable String next() throws InterruptedException {
    return words.poll(10, TimeUnit.SECONDS);
  }

  private void isSilent() throws InterruptedException {
    assertThat(words.poll(SILENT_MILLIS, TimeUnit.MILLISECONDS)).isNull();
  }

  /**
   * Nobody else tells this station anything: without a turn of its own it would be fed for ever.
   */
  @Test
  void aLoopThroughWhichNoTurnGetsFeedsNothing() throws Exception {
    failing = true;
    loop.start();
    supervisor.ready(loop::tell);
    assertThat(next()).isEqualTo("READY=1");
    isSilent();
    assertThat(failures).singleElement().asString().contains("no turn gets through");
  }

  @Test
  void aLoopThatIsStuckInATurnFeedsNothingAlthoughItsThreadsLive() throws Exception {
    holding = true;
    loop.start();
    assertThat(loop.tell(new CentreEvent.LinkChanged(true))).isTrue();
    assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
    supervisor.ready(loop::tell);
    assertThat(next()).isEqualTo("READY=1");
    isSilent();
    blocks.countDown();
    hearsOfATurn();
  }

  /** The whole journal is verified in such a task, and a large one on a slow card takes long. */
  @Test
  void aLongTaskBesideTheLoopHoldsUpNoWatchdog() throws Exception {
    loop.start();
    supervisor.every(Duration.ofMillis(1), this::waitForTheEnd);
    isFed();
  }

  @Test
  void aLoopThatHasEndedFeedsNothing() throws Exception {
    loop.start();
    loop.stop(5_000);
    supervisor.ready(loop::tell);
    assertThat(next()).isEqualTo("READY=1");
    isSilent();
  }
}
