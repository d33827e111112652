package org.shuyi.kiosk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.shuyi.kiosk.journal.Cabinets.WALL;
import static org.shuyi.kiosk.journal.Cabinets.at;
import static org.shuyi.kiosk.journal.Cabinets.counted;
import static org.shuyi.kiosk.journal.Cabinets.loaded;
import static org.shuyi.kiosk.journal.Cabinets.plan;
import static org.shuyi.kiosk.journal.Cabinets.random;
import static org.shuyi.kiosk.journal.Cabinets.stamped;
import static org.shuyi.kiosk.journal.Cabinets.stocked;
import static org.shuyi.kiosk.journal.Cabinets.with;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Outbox;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.StationFact;
import org.shuyi.kiosk.kernel.custody.CustodyBook;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.trust.Chain;

/** What is committed is there afterwards, and nothing else. */
class JournalTest {
  private static final Plan FOUR = plan(4);

  private final Journal journal = Journal.inMemory(random(1), WALL);

  @Test
  void aNewJournalBeginsWithItsFirstRecordAndAnEpochOfItsOwn() {
    assertThat(journal.lastSeq()).isEqualTo(1);
    assertThat(journal.applied()).isZero();
    assertThat(journal.epoch().size()).isEqualTo(8);
    assertThat(Journal.inMemory(random(2), WALL).epoch()).isNotEqualTo(journal.epoch());
    assertThat(journal.tail(10))
        .containsExactly(
            new TailLine(1, WALL, false, "journal-began", "previousEpoch=\"\" lastHash=\"\""));
    assertThat(loaded(journal, FOUR)).isEqualTo(Kiosk.fresh(FOUR, new Outbox(1, 0)));
  }

  @Test
  void anyStationComesBackAsItWasCommitted() {
    for (long seed = 0; seed < 40; seed++) {
      Journal own = Journal.inMemory(random(seed), WALL);
      var chance = new Chance(seed);
      Kiosk before = loaded(own, FOUR);
      for (int turn = 1; turn <= 10; turn++) {
        var facts = new ArrayList<Fact>();
        for (int i = chance.below(5); i > 0; i--) facts.add(chance.fact());
        long recorded = before.outbox().recorded() + facts.size();
        Kiosk after = chance.kiosk(FOUR, new Outbox(recorded, chance.below((int) recorded)));
        own.commit(stamped(facts, chance.now(turn)), before, after, chance.now(turn));

        assertThat(loaded(own, FOUR)).as("seed %d", seed).isEqualTo(after);
        assertThat(own.lastSeq()).isEqualTo(recorded);
        assertThat(own.applied()).isEqualTo(after.outbox().applied());
        before = after;
      }
      assertThat(own.verifyAll()).isEqualTo(new Soundness.Sound(own.lastSeq()));
    }
  }

  @Test
  void recordsComeInOrderWithTheChainThroughThem() {
    Cabinets.busy(journal, loaded(journal, FOUR), 250, 3);

    assertThat(journal.lastSeq()).isEqualTo(251);
    Chain chain = Chain.START;
    for (long from = 1; from <= 251; from += 100) {
      for (JournalRecord record : journal.records(from, 100)) {
        chain = chain.then(record.bytes().toArray());
        assertThat(record.seq()).isEqualTo(chain.seq());
        assertThat(record.hash()).isEqualTo(chain.hash());
        assertThat(journal.hashAt(record.seq())).isEqualTo(chain.hash());
        assertThat(FactCodec.decode(record.bytes().toArray()))
            .isInstanceOf(Decoded.Understood.class);
      }
    }
    assertThat(chain.seq()).isEqualTo(251);
    assertThat(journal.records(252, 10)).isEmpty();
    assertThat(journal.hashAt(0)).isEqualTo(Chain.START.hash());
    assertThatThrownBy(() -> journal.hashAt(252)).hasMessage("no record 252");
    assertThatThrownBy(() -> journal.records(1, 1001)).hasMessageContaining("1 to 1000");
    assertThat(journal.tail(3)).extracting(TailLine::seq).containsExactly(249L, 250L, 251L);
  }

