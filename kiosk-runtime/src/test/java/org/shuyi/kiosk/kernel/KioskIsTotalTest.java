package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.command.Action;
import org.shuyi.kiosk.kernel.command.Command;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.policy.Verdict;

/** Any events in any order: an answer each, and the promises of the house kept in every step. */
class KioskIsTotalTest {
  private static final int SEEDS = 150;
  private static final int EVENTS = 250;

  @Test
  void everyStepKeepsThePromises() {
    for (int seed = 0; seed < SEEDS; seed++) run(seed);
  }

  private static void run(int seed) {
    var random = new Random(seed);
    Kiosk kiosk = Kiosk.fresh(Tale.plan(), new Outbox(1, 0));
    var lent = new TreeSet<TagId>();
    long ticks = 0;
    for (int i = 0; i < EVENTS; i++) {
      ticks += random.nextInt(4_000);
      Event event = ticks >= kiosk.wakeAt() ? new TimeEvent.TimePassed() : anyEvent(random, kiosk);
      Kiosk before = kiosk;
      Step step =
          kiosk.on(event, new Now(ticks, Instant.ofEpochMilli(ticks), Now.ClockTrust.SYNCHRONISED));
      kiosk = step.next();
      String where = "seed " + seed + ", event " + i + ": " + event;
      long unlocks = step.effects().stream().filter(Effect.Unlock.class::isInstance).count();
      long meant = step.facts().stream().filter(ShelfFact.UnlockMeant.class::isInstance).count();
      assertThat(unlocks).as("intent before action, " + where).isEqualTo(meant);
      assertThat(kiosk.outbox().recorded())
          .as(where)
          .isEqualTo(before.outbox().recorded() + step.facts().size());
      assertThat(
              kiosk.wakeAt() > ticks
                  || event instanceof TimeEvent.Restarted
                  || !(event instanceof TimeEvent.TimePassed))
          .as("a deadline that has been told of is over, " + where)
          .isTrue();
      for (Fact fact : step.facts()) noteLoan(fact, lent, where);
      assertThat(kiosk.on(event, new Now(ticks, Instant.EPOCH, Now.ClockTrust.UNTRUSTED)))
          .as("total without a clock")
          .isNotNull();
    }
  }

  /** An item that left is not lent again before it was seen here. */
  private static void noteLoan(Fact fact, Set<TagId> lent, String where) {
    switch (fact) {
      case ShelfFact.Loaned loan -> assertThat(lent.add(loan.tag())).as(where).isTrue();
      case ShelfFact.Returned back -> lent.remove(back.tag());
      case ShelfFact.Found found -> lent.remove(found.tag());
      case ShelfFact.Stocked stocked -> lent.remove(stocked.tag());
      default -> {}
    }
  }

  private static Event anyEvent(Random random, Kiosk kiosk) {
    DoorId door = random.nextBoolean() ? Tale.DOOR_1 : Tale.DOOR_2;
    return switch (random.nextInt(25)) {
      case 0, 1 -> new VisitEvent.CardTapped(random.nextBoolean() ? Tale.ALICE : Tale.BOB);
      case 2 -> new VisitEvent.CardUnusable("random id");
      case 3, 4, 5 -> new VisitEvent.Touched(new VisitEvent.Intent.OpenDoor(door));
      case 6 -> new VisitEvent.Touched(new VisitEvent.Intent.Finish());
      case 7 ->
          new VisitEvent.Touched(new VisitEvent.Intent.Speak(random.nextBoolean() ? "en" : "xx"));
      case 8, 9 -> new ShelfEvent.DoorOpened(door);
      case 10, 11 -> new ShelfEvent.DoorClosed(door);
      case 12 -> new ShelfEvent.DoorUnseen(door);
      case 13 -> new ShelfEvent.DoorSensed(door, oneOf(random, DoorContact.values()));
      case 14 -> new ShelfEvent.BoltPulled(door, oneOf(random, ShelfEvent.Pull.values()), "");
      case 15, 16, 17 -> anyCount(random, kiosk, door);
      case 18 -> new ShelfEvent.ShelfUnread(door, kiosk.shelf().counts(), "noise");
      case 19 -> new CentreEvent.LinkChanged(random.nextBoolean());
      case 20 ->
          new CentreEvent.PatronAnswered(
              kiosk.visits().asked(),
              random.nextInt(4) == 0 ? new Verdict.Refused("blocked") : new Verdict.Welcome(2));
      case 21 -> anyHealth(random);
      case 22 -> anyStaff(random, door);
      case 23 -> new HealthEvent.TamperChanged(random.nextBoolean());
      default ->
          random.nextInt(5) == 0
              ? new TimeEvent.Restarted(1, "cut")
              : new CentreEvent.Applied(random.nextInt(200), List.of());
    };
  }

  private static <T> T oneOf(Random random, T[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static Event anyCount(Random random, Kiosk kiosk, DoorId door) {
    var tags = new TreeMap<TagId, Reading>();
    for (int n = 1; n <= 6; n++) {
      int rounds = random.nextInt(6);
      Content content =
          switch (random.nextInt(8)) {
            case 0 -> new Content.Unread();
            case 1 -> new Content.Foreign("blank");
            default -> new Content.Book(Tale.item(n), random.nextInt(9) != 0);
          };
      if (rounds > 0) tags.put(Tale.tag(n), new Reading(rounds, content, random.nextBoolean()));
    }
    return new ShelfEvent.ShelfRead(door, kiosk.shelf().counts() - random.nextInt(2), 5, tags);
  }

  private static Event anyHealth(Random random) {
    DeviceId device =
        List.of(Tale.LOCKS, Tale.reader(Tale.DOOR_1), Tale.reader(Tale.DOOR_2))
            .get(random.nextInt(3));
    return new HealthEvent.DeviceChanged(
        device,
        random.nextInt(3) == 0 ? new DeviceHealth.Lost("silent") : new DeviceHealth.Ready());
  }

  private static Event anyStaff(Random random, DoorId door) {
    return switch (random.nextInt(6)) {
      case 0 -> new ServiceEvent.ServiceBegan("lin", "paper", 1);
      case 1 -> new ServiceEvent.ServiceEnded("lin");
      case 2 -> new ServiceEvent.DoorWanted("lin", door);
      case 3 ->
          new ServiceEvent.SuspectSettled(
              "lin", Tale.tag(1 + random.nextInt(6)), random.nextBoolean());
      case 4 -> new CentreEvent.PolicyArrived(Tale.policy(random.nextInt(5), 2, true));
      default ->
          new CommandEvent.CommandReceived(
              new Command(
                  "c" + random.nextInt(9),
                  List.of("k"),
                  random.nextInt(50),
                  Instant.EPOCH,
                  Instant.MAX,
                  9,
                  new Action.Unlock(door),
                  "why",
                  false));
    };
  }
}
