package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.Tale.ALICE;
import static org.shuyi.kiosk.kernel.Tale.BOB;
import static org.shuyi.kiosk.kernel.Tale.DOOR_1;
import static org.shuyi.kiosk.kernel.Tale.DOOR_2;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.policy.Verdict;

/** Loans and returns by difference, and what a power cut or a bad count does to them. */
class BorrowingTest {
  private final Tale tale = Tale.inService();

  @Test
  void whatIsGoneAfterTheDoorClosedIsLent() {
    tale.admitted(ALICE, 5).opens(DOOR_1).closes(DOOR_1).counted(DOOR_1, 1, 3);
    assertThat(tale.facts(ShelfFact.Loaned.class))
        .singleElement()
        .satisfies(
            loan -> {
              assertThat(loan.tag()).isEqualTo(Tale.tag(2));
              assertThat(loan.patron()).isEqualTo(ALICE);
              assertThat(loan.objections()).isEmpty();
            });
    assertThat(tale.screen()).isEqualTo("receipt");
  }

  @Test
  void whatIsNewAfterTheDoorClosedIsReturned() {
    tale.admitted(BOB, 5).opens(DOOR_1).closes(DOOR_1).counted(DOOR_1, 1, 2, 3, 9);
    assertThat(tale.facts(ShelfFact.Returned.class))
        .singleElement()
        .satisfies(back -> assertThat(back.item()).isEqualTo(Tale.item(9)));
    assertThat(tale.kiosk.custody().behind(DOOR_1)).containsKey(Tale.tag(9));
  }

  @Test
  void takenAndPutBackWhileTheDoorIsOpenLeavesNoLoan() {
    tale.admitted(ALICE, 5).opens(DOOR_1).closes(DOOR_1).counted(DOOR_1, 1, 2, 3);
    assertThat(tale.facts(ShelfFact.Loaned.class)).isEmpty();
    assertThat(tale.facts(ShelfFact.Returned.class)).isEmpty();
    assertThat(tale.screen()).isEqualTo("choose-door");
  }

  /** Before and after are any books; what is read while the door is open decides nothing. */
  @Test
  void loansAndReturnsAreTheDifferenceOfTheTwoCountsWhateverTheyHold() {
    var random = new Random(20);
    for (int i = 0; i < 500; i++) {
      Tale one = Tale.inService();
      var before = new TreeSet<>(List.of(1, 2, 3));
      for (int visit = 0; visit < 2; visit++) {
        var after = new TreeSet<Integer>();
        for (int book = 1; book <= 12; book++) {
          if (book != 4 && random.nextBoolean()) after.add(book);
        }
        one.admitted(visit == 0 ? ALICE : BOB, 50).opens(DOOR_1).forget();
        for (int reads = random.nextInt(4); reads > 0; reads--) {
          one.counted(DOOR_1, random.nextInt(1, 4), random.nextInt(5, 13));
        }
        assertThat(one.facts).as("while the door is open").isEmpty();
        one.closes(DOOR_1).counted(DOOR_1, numbers(after));
        assertThat(one.facts(ShelfFact.Loaned.class))
            .extracting(ShelfFact.Loaned::tag)
            .containsExactlyInAnyOrderElementsOf(tags(before, after));
        assertThat(one.facts(ShelfFact.Returned.class))
            .extracting(ShelfFact.Returned::tag)
            .containsExactlyInAnyOrderElementsOf(tags(after, before));
        before = after;
        one.after(60_000).after(60_000);
      }
    }
  }

  @Test
  void aBookTakenAndPutBackTenTimesWhileTheDoorIsOpenLeavesNoRecord() {
    tale.admitted(ALICE, 5).opens(DOOR_1).forget();
    for (int i = 0; i < 10; i++) tale.counted(DOOR_1, 1, 3).counted(DOOR_1, 1, 2, 3);
    tale.closes(DOOR_1).counted(DOOR_1, 1, 2, 3);
    assertThat(tale.facts).hasOnlyElementsOfType(ShelfFact.DoorClosed.class);
  }

  /** Of the first, those that are not in the second. */
  private static List<TagId> tags(SortedSet<Integer> of, SortedSet<Integer> without) {
    return of.stream().filter(book -> !without.contains(book)).map(Tale::tag).toList();
  }

  private static int[] numbers(SortedSet<Integer> books) {
    return books.stream().mapToInt(Integer::intValue).toArray();
  }