  @Test
  void aLifeKnowsHowTheOneBeforeItEnded() {
    assertThat(journal.begin()).isEqualTo(new Life(1, "first start", 0, Instant.EPOCH, ""));
    assertThat(journal.begin().why()).isEqualTo("not ordered");
    journal.endOrdered("update 0.2.0", at(700));
    assertThat(journal.begin())
        .isEqualTo(new Life(3, "ordered: update 0.2.0", 700, WALL.plusMillis(700), ""));
    assertThat(journal.begin())
        .extracting(Life::boot, Life::why)
        .containsExactly(4L, "not ordered");
  }

  @Test
  void ticksGoOnAndOnlyATrustedClockLiftsTheFloor() {
    Kiosk kiosk = loaded(journal, FOUR);
    var wild = new Now(50, WALL.plusSeconds(1_000_000), Now.ClockTrust.UNTRUSTED);
    journal.commit(List.of(), kiosk, kiosk, at(40));
    journal.commit(List.of(), kiosk, kiosk, wild);

    assertThat(journal.begin())
        .extracting(Life::ticks, Life::wallFloor)
        .containsExactly(50L, WALL.plusMillis(40));
    assertThatThrownBy(() -> journal.commit(List.of(), kiosk, kiosk, at(49)))
        .hasMessageContaining("tick 49 after tick 50");
  }

  @Test
  void doorsThatThePlanAddsAreUnseenAndEmptyOnesMayGo() {
    Kiosk before = loaded(journal, FOUR);
    CustodyBook shelf = stocked(plan(2), 6);
    Kiosk after = with(before, shelf, before.visits(), 0);
    journal.commit(List.of(), before, after, at(1));

    assertThat(loaded(journal, plan(2)).shelf().doors())
        .containsOnlyKeys(new DoorId("1"), new DoorId("2"));
    assertThat(loaded(journal, plan(5)).shelf().doors().sequencedValues().getLast().state())
        .isInstanceOf(DoorState.Unseen.class);
    assertThat(loaded(journal, plan(5)).custody()).isEqualTo(shelf);
    assertThat(journal.load(plan(1)))
        .isEqualTo(
            new SavedState.Refused("doors are not in the plan, but items lie behind them: {2=3}"));
  }

  @Test
  void aWriteThatMissesItsRowBreaksTheJournalAndLeavesTheFileAsItWas() {
    Kiosk real = loaded(journal, FOUR);
    Kiosk imagined = with(real, stocked(FOUR, 3), real.visits(), 0);

    assertThatThrownBy(
            () ->
                journal.commit(
                    stamped(List.of(new StationFact.LinkBecame(true)), at(5)),
                    imagined,
                    counted(real, 1),
                    at(5)))
        .isInstanceOf(JournalFailed.class)
        .hasMessageContaining("0 rows instead of 1");
    assertThat(journal.isBroken()).isTrue();
    assertThatThrownBy(() -> journal.commit(List.of(), real, real, at(6)))
        .isInstanceOf(JournalFailed.class)
        .hasMessageContaining("takes nothing more");
    assertThatThrownBy(journal::lastSeq).isInstanceOf(JournalFailed.class);
    assertThatThrownBy(() -> journal.tail(1)).isInstanceOf(JournalFailed.class);
    journal.close();
    journal.close();
  }

  @Test
  void aStationThatMiscountsItsFactsIsRefused() {
    Kiosk kiosk = loaded(journal, FOUR);
    var facts = stamped(List.of(new StationFact.LinkBecame(true)), at(5));

    assertThatThrownBy(() -> journal.commit(facts, kiosk, kiosk, at(5)))
        .isInstanceOf(JournalFailed.class)
        .hasMessageContaining("the journal would have 2 records");
  }

  @Test
  void aClosedJournalSaysSo() {
    journal.close();
    assertThatThrownBy(journal::epoch).hasMessageContaining("it is closed");
  }
}
