package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.IntakeEvent.Ending;
import org.shuyi.kiosk.kernel.IntakeFact.TakenBack;
import org.shuyi.kiosk.kernel.IntakeScene.Gate;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.policy.ItemVerdict;
import org.shuyi.kiosk.kernel.shelf.DoorState;

/** The return slot, decided: what moves, what is claimed, and what stops it. */
class ReturnSlotTest {
  private final ReturnTale slot = new ReturnTale();
  private final Tale tale = slot.tale;

  // One book.

  @Test
  void aReturnNeedsNoCardAndIsClaimedWhenTheBinHasIt() {
    assertThat(slot.buttons()).contains("button.return-book");
    slot.touch(new Intent.ReturnBook());
    assertThat(slot.moves()).contains(new Conveyance.OpenGate());
    slot.opens();
    assertThat(slot.screen()).isEqualTo("intake-open");
    slot.inlet(true);
    assertThat(slot.moves()).contains(new Conveyance.CloseGate());
    slot.closes();
    assertThat(slot.moves()).contains(new Conveyance.TakeIn());
    slot.takesIn().reads(21);
    assertThat(tale.effects(Effect.AskItem.class)).hasSize(1);
    slot.answered(new ItemVerdict.IntoBin(1));
    assertThat(slot.moves()).contains(new Conveyance.IntoBin(1));
    assertThat(taken()).as("not claimed before it fell").isEmpty();
    slot.fell(1).ends(Ending.DONE);
    assertThat(taken()).hasSize(1);
    TakenBack back = taken().getFirst();
    assertThat(back.opener()).isEqualTo(new Opener.Unknown());
    assertThat(back.item()).isEqualTo(Tale.item(21));
    assertThat(back.bin()).isEqualTo(1);
    assertThat(back.by()).isEqualTo("centre");
    assertThat(back.isClaim()).isTrue();
    assertThat(slot.moves()).as("for the next book").contains(new Conveyance.OpenGate());
    slot.opens().touch(new Intent.Finish());
    assertThat(slot.moves()).contains(new Conveyance.CloseGate());
    slot.closes();
    assertThat(slot.screen()).isEqualTo("intake-done");
    assertThat(tale.kiosk.said().screen().orElseThrow().lines()).hasSize(1);
    slot.after(12_000);
    assertThat(slot.screen()).isEqualTo("attract");
    assertThat(tale.kiosk.figures().returns()).isEqualTo(1);
  }

  @Test
  void withinAVisitItNamesThePatronAndStandsOnTheReceipt() {
    tale.admitted(Tale.ALICE, 3);
    assertThat(slot.buttons()).contains("button.return-book");
    slot.puts().reads(1);
    slot.answered(new ItemVerdict.ByRule());
    slot.fell(1).ends(Ending.DONE);
    assertThat(taken().getFirst().opener()).isEqualTo(new Opener.Visitor(Tale.ALICE, 1));
    assertThat(taken().getFirst().by()).isEqualTo("rule");
    slot.opens().touch(new Intent.Finish());
    assertThat(slot.screen()).as("the visit waits for the gate").isEqualTo("intake-busy");
    slot.closes();
    assertThat(slot.screen()).isEqualTo("receipt");
    assertThat(tale.kiosk.said().screen().orElseThrow().lines())
        .extracting(Screen.Line::kind)
        .containsExactly("returned");
    assertThat(tale.facts(VisitFact.VisitEnded.class).getFirst().returns()).isEqualTo(1);
  }

  @Test
  void everyMotionHasANumberOfItsOwnAndIsOnTheDiskBeforeItMoves() {
    slot.puts().reads(21);
    slot.answered(new ItemVerdict.IntoBin(1));
    slot.fell(1).ends(Ending.DONE);
    var numbers = tale.effects(Effect.Convey.class).stream().map(Effect.Convey::motion).toList();
    assertThat(numbers).isSorted().doesNotHaveDuplicates();
    tale.tell(new TimeEvent.Restarted(2, "cut"));
    tale.forget();
    slot.seen();
    tale.after(1_000);
    assertThat(tale.effects(Effect.Convey.class))
        .allSatisfy(convey -> assertThat(convey.motion()).isGreaterThan(numbers.getLast()));
  }

