package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.Tale.ALICE;
import static org.shuyi.kiosk.kernel.Tale.DOOR_1;
import static org.shuyi.kiosk.kernel.Tale.DOOR_2;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.command.Action;
import org.shuyi.kiosk.kernel.command.Answer;
import org.shuyi.kiosk.kernel.command.Answer.Stage;
import org.shuyi.kiosk.kernel.command.Command;
import org.shuyi.kiosk.kernel.command.Commands;
import org.shuyi.kiosk.kernel.policy.Policy;

/** Remote commands: judged by key, number, time, role and state; each ends exactly once. */
class CommandingTest {
  private static final Instant FROM = Instant.parse("2026-11-22T11:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-11-22T13:00:00Z");

  private final Tale tale = Tale.inService();

  @BeforeEach
  void staffAreKnown() {
    tale.tell(new CentreEvent.PolicyArrived(rules(2, true))).forget();
  }

  @Test
  void anUnlockIsOnePulseAndIsDoneWhenTheBoardSaysSo() {
    tale.tell(received(command("c1", 1, new Action.Unlock(DOOR_1))));
    assertThat(stages()).containsExactly(Stage.ACCEPTED, Stage.RUNNING);
    tale.tell(new ShelfEvent.BoltPulled(DOOR_1, ShelfEvent.Pull.DONE, ""));
    assertThat(stages()).containsExactly(Stage.ACCEPTED, Stage.RUNNING, Stage.DONE);
    assertThat(tale.effects(Effect.Unlock.class)).hasSize(1);
    assertThat(tale.facts(CommandFact.CommandEnded.class)).hasSize(1);
  }

  @Test
  void theSameCommandAgainHasTheSameAnswerAndNoEffect() {
    Command unlock = command("c1", 1, new Action.Unlock(DOOR_1));
    tale.tell(received(unlock)).tell(new ShelfEvent.BoltPulled(DOOR_1, ShelfEvent.Pull.DONE, ""));
    tale.forget().tell(received(unlock));
    assertThat(stages()).containsExactly(Stage.DONE);
    assertThat(tale.effects(Effect.Unlock.class)).isEmpty();
    assertThat(tale.facts).isEmpty();
  }

  @Test
  void aUsedNumberUnderANewIdIsRefused() {
    tale.tell(received(command("c1", 7, new Action.Lock(DOOR_1)))).forget();
    tale.tell(received(command("c2", 7, new Action.Lock(DOOR_2))));
    assertThat(stages()).containsExactly(Stage.REFUSED);
    assertThat(tale.facts(StationFact.DoorBarred.class)).isEmpty();
  }

  @Test
  void aForgottenCommandThatComesAgainEndsNoSecondTimeAndMakesNobodyForgotten() {
    Command old = command("c0", 1, new Action.Lock(DOOR_1));
    tale.tell(received(old));
    for (int i = 1; i <= Commands.MOST; i++) {
      tale.tell(received(command("c" + i, 1 + i, new Action.Lock(DOOR_1))));
    }
    tale.forget().tell(received(old));
    assertThat(stages()).containsExactly(Stage.REFUSED);
    assertThat(tale.facts(CommandFact.CommandEnded.class)).isEmpty();
    assertThat(tale.facts(CommandFact.CommandsRefused.class)).hasSize(1);
    assertThat(tale.kiosk.commands().find("c1")).isPresent();
  }

  @Test
  void aFloodOfReplaysIsOneRecordAMinuteWithTheirNumber() {
    Command old = command("c0", 1, new Action.Lock(DOOR_1));
    tale.tell(received(old));
    tale.forget();
    for (int i = 0; i < 1_000; i++) {
      tale.tell(received(command("again-" + i, 1, new Action.Unlock(DOOR_1))));
      tale.tell(new CommandEvent.CommandsRefused("retained", 2));
    }
    assertThat(tale.facts(CommandFact.CommandsRefused.class))
        .containsExactly(
            new CommandFact.CommandsRefused("replayed", 1),
            new CommandFact.CommandsRefused("retained", 2));
    assertThat(tale.forget().after(59_999).facts).isEmpty();
    assertThat(tale.kiosk.wakeAt()).isEqualTo(tale.ticks + 1);
    assertThat(tale.after(1).facts)
        .containsExactly(
            new CommandFact.CommandsRefused("replayed", 999),
            new CommandFact.CommandsRefused("retained", 1_998));
    assertThat(tale.forget().after(600_000).facts).isEmpty();
    assertThat(tale.kiosk.commands().refused()).isEmpty();
  }

