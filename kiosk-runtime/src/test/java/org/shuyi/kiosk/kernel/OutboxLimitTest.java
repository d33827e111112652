package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.Tale.ALICE;
import static org.shuyi.kiosk.kernel.Tale.BOB;
import static org.shuyi.kiosk.kernel.Tale.DOOR_1;
import static org.shuyi.kiosk.kernel.Tale.DOOR_2;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * DESIGN rule 9: a full outbox means out of service for whoever comes, and nothing is dropped: who
 * is inside ends in order, and the station comes back by itself.
 */
class OutboxLimitTest {
  private final Tale tale = Tale.inService();

  /** A state from elsewhere, of which nothing has been said yet. */
  private void waiting(long records) {
    long applied = tale.kiosk.outbox().applied();
    tale.kiosk = tale.kiosk.with(new Outbox(applied + records, applied)).with(Said.nothing());
  }

  private long room() {
    return tale.kiosk.plan().outboxLimit() - tale.kiosk.outbox().waiting();
  }

  @Test
  void whoComesWhenTheOutboxIsFullIsKeptOutAndTold() {
    waiting(tale.kiosk.plan().outboxLimit());
    tale.tell(new VisitEvent.CardTapped(ALICE));
    assertThat(tale.facts(VisitFact.VisitBegan.class)).isEmpty();
    assertThat(tale.effects)
        .anyMatch(e -> e instanceof Effect.Show(Screen s) && s.name().equals("out-of-service"))
        .anyMatch(
            e ->
                e instanceof Effect.Report(Status s)
                    && s.serving().equals("out-of-service")
                    && s.reason().endsWith("records wait for the centre, and no more fit"));
  }

  @Test
  void anOutboxThatFillsIsOneAlarmWhichEndsWhenHalfOfItIsFree() {
    long limit = tale.kiosk.plan().outboxLimit();
    waiting(limit - 1);
    tale.after(1);
    assertThat(tale.facts(StationFact.OutboxFilled.class)).isEmpty();
    waiting(limit);
    tale.after(1).after(1);
    assertThat(tale.facts(StationFact.OutboxFilled.class))
        .containsExactly(new StationFact.OutboxFilled(limit));
    waiting(limit / 2 + 1);
    tale.after(1);
    waiting(limit);
    tale.after(1);
    assertThat(tale.facts(StationFact.OutboxFilled.class)).as("one alarm").hasSize(1);
    assertThat(tale.facts(StationFact.OutboxDrained.class)).isEmpty();
    waiting(limit / 2);
    tale.after(1).after(1);
    assertThat(tale.facts(StationFact.OutboxDrained.class)).hasSize(1);
    assertThat(tale.kiosk.station().outboxFull()).isFalse();
  }

  @Test
  void theAlarmGoesOnOverARestart() {
    waiting(tale.kiosk.plan().outboxLimit());
    tale.after(1).tell(new TimeEvent.Restarted(2, "power")).devicesUp();
    assertThat(tale.facts(StationFact.OutboxFilled.class)).hasSize(1);
    assertThat(tale.kiosk.station().outboxFull()).isTrue();
    Status said = tale.kiosk.said().status().orElseThrow();
    assertThat(said.reason()).endsWith("records wait for the centre, and no more fit");
  }

  @Test
  void theScreenSaysWhy() {
    waiting(tale.kiosk.plan().outboxLimit());
    tale.after(1);
    assertThat(tale.kiosk.said().screen().orElseThrow().hint())
        .isEqualTo(Screen.Phrase.of("out-of-service.outbox"));
  }

  @Test
  void whoIsInsideWhenItFillsTakesBooksAndLeavesAndEachIsRecorded() {
    waiting(tale.kiosk.plan().outboxLimit() - 3);
    tale.admitted(ALICE, 5).opens(DOOR_1);
    assertThat(room()).as("the limit was passed inside").isLessThanOrEqualTo(0);
    tale.closes(DOOR_1).counted(DOOR_1, 1, 2);
    assertThat(tale.facts(ShelfFact.Loaned.class)).hasSize(1);
    tale.tell(new VisitEvent.Touched(new VisitEvent.Intent.Finish()));
    assertThat(tale.facts(VisitFact.VisitEnded.class)).hasSize(1);
    assertThat(tale.kiosk.outbox().recorded() - tale.kiosk.outbox().applied())
        .as("nothing is dropped")
        .isGreaterThan(tale.kiosk.plan().outboxLimit());
    tale.after(60_000);
    tale.tell(new VisitEvent.CardTapped(BOB));
    assertThat(tale.facts(VisitFact.VisitBegan.class)).hasSize(1);
  }

  @Test
  void whoIsInsideWhenItFillsOpensNoFurtherDoorAndIsToldSo() {
    waiting(tale.kiosk.plan().outboxLimit() - 3);
    tale.admitted(ALICE, 5).opens(DOOR_1);
    tale.forget().tell(new VisitEvent.Touched(new VisitEvent.Intent.OpenDoor(DOOR_2)));
    assertThat(tale.effects(Effect.Unlock.class)).isEmpty();
    assertThat(tale.facts(ShelfFact.UnlockMeant.class)).isEmpty();
    tale.closes(DOOR_1).counted(DOOR_1, 1, 2, 3);
    assertThat(tale.screen()).isEqualTo("choose-door");
    Screen shown = tale.kiosk.said().screen().orElseThrow();
    assertThat(shown.hint()).isEqualTo(Screen.Phrase.of("choose-door.no-more"));
    assertThat(shown.doors()).noneMatch(Screen.DoorTile::offered);
    assertThat(shown.buttons()).hasSize(1);
  }

  @Test
  void whoIsInsideWhenItIsFullStillBringsBackWhatHeHolds() {
    waiting(tale.kiosk.plan().outboxLimit() - 3);
    tale.admitted(ALICE, 5).opens(DOOR_1);
    tale.closes(DOOR_1).counted(DOOR_1, 1, 2, 3, 9);
    assertThat(tale.facts(ShelfFact.Returned.class)).hasSize(1);
  }

  @Test
  void whenTheBacklogDrainsItServesAgainByItself() {
    waiting(tale.kiosk.plan().outboxLimit());
    tale.tell(new VisitEvent.CardTapped(ALICE));
    tale.tell(new CentreEvent.Applied(tale.kiosk.outbox().recorded(), List.of()));
    tale.admitted(ALICE, 5);
    assertThat(tale.facts(VisitFact.VisitBegan.class)).hasSize(1);
  }
}