  @Test
  void aBookThatWasBelievedOnAShelfIsThereNoMore() {
    slot.puts().reads(1);
    slot.answered(new ItemVerdict.ByRule());
    slot.fell(1).ends(Ending.DONE);
    assertThat(tale.kiosk.custody().places()).doesNotContainKey(Tale.tag(1));
  }

  // Handed back.

  @Test
  void whatIsNotExactlyOneKnownItemIsHandedBackWithTheReason() {
    handedBack("no-tag", List.of());
    handedBack("two-tags", List.of(Tale.surely(5), Tale.surely(6)));
    handedBack("foreign", List.of(new Reading(5, new Content.Foreign("blank"), true)));
    handedBack("unreadable", List.of(new Reading(5, new Content.Unread(), true)));
    handedBack("unreadable", List.of(new Reading(5, new Content.Book(Tale.item(5), false), true)));
    handedBack("unreadable", List.of(new Reading(1, new Content.Book(Tale.item(5), true), true)));
  }

  private static void handedBack(String why, List<Reading> readings) {
    var slot = new ReturnTale();
    var tags = new TreeMap<TagId, Reading>();
    for (Reading reading : readings) tags.put(Tale.tag(70 + tags.size()), reading);
    slot.puts().reads(tags);
    assertThat(slot.moves()).as(why).contains(new Conveyance.HandBack());
    slot.handsBack().opens();
    assertThat(slot.screen()).isEqualTo("intake-take");
    assertThat(slot.hint()).isEqualTo("intake-take." + why);
    assertThat(slot.tale.facts(IntakeFact.HandedBack.class))
        .containsExactly(new IntakeFact.HandedBack(new Opener.Unknown(), why));
    assertThat(slot.tale.facts(TakenBack.class)).isEmpty();
    assertThat(slot.tale.effects(Effect.Convey.class).stream().map(Effect.Convey::what))
        .noneMatch(Conveyance.IntoBin.class::isInstance);
    slot.inlet(false);
    assertThat(slot.screen()).as("taken: the next one may come").isEqualTo("intake-open");
  }

  @Test
  void twoBooksAtOnceAndWhatIsNoBookAreHandedBackBeforeTheyAreRead() {
    slot.touch(new Intent.ReturnBook()).opens().inlet(true).closes();
    slot.inlet(false).fault("two-items").tunnel(true).ends(Ending.FAILED);
    assertThat(slot.moves()).contains(new Conveyance.HandBack());
    assertThat(tale.effects(Effect.CountTunnel.class)).isEmpty();
    slot.fault("").handsBack().opens();
    assertThat(slot.hint()).isEqualTo("intake-take.two-items");
    slot.inlet(false).foreign(true).inlet(true).closes().ends(Ending.REFUSED);
    slot.opens();
    assertThat(slot.hint()).isEqualTo("intake-take.foreign");
  }

  @Test
  void whatTheCentreDoesNotTakeIsHandedBack() {
    slot.puts().reads(21);
    slot.answered(new ItemVerdict.NotTaken("not-ours"));
    slot.handsBack().opens();
    assertThat(slot.hint()).isEqualTo("intake-take.not-ours");
  }

  @Test
  void whatWasHandedBackIsNotTakenInAgainByItselfAndTheGateStaysOpenForIt() {
    slot.puts().reads().handsBack().opens();
    tale.forget();
    slot.seen().after(30_000).after(600_000);
    assertThat(tale.effects(Effect.Convey.class)).isEmpty();
    assertThat(slot.screen()).isEqualTo("attract");
    assertThat(slot.status().reason()).contains("something lies in its open gate");
    slot.touch(new Intent.ReturnBook());
    assertThat(slot.screen()).as("whoever asks is told what lies there").isEqualTo("intake-take");
    slot.inlet(false);
    assertThat(slot.screen()).isEqualTo("intake-open");
  }

