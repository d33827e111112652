package org.shuyi.kiosk.kernel;

import static org.shuyi.kiosk.kernel.Tale.DOOR_1;
import static org.shuyi.kiosk.kernel.Tale.DOOR_2;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.kiosk.kernel.PowerEvent.Supply;
import org.shuyi.kiosk.kernel.command.Action;
import org.shuyi.kiosk.kernel.command.Command;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.policy.Verdict;
import org.shuyi.kiosk.kernel.power.Power;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.visit.Visit;

/**
 * What may happen to a station with two doors, drawn by chance: half of it goes on as it does on
 * most days, the other half is anything.
 */
final class Histories {
  private Histories() {}

  /** Milliseconds until the next thing happens; now and then a quiet hour begins. */
  static long pause(Random random) {
    return random.nextInt(random.nextInt(60) == 0 ? 700_000 : 4_000);
  }

  /** The deadline that came, or anything else that may happen to this station. */
  static Event next(Random random, Kiosk kiosk, long ticks) {
    if (ticks >= kiosk.wakeAt()) return new TimeEvent.TimePassed();
    return random.nextBoolean() ? usual(random, kiosk) : any(random, kiosk, ticks);
  }

  private static Event usual(Random random, Kiosk kiosk) {
    for (DeviceId device : List.of(Tale.LOCKS, Tale.reader(DOOR_1), Tale.reader(DOOR_2))) {
      if (kiosk.devices().of(device) instanceof DeviceHealth.Lost) {
        return new HealthEvent.DeviceChanged(device, new DeviceHealth.Ready());
      }
    }
    if (!(kiosk.fittings().power() instanceof Power.Mains)) return mainsBack(random);
    if (kiosk.policy().version() == 0) return new CentreEvent.PolicyArrived(rules(1));
    if (!kiosk.devices().online()) return new CentreEvent.LinkChanged(true);
    if (kiosk.station().emergency().lasts()) return inEmergency(random, kiosk);
    if (kiosk.station().service().isPresent()) return new ServiceEvent.ServiceEnded("lin");
    DoorId first = random.nextBoolean() ? DOOR_1 : DOOR_2;
    return atDoor(random, kiosk, first)
        .or(() -> atDoor(random, kiosk, first.equals(DOOR_1) ? DOOR_2 : DOOR_1))
        .orElseGet(() -> atScreen(random, kiosk));
  }

  /** Sooner or later, and not always before the battery ends. */
  private static Event mainsBack(Random random) {
    var supplies = List.of(Supply.BATTERY_LOW, Supply.BATTERY, Supply.MAINS, Supply.MAINS);
    return new PowerEvent.SupplyChanged(supplies.get(random.nextInt(4)));
  }

  /** Doors are found open, the contact closes, pins are away, and somebody comes and looks. */
  private static Event inEmergency(Random random, Kiosk kiosk) {
    return switch (random.nextInt(6)) {
      case 0 -> new HealthEvent.FireUnseen();
      case 1 -> new TimeEvent.Restarted(1, "fire");
      case 2 -> atDoor(random, kiosk, DOOR_1).orElse(new ShelfEvent.DoorOpened(DOOR_1));
      case 3 -> new ServiceEvent.EmergencyEnded("lin", "burnt toast");
      default -> new HealthEvent.FireChanged(false);
    };
  }

  private static Optional<Event> atDoor(Random random, Kiosk kiosk, DoorId id) {
    var door = kiosk.shelf().doors().get(id);
    if (door == null) return Optional.empty();
    return switch (door.state()) {
      case DoorState.Shut shut -> Optional.empty();
      case DoorState.MayOpen mayOpen -> Optional.of(new ShelfEvent.DoorOpened(id));
      case DoorState.Open open -> Optional.of(new ShelfEvent.DoorClosed(id));
      case DoorState.Counting counting ->
          Optional.of(new ShelfEvent.ShelfRead(id, counting.count(), 5, tags(random)));
      case DoorState.Uncounted uncounted -> Optional.empty();
      case DoorState.Unseen unseen ->
          Optional.of(new ShelfEvent.DoorSensed(id, DoorContact.CLOSED));
    };
  }

  private static Event atScreen(Random random, Kiosk kiosk) {
    return switch (kiosk.visits().now()) {
      case Visit.Inside inside ->
          new VisitEvent.Touched(
              random.nextInt(3) == 0
                  ? new VisitEvent.Intent.Finish()
                  : new VisitEvent.Intent.OpenDoor(random.nextBoolean() ? DOOR_1 : DOOR_2));
      case Visit.Asking asking ->
          switch (random.nextInt(8)) {
            case 0 -> new CentreEvent.PatronAnswered(asking.ask(), new Verdict.Refused("blocked"));
            case 1 -> new ServiceEvent.ServiceBegan("lin", "a new lamp", 10);
            default -> new CentreEvent.PatronAnswered(asking.ask(), new Verdict.Welcome(3));
          };
      case Visit.Leaving leaving when !kiosk.fittings().receipts().prints() ->
          random.nextInt(4) == 0
              ? new HealthEvent.DeviceChanged(Tale.PRINTER, new DeviceHealth.Ready())
              : new ReceiptEvent.PrinterStands(true);
      case Visit.Leaving leaving when random.nextInt(3) == 0 ->
          new VisitEvent.Touched(new VisitEvent.Intent.Print());
      case Visit.Nobody nobody when random.nextInt(4) == 0 ->
          new VisitEvent.Touched(new VisitEvent.Intent.Speak("en"));
      default -> new VisitEvent.CardTapped(random.nextBoolean() ? Tale.ALICE : Tale.BOB);
    };
  }

