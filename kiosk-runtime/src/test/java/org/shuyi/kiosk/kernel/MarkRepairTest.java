package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.mark.Marks;

/** Marks that are written, taken back and repaired behind a closed door. */
class MarkRepairTest {
  private static final TagId FIVE = Tale.tag(5);
  private final Tale tale = Tale.inService();

  /** Alice brings book 5, which still carries the marks of a library's shelf, or not. */
  private void broughtBack(boolean readyToLeave) {
    tale.admitted(Tale.ALICE, 5).opens(Tale.DOOR_1).closes(Tale.DOOR_1);
    counted(readyToLeave);
  }

  private void counted(boolean readyToLeave) {
    var tags = new TreeMap<TagId, Reading>();
    for (int book : List.of(1, 2, 3)) tags.put(Tale.tag(book), Tale.surely(book));
    tags.put(FIVE, new Reading(5, new Content.Book(Tale.item(5), true), readyToLeave));
    tale.tell(new ShelfEvent.ShelfRead(Tale.DOOR_1, countOfDoor1(), 5, tags));
  }

  private long countOfDoor1() {
    return tale.effects(Effect.CountShelf.class).stream()
        .filter(wanted -> wanted.door().equals(Tale.DOOR_1))
        .mapToLong(Effect.CountShelf::count)
        .max()
        .orElseThrow();
  }

  private void countedAgain(boolean readyToLeave) {
    tale.tell(new ServiceEvent.ServiceBegan("li", "marks", 30));
    tale.tell(new ServiceEvent.CountWanted("li"));
    counted(readyToLeave);
  }

  private void ended(boolean written) {
    tale.tell(new ShelfEvent.MarkEnded(Tale.DOOR_1, FIVE, written, written ? "" : "no answer"));
  }

  private List<ShelfFact.MarkFailed> failed() {
    return tale.facts(ShelfFact.MarkFailed.class);
  }

  private List<ShelfFact.MarkRepaired> repaired() {
    return tale.facts(ShelfFact.MarkRepaired.class);
  }

  private void refused() {
    long seq = tale.kiosk.outbox().recorded();
    var refusal = new CentreEvent.RecordRefused(seq, "withdrawn", Optional.of(FIVE));
    tale.tell(new CentreEvent.Applied(seq, List.of(refusal)));
  }

  @Test
  void whatIsSecuredIsMarkedForLeavingBehindTheClosedDoor() {
    broughtBack(false);
    assertThat(tale.effects(Effect.Mark.class))
        .containsExactly(new Effect.Mark(Tale.DOOR_1, FIVE, true));
    ended(true);
    assertThat(tale.kiosk.fittings().marks().doubtful()).isEmpty();
    assertThat(failed()).isEmpty();
    assertThat(repaired()).isEmpty();
  }

  @Test
  void whatDoesNotTakeItsMarksIsOneWorkItemUntilItIsSeenRight() {
    broughtBack(false);
    ended(false);
    countedAgain(false);
    ended(false);
    assertThat(failed()).hasSize(1);
    assertThat(tale.kiosk.fittings().marks().repair(FIVE)).isEqualTo("no answer");
    countedAgain(true);
    assertThat(repaired()).as("a count does not read the EAS bit").isEmpty();
    ended(true);
    assertThat(repaired()).containsExactly(new ShelfFact.MarkRepaired(FIVE, Tale.DOOR_1));
    assertThat(tale.kiosk.fittings().marks().doubtful()).isEmpty();
  }

  @Test
  void aWritingThatSucceedsAtTheNextTryRepairsItToo() {
    broughtBack(false);
    ended(false);
    countedAgain(false);
    ended(true);
    assertThat(repaired()).hasSize(1);
  }

  @Test
  void aPowerCutWhileItIsWrittenLeavesAWorkItem() {
    broughtBack(false);
    tale.tell(new TimeEvent.Restarted(2, "power"));
    assertThat(failed()).hasSize(1);
    assertThat(failed().getFirst().detail()).contains("while they were written");
    tale.devicesUp().sensed(Tale.DOOR_1, DoorContact.CLOSED);
    counted(true);
    assertThat(repaired()).isEmpty();
    ended(true);
    assertThat(repaired()).hasSize(1);
  }