  @Test
  void refusalsThatNoRecordToldOfAreToldAfterARestart() {
    tale.tell(new CommandEvent.CommandsRefused("retained", 1));
    tale.tell(new CommandEvent.CommandsRefused("retained", 4)).forget();
    tale.tell(new TimeEvent.Restarted(2, "not ordered")).forget().after(60_000);
    assertThat(tale.facts(CommandFact.CommandsRefused.class))
        .containsExactly(new CommandFact.CommandsRefused("retained", 4));
  }

  @Test
  void moreReasonsThanThereAreAreCountedTogether() {
    for (int i = 0; i < 1_000; i++) tale.tell(new CommandEvent.CommandsRefused("reason " + i, 1));
    tale.after(60_000);
    assertThat(tale.kiosk.commands().refused()).hasSizeLessThan(40);
    long told =
        tale.facts(CommandFact.CommandsRefused.class).stream()
            .mapToLong(CommandFact.CommandsRefused::count)
            .sum();
    assertThat(told).isEqualTo(1_000);
  }

  @Test
  void whatAReleaseWithRoomForMoreRememberedIsForgottenOldestFirst() {
    tale.tell(received(command("c0", 1, new Action.Lock(DOOR_1))));
    Commands.Standing ended = tale.kiosk.commands().standing().getFirst();
    var many = new ArrayList<Commands.Standing>();
    for (int i = 0; i < 2 * Commands.MOST; i++) {
      Command old = command("old" + i, 2 + i, new Action.Lock(DOOR_1));
      var answer = new Answer(old.id(), Stage.DONE, "");
      many.add(new Commands.Standing(old, answer, ended.limit()));
    }
    Commands now = tale.kiosk.commands();
    Kiosk kiosk = tale.kiosk.with(new Commands(many, now.windows(), now.refused()));
    CommandEvent event = received(command("new", 2_000, new Action.Lock(DOOR_2)));
    var noon = Instant.parse("2026-11-22T12:00:00Z");
    Step step = kiosk.on(event, new Now(tale.ticks, noon, Now.ClockTrust.SYNCHRONISED));
    Commands then = step.next().commands();
    assertThat(then.standing()).hasSize(Commands.MOST);
    assertThat(then.find("new")).isPresent();
    assertThat(then.find("old" + (2 * Commands.MOST - 1))).isPresent();
    assertThat(then.find("old" + Commands.MOST)).isEmpty();
  }

  @Test
  void aNewCommandIsRefusedWhileAsManyAreUnderWayAsThereIsRoomFor() {
    tale.admitted(ALICE, 3);
    for (int i = 1; i <= Commands.MOST; i++) {
      tale.tell(received(command("c" + i, i, new Action.Inventory())));
    }
    Command further = command("further", 100, new Action.Lock(DOOR_1));
    tale.forget().tell(received(further));
    assertThat(lastDetail()).isEqualTo("32 commands are under way");
    assertThat(tale.facts(CommandFact.CommandEnded.class)).hasSize(1);
    assertThat(tale.kiosk.commands().standing()).hasSize(Commands.MOST);
    tale.tell(new VisitEvent.Touched(new VisitEvent.Intent.Finish()));
    tale.after(700_000).forget().tell(received(further));
    assertThat(stages()).containsExactly(Stage.REFUSED);
    assertThat(tale.facts(StationFact.DoorBarred.class)).isEmpty();
  }