  // The gate.

  @Test
  void theShutterIsNotClosedOnAnObstacleAndTheScreenSaysSo() {
    slot.touch(new Intent.ReturnBook()).opens().inlet(true);
    slot.hand(true).ends(Ending.REFUSED);
    assertThat(slot.screen()).isEqualTo("intake-blocked");
    tale.forget();
    slot.after(3_600_000).seen();
    assertThat(slot.moves()).as("however long it stays").isEmpty();
    slot.hand(false);
    assertThat(slot.moves()).contains(new Conveyance.CloseGate());
  }

  @Test
  void aGateIntoWhichNobodyPutsAnythingShuts() {
    slot.touch(new Intent.ReturnBook()).opens().after(30_000);
    assertThat(slot.moves()).contains(new Conveyance.CloseGate());
    slot.closes();
    assertThat(slot.screen()).isEqualTo("attract");
  }

  @Test
  void anEmptyGateThatSomebodyCallsFullIsOpenedAgain() {
    slot.touch(new Intent.ReturnBook()).opens().touch(new Intent.ReturnBook()).closes();
    slot.ends(Ending.FAILED).opens();
    assertThat(slot.hint()).isEqualTo("intake-open.nothing");
    assertThat(tale.facts(IntakeFact.HandedBack.class)).isEmpty();
  }

  // Standing still.

  @Test
  void aHandInTheGateStopsEveryMotionAndWhatComesNextIsSeenAndNotGuessed() {
    slot.puts().reads(21);
    slot.answered(new ItemVerdict.IntoBin(1));
    slot.hand(true);
    assertThat(tale.effects(Effect.HaltSlot.class)).hasSize(1);
    assertThat(slot.hint()).isEqualTo("intake-stopped.hand");
    slot.ends(Ending.UNKNOWN);
    tale.forget();
    slot.hand(false);
    assertThat(slot.moves()).as("the way has to be free for a moment").isEmpty();
    slot.after(1_000);
    assertThat(slot.stage()).as("it is in the tunnel: read it again").isEqualTo("Reading");
    slot.reads(21);
    slot.answered(new ItemVerdict.IntoBin(1));
    slot.fell(1).ends(Ending.DONE);
    assertThat(taken()).hasSize(1);
  }

  @Test
  void whatFellWhileNobodyAnsweredIsCreditedByTheBinsOwnCounter() {
    slot.puts().reads(21);
    slot.answered(new ItemVerdict.IntoBin(1));
    slot.after(30_000);
    assertThat(slot.stage()).isEqualTo("Stopped");
    assertThat(tale.effects(Effect.HaltSlot.class)).hasSize(1);
    slot.fell(2).after(1_000);
    assertThat(taken().getFirst().bin()).as("where it was seen to fall").isEqualTo(2);
  }

  @Test
  void whatIsOutOfSightIsBroughtBackAndWhatDoesNotComeIsAWorkItemAndNobodysLoss() {
    slot.puts().reads(21);
    slot.answered(new ItemVerdict.IntoBin(1));
    slot.tunnel(false).ends(Ending.UNKNOWN).after(1_000);
    assertThat(slot.moves()).contains(new Conveyance.HandBack());
    slot.ends(Ending.DONE);
    assertThat(taken()).hasSize(1);
    assertThat(taken().getFirst().bin()).isZero();
    assertThat(tale.facts(IntakeFact.WentAstray.class)).hasSize(1);
    assertThat(slot.status().suspects()).isEqualTo(1);
    tale.tell(new ServiceEvent.SuspectSettled("lin", Tale.tag(21), true));
    assertThat(slot.status().suspects()).isZero();
    assertThat(tale.facts(IntakeFact.AstraySettled.class)).hasSize(1);
  }

