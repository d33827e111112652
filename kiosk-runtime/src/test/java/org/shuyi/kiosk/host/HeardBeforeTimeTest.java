package org.shuyi.kiosk.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
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
import org.shuyi.kiosk.journal.TailLine;
import org.shuyi.kiosk.kernel.CentreEvent;
import org.shuyi.kiosk.kernel.EntranceContact;
import org.shuyi.kiosk.kernel.EntranceEvent;
import org.shuyi.kiosk.kernel.FittingsPlan;
import org.shuyi.kiosk.kernel.HealthEvent;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.TimeEvent;
import org.shuyi.kiosk.kernel.entrance.EntrancePlan;

/** What happened while a turn lasted is heard before time passes: it happened before. */
@Timeout(60)
class HeardBeforeTimeTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final Journal journal = Journal.inMemory(new Random(1), NOON);
  private final AtomicLong millis = new AtomicLong();
  private final HeldUp hands = new HeldUp(kiosk -> kiosk.station().emergency().lasts());
  private final Loop loop = loop();

  private Loop loop() {
    var clock = new StationClock(journal.begin(), millis::get, () -> NOON, () -> true);
    Plan plan =
        Plan.cabinet(new TreeMap<>())
            .with(FittingsPlan.none().with(EntrancePlan.none().watchingExit()));
    var saved = (SavedState.Loaded) journal.load(plan);
    return new Loop(new Turn(saved.kiosk(), journal, hands), clock, failure -> {});
  }

  @AfterEach
  void end() throws InterruptedException {
    hands.letGo();
    loop.stop(5_000);
  }

  /** In a house that is well wired that would be a false alarm, until a person has looked. */
  @Test
  void aWayOutThatWasFreeInTimeIsNoAlarmWhereTheDiskTookItsTimeOverTheFire() throws Exception {
    List<String> records = recordsOfAFire(true);
    assertThat(records).contains("fire-began", "exit-freed").doesNotContain("exit-not-free");
  }

  @Test
  void oneThatWasNotIsOne() throws Exception {
    assertThat(recordsOfAFire(false)).contains("fire-began", "exit-not-free");
  }

  private List<String> recordsOfAFire(boolean freed) throws Exception {
    loop.start();
    loop.tell(new TimeEvent.Restarted(1, "power"));
    loop.tell(new EntranceEvent.ContactChanged(EntranceContact.EXIT_FREED, false));
    loop.tell(new HealthEvent.FireChanged(true));
    hands.await();
    if (freed) loop.tell(new EntranceEvent.ContactChanged(EntranceContact.EXIT_FREED, true));
    millis.addAndGet(3_000);
    hands.letGo();
    for (int i = 0; i < 2; i++) {
      var over = new CountDownLatch(1);
      assertThat(loop.tell(new CentreEvent.LinkChanged(false), over::countDown)).isTrue();
      assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
    }
    loop.stop(5_000);
    return journal.tail(100).stream().map(TailLine::kind).toList();
  }
}