  @Test
  void aDoorIsOpenedForStaffOnlySoOftenWhoeverAsks() {
    tale.tell(new ServiceEvent.ServiceBegan("li", "weeding", 60));
    for (int i = 1; i <= 6; i++) {
      if (i % 2 == 0) tale.tell(received(command("c" + i, i, new Action.Unlock(DOOR_1))));
      else tale.tell(new ServiceEvent.DoorWanted("li", DOOR_1));
      tale.after(10_000).counted(DOOR_1, 1, 2, 3);
    }
    assertThat(tale.effects(Effect.Unlock.class)).hasSize(6);
    tale.forget().tell(received(command("c7", 7, new Action.Unlock(DOOR_1))));
    assertThat(lastDetail()).isEqualTo("door 1 was opened 6 times within 10 minutes");
    tale.tell(new ServiceEvent.DoorWanted("li", DOOR_1));
    assertThat(tale.facts)
        .endsWith(
            new ServiceFact.Acted(
                "li", "open door 1", "door 1 was opened 6 times within 10 minutes"));
    assertThat(tale.effects(Effect.Unlock.class)).isEmpty();
    tale.tell(new ServiceEvent.DoorWanted("li", DOOR_2));
    assertThat(tale.effects(Effect.Unlock.class)).as("the next door").hasSize(1);
    tale.after(600_000).forget().tell(received(command("c8", 8, new Action.Unlock(DOOR_1))));
    assertThat(tale.effects(Effect.Unlock.class)).as("ten minutes later").hasSize(1);
  }

  @Test
  void anInventoryRightAfterARestartWaitsForTheCounts() {
    tale.tell(received(command("c1", 1, new Action.Inventory())));
    tale.tell(new TimeEvent.Restarted(2, "not ordered"));
    assertThat(stages()).endsWith(Stage.RUNNING);
    tale.sensed(DOOR_1, DoorContact.CLOSED);
    long first = tale.kiosk.shelf().counts();
    tale.tell(new ShelfEvent.ShelfUnread(DOOR_1, first, "no reader yet"));
    assertThat(stages()).endsWith(Stage.RUNNING);
    tale.devicesUp();
    tale.sensed(DOOR_2, DoorContact.CLOSED);
    long second = tale.kiosk.shelf().counts();
    tale.tell(new ShelfEvent.ShelfRead(DOOR_1, second - 1, 5, shelf(1, 2, 3)));
    assertThat(stages()).endsWith(Stage.RUNNING);
    tale.tell(new ShelfEvent.ShelfRead(DOOR_2, second, 5, shelf(4)));
    assertThat(lastDetail()).isEqualTo("door 1: 3 items, door 2: 1 items, suspect: 0");
  }

  @Test
  void anInventoryThatWaitsInVainSaysWhatItKnows() {
    tale.tell(new TimeEvent.Restarted(2, "not ordered"));
    tale.tell(received(command("c1", 1, new Action.Inventory())));
    tale.after(600_000);
    assertThat(stages()).endsWith(Stage.FAILED);
    assertThat(lastDetail())
        .isEqualTo(
            "it did not finish in time: door 1: could not be counted,"
                + " door 2: could not be counted, suspect: 0");
  }

  @Test
  void aCommandDuringAVisitIsRefusedUnlessItOverrides() {
    tale.admitted(ALICE, 3).forget();
    tale.tell(received(command("c1", 1, new Action.Unlock(DOOR_2))));
    assertThat(lastDetail()).contains("a patron is here");
    assertThat(tale.effects(Effect.Unlock.class)).isEmpty();
    Command urgent = command("c2", 2, new Action.Unlock(DOOR_2));
    tale.tell(
        received(
            new Command(
                urgent.id(),
                urgent.signers(),
                urgent.seq(),
                FROM,
                UNTIL,
                2,
                urgent.action(),
                "a child is inside",
                true)));
    assertThat(tale.effects(Effect.Unlock.class)).hasSize(1);
  }

  @Test
  void anExpiredOneAndAnUnknownKeyAreRefused() {
    tale.tell(received(timed("c1", FROM.minus(Duration.ofHours(2)), FROM)));
    assertThat(lastDetail()).startsWith("expired at");
    tale.tell(
        received(
            new Command(
                "c2", List.of("nobody"), 2, FROM, UNTIL, 2, new Action.InService(), "", false)));
    assertThat(lastDetail()).contains("key nobody");
  }

  @Test
  void anOperatorMayNotOpenDoorsAndTwoPersonsAreNeededWhereTheRulesSaySo() {
    tale.tell(
        received(
            new Command(
                "c1",
                List.of("zhou"),
                1,
                FROM,
                UNTIL,
                2,
                new Action.Unlock(DOOR_1),
                "why",
                false)));
    assertThat(lastDetail()).contains("supervisor");
    tale.tell(new CentreEvent.PolicyArrived(rules(3, false)));
    tale.tell(
        received(
            new Command(
                "c2", List.of("lin"), 1, FROM, UNTIL, 3, new Action.Unlock(DOOR_1), "why", false)));
    assertThat(lastDetail()).contains("two persons");
  }