  @Test
  void whatDidNotComeSinceItWasStoppedOnItsWayIsBroughtOnceMore() {
    slot.puts().reads(21);
    slot.answered(new ItemVerdict.IntoBin(1));
    slot.tunnel(false).ends(Ending.UNKNOWN).after(1_000);
    slot.hand(true).ends(Ending.UNKNOWN);
    slot.hand(false);
    tale.forget();
    slot.after(1_000);
    assertThat(tale.facts(IntakeFact.WentAstray.class)).as("it lies on the belt").isEmpty();
    assertThat(slot.moves()).contains(new Conveyance.HandBack());
    slot.ends(Ending.DONE);
    assertThat(tale.facts(IntakeFact.WentAstray.class)).hasSize(1);
  }

  @Test
  void nobodyIsCreditedForWhatVanishedWhileTheGateWasNotShut() {
    slot.puts().reads(21);
    slot.answered(new ItemVerdict.IntoBin(1));
    slot.gate(Gate.BETWEEN).tunnel(false).ends(Ending.UNKNOWN).after(1_000).ends(Ending.DONE);
    assertThat(taken()).isEmpty();
    assertThat(tale.facts(IntakeFact.WentAstray.class).getFirst().why()).isEqualTo("gate-not-shut");
  }

  @Test
  void whatWasStoppedOnItsWayBackIsBroughtBackBeforeItIsSaidThatItCame() {
    slot.puts().reads();
    slot.tunnel(false).hand(true).ends(Ending.UNKNOWN);
    tale.forget();
    slot.hand(false).after(1_000);
    assertThat(tale.facts(IntakeFact.HandedBack.class)).as("it lies on the belt").isEmpty();
    assertThat(slot.moves()).contains(new Conveyance.HandBack());
    slot.handsBack();
    assertThat(tale.facts(IntakeFact.HandedBack.class)).hasSize(1);
  }

  @Test
  void whatCameBackFromTheBeltIsTakenInAndReadAgain() {
    slot.puts().reads(21);
    slot.answered(new ItemVerdict.IntoBin(1));
    slot.tunnel(false).ends(Ending.UNKNOWN).after(1_000).inlet(true).ends(Ending.DONE);
    assertThat(slot.moves()).contains(new Conveyance.TakeIn());
    slot.takesIn();
    assertThat(slot.stage()).isEqualTo("Reading");
    assertThat(taken()).isEmpty();
  }

  @Test
  void afterAJamOrAnEmergencyStopAPersonSaysThatItGoesOn() {
    for (boolean jam : List.of(true, false)) {
      var other = new ReturnTale();
      other.puts().reads(21);
      other.answered(new ItemVerdict.IntoBin(1));
      if (jam) other.fault("jam");
      else other.emergencyStop(true);
      other.ends(Ending.FAILED);
      assertThat(other.screen()).isEqualTo("intake-stopped");
      assertThat(other.tale.facts(IntakeFact.SlotStopped.class)).hasSize(1);
      other.tale.forget();
      other.fault("").emergencyStop(false).after(60_000);
      assertThat(other.moves()).as("nothing begins by itself").isEmpty();
      other.touch(new Intent.ReturnBook());
      assertThat(other.stage()).isEqualTo("Reading");
      assertThat(other.tale.facts(IntakeFact.SlotWentOn.class))
          .containsExactly(new IntakeFact.SlotWentOn("by-a-person"));
    }
  }

  @Test
  void whatFailsAgainAndAgainWaitsForAPersonInServiceMode() {
    slot.touch(new Intent.ReturnBook());
    for (int i = 0; i < 3; i++) slot.ends(Ending.FAILED);
    assertThat(slot.screen()).isEqualTo("intake-stopped");
    slot.touch(new Intent.Finish());
    assertThat(slot.screen()).isEqualTo("attract");
    assertThat(slot.buttons()).doesNotContain("button.return-book");
    assertThat(slot.status().reason()).contains("a person must look");
    tale.forget();
    tale.tell(new ServiceEvent.ServiceBegan("lin", "a stuck shutter", 30));
    slot.after(5_000);
    assertThat(slot.moves()).as("hands may be in it").isEmpty();
    tale.tell(new ServiceEvent.ServiceEnded("lin"));
    slot.after(1_000);
    assertThat(slot.screen()).isEqualTo("attract");
    assertThat(slot.buttons()).contains("button.return-book");
  }

