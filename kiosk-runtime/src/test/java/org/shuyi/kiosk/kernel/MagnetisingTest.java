package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.IntakeEvent.Ending;
import org.shuyi.kiosk.kernel.MagnetEvent.LoanAnswered;
import org.shuyi.kiosk.kernel.MagnetEvent.PulseBegan;
import org.shuyi.kiosk.kernel.MagnetEvent.PulseFailed;
import org.shuyi.kiosk.kernel.MagnetEvent.ReturnAnswered;
import org.shuyi.kiosk.kernel.MagnetEvent.Unanswered;
import org.shuyi.kiosk.kernel.MagnetFact.LeftUndone;
import org.shuyi.kiosk.kernel.MagnetFact.LoanRefused;
import org.shuyi.kiosk.kernel.MagnetFact.PulseEnded;
import org.shuyi.kiosk.kernel.MagnetFact.PulseMeant;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.VisitEvent.Touched;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.magnet.MagnetPlan;
import org.shuyi.kiosk.kernel.magnet.Way;

/** The flags of a library system: what the magnetic unit does for them, and what is refused. */
class MagnetisingTest {
  private static final DeviceId ILS = new DeviceId("ils");
  private static final DeviceId PINS = new DeviceId("pins");
  private static final Duration PULSE = Duration.ofSeconds(1);

  private final ReturnTale slot = station(true, Way.values());
  private final Tale tale = slot.tale;

  private static ReturnTale station(boolean refusesUnasked, Way... ways) {
    var plan =
        new MagnetPlan(
            ILS, PINS, new TreeSet<>(List.of(ways)), PULSE, Duration.ofMinutes(1), refusesUnasked);
    Plan whole = ReturnTale.plan();
    var slot = new ReturnTale(whole.with(whole.fittings().with(plan)));
    slot.tale.tell(new HealthEvent.DeviceChanged(ILS, new DeviceHealth.Ready()));
    slot.tale.tell(new HealthEvent.DeviceChanged(PINS, new DeviceHealth.Ready()));
    slot.tale.forget();
    return slot;
  }

  // Loans.

  /** Alice takes book 1, and the library system is told. */
  private static Tale takesOne(Tale tale) {
    tale.admitted(Tale.ALICE, 3).opens(Tale.DOOR_1).closes(Tale.DOOR_1);
    return tale.counted(Tale.DOOR_1, 2, 3);
  }

  @Test
  void theFlagOfTwelveClosesTheContactForItsTimeWhenTheItemLiesThere() {
    takesOne(tale);
    assertThat(tale.facts(ShelfFact.Loaned.class)).hasSize(1);
    assertThat(tale.effects(Effect.SayLoan.class))
        .containsExactly(new Effect.SayLoan(1, Tale.ALICE, Tale.item(1)));
    assertThat(tale.screen()).isEqualTo("magnet-busy");
    tale.tell(new LoanAnswered(1, true, true));
    assertThat(tale.screen()).isEqualTo("magnet-lay-on");
    assertThat(tale.effects(Effect.Magnetise.class)).as("nothing lies there yet").isEmpty();
    tale.tell(new Touched(new Intent.LaidOn()));
    assertThat(tale.facts(PulseMeant.class))
        .containsExactly(new PulseMeant(1, "desensitise", Tale.tag(1), Tale.item(1)));
    assertThat(tale.facts(PulseMeant.class).getFirst().isClaim()).isTrue();
    assertThat(tale.effects(Effect.Magnetise.class))
        .containsExactly(new Effect.Magnetise(1, Way.DESENSITISE, PULSE));
    tale.tell(new Touched(new Intent.LaidOn()));
    tale.tell(new PulseBegan(1)).after(999);
    assertThat(tale.facts(PulseEnded.class)).isEmpty();
    assertThat(tale.screen()).isEqualTo("magnet-busy");
    tale.after(1);
    assertThat(tale.facts(PulseEnded.class))
        .containsExactly(new PulseEnded(1, "desensitise", Tale.tag(1), "done"));
    assertThat(tale.effects(Effect.Magnetise.class)).hasSize(1);
    assertThat(tale.facts(LoanRefused.class)).isEmpty();
    assertThat(tale.screen()).isEqualTo("receipt");
  }

