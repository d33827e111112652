package org.shuyi.kiosk.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.SavedState;
import org.shuyi.kiosk.kernel.CentreEvent;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.TimeEvent;
import org.shuyi.kiosk.kernel.VisitEvent;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;

/** When a turn goes to the disk, and when the loop is woken for it. */
class TurnTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private final Journal journal = Journal.inMemory(new Random(1), NOON);
  private final List<Effect> acted = new ArrayList<>();
  private final Turn turn = turn();

  private Turn turn() {
    var doors = new TreeMap<DoorId, Plan.DoorPlan>();
    doors.put(new DoorId("1"), new Plan.DoorPlan(new DeviceId("locks"), new DeviceId("reader-1")));
    journal.begin();
    var saved = (SavedState.Loaded) journal.load(Plan.cabinet(doors));
    return new Turn(
        saved.kiosk(),
        journal,
        new Hands() {
          @Override
          public void act(Effect effect, Now decided) {
            acted.add(effect);
          }

          @Override
          public void turned(Kiosk kiosk, long committed) {}
        });
  }

  @Test
  void whatNeedsNoFlushGoesToTheDiskAfterAMinute() {
    turn.tell(new TimeEvent.Restarted(1, "first start"), at(0));
    long before = journal.lastSeq();
    turn.tell(new CentreEvent.LinkChanged(true), at(1_000));
    assertThat(journal.lastSeq()).isEqualTo(before);
    turn.timePassed(at(61_000));
    assertThat(journal.lastSeq()).isEqualTo(before + 1);
  }

  @Test
  void whatBecameAgainWhatItWasWakesNobody() {
    turn.tell(new TimeEvent.Restarted(1, "first start"), at(0));
    turn.flush(at(0));
    turn.tell(new VisitEvent.Touched(new Intent.Speak("en")), at(1_000));
    turn.tell(new TimeEvent.TimePassed(), at(20_000));
    turn.timePassed(at(61_000));
    assertThat(turn.wakeAt()).isEqualTo(turn.kiosk().wakeAt());
  }

  private static Now at(long ticks) {
    return new Now(ticks, NOON.plusMillis(ticks), Now.ClockTrust.SYNCHRONISED);
  }
}
