package org.shuyi.kiosk.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.time.Instant;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.journal.Disk;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.JournalFailed;
import org.shuyi.kiosk.journal.SavedState;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.TimeEvent;
import org.shuyi.kiosk.trust.Octets;

/** Of a journal that has failed the courier hears nothing that is not so. */
class JournalBacklogTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private boolean failing;

  private final Journal journal =
      Journal.inMemory(
          new Disk() {
            @Override
            public void beforeFlush() throws IOException {
              if (failing) throw new IOException("EIO");
            }

            @Override
            public void afterFlush() {}
          },
          new Random(1),
          NOON);

  @Test
  void aHashIsThatOfTheRecordAskedForOrNone() {
    Turn turn = turn();
    turn.tell(new TimeEvent.Restarted(1, "first start"), now(1_000));
    var backlog = new JournalBacklog(journal, (why, centreHas) -> fail(why));
    long last = backlog.lastSeq();
    Octets hash = backlog.hashAt(last);
    Octets before = backlog.hashAt(last - 1);
    assertThat(before).isNotEqualTo(hash);
    failing = true;
    assertThatThrownBy(() -> turn.tell(new TimeEvent.Restarted(2, "again"), now(2_000)))
        .isInstanceOf(JournalFailed.class);
    assertThat(backlog.lastSeq()).isEqualTo(last);
    assertThat(backlog.hashAt(last - 1)).isEqualTo(Octets.EMPTY);
    assertThat(backlog.hashAt(last)).isEqualTo(hash);
    assertThat(backlog.records(1, 10)).isEmpty();
  }

  @Test
  void theHashOfTheLastRecordThatWasReadIsTheJournalsOwn() {
    Turn turn = turn();
    for (int boot = 1; boot < 5; boot++) {
      turn.tell(new TimeEvent.Restarted(boot, "again"), now(boot * 1_000L));
    }
    turn.flush(now(10_000));
    var backlog = new JournalBacklog(journal, (why, centreHas) -> fail(why));
    assertThat(backlog.lastSeq()).isGreaterThan(2);
    for (int most = 1; most < backlog.lastSeq(); most++) {
      assertThat(backlog.records(1, most)).hasSize(most);
      for (long seq = 0; seq <= backlog.lastSeq(); seq++) {
        assertThat(backlog.hashAt(seq)).isEqualTo(journal.hashAt(seq));
      }
    }
  }

  private Turn turn() {
    journal.begin();
    var saved = (SavedState.Loaded) journal.load(Plan.cabinet(new TreeMap<>()));
    return new Turn(
        saved.kiosk(),
        journal,
        new Hands() {
          @Override
          public void act(Effect effect, Now decided) {}

          @Override
          public void turned(Kiosk kiosk, long committed) {}
        });
  }

  private static Now now(long ticks) {
    return new Now(ticks, NOON.plusMillis(ticks), Now.ClockTrust.SYNCHRONISED);
  }
}
