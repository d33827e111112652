package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shuyi.kiosk.kernel.Tale.ALICE;
import static org.shuyi.kiosk.kernel.Tale.DOOR_1;
import static org.shuyi.kiosk.kernel.Tale.DOOR_2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.command.Action;
import org.shuyi.kiosk.kernel.command.Answer;
import org.shuyi.kiosk.kernel.command.Command;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.policy.Verdict;

/** Random histories of commands among patrons, devices and power cuts. */
class CommandHistoriesTest {
  private static final int HISTORIES = 400;
  private static final int EVENTS = 120;

  /** Waiting for an idle station, or for a device, is given up after this many ticks. */
  private static final long LIMIT = 600_000;

  private static final List<Action> ACTIONS =
      List.of(
          new Action.Lock(DOOR_1),
          new Action.Release(DOOR_1),
          new Action.Unlock(DOOR_1),
          new Action.Unlock(DOOR_2),
          new Action.Unlock(new DoorId("9")),
          new Action.OutOfService("soon"),
          new Action.InService(),
          new Action.Inventory(),
          new Action.Restart());

  private static final List<ShelfEvent.Pull> PULLS = List.of(ShelfEvent.Pull.values());

  private final Map<String, Command> given = new TreeMap<>();
  private final Map<String, Long> givenAt = new TreeMap<>();
  private final Map<String, Long> endedAt = new TreeMap<>();
  private final Map<String, List<Answer>> answers = new TreeMap<>();
  private Tale tale = Tale.inService();

  @Test
  void everyCommandEndsExactlyOnceWithinItsLimitAlsoOverRestarts() {
    var outcomes = new TreeSet<String>();
    for (int seed = 0; seed < HISTORIES; seed++) {
      begin();
      var random = new Random(seed);
      for (int i = 0; i < EVENTS; i++) something(random);
      passes(LIMIT + 1);
      for (Command command : given.values()) {
        String where = "seed " + seed + ": " + command;
        List<Answer> said = answers.getOrDefault(command.id(), List.of());
        assertThat(said.stream().filter(answer -> answer.stage().ends()).distinct())
            .as(where)
            .hasSize(1);
        assertThat(said.getLast().stage().ends()).as(where).isTrue();
        // One without a number or a key of its own is answered at once, and has no record of its
        // own.
        boolean counted =
            said.getLast().stage() == Answer.Stage.REFUSED && !endedAt.containsKey(command.id());
        if (counted) {
          assertThat(said.getLast().detail()).as(where).matches("(sequence number|key nobody) .*");
          continue;
        }
        assertThat(endedAt).as(where).containsKey(command.id());
        assertThat(endedAt.getOrDefault(command.id(), -1L) - givenAt.getOrDefault(command.id(), 0L))
            .as(where)
            .isBetween(0L, LIMIT);
        outcomes.add(said.getLast().stage().name());
      }
    }
    assertThat(outcomes).containsExactly("DONE", "EXPIRED", "FAILED", "REFUSED");
  }

  private void begin() {
    tale = Tale.inService();
    Policy usual = Tale.policy(2, 3, true);
    var keys = new TreeMap<String, Policy.StaffKey>();
    keys.put("lin", new Policy.StaffKey("Lin", "", new TreeSet<>(List.of("supervisor"))));
    tale.tell(
        new CentreEvent.PolicyArrived(
            new Policy(
                2,
                usual.loanDays(),
                usual.freshFor(),
                usual.offline(),
                usual.blocked(),
                keys,
                true)));
    given.clear();
    givenAt.clear();
    endedAt.clear();
    answers.clear();
    tale.forget();
  }