  // Where it belongs.

  @Test
  void offLineTheCachedRuleDecidesAndTheRestIsAnException() {
    tale.tell(new CentreEvent.LinkChanged(false));
    slot.puts().reads(21);
    assertThat(slot.moves()).contains(new Conveyance.IntoBin(2));
    slot.fell(2).ends(Ending.DONE).opens().inlet(true).closes().takesIn().reads(99);
    assertThat(slot.moves()).contains(new Conveyance.IntoBin(ReturnTale.EXCEPTION));
    assertThat(tale.effects(Effect.AskItem.class)).isEmpty();
    assertThat(tale.facts(IntakeFact.SortMeant.class))
        .extracting(IntakeFact.SortMeant::by)
        .containsExactly("rule", "exception");
  }

  @Test
  void theCentresRuleComesBeforeTheConfigurations() {
    var rules = List.of(ReturnTale.rule("book-2", 1));
    tale.tell(new CentreEvent.PolicyArrived(Tale.policy(2, 3, true).sortingBy(rules)));
    tale.tell(new CentreEvent.LinkChanged(false));
    slot.puts().reads(21);
    assertThat(slot.moves()).contains(new Conveyance.IntoBin(1));
  }

  @Test
  void aCentreThatIsSilentForTooLongLeavesItToTheRule() {
    slot.puts().reads(21).after(2_000);
    assertThat(slot.moves()).contains(new Conveyance.IntoBin(2));
    long ask = slot.intake().asks();
    tale.tell(new CentreEvent.ItemAnswered(ask, new ItemVerdict.IntoBin(1)));
    assertThat(slot.moves()).as("too late").contains(new Conveyance.IntoBin(2));
  }

  @Test
  void aBinThatIsFullMissingOrUnknownIsReplacedByTheExceptionBin() {
    for (int bin : List.of(1, 2, 9)) {
      var other = new ReturnTale();
      other.bin(1, true, true).bin(2, false, false).puts().reads(21);
      other.answered(new ItemVerdict.IntoBin(bin));
      assertThat(other.moves()).contains(new Conveyance.IntoBin(ReturnTale.EXCEPTION));
      assertThat(other.tale.facts(IntakeFact.SortMeant.class).getFirst().by()).isEqualTo("no-room");
    }
  }

  @Test
  void aFullExceptionBinPutsTheSlotOutOfServiceAndSaysSo() {
    slot.bin(ReturnTale.EXCEPTION, true, true);
    assertThat(slot.buttons()).doesNotContain("button.return-book");
    assertThat(tale.kiosk.said().screen().orElseThrow().notices())
        .contains(Screen.Phrase.of("notice.intake.bins-full"));
    assertThat(slot.status().reason()).isEqualTo("the return slot: the exception bin is full");
    assertThat(slot.status().serving()).isEqualTo("degraded");
    assertThat(slot.status().fittings())
        .containsEntry("slot", "the exception bin is full")
        .containsEntry("bin 1", "has room")
        .containsEntry("bin 3", "full");
    slot.touch(new Intent.ReturnBook());
    assertThat(slot.moves()).isEmpty();
    slot.bin(ReturnTale.EXCEPTION, false, false);
    assertThat(slot.status().reason()).isEqualTo("the return slot: the exception bin is missing");
    slot.bin(ReturnTale.EXCEPTION, true, false);
    assertThat(slot.status().reason()).isEmpty();
    assertThat(slot.status().fittings()).containsEntry("slot", "ready");
  }

  @Test
  void aBookForWhichNoBinHasRoomIsHandedBack() {
    slot.puts();
    for (int bin = 1; bin <= ReturnTale.EXCEPTION; bin++) slot.bin(bin, true, true);
    slot.reads(21);
    slot.answered(new ItemVerdict.IntoBin(1));
    slot.handsBack().opens();
    assertThat(slot.hint()).isEqualTo("intake-take.no-room");
    slot.inlet(false);
    assertThat(slot.moves()).as("nothing more fits").contains(new Conveyance.CloseGate());
  }