  /** N and U are both no. */
  @Test
  void withoutTheFlagNothingMoves() {
    takesOne(tale).tell(new LoanAnswered(1, true, false));
    assertThat(tale.screen()).isEqualTo("receipt");
    assertThat(tale.effects(Effect.Magnetise.class)).isEmpty();
    assertThat(tale.facts(LoanRefused.class)).isEmpty();
  }

  @Test
  void whereThereIsNoUnitTheItemIsToBePutBackAndTheReasonIsSaidAndRecorded() {
    Tale other = station(true, Way.RESENSITISE).tale;
    takesOne(other).tell(new LoanAnswered(1, true, true));
    assertRefused(other, "no-unit", "line.magnetic");
    assertThat(other.effects(Effect.Magnetise.class)).isEmpty();
    other.opens(Tale.DOOR_1).closes(Tale.DOOR_1).counted(Tale.DOOR_1, 1, 2, 3);
    assertThat(other.facts(ShelfFact.Returned.class)).hasSize(1);
    assertThat(other.effects(Effect.SayReturn.class))
        .containsExactly(new Effect.SayReturn(2, Tale.item(1)));
    // Its strip was never made silent: that it should ring is no work for anybody.
    other.tell(new ReturnAnswered(2, true, true, false));
    assertThat(other.facts(LeftUndone.class)).isEmpty();
    assertThat(other.kiosk.fittings().magnet().tasks()).isEmpty();
  }

  @Test
  void aUnitThatIsAwayOrFailsIsAsGoodAsNone() {
    takesOne(tale);
    tale.tell(new HealthEvent.DeviceChanged(PINS, new DeviceHealth.Lost("gone")));
    tale.tell(new LoanAnswered(1, true, true));
    assertRefused(tale, "unit-away", "line.magnetic");

    Tale failing = station(true, Way.values()).tale;
    takesOne(failing).tell(new LoanAnswered(1, true, true));
    failing.tell(new Touched(new Intent.LaidOn())).tell(new PulseFailed(1, "its pin: gone"));
    assertThat(failing.facts(PulseEnded.class).getFirst().how()).isEqualTo("its pin: gone");
    assertRefused(failing, "unit-failed", "line.magnetic");

    Tale silent = station(true, Way.values()).tale;
    takesOne(silent).tell(new LoanAnswered(1, true, true));
    silent.tell(new Touched(new Intent.LaidOn())).after(2_000);
    assertThat(silent.facts(PulseEnded.class).getFirst().how()).isEqualTo("unclear");
    assertRefused(silent, "unclear", "line.maybe-silent");
    assertThat(silent.tell(new PulseBegan(1)).after(5_000).facts(PulseEnded.class)).hasSize(1);
  }

  @Test
  void whatTheSystemDoesNotLendIsToBePutBack() {
    takesOne(tale).tell(new LoanAnswered(1, false, false));
    assertRefused(tale, "not-lent", "line.not-lent");
  }

  @Test
  void whatCouldNotBeAskedFollowsTheStationsRule() {
    tale.tell(new HealthEvent.DeviceChanged(ILS, new DeviceHealth.Lost("silent")));
    takesOne(tale);
    assertThat(tale.effects(Effect.SayLoan.class)).isEmpty();
    assertRefused(tale, "unasked", "line.unasked");

    Tale unheard = station(true, Way.values()).tale;
    takesOne(unheard).tell(new Unanswered(1, "no answer"));
    assertRefused(unheard, "unasked", "line.unasked");

    Tale lending = station(false, Way.values()).tale;
    lending.tell(new HealthEvent.DeviceChanged(ILS, new DeviceHealth.Lost("silent")));
    takesOne(lending);
    assertThat(lending.screen()).isEqualTo("receipt");
    assertThat(lending.facts(LoanRefused.class)).isEmpty();
  }