  /** The rules ask for two; a second key of the same person is no second person. */
  @Test
  void aDoorFromAfarNeedsTwoPersonsAndAReason() {
    tale.tell(new CentreEvent.PolicyArrived(rules(3, false))).forget();
    Action unlock = new Action.Unlock(DOOR_1);
    tale.tell(received(signed("c1", 1, List.of("lin", "lin-2"), unlock, "why", false)));
    assertThat(lastDetail()).contains("two persons");
    tale.tell(received(signed("c2", 2, List.of("lin", "zhou"), unlock, " ", false)));
    assertThat(lastDetail()).contains("a reason is needed");
    assertThat(tale.effects(Effect.Unlock.class)).isEmpty();
    tale.tell(received(signed("c3", 3, List.of("lin", "zhou"), unlock, "why", false)));
    assertThat(tale.effects(Effect.Unlock.class)).hasSize(1);
    assertThat(tale.facts(ShelfFact.UnlockMeant.class))
        .containsExactly(
            new ShelfFact.UnlockMeant(DOOR_1, new Opener.Remote("Lin and Zhou", "c3")));
  }

  @Test
  void anOverrideWithoutAReasonOpensNothing() {
    tale.admitted(ALICE, 3).forget();
    Action unlock = new Action.Unlock(DOOR_2);
    tale.tell(received(signed("c1", 1, List.of("lin"), unlock, "", true)));
    assertThat(lastDetail()).contains("a reason is needed");
    assertThat(tale.effects(Effect.Unlock.class)).isEmpty();
  }

  @Test
  void oneCommandIsOnePulseHoweverOftenItComesAndWhateverHappensBetween() {
    Command unlock = command("c1", 1, new Action.Unlock(DOOR_1));
    tale.tell(received(unlock)).tell(received(unlock));
    tale.tell(new TimeEvent.Restarted(2, "not ordered")).devicesUp().tell(received(unlock));
    tale.sensed(DOOR_1, DoorContact.CLOSED).counted(DOOR_1, 1, 2, 3).tell(received(unlock));
    assertThat(tale.effects(Effect.Unlock.class)).hasSize(1);
    assertThat(tale.facts(ShelfFact.UnlockMeant.class)).hasSize(1);
  }

  @Test
  void whatComesTooLateOrWasStoppedAtTheGateIsRecorded() {
    tale.tell(received(timed("c1", FROM.minus(Duration.ofHours(2)), FROM)));
    tale.tell(new CommandEvent.CommandsRefused("retained", 3));
    assertThat(stages()).containsExactly(Stage.REFUSED);
    assertThat(tale.facts).hasSize(3).endsWith(new CommandFact.CommandsRefused("retained", 3));
    assertThat(tale.facts(CommandFact.CommandEnded.class))
        .singleElement()
        .satisfies(
            ended -> {
              assertThat(ended.outcome()).isEqualTo("refused");
              assertThat(ended.detail()).startsWith("expired at");
            });
  }

  @Test
  void outOfServiceHoldsOverARestartUntilItIsLifted() {
    tale.tell(received(command("c1", 1, new Action.OutOfService("back at eight"))));
    assertThat(tale.screen()).isEqualTo("out-of-service");
    tale.tell(new TimeEvent.Restarted(2, "not ordered")).devicesUp();
    assertThat(tale.screen()).isEqualTo("out-of-service");
    tale.forget().tell(new VisitEvent.CardTapped(ALICE));
    assertThat(tale.facts).isEmpty();
    tale.tell(received(command("c2", 2, new Action.InService())));
    assertThat(tale.screen()).isEqualTo("attract");
  }

  @Test
  void anInventoryWaitsForTheEndOfAVisitAndTellsItsCounts() {
    tale.admitted(ALICE, 3).forget();
    tale.tell(received(command("c1", 1, new Action.Inventory())));
    assertThat(stages()).containsExactly(Stage.ACCEPTED);
    tale.tell(new VisitEvent.Touched(new VisitEvent.Intent.Finish()));
    assertThat(stages()).endsWith(Stage.RUNNING);
    long second = tale.kiosk.shelf().counts();
    tale.tell(new ShelfEvent.ShelfRead(DOOR_1, second - 1, 5, shelf(1, 2, 3)));
    tale.tell(new ShelfEvent.ShelfRead(DOOR_2, second, 5, shelf(4)));
    assertThat(stages()).endsWith(Stage.DONE);
    assertThat(lastDetail()).isEqualTo("door 1: 3 items, door 2: 1 items, suspect: 0");
  }