  // When the station serves nobody.

  @Test
  void theGateStaysShutWhileTheStationIsClosed() {
    tale.tell(new ServiceEvent.ServiceBegan("lin", "paper", 30));
    slot.touch(new Intent.ReturnBook());
    assertThat(slot.moves()).isEmpty();
  }

  @Test
  void inAFireEverythingStandsAndWhatWasBegunIsLookedAtAfterIt() {
    slot.puts().reads(21);
    slot.answered(new ItemVerdict.IntoBin(1));
    tale.tell(new HealthEvent.FireChanged(true));
    assertThat(tale.effects(Effect.HaltSlot.class)).hasSize(1);
    tale.forget();
    slot.ends(Ending.UNKNOWN).after(60_000).touch(new Intent.ReturnBook());
    assertThat(slot.moves()).isEmpty();
    tale.tell(new HealthEvent.FireChanged(false));
    slot.after(60_000);
    assertThat(slot.moves()).isEmpty();
    tale.tell(new ServiceEvent.EmergencyEnded("lin", "burnt toast"));
    countEverything();
    slot.seen().after(1_000);
    assertThat(slot.stage()).isEqualTo("Reading");
  }

  private void countEverything() {
    tale.sensed(Tale.DOOR_1, DoorContact.CLOSED).sensed(Tale.DOOR_2, DoorContact.CLOSED);
    tale.kiosk
        .shelf()
        .doors()
        .forEach(
            (door, state) -> {
              if (state.state() instanceof DoorState.Counting counting) {
                var tags = new TreeMap<TagId, Reading>();
                int[] books = door.equals(Tale.DOOR_1) ? new int[] {1, 2, 3} : new int[] {4};
                for (int book : books) tags.put(Tale.tag(book), Tale.surely(book));
                tale.tell(new ShelfEvent.ShelfRead(door, counting.count(), 5, tags));
              }
            });
  }

  @Test
  void afterAPowerCutInAnyStageTheSensorsSayWhatComesNext() {
    slot.touch(new Intent.ReturnBook()).opens();
    restart();
    assertThat(slot.moves()).as("nobody is here any more").contains(new Conveyance.CloseGate());
    slot.closes();
    slot.touch(new Intent.ReturnBook()).opens().inlet(true);
    restart();
    slot.closes();
    assertThat(slot.moves()).as("it was brought").contains(new Conveyance.TakeIn());
    slot.takesIn();
    restart();
    assertThat(slot.stage()).isEqualTo("Reading");
    slot.reads(21);
    restart();
    assertThat(slot.stage()).isEqualTo("Reading");
    slot.reads(21).after(2_000);
    restart();
    assertThat(slot.stage()).as("it has not moved").isEqualTo("Reading");
    slot.reads(21).after(2_000);
    slot.fell(2);
    restart();
    assertThat(taken()).as("the bin's counter has outlived us").hasSize(1);
    assertThat(slot.stage()).isEqualTo("Idle");
  }

  private void restart() {
    tale.tell(new TimeEvent.Restarted(2, "cut"));
    tale.tell(new CentreEvent.LinkChanged(true));
    tale.devicesUp();
    tale.tell(new HealthEvent.DeviceChanged(ReturnTale.SORTER, new DeviceHealth.Ready()));
    tale.tell(new HealthEvent.DeviceChanged(ReturnTale.TUNNEL, new DeviceHealth.Ready()));
    slot.seen().after(1_000);
  }

  @Test
  void whatASorterThatIsAwayHasInItWaitsForIt() {
    slot.puts().reads(21);
    slot.answered(new ItemVerdict.IntoBin(1));
    tale.tell(new IntakeEvent.SlotSeen(Optional.empty()));
    slot.ends(Ending.UNKNOWN).after(3_600_000);
    assertThat(slot.status().reason()).contains("the return slot: it does not answer");
    slot.fell(1).after(1_000);
    assertThat(taken()).hasSize(1);
  }

  private List<TakenBack> taken() {
    return tale.facts(TakenBack.class);
  }
}