  /**
   * Even where the line says nothing at all, a wait has an end, and a late answer is not obeyed.
   */
  @Test
  void everyWaitHasAnEnd() {
    takesOne(tale);
    tale.tell(new Touched(new Intent.Stay())).after(15_000);
    for (int i = 0; i < 8; i++) tale.tell(new Touched(new Intent.Stay())).after(5_000);
    assertRefused(tale, "unasked", "line.unasked");
    tale.tell(new LoanAnswered(1, true, true));
    assertThat(tale.screen()).isEqualTo("choose-door");

    Tale waiting = station(true, Way.values()).tale;
    takesOne(waiting).tell(new LoanAnswered(1, true, true));
    for (int i = 0; i < 12; i++) waiting.tell(new Touched(new Intent.Stay())).after(5_000);
    assertRefused(waiting, "not-laid-on", "line.magnetic");
  }

  @Test
  void whoeverDeclinesIsToldToPutItBackAndWhoeverLeavesLeavesWork() {
    takesOne(tale).tell(new LoanAnswered(1, true, true)).tell(new Touched(new Intent.Finish()));
    assertRefused(tale, "declined", "line.magnetic");

    Tale leaving = station(true, Way.values()).tale;
    takesOne(leaving).tell(new LoanAnswered(1, true, true));
    leaving.after(15_000).after(7_000);
    assertThat(leaving.screen()).isEqualTo("receipt");
    assertThat(leaving.facts(LoanRefused.class)).hasSize(1);
    assertThat(leaving.facts(LeftUndone.class))
        .containsExactly(new LeftUndone(Tale.tag(1), Tale.item(1), "desensitise", "gone"));
    assertThat(fitting(leaving)).isEqualTo("ready, 1 to be looked at");
    leaving.after(60_000);
    leaving.admitted(Tale.ALICE, 3).opens(Tale.DOOR_2).closes(Tale.DOOR_2);
    leaving.counted(Tale.DOOR_2, 1, 4);
    assertThat(leaving.kiosk.fittings().magnet().undone()).isEmpty();
  }

  /** Was it done? Nobody knows: it is work for a person, and never done again by itself. */
  @Test
  void aPulseThatAPowerCutEndedIsLeftToAPerson() {
    for (boolean begun : new boolean[] {false, true}) {
      Tale other = station(true, Way.values()).tale;
      takesOne(other).tell(new LoanAnswered(1, true, true)).tell(new Touched(new Intent.LaidOn()));
      if (begun) other.tell(new PulseBegan(1));
      other.forget().tell(new TimeEvent.Restarted(2, "power cut"));
      assertThat(other.facts(PulseEnded.class))
          .containsExactly(new PulseEnded(1, "desensitise", Tale.tag(1), "unclear"));
      assertThat(other.facts(LeftUndone.class))
          .containsExactly(new LeftUndone(Tale.tag(1), Tale.item(1), "desensitise", "unclear"));
      other.after(600_000).tell(new PulseBegan(1)).after(600_000);
      assertThat(other.effects(Effect.Magnetise.class)).isEmpty();
      assertThat(other.facts(PulseEnded.class)).hasSize(1);
      assertThat(fitting(other)).endsWith("1 to be looked at");
    }
  }

  /** The power may go at each of these moments too. */
  @Test
  void whatWasAskedAndNotDoneIsLeftToAPerson() {
    takesOne(tale).tell(new TimeEvent.Restarted(2, "power cut"));
    assertThat(tale.facts(LeftUndone.class).getFirst().why()).isEqualTo("restarted");
    Tale other = station(true, Way.values()).tale;
    takesOne(other).tell(new LoanAnswered(1, true, true));
    other.tell(new TimeEvent.Restarted(2, "power cut"));
    assertThat(other.facts(LeftUndone.class).getFirst().why()).isEqualTo("restarted");
    assertThat(other.kiosk.fittings().magnet().tasks()).isEmpty();
  }

  // Returns.