  private static Event any(Random random, Kiosk kiosk, long ticks) {
    DoorId door = random.nextBoolean() ? DOOR_1 : DOOR_2;
    return switch (random.nextInt(27)) {
      case 0, 1 -> new VisitEvent.CardTapped(random.nextBoolean() ? Tale.ALICE : Tale.BOB);
      case 2 -> new VisitEvent.CardUnusable("random id");
      case 3, 4, 5 -> new VisitEvent.Touched(new VisitEvent.Intent.OpenDoor(door));
      case 6 -> new VisitEvent.Touched(new VisitEvent.Intent.Finish());
      case 7 ->
          new VisitEvent.Touched(new VisitEvent.Intent.Speak(random.nextBoolean() ? "en" : "xx"));
      case 8, 9 -> new ShelfEvent.DoorOpened(door);
      case 10, 11 -> new ShelfEvent.DoorClosed(door);
      case 12 ->
          switch (random.nextInt(3)) {
            case 0 -> new ShelfEvent.DoorUnseen(door);
            case 1 -> new ShelfEvent.DoorAjar(door);
            default ->
                new ShelfEvent.CompartmentSeen(door, oneOf(random, ShelfEvent.Occupancy.values()));
          };
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
      case 23 ->
          switch (random.nextInt(6)) {
            case 4 -> new ReceiptEvent.Printed(kiosk.fittings().receipts().jobs());
            case 5 ->
                new ReceiptEvent.NotPrinted(
                    kiosk.fittings().receipts().jobs(), random.nextBoolean(), "stuck");
            case 0 -> new HealthEvent.FireChanged(random.nextBoolean());
            case 1 -> new PowerEvent.SupplyChanged(oneOf(random, Supply.values()));
            default -> new HealthEvent.TamperChanged(random.nextBoolean());
          };
      case 24, 25 -> anyCommand(random, kiosk, ticks, door);
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
    return new ShelfEvent.ShelfRead(
        door, kiosk.shelf().counts() - random.nextInt(2), 5, tags(random));
  }

  private static SortedMap<TagId, Reading> tags(Random random) {
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
    return tags;
  }

  private static Event anyHealth(Random random) {
    DeviceId device =
        List.of(Tale.LOCKS, Tale.reader(DOOR_1), Tale.reader(DOOR_2)).get(random.nextInt(3));
    return new HealthEvent.DeviceChanged(
        device,
        random.nextInt(3) == 0 ? new DeviceHealth.Lost("silent") : new DeviceHealth.Ready());
  }

  private static Event anyStaff(Random random, DoorId door) {
    return switch (random.nextInt(7)) {
      case 6 -> new ServiceEvent.CompartmentSettled("lin", door);
      case 0 -> new ServiceEvent.ServiceBegan("lin", "paper", 1);
      case 1 -> new ServiceEvent.ServiceEnded("lin");
      case 2 -> new ServiceEvent.DoorWanted("lin", door);
      case 3 ->
          new ServiceEvent.SuspectSettled(
              "lin", Tale.tag(1 + random.nextInt(6)), random.nextBoolean());
      case 4 -> new CentreEvent.PolicyArrived(rules(random.nextInt(5)));
      default -> new CommandEvent.CommandsRefused("retained", 1 + random.nextInt(3));
    };
  }

  private static Policy rules(long version) {
    Policy usual = Tale.policy(version, 2, true);
    var keys = new TreeMap<String, Policy.StaffKey>();
    var roles = new TreeSet<>(List.of("supervisor"));
    if (version % 2 == 0) keys.put("lin", new Policy.StaffKey("lin", "", roles));
    keys.put("zhou", new Policy.StaffKey("zhou", "", roles));
    return new Policy(version, 30, usual.freshFor(), usual.offline(), usual.blocked(), keys, true);
  }

  /** By two keys, one or a stranger's; in the window or not; some come twice. */
  private static Event anyCommand(Random random, Kiosk kiosk, long ticks, DoorId door) {
    List<List<String>> keys =
        List.of(List.of("lin"), List.of("zhou"), List.of("lin", "zhou"), List.of("stranger"));
    List<Action> actions =
        List.of(
            new Action.Unlock(door),
            new Action.Lock(door),
            new Action.Release(door),
            new Action.Inventory(),
            new Action.Inventory(),
            new Action.OutOfService("soon"),
            new Action.InService(),
            new Action.InService(),
            new Action.InService(),
            new Action.Restart());
    var standing = kiosk.commands().standing();
    if (!standing.isEmpty() && random.nextInt(4) == 0) {
      Command again = standing.get(random.nextInt(standing.size())).command();
      return new CommandEvent.CommandReceived(again);
    }
    long used = kiosk.commands().window("zhou").highest();
    return new CommandEvent.CommandReceived(
        new Command(
            "c" + ticks,
            keys.get(random.nextInt(random.nextInt(4) == 0 ? 4 : 3)),
            Math.max(0, used + 3 - random.nextInt(5)),
            Instant.EPOCH,
            random.nextInt(10) == 0 ? Instant.EPOCH : Instant.parse("2100-01-01T00:00:00Z"),
            kiosk.policy().version() - (random.nextInt(10) == 0 ? 1 : 0),
            actions.get(random.nextInt(actions.size())),
            random.nextInt(10) == 0 ? "" : "why",
            random.nextBoolean()));
  }
}