  @Test
  void whatTheCentreRefusesToHaveHereIsSecuredAgain() {
    broughtBack(true);
    tale.forget();
    refused();
    assertThat(tale.effects(Effect.Mark.class))
        .containsExactly(new Effect.Mark(Tale.DOOR_1, FIVE, false));
    ended(true);
    countedAgain(false);
    assertThat(tale.effects(Effect.Mark.class)).hasSize(1);
    countedAgain(true);
    assertThat(tale.effects(Effect.Mark.class)).hasSize(2);
  }

  @Test
  void theIntentIsOnTheDiskBeforeATagIsTakenBack() {
    broughtBack(true);
    long seq = tale.kiosk.outbox().recorded();
    var refusal = new CentreEvent.RecordRefused(seq, "withdrawn", Optional.of(FIVE));
    var now = new Now(tale.ticks, java.time.Instant.EPOCH, Now.ClockTrust.SYNCHRONISED);
    Step step = tale.kiosk.on(new CentreEvent.Applied(seq, List.of(refusal)), now);
    assertThat(step.mustFlush()).isTrue();
    assertThat(step.next().fittings().marks().doubtful()).containsKey(FIVE);
  }

  @Test
  void whatTheCentreRefusedIsNotForLoan() {
    broughtBack(true);
    refused();
    ended(true);
    tale.admitted(Tale.BOB, 5).opens(Tale.DOOR_1).closes(Tale.DOOR_1);
    tale.counted(Tale.DOOR_1, 1, 2, 3);
    assertThat(tale.facts(ShelfFact.Loaned.class).getFirst().objections())
        .containsExactly("not-for-loan");
    assertThat(tale.kiosk.fittings().marks().withheld()).isEmpty();
  }

  @Test
  void whatWasTakenInTheMeantimeIsNotWrittenTo() {
    broughtBack(true);
    tale.admitted(Tale.BOB, 5).opens(Tale.DOOR_1).closes(Tale.DOOR_1);
    tale.counted(Tale.DOOR_1, 1, 2, 3);
    refused();
    assertThat(tale.effects(Effect.Mark.class)).isEmpty();
    assertThat(tale.kiosk.fittings().marks().withheld()).isEmpty();
  }

  @Test
  void aWritingOfWhichNothingWasHeardIsBegunAnewByTheNextCount() {
    broughtBack(false);
    countedAgain(true);
    assertThat(tale.effects(Effect.Mark.class)).hasSize(2);
    ended(true);
    assertThat(tale.kiosk.fittings().marks().doubtful()).isEmpty();
  }

  @Test
  void whatIsSettledAsGoneIsWithheldNoMore() {
    broughtBack(true);
    refused();
    ended(true);
    tale.tell(new ServiceEvent.ServiceBegan("li", "marks", 30));
    tale.tell(new ServiceEvent.CountWanted("li"));
    for (int attempt = 0; attempt < 3; attempt++) {
      var tags = new TreeMap<TagId, Reading>();
      for (int book : List.of(1, 2, 3)) tags.put(Tale.tag(book), Tale.surely(book));
      tale.tell(new ShelfEvent.ShelfRead(Tale.DOOR_1, countOfDoor1(), 5, tags));
    }
    assertThat(tale.kiosk.custody().suspects()).isOne();
    tale.tell(new ServiceEvent.SuspectSettled("li", FIVE, false));
    assertThat(tale.kiosk.fittings().marks().withheld()).isEmpty();
  }

  @Test
  void whatIsNoLongerHereGivesWayWhereNoMoreFits() {
    var many = new TreeMap<TagId, Marks.Doubtful>();
    for (int n = 0; n < Marks.MOST; n++) {
      many.put(new TagId("E0040199%08X".formatted(n)), new Marks.Doubtful(Tale.DOOR_1, 0, "old"));
    }
    var full = new Marks(many, new TreeSet<>());
    tale.kiosk = tale.kiosk.with(tale.kiosk.fittings().with(full));
    broughtBack(false);
    assertThat(tale.effects(Effect.Mark.class)).hasSize(1);
    assertThat(tale.kiosk.fittings().marks().doubtful()).containsOnlyKeys(FIVE);
  }
}