  @Test
  void theFlagOfTenClosesTheOtherContactBeforeTheItemIsSorted() {
    slot.puts().reads(1);
    assertThat(tale.effects(Effect.AskItem.class)).as("the centre is not asked").isEmpty();
    assertThat(tale.effects(Effect.SayReturn.class))
        .containsExactly(new Effect.SayReturn(1, Tale.item(1)));
    tale.tell(new ReturnAnswered(1, true, true, false));
    assertThat(tale.facts(PulseMeant.class))
        .containsExactly(new PulseMeant(1, "resensitise", Tale.tag(1), Tale.item(1)));
    assertThat(tale.effects(Effect.Magnetise.class))
        .containsExactly(new Effect.Magnetise(1, Way.RESENSITISE, PULSE));
    tale.tell(new PulseBegan(1)).after(999);
    assertThat(slot.stage()).isEqualTo("Securing");
    tale.after(1);
    assertThat(slot.moves()).contains(new Conveyance.IntoBin(1));
    assertThat(tale.facts(PulseEnded.class).getFirst().how()).isEqualTo("done");
    slot.fell(1).ends(Ending.DONE);
    assertThat(tale.facts(IntakeFact.TakenBack.class)).hasSize(1);
  }

  @Test
  void aReturnWithoutTheFlagIsOnlySorted() {
    slot.puts().reads(1);
    tale.tell(new ReturnAnswered(1, true, false, false));
    assertThat(slot.moves()).contains(new Conveyance.IntoBin(1));
    assertThat(tale.effects(Effect.Magnetise.class)).isEmpty();
  }

  @Test
  void whatWantsAPersonAndWhatIsNotOfTheSystemIsNotAmongTheOthers() {
    slot.puts().reads(1);
    tale.tell(new ReturnAnswered(1, true, false, true));
    assertThat(sorted(tale)).isEqualTo("3 alert");
    ReturnTale other = station(true, Way.values());
    other.puts().reads(1);
    other.tale.tell(new ReturnAnswered(1, false, false, false));
    assertThat(other.moves()).contains(new Conveyance.HandBack());
  }

  @Test
  void whatCannotBeMadeToRingAgainIsRefusedToTheExceptionBinWithTheReason() {
    ReturnTale without = station(true, Way.DESENSITISE);
    without.puts().reads(1);
    without.tale.tell(new ReturnAnswered(1, true, true, false));
    assertUnsecured(without.tale, "no-unit");

    slot.puts().reads(1);
    tale.tell(new ReturnAnswered(1, true, true, false)).tell(new PulseFailed(1, "its pin: gone"));
    assertUnsecured(tale, "unit-failed");

    ReturnTale silent = station(true, Way.values());
    silent.puts().reads(1);
    silent.tale.tell(new ReturnAnswered(1, true, true, false)).after(2_000);
    assertUnsecured(silent.tale, "unclear");
  }

  @Test
  void aReturnThatCouldNotBeAskedAboutFollowsTheStationsRule() {
    slot.puts().reads(1);
    tale.tell(new Unanswered(1, "no answer"));
    assertThat(sorted(tale)).isEqualTo("3 unasked");
    ReturnTale sorting = station(false, Way.values());
    sorting.tale.tell(new HealthEvent.DeviceChanged(ILS, new DeviceHealth.Lost("silent")));
    sorting.puts().reads(1);
    assertThat(sorted(sorting.tale)).isEqualTo("1 rule");
    assertThat(sorting.tale.effects(Effect.SayReturn.class)).isEmpty();
  }

