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
import org.shuyi.kiosk.kernel.Event;
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
  private final HeldUp hands = new HeldUp(kiosk -> true);
  private final Loop loop = loop();

  private Loop loop() {
    var clock = new StationClock(journal.begin(), millis::get, () -> NOON, () -> true);
    var saved = (SavedState.Loaded) journal.load(Plan.cabinet(new TreeMap<>()));
    return new Loop(new Turn(saved.kiosk(), journal, hands), clock, failure -> {});
  }

  @AfterEach
  void end() throws InterruptedException {
    hands.letGo();
    loop.stop(5_000);
  }

  /** The language that is spoken after a touch at "English" has waited behind this for so long. */
  private String spokenAfter(Event first, long waited) throws Exception {
    loop.start();
    assertThat(loop.tell(first)).isTrue();
    hands.await();
    var over = new CountDownLatch(1);
    var english = new VisitEvent.Touched(new Intent.Speak("en"));
    assertThat(loop.tell(english, over::countDown)).as("taken, and answered 202").isTrue();
    millis.addAndGet(waited);
    hands.letGo();
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