  @Test
  void aRestartIsAnsweredByTheNewLife() {
    tale.tell(received(command("c1", 1, new Action.Restart())));
    assertThat(tale.effects(Effect.Restart.class)).hasSize(1);
    tale.tell(new TimeEvent.Restarted(2, "ordered: commanded"));
    assertThat(stages()).containsExactly(Stage.ACCEPTED, Stage.RUNNING, Stage.DONE);
  }

  @Test
  void anUnlockCutByThePowerEndsAsFailedAndIsNotRepeated() {
    tale.tell(received(command("c1", 1, new Action.Unlock(DOOR_1)))).forget();
    tale.tell(new TimeEvent.Restarted(2, "not ordered"));
    assertThat(stages()).containsExactly(Stage.FAILED);
    assertThat(tale.effects(Effect.Unlock.class)).isEmpty();
  }

  @Test
  void aLockedDoorIsOfferedToNobodyUntilItIsReleased() {
    tale.tell(received(command("c1", 1, new Action.Lock(DOOR_1)))).admitted(ALICE, 3).forget();
    tale.tell(new VisitEvent.Touched(new VisitEvent.Intent.OpenDoor(DOOR_1)));
    assertThat(tale.effects(Effect.Unlock.class)).isEmpty();
    tale.tell(received(command("c2", 2, new Action.Release(DOOR_1))));
    tale.tell(new VisitEvent.Touched(new VisitEvent.Intent.OpenDoor(DOOR_1)));
    assertThat(tale.effects(Effect.Unlock.class)).hasSize(1);
  }

  @Test
  void theWindowTakesEachNumberOnceAndForgetsWhatIsFarBelow() {
    var window = Commands.Window.NEW;
    for (long seq : new long[] {5, 3, 69, 6}) {
      assertThat(window.isFresh(seq)).as("%d", seq).isTrue();
      window = window.using(seq);
      assertThat(window.isFresh(seq)).as("%d again", seq).isFalse();
    }
    assertThat(window.isFresh(5)).isFalse();
    assertThat(window.isFresh(4)).as("65 below the highest").isFalse();
    assertThat(window.isFresh(7)).isTrue();
    assertThat(window.isFresh(0)).isFalse();
  }

  static Policy rules(long version, boolean onePerson) {
    Policy usual = Tale.policy(version, 3, true);
    var keys = new TreeMap<String, Policy.StaffKey>();
    keys.put("lin", new Policy.StaffKey("Lin", "", new TreeSet<>(List.of("supervisor"))));
    keys.put("lin-2", new Policy.StaffKey("Lin", "", new TreeSet<>(List.of("supervisor"))));
    keys.put("zhou", new Policy.StaffKey("Zhou", "", new TreeSet<>(List.of("operator"))));
    return new Policy(
        version,
        usual.loanDays(),
        usual.freshFor(),
        usual.offline(),
        usual.blocked(),
        keys,
        onePerson);
  }

  private static Command command(String id, long seq, Action action) {
    return new Command(id, List.of("lin"), seq, FROM, UNTIL, 2, action, "a reason", false);
  }

  private static Command signed(
      String id, long seq, List<String> keys, Action action, String reason, boolean override) {
    return new Command(id, keys, seq, FROM, UNTIL, 3, action, reason, override);
  }

  private static Command timed(String id, Instant from, Instant until) {
    return new Command(id, List.of("lin"), 1, from, until, 2, new Action.InService(), "", false);
  }

  private static CommandEvent received(Command command) {
    return new CommandEvent.CommandReceived(command);
  }

  private static SortedMap<TagId, Reading> shelf(int... books) {
    var tags = new TreeMap<TagId, Reading>();
    for (int book : books) tags.put(Tale.tag(book), Tale.surely(book));
    return tags;
  }

  private List<Stage> stages() {
    return tale.effects(Effect.Say.class).stream()
        .map(Effect.Say::answer)
        .map(Answer::stage)
        .toList();
  }

  private String lastDetail() {
    return tale.effects(Effect.Say.class).getLast().answer().detail();
  }
}