  /**
   * The item lies in the tunnel still: it is read and asked about again, and nothing is repeated.
   */
  @Test
  void aPulseInTheTunnelThatAPowerCutEndedIsAskedAboutAgain() {
    slot.puts().reads(1);
    tale.tell(new ReturnAnswered(1, true, true, false)).tell(new PulseBegan(1));
    tale.forget().tell(new TimeEvent.Restarted(2, "power cut"));
    for (DeviceId device : List.of(ILS, PINS, ReturnTale.SORTER, ReturnTale.TUNNEL)) {
      tale.tell(new HealthEvent.DeviceChanged(device, new DeviceHealth.Ready()));
    }
    slot.seen().after(1_000);
    assertThat(tale.facts(PulseEnded.class).getFirst().how()).isEqualTo("unclear");
    assertThat(tale.effects(Effect.Magnetise.class)).as("not by itself").isEmpty();
    assertThat(slot.stage()).isEqualTo("Reading");
    slot.reads(1);
    assertThat(tale.effects(Effect.SayReturn.class))
        .containsExactly(new Effect.SayReturn(2, Tale.item(1)));
    tale.tell(new ReturnAnswered(2, true, true, false));
    assertThat(tale.effects(Effect.Magnetise.class))
        .containsExactly(new Effect.Magnetise(2, Way.RESENSITISE, PULSE));
  }

  /** Behind a door nothing can be laid on anything: it waits for a person. */
  @Test
  void aReturnBehindADoorThatShouldRingAgainIsAWorkItemUntilItIsGone() {
    tale.admitted(Tale.ALICE, 3).opens(Tale.DOOR_2).closes(Tale.DOOR_2);
    tale.counted(Tale.DOOR_2, 4, 9).tell(new ReturnAnswered(1, true, true, false));
    assertThat(tale.facts(LeftUndone.class))
        .containsExactly(new LeftUndone(Tale.tag(9), Tale.item(9), "resensitise", "on-shelf"));
    assertThat(tale.effects(Effect.Magnetise.class)).isEmpty();
    assertThat(tale.kiosk.fittings().magnet().undone()).hasSize(1);
    tale.after(60_000).admitted(Tale.BOB, 3).opens(Tale.DOOR_2).closes(Tale.DOOR_2);
    tale.counted(Tale.DOOR_2, 4);
    assertThat(tale.kiosk.fittings().magnet().undone()).isEmpty();
  }

  @Test
  void aSystemThatWasTakenOutOfTheConfigurationLeavesNothingBehind() {
    takesOne(tale).tell(new LoanAnswered(1, true, true));
    Tale other = Tale.inService(ReturnTale.plan());
    other.kiosk = other.kiosk.with(tale.kiosk.fittings());
    other.tell(new TimeEvent.Restarted(2, "ordered")).after(600_000);
    assertThat(other.kiosk.fittings().magnet().tasks()).isEmpty();
    assertThat(other.kiosk.said().status().orElseThrow().fittings()).doesNotContainKey("magnet");
  }

  private static void assertRefused(Tale tale, String why, String line) {
    assertThat(tale.facts(LoanRefused.class))
        .containsExactly(new LoanRefused(1, Tale.ALICE, Tale.tag(1), Tale.item(1), why));
    assertThat(tale.facts(LoanRefused.class).getFirst().isClaim()).isTrue();
    Screen screen = tale.kiosk.said().screen().orElseThrow();
    assertThat(screen.name()).isEqualTo("choose-door");
    assertThat(screen.lines()).extracting(one -> one.detail().key()).containsExactly(line);
    assertThat(screen.doors()).anyMatch(Screen.DoorTile::offered);
    assertThat(tale.kiosk.fittings().magnet().tasks()).isEmpty();
  }

  private static void assertUnsecured(Tale tale, String why) {
    assertThat(tale.facts(LeftUndone.class))
        .containsExactly(new LeftUndone(Tale.tag(1), Tale.item(1), "resensitise", why));
    assertThat(tale.facts(LeftUndone.class).getFirst().isClaim()).isTrue();
    assertThat(sorted(tale)).isEqualTo("3 not-secured");
  }

  private static String sorted(Tale tale) {
    IntakeFact.SortMeant meant = tale.facts(IntakeFact.SortMeant.class).getLast();
    return meant.bin() + " " + meant.by();
  }

  private static String fitting(Tale tale) {
    return Optional.ofNullable(tale.kiosk.said().status().orElseThrow().fittings().get("magnet"))
        .orElse("");
  }
}
