package org.shuyi.kiosk.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.SavedState;
import org.shuyi.kiosk.kernel.CentreEvent;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.TimeEvent;
import org.shuyi.kiosk.kernel.VisitEvent;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;

/** A touch that waited behind a slow turn does nothing on a screen that its finger did not see. */
@Timeout(60)
class LateTouchTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final Journal journal = Journal.inMemory(new Random(1), NOON);
  private final AtomicLong millis = new AtomicLong();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final Loop loop = loop();

  private Loop loop() {
    var clock = new StationClock(journal.begin(), millis::get, () -> NOON, () -> true);
    var saved = (SavedState.Loaded) journal.load(Plan.cabinet(new TreeMap<>()));
    return new Loop(new Turn(saved.kiosk(), journal, new Slow()), clock, failure -> {});
  }

  /** Hands that hold up the first turn, as a disk that flushes for long does. */
  private final class Slow implements Hands {
    @Override
    public void act(Effect effect, Now decided) {}

    @Override
    public void turned(Kiosk kiosk, long committed) {
      held.countDown();
      try {
        goOn.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @AfterEach
  void end() throws InterruptedException {
    goOn.countDown();
    loop.stop(5_000);
  }

  /** The language that is spoken after a touch at "English" has waited behind this for so long. */
  private String spokenAfter(Event first, long waited) throws Exception {
    loop.start();
    assertThat(loop.tell(first)).isTrue();
    assertThat(held.await(10, TimeUnit.SECONDS)).isTrue();
    var over = new CountDownLatch(1);
    var english = new VisitEvent.Touched(new Intent.Speak("en"));
    assertThat(loop.tell(english, over::countDown)).as("taken, and answered 202").isTrue();
    millis.addAndGet(waited);
    goOn.countDown();
    assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
    var seen = new CountDownLatch(1);
    assertThat(loop.tell(new TimeEvent.TimePassed(), seen::countDown)).isTrue();
    assertThat(seen.await(10, TimeUnit.SECONDS)).isTrue();
    return loop.kiosk().visits().language();
  }

  /** The line comes, and the screen says no more that it is away. */
  @Test
  void aTouchThatWaitedForLongDoesNothingOnAnotherScreen() throws Exception {
    assertThat(spokenAfter(new CentreEvent.LinkChanged(true), 2_500)).isEqualTo("zh-CN");
  }

  @Test
  void aTouchThatWaitedShortlyActs() throws Exception {
    assertThat(spokenAfter(new CentreEvent.LinkChanged(true), 1_500)).isEqualTo("en");
  }
}
