package org.shuyi.sim.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.kiosk.kernel.CentreEvent;
import org.shuyi.kiosk.kernel.CommandEvent;
import org.shuyi.kiosk.kernel.Content;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorContact;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.HealthEvent;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.Reading;
import org.shuyi.kiosk.kernel.ShelfEvent;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.VisitEvent;
import org.shuyi.kiosk.kernel.command.Action;
import org.shuyi.kiosk.kernel.command.Command;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.policy.Verdict;

/**
 * A cabinet of three doors, its books, patrons and centre, as events: just enough world that every
 * kind of commit comes about. Whatever the station wants done is done at once.
 */
final class Street {
  private static final int DOORS = 3;
  private static final int BOOKS = 36;
  private static final int PATRONS = 9;

  /** Their list fills some pages. */
  private static final int MOST_BLOCKED = 300;

  private static final String STAFF = "key-1";

  private final Random random;
  private final Instant dawn;
  private final SortedMap<DoorId, NavigableSet<TagId>> shelves = new TreeMap<>();
  private final NavigableSet<TagId> lent = new TreeSet<>();
  private final Deque<Event> coming = new ArrayDeque<>();

  /**
   * @param books what the station believes: its shelves are right, everything else is lent
   */
  Street(Random random, Instant dawn, Kiosk books) {
    this.random = random;
    this.dawn = dawn;
    for (DoorId door : plan().doors().keySet()) shelves.put(door, new TreeSet<>());
    for (int i = 0; i < BOOKS; i++) lent.add(tag(i));
    books
        .custody()
        .places()
        .forEach(
            (tag, place) -> {
              lent.remove(tag);
              shelf(place.door()).add(tag);
            });
    if (shelves.values().stream().allMatch(NavigableSet::isEmpty)) stock();
  }

  static Plan plan() {
    var doors = new TreeMap<DoorId, Plan.DoorPlan>();
    for (int i = 1; i <= DOORS; i++) {
      doors.put(
          new DoorId("" + i),
          new Plan.DoorPlan(new DeviceId("locks"), new DeviceId("reader-" + i)));
    }
    return Plan.cabinet(doors);
  }

  private void stock() {
    var doors = List.copyOf(shelves.keySet());
    for (int i = 0; i < BOOKS - 4; i++) {
      lent.remove(tag(i));
      shelf(doors.get(i % DOORS)).add(tag(i));
    }
  }

  /** What has happened and was not told yet, in order. */
  Optional<Event> next() {
    return Optional.ofNullable(coming.poll());
  }

  /** The power is back, or the program: devices and the line are heard anew. */
  void wakeUp() {
    coming.clear();
    for (int i = 1; i <= DOORS; i++) device("reader-" + i, new DeviceHealth.Ready());
    device("locks", new DeviceHealth.Ready());
    coming.add(new CentreEvent.LinkChanged(true));
  }

  /** Does what the station wants. */
  void act(Effect effect) {
    switch (effect) {
      case Effect.Unlock(DoorId door, Duration atMost) -> visit(door);
      case Effect.Mark(DoorId door, TagId tag, boolean mayLeave) ->
          coming.add(new ShelfEvent.MarkEnded(door, tag, !oneIn(9), "played"));
      case Effect.Restart restart -> {}
      case Effect.Halt halt -> {}
      case Effect.PrintReceipt receipt -> {}
      case Effect.SenseDoors sense -> {
        for (DoorId door : shelves.keySet()) {
          coming.add(new ShelfEvent.DoorSensed(door, DoorContact.CLOSED));
        }
      }
      case Effect.CountShelf(DoorId door, long count, int rounds) -> count(door, count, rounds);
      case Effect.AskCentre(long ask, PatronToken patron, Duration patience) ->
          coming.add(
              new CentreEvent.PatronAnswered(
                  ask, oneIn(8) ? new Verdict.Refused("expired") : new Verdict.Welcome(5)));
      // No cabinet of this street has a return slot.
      case Effect.Convey convey -> {}
      case Effect.HaltSlot halt -> {}
      case Effect.SenseSlot sense -> {}
      case Effect.CountTunnel count -> {}
      case Effect.AskItem ask -> {}
      case Effect.Show show -> {}
      case Effect.Say say -> {}
      case Effect.Report report -> {}
      case Effect.TellAtOnce tell -> {}
      case Effect.Light light -> {}
      case Effect.LookAtBoard look -> {}
      case Effect.BelievePolarity believed -> {}
      case Effect.Switch wanted -> {}
      case Effect.SenseAir sense -> {}
      case Effect.Shine shine -> {}
      case Effect.Admit admit -> {}
      case Effect.Magnetise magnetise -> {}
      case Effect.SayLoan loan -> {}
      case Effect.SayReturn back -> {}
      case Effect.Darken dark -> {}
      case Effect.Announce what -> {}
      case Effect.Silence silence -> {}
      case Effect.TakePicture picture -> {}
      case Effect.ErasePictures pictures -> {}
    }
  }