  private void something(Random random) {
    DoorId door = random.nextBoolean() ? DOOR_1 : DOOR_2;
    switch (random.nextInt(14)) {
      case 0, 1, 2 -> give(random);
      case 3 -> again(random);
      case 4 -> tell(new VisitEvent.CardTapped(ALICE));
      case 5 ->
          tell(new CentreEvent.PatronAnswered(tale.kiosk.visits().asked(), new Verdict.Welcome(3)));
      case 6 -> tell(new VisitEvent.Touched(new VisitEvent.Intent.OpenDoor(door)));
      case 7 -> tell(new VisitEvent.Touched(new VisitEvent.Intent.Finish()));
      case 8 -> tell(new ShelfEvent.BoltPulled(door, PULLS.get(random.nextInt(PULLS.size())), ""));
      case 9 -> tell(random.nextBoolean() ? new ShelfEvent.DoorOpened(door) : closed(door));
      case 10 -> {
        var tags = new TreeMap<TagId, Reading>();
        for (int n = 1; n < 5; n++) if (random.nextBoolean()) tags.put(Tale.tag(n), Tale.surely(n));
        tell(new ShelfEvent.ShelfRead(door, tale.kiosk.shelf().counts(), 5, tags));
      }
      case 11 ->
          tell(
              new HealthEvent.DeviceChanged(
                  Tale.LOCKS,
                  random.nextInt(3) == 0
                      ? new DeviceHealth.Lost("silent")
                      : new DeviceHealth.Ready()));
      case 12 -> {
        if (random.nextInt(3) == 0) restart();
      }
      default -> passes(random.nextInt(random.nextInt(10) == 0 ? 400_000 : 5_000));
    }
  }

  private static Event closed(DoorId door) {
    return new ShelfEvent.DoorClosed(door);
  }

  private void restart() {
    tell(new TimeEvent.Restarted(2, "cut"));
    for (DeviceId device : List.of(Tale.LOCKS, Tale.reader(DOOR_1), Tale.reader(DOOR_2))) {
      tell(new HealthEvent.DeviceChanged(device, new DeviceHealth.Ready()));
    }
    tell(new ShelfEvent.DoorSensed(DOOR_1, DoorContact.CLOSED));
    tell(new ShelfEvent.DoorSensed(DOOR_2, DoorContact.CLOSED));
    tell(new CentreEvent.LinkChanged(true));
  }

  /**
   * A command that may be right, late, of an unknown key, under old rules, or with a used number.
   */
  private void give(Random random) {
    int n = given.size() + 1;
    boolean late = random.nextInt(8) == 0;
    var command =
        new Command(
            "c" + n,
            List.of(random.nextInt(8) == 0 ? "nobody" : "lin"),
            random.nextInt(8) == 0 ? 1 : n,
            Instant.EPOCH,
            late ? Instant.EPOCH.plusSeconds(1) : Instant.parse("2027-01-01T00:00:00Z"),
            random.nextInt(8) == 0 ? 1 : 2,
            ACTIONS.get(random.nextInt(ACTIONS.size())),
            random.nextInt(8) == 0 ? "" : "a reason",
            random.nextInt(4) == 0);
    given.put(command.id(), command);
    givenAt.put(command.id(), tale.ticks);
    tell(new CommandEvent.CommandReceived(command));
  }

  /** The same answer as before, nothing recorded, and nothing moves. */
  private void again(Random random) {
    if (given.isEmpty()) return;
    var ids = new ArrayList<>(given.keySet());
    String id = ids.get(random.nextInt(ids.size()));
    Command command = given.get(id);
    List<Answer> said = answers.getOrDefault(id, List.of());
    if (command == null || said.isEmpty()) return;
    Answer last = said.getLast();
    tell(new CommandEvent.CommandReceived(command));
    assertThat(tale.effects(Effect.Say.class).getFirst()).isEqualTo(new Effect.Say(last));
    assertThat(tale.effects(Effect.Unlock.class)).as(id).isEmpty();
    assertThat(tale.effects(Effect.Restart.class)).as(id).isEmpty();
    // Another command may go on in any turn; this one does not.
    assertThat(tale.facts)
        .as(id)
        .allMatch(
            fact ->
                fact instanceof CommandFact.CommandsRefused
                    || (fact instanceof CommandFact.CommandEnded end && !end.command().equals(id)));
  }

  /** Time goes by as the host lets it: the kernel is woken when it asked to be. */
  private void passes(long millis) {
    long end = tale.ticks + millis;
    while (tale.kiosk.wakeAt() <= end) {
      tale.ticks = Math.max(tale.ticks, tale.kiosk.wakeAt());
      tell(new TimeEvent.TimePassed());
    }
    tale.ticks = end;
  }

  private void tell(Event event) {
    tale.forget().tell(event);
    for (Effect.Say say : tale.effects(Effect.Say.class)) {
      answers.computeIfAbsent(say.answer().command(), id -> new ArrayList<>()).add(say.answer());
    }
    for (CommandFact.CommandEnded ended : tale.facts(CommandFact.CommandEnded.class)) {
      Long before = endedAt.put(ended.command(), tale.ticks);
      assertThat(before).as("%s ended twice", ended.command()).isNull();
    }
  }
}