  @Test
  void theIntentIsRecordedInTheTurnThatPullsTheBolt() {
    tale.admitted(ALICE, 5).forget();
    Step step =
        tale.kiosk.on(
            new VisitEvent.Touched(new VisitEvent.Intent.OpenDoor(DOOR_1)),
            new Now(tale.ticks, Instant.EPOCH, Now.ClockTrust.SYNCHRONISED));
    assertThat(step.facts()).hasOnlyElementsOfType(ShelfFact.UnlockMeant.class);
    assertThat(step.effects()).hasAtLeastOneElementOfType(Effect.Unlock.class);
    assertThat(step.mustFlush()).isTrue();
  }

  @Test
  void aTagThatOnlyOneRoundSawIsCountedAgain() {
    tale.admitted(ALICE, 5).opens(DOOR_1).closes(DOOR_1).forget();
    var tags = new TreeMap<TagId, Reading>();
    tags.put(Tale.tag(1), Tale.surely(1));
    tags.put(Tale.tag(2), new Reading(1, new Content.Unread(), true));
    tags.put(Tale.tag(3), Tale.surely(3));
    tale.read(DOOR_1, tags);
    assertThat(tale.facts).isEmpty();
    assertThat(tale.effects(Effect.CountShelf.class)).hasSize(1);
    tale.counted(DOOR_1, 1, 2, 3);
    assertThat(tale.facts(ShelfFact.Loaned.class)).isEmpty();
  }

  @Test
  void whatStaysUnclearBecomesSuspectAndIsResolvedByLookingAgain() {
    tale.admitted(ALICE, 5).opens(DOOR_1).closes(DOOR_1);
    var tags = new TreeMap<TagId, Reading>();
    tags.put(Tale.tag(1), Tale.surely(1));
    tags.put(Tale.tag(2), new Reading(1, new Content.Unread(), true));
    tags.put(Tale.tag(3), Tale.surely(3));
    tale.read(DOOR_1, tags).read(DOOR_1, tags).read(DOOR_1, tags);
    assertThat(tale.facts(ShelfFact.Loaned.class)).isEmpty();
    assertThat(tale.kiosk.custody().places().get(Tale.tag(2))).isInstanceOf(Custody.Suspect.class);
    tale.after(60_000).after(60_000);
    tale.admitted(BOB, 5).opens(DOOR_1).closes(DOOR_1).counted(DOOR_1, 1, 2, 3);
    assertThat(tale.facts(ShelfFact.SuspicionEnded.class)).hasSize(1);
    assertThat(tale.kiosk.custody().suspects()).isZero();
  }

  @Test
  void aDoorOpenedAndClosedBetweenTwoPollsIsCountedAllTheSame() {
    tale.admitted(ALICE, 5);
    tale.tell(new VisitEvent.Touched(new VisitEvent.Intent.OpenDoor(DOOR_1)));
    tale.tell(new ShelfEvent.BoltPulled(DOOR_1, ShelfEvent.Pull.DONE, ""));
    tale.after(10_000).counted(DOOR_1, 1, 2);
    assertThat(tale.facts(ShelfFact.Loaned.class)).hasSize(1);
    assertThat(tale.facts(ShelfFact.DoorOpened.class))
        .singleElement()
        .satisfies(opened -> assertThat(opened.inferred()).isTrue());
  }

  @Test
  void whoeverWasAtTheDoorKeepsTheBlameOverAPowerCut() {
    tale.admitted(ALICE, 5).opens(DOOR_1).forget();
    tale.tell(new TimeEvent.Restarted(2, "not ordered"));
    assertThat(tale.effects(Effect.SenseDoors.class)).hasSize(1);
    tale.devicesUp().sensed(DOOR_1, DoorContact.CLOSED).counted(DOOR_1, 2, 3);
    assertThat(tale.facts(ShelfFact.Loaned.class))
        .singleElement()
        .satisfies(loan -> assertThat(loan.patron()).isEqualTo(ALICE));
    assertThat(tale.effects(Effect.Unlock.class)).isEmpty();
  }

  @Test
  void whatIsMissingAfterAKeyWasUsedIsSuspectAndNobodysLoan() {
    tale.tell(new ShelfEvent.DoorOpened(DOOR_1)).closes(DOOR_1).counted(DOOR_1, 1, 2);
    assertThat(tale.facts(ShelfFact.DoorForced.class)).hasSize(1);
    assertThat(tale.facts(ShelfFact.Loaned.class)).isEmpty();
    assertThat(tale.kiosk.custody().suspects()).isOne();
  }