  /** A bolt is pulled; mostly somebody opens, takes or puts something back, and closes. */
  private void visit(DoorId door) {
    if (oneIn(12)) {
      coming.add(new ShelfEvent.BoltPulled(door, ShelfEvent.Pull.NOT_DONE, "played"));
      return;
    }
    coming.add(new ShelfEvent.BoltPulled(door, ShelfEvent.Pull.DONE, ""));
    coming.add(new ShelfEvent.DoorOpened(door));
    for (int i = random.nextInt(3); i > 0 && !shelf(door).isEmpty(); i--) {
      TagId taken = List.copyOf(shelf(door)).get(random.nextInt(shelf(door).size()));
      shelf(door).remove(taken);
      lent.add(taken);
    }
    for (int i = random.nextInt(3); i > 0 && !lent.isEmpty(); i--) {
      TagId back = List.copyOf(lent).get(random.nextInt(lent.size()));
      lent.remove(back);
      shelf(door).add(back);
    }
    coming.add(new ShelfEvent.DoorClosed(door));
  }

  private void count(DoorId door, long count, int rounds) {
    if (oneIn(40)) {
      coming.add(new ShelfEvent.ShelfUnread(door, count, "played"));
      return;
    }
    var seen = new TreeMap<TagId, Reading>();
    for (TagId tag : shelf(door)) {
      int saw = oneIn(60) ? 1 : rounds;
      seen.put(tag, new Reading(saw, new Content.Book(item(tag), true), !oneIn(50)));
    }
    coming.add(new ShelfEvent.ShelfRead(door, count, rounds, seen));
  }

  // --- what people do of themselves --------------------------------------------------------------

  Event card() {
    return new VisitEvent.CardTapped(patron(random.nextInt(PATRONS)));
  }

  Event touch() {
    var doors = List.copyOf(shelves.keySet());
    return new VisitEvent.Touched(
        new VisitEvent.Intent.OpenDoor(doors.get(random.nextInt(doors.size()))));
  }

  Event finish() {
    return new VisitEvent.Touched(new VisitEvent.Intent.Finish());
  }

  Event outage(boolean begins) {
    return oneIn(2)
        ? new CentreEvent.LinkChanged(!begins)
        : new HealthEvent.DeviceChanged(
            new DeviceId("reader-2"),
            begins ? new DeviceHealth.Lost("played") : new DeviceHealth.Ready());
  }

  Event applied(Kiosk kiosk) {
    long through = kiosk.outbox().recorded();
    List<CentreEvent.RecordRefused> refused =
        oneIn(10)
            ? List.of(
                new CentreEvent.RecordRefused(Math.max(1, through - 1), "played", Optional.empty()))
            : List.of();
    return new CentreEvent.Applied(through, refused);
  }

  /** Rules with a list of the blocked that fills pages. */
  Event policy(Kiosk kiosk) {
    var blocked = new TreeSet<PatronToken>();
    for (int i = random.nextInt(MOST_BLOCKED); i > 0; i--) blocked.add(patron(1_000 + i));
    var keys = new TreeMap<String, Policy.StaffKey>();
    var roles = new TreeSet<>(List.of("operator", "supervisor"));
    keys.put(STAFF, new Policy.StaffKey("li", "AAAA", roles));
    return new CentreEvent.PolicyArrived(
        new Policy(
            kiosk.policy().version() + 1,
            30,
            Duration.ofMinutes(5),
            new Policy.Offline(3, true),
            blocked,
            keys,
            true));
  }

  Event command(Kiosk kiosk, long number) {
    DoorId door = shelves.firstKey();
    Action action =
        switch (random.nextInt(6)) {
          case 0 -> new Action.Lock(door);
          case 1 -> new Action.Release(door);
          case 2 -> new Action.Unlock(door);
          case 3 -> new Action.Inventory();
          case 4 -> new Action.OutOfService("played");
          default -> new Action.InService();
        };
    return new CommandEvent.CommandReceived(command(kiosk, number, action));
  }

  private Command command(Kiosk kiosk, long number, Action action) {
    return new Command(
        "c-" + number,
        List.of(STAFF),
        number,
        dawn,
        dawn.plus(Duration.ofDays(365)),
        kiosk.policy().version(),
        action,
        "played",
        false);
  }

  /** After whatever staff did: patrons are let in again. */
  Event inService(Kiosk kiosk, long number) {
    return new CommandEvent.CommandReceived(command(kiosk, number, new Action.InService()));
  }

  private NavigableSet<TagId> shelf(DoorId door) {
    NavigableSet<TagId> shelf = shelves.get(door);
    if (shelf == null) throw new IllegalArgumentException("no door " + door);
    return shelf;
  }

  private void device(String name, DeviceHealth health) {
    coming.add(new HealthEvent.DeviceChanged(new DeviceId(name), health));
  }

  private boolean oneIn(int many) {
    return random.nextInt(many) == 0;
  }

  private static PatronToken patron(int number) {
    return new PatronToken("%032x".formatted(0x5A17_0000L + number));
  }

  private static TagId tag(int number) {
    return new TagId("E00401%010X".formatted(number * 2_654_435_761L % (1L << 40)));
  }

  private static Item item(TagId tag) {
    return new Item("B" + tag.hex().substring(10), "CN-110108-N", "书驿 " + tag.hex().charAt(12), 16);
  }
}
