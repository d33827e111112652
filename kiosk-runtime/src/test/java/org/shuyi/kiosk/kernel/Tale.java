package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.health.Reporting;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.policy.Verdict;

/**
 * Tells a kernel events one after the other and keeps what it answered; after each the records say
 * the same as the state, and the status that was said last is the state's.
 */
final class Tale {
  static final DoorId DOOR_1 = new DoorId("1");
  static final DoorId DOOR_2 = new DoorId("2");
  static final PatronToken ALICE = new PatronToken("a".repeat(32));
  static final PatronToken BOB = new PatronToken("b".repeat(32));
  static final DeviceId LOCKS = new DeviceId("locks");
  static final DeviceId PRINTER = new DeviceId("printer");
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  final List<Fact> facts = new ArrayList<>();
  final List<Effect> effects = new ArrayList<>();
  private final Fold fold = new Fold();
  Kiosk kiosk;
  long ticks = 1_000;

  private Tale(Kiosk kiosk) {
    this.kiosk = kiosk;
  }

  static Plan plan() {
    var doors = new TreeMap<DoorId, Plan.DoorPlan>();
    doors.put(DOOR_1, new Plan.DoorPlan(LOCKS, reader(DOOR_1)));
    doors.put(DOOR_2, new Plan.DoorPlan(LOCKS, reader(DOOR_2)));
    return Plan.cabinet(doors).with(FittingsPlan.none().printing(PRINTER));
  }

  static DeviceId reader(DoorId door) {
    return new DeviceId("reader-" + door);
  }

  static TagId tag(int n) {
    return new TagId("E0040100000000%02X".formatted(n));
  }

  static Item item(int n) {
    return new Item("book-" + n, "CN-440100-1-GZL", "Title " + n, 0x10);
  }

  /** A station in service with books 1 to 3 behind door 1 and 4 behind door 2, on line. */
  static Tale inService() {
    return inService(plan());
  }

  /** The same with these fittings. */
  static Tale inService(Plan plan) {
    var tale = new Tale(Kiosk.fresh(plan, new Outbox(1, 0)));
    tale.tell(new TimeEvent.Restarted(1, "first start"));
    tale.devicesUp();
    tale.tell(new CentreEvent.LinkChanged(true));
    tale.tell(new CentreEvent.PolicyArrived(policy(1, 3, true)));
    tale.sensed(DOOR_1, DoorContact.CLOSED).counted(DOOR_1, 1, 2, 3);
    tale.sensed(DOOR_2, DoorContact.CLOSED).counted(DOOR_2, 4);
    tale.forget();
    return tale;
  }

  static Policy policy(long version, int offlineItems, boolean strangers) {
    Policy untold = Policy.untold();
    return new Policy(
        version,
        30,
        untold.freshFor(),
        new Policy.Offline(offlineItems, strangers),
        untold.blocked(),
        untold.keys(),
        true);
  }

  Tale devicesUp() {
    for (DeviceId device : List.of(LOCKS, reader(DOOR_1), reader(DOOR_2))) {
      tell(new HealthEvent.DeviceChanged(device, new DeviceHealth.Ready()));
    }
    return this;
  }

  Tale tell(Event event) {
    Step step =
        kiosk.on(event, new Now(ticks, NOON.plusMillis(ticks), Now.ClockTrust.SYNCHRONISED));
    kiosk = step.next();
    if (event instanceof CentreEvent.PolicyArrived(Policy rules)) fold.centreSigned(rules);
    step.facts().forEach(fold::add);
    fold.saysTheSameAs(kiosk, event);
    assertThat(kiosk.said().status()).as("%s", event).contains(Reporting.of(kiosk));
    facts.addAll(step.facts());
    effects.addAll(step.effects());
    return this;
  }

  Tale after(long millis) {
    ticks += millis;
    return tell(new TimeEvent.TimePassed());
  }

  Tale admitted(PatronToken patron, int mayBorrow) {
    tell(new VisitEvent.CardTapped(patron));
    return tell(
        new CentreEvent.PatronAnswered(kiosk.visits().asked(), new Verdict.Welcome(mayBorrow)));
  }

  Tale opens(DoorId door) {
    tell(new VisitEvent.Touched(new VisitEvent.Intent.OpenDoor(door)));
    tell(new ShelfEvent.BoltPulled(door, ShelfEvent.Pull.DONE, ""));
    return tell(new ShelfEvent.DoorOpened(door));
  }

  Tale closes(DoorId door) {
    return tell(new ShelfEvent.DoorClosed(door));
  }

  Tale sensed(DoorId door, DoorContact contact) {
    return tell(new ShelfEvent.DoorSensed(door, contact));
  }

  /** The count that is waited for finds these books in every round. */
  Tale counted(DoorId door, int... books) {
    var tags = new TreeMap<TagId, Reading>();
    for (int book : books) tags.put(tag(book), surely(book));
    return read(door, tags);
  }

  Tale read(DoorId door, SortedMap<TagId, Reading> tags) {
    return tell(new ShelfEvent.ShelfRead(door, kiosk.shelf().counts(), 5, tags));
  }

  static Reading surely(int book) {
    return new Reading(5, new Content.Book(item(book), true), true);
  }

  <F extends Fact> List<F> facts(Class<F> kind) {
    return facts.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  <E extends Effect> List<E> effects(Class<E> kind) {
    return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  String screen() {
    return kiosk.said().screen().orElseThrow().name();
  }

  /** Forgets what was answered so far. */
  Tale forget() {
    facts.clear();
    effects.clear();
    return this;
  }
}