  @Test
  void moreThanThePatronMayBorrowIsLentWithTheObjectionAndTheVisitGoesOn() {
    tale.admitted(ALICE, 1).opens(DOOR_1).closes(DOOR_1).counted(DOOR_1, 1);
    assertThat(tale.facts(ShelfFact.Loaned.class))
        .extracting(loan -> loan.objections().size())
        .containsExactly(0, 1);
    assertThat(tale.screen()).isEqualTo("choose-door");
    tale.opens(DOOR_1).closes(DOOR_1).counted(DOOR_1, 1, 3);
    assertThat(tale.screen()).isEqualTo("receipt");
  }

  @Test
  void aBookCarriedFromOneOpenDoorToAnotherIsMovedAndNotLent() {
    tale.admitted(ALICE, 5).opens(DOOR_1).opens(DOOR_2).forget();
    tale.closes(DOOR_2).counted(DOOR_2, 2, 4).closes(DOOR_1).counted(DOOR_1, 1, 3);
    assertThat(tale.facts(ShelfFact.Moved.class)).hasSize(1);
    assertThat(tale.facts(ShelfFact.Loaned.class)).isEmpty();
    assertThat(tale.facts(ShelfFact.Returned.class)).isEmpty();
  }

  @Test
  void offLineTheAllowanceDecidesAndTheLoanSaysSo() {
    tale.tell(new CentreEvent.LinkChanged(false));
    tale.tell(new VisitEvent.CardTapped(ALICE));
    tale.opens(DOOR_1).closes(DOOR_1).counted(DOOR_1, 1, 2);
    assertThat(tale.facts(ShelfFact.Loaned.class))
        .singleElement()
        .satisfies(loan -> assertThat(loan.offline()).isTrue());
  }

  @Test
  void aSilentCentreCountsAsOffLineAfterItsPatience() {
    tale.tell(new VisitEvent.CardTapped(ALICE));
    assertThat(tale.screen()).isEqualTo("asking");
    tale.after(2_000);
    assertThat(tale.screen()).isEqualTo("choose-door");
    tale.forget().tell(new CentreEvent.PatronAnswered(1, new Verdict.Refused("blocked")));
    assertThat(tale.facts).as("a late answer is not obeyed").isEmpty();
  }

  @Test
  void aRefusedPatronIsToldWhyAndNoDoorIsOffered() {
    tale.tell(new VisitEvent.CardTapped(ALICE));
    tale.tell(new CentreEvent.PatronAnswered(1, new Verdict.Refused("blocked")));
    assertThat(tale.screen()).isEqualTo("turned-away");
    tale.forget().tell(new VisitEvent.Touched(new VisitEvent.Intent.OpenDoor(DOOR_1)));
    assertThat(tale.effects(Effect.Unlock.class)).isEmpty();
    assertThat(tale.facts).isEmpty();
  }

  @Test
  void somebodyWhoIsSilentIsAskedAndThenTheVisitEnds() {
    tale.admitted(ALICE, 5).after(15_000);
    assertThat(tale.screen()).isEqualTo("still-there");
    tale.after(7_000);
    assertThat(tale.screen()).isEqualTo("attract");
    assertThat(tale.facts(VisitFact.VisitEnded.class)).hasSize(1);
  }

  @Test
  void aShelfThatCannotBeCountedKeepsItsBlameUntilTheReaderIsBack() {
    tale.admitted(ALICE, 5).opens(DOOR_1).closes(DOOR_1);
    tale.tell(
        new HealthEvent.DeviceChanged(Tale.reader(DOOR_1), new DeviceHealth.Lost("unplugged")));
    tale.tell(new ShelfEvent.ShelfUnread(DOOR_1, tale.kiosk.shelf().counts(), "unplugged"));
    assertThat(tale.facts(ShelfFact.LeftUncounted.class)).hasSize(1);
    tale.after(60_000).after(60_000).devicesUp().counted(DOOR_1, 1, 2);
    assertThat(tale.facts(ShelfFact.Loaned.class))
        .singleElement()
        .satisfies(loan -> assertThat(loan.patron()).isEqualTo(ALICE));
  }
}
