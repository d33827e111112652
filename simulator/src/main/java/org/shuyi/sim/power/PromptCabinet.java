package org.shuyi.sim.power;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.kiosk.host.Hands;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.kernel.CentreEvent;
import org.shuyi.kiosk.kernel.Content;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorContact;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.HealthEvent;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.Reading;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.ShelfEvent;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.VisitEvent;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.kiosk.kernel.custody.CustodyBook;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.policy.Verdict;

/**
 * A cabinet of four doors whose devices answer at once and never err, and the patrons before it:
 * what the kernel wants done is answered by the events that would follow.
 *
 * <p>At a start every book lies where the saved state has it, so nothing but the disk can be wrong.
 */
final class PromptCabinet implements Hands {
  private static final int DOORS = 4;
  private static final int BOOKS = 60;
  private static final int PATRONS = 40;
  private static final DeviceId LOCKS = new DeviceId("locks");
  private static final DeviceId READERS = new DeviceId("readers");

  private final Random random;
  private final Journal journal;
  private final PrintStream out;
  private final ArrayDeque<Event> events = new ArrayDeque<>();
  private final SortedMap<DoorId, SortedMap<TagId, Item>> shelves = new TreeMap<>();
  private final SortedMap<TagId, Item> lent = new TreeMap<>();
  private Optional<Screen> screen = Optional.empty();
  private long committed;

  PromptCabinet(CustodyBook custody, Random random, Journal journal, PrintStream out) {
    this.random = random;
    this.journal = journal;
    this.out = out;
    this.committed = journal.lastSeq();
    for (DoorId door : plan().doors().keySet()) shelves.put(door, new TreeMap<>());
    for (int i = 0; i < BOOKS; i++) place(i, custody);
  }

  /** The four doors, on one lock board and one reader. */
  static Plan plan() {
    var doors = new TreeMap<DoorId, Plan.DoorPlan>();
    for (int door = 1; door <= DOORS; door++) {
      doors.put(new DoorId(Integer.toString(door)), new Plan.DoorPlan(LOCKS, READERS));
    }
    return Plan.cabinet(doors);
  }

  private void place(int number, CustodyBook custody) {
    var tag = new TagId("E00401%010X".formatted(number));
    var item = new Item("1008%07d".formatted(number), "CN-440100-1-GZL", "", 16);
    boolean stocking = custody.places().isEmpty();
    switch (custody.places().get(tag)) {
      case Custody.OnShelf shelf -> shelf(shelf.door()).put(tag, item);
      case Custody.Suspect suspect -> shelf(suspect.door()).put(tag, item);
      case null -> {
        if (stocking) shelf(new DoorId(Integer.toString(1 + number % DOORS))).put(tag, item);
        else lent.put(tag, item);
      }
    }
  }

  private SortedMap<TagId, Item> shelf(DoorId door) {
    var shelf = shelves.get(door);
    if (shelf == null) throw new IllegalStateException("there is no door " + door);
    return shelf;
  }

  /** The devices come up, and the centre tells its rules. */
  void open() {
    events.add(new HealthEvent.DeviceChanged(LOCKS, new DeviceHealth.Ready()));
    events.add(new HealthEvent.DeviceChanged(READERS, new DeviceHealth.Ready()));
    events.add(new CentreEvent.LinkChanged(true));
    events.add(new CentreEvent.PolicyArrived(rules()));
  }

  private static Policy rules() {
    return new Policy(
        1,
        30,
        Duration.ofMinutes(5),
        new Policy.Offline(50, true),
        new TreeSet<>(),
        new TreeMap<>(),
        false);
  }

  /** What happens next, if anything can. */
  Optional<Event> next() {
    if (events.isEmpty()) screen.flatMap(this::read).ifPresent(events::add);
    return Optional.ofNullable(events.poll());
  }

  /** What the patron before this screen does. */
  private Optional<Event> read(Screen shown) {
    return switch (shown.name()) {
      case "attract" -> Optional.of(new VisitEvent.CardTapped(patron(random.nextInt(PATRONS))));
      case "choose-door" -> Optional.of(new VisitEvent.Touched(choice(shown)));
      case "receipt", "turned-away" -> Optional.of(new VisitEvent.Touched(new Intent.Finish()));
      default -> Optional.empty();
    };
  }

  private static PatronToken patron(int number) {
    return new PatronToken("%032x".formatted(number));
  }

  private Intent choice(Screen shown) {
    var offered = shown.doors().stream().filter(Screen.DoorTile::offered).toList();
    if (offered.isEmpty()) return new Intent.Finish();
    return new Intent.OpenDoor(offered.get(random.nextInt(offered.size())).door());
  }

  @Override
  public void act(Effect effect, Now now) {
    switch (effect) {
      case Effect.Unlock(DoorId door, Duration atMost) -> {
        say("pull " + door.label());
        events.add(new ShelfEvent.BoltPulled(door, ShelfEvent.Pull.DONE, ""));
        events.add(new ShelfEvent.DoorOpened(door));
        reachIn(shelf(door));
        events.add(new ShelfEvent.DoorClosed(door));
      }
      case Effect.Mark(DoorId door, TagId tag, boolean mayLeave) ->
          events.add(new ShelfEvent.MarkEnded(door, tag, true, ""));
      case Effect.Show(Screen shown) -> show(shown);
      case Effect.SenseDoors() ->
          shelves
              .keySet()
              .forEach(door -> events.add(new ShelfEvent.DoorSensed(door, DoorContact.CLOSED)));
      case Effect.CountShelf(DoorId door, long count, int rounds) ->
          events.add(new ShelfEvent.ShelfRead(door, count, rounds, seen(door, rounds)));
      case Effect.AskCentre(long ask, PatronToken patron, Duration patience) ->
          events.add(new CentreEvent.PatronAnswered(ask, new Verdict.Welcome(20)));
      case Effect.Say _, Effect.Report _, Effect.TellAtOnce _, Effect.Light _ -> {}
      case Effect.LookAtBoard _, Effect.BelievePolarity _ -> {}
      case Effect.Convey _, Effect.HaltSlot _, Effect.SenseSlot _ -> {}
      case Effect.CountTunnel _, Effect.AskItem _ -> {}
      case Effect.Switch _, Effect.SenseAir _, Effect.Shine _, Effect.Darken _ -> {}
      case Effect.Admit _ -> {}
      case Effect.Magnetise _, Effect.SayLoan _, Effect.SayReturn _ -> {}
      case Effect.Announce _, Effect.Silence _ -> {}
      case Effect.TakePicture _, Effect.ErasePictures _ -> {}
      case Effect.Restart(String reason) ->
          throw new IllegalStateException("nobody wants a restart: " + reason);
      case Effect.PrintReceipt receipt ->
          throw new IllegalStateException("there is no printer: " + receipt.job());
      case Effect.Halt(String reason) ->
          throw new IllegalStateException("there is no battery: " + reason);
    }
  }

  private void reachIn(SortedMap<TagId, Item> shelf) {
    if (lent.isEmpty() || (!shelf.isEmpty() && random.nextBoolean())) hand(shelf, lent);
    else hand(lent, shelf);
  }

  private void hand(SortedMap<TagId, Item> from, SortedMap<TagId, Item> to) {
    for (int i = 1 + random.nextInt(3); i > 0 && !from.isEmpty(); i--) {
      List<TagId> tags = new ArrayList<>(from.keySet());
      TagId tag = tags.get(random.nextInt(tags.size()));
      var item = from.remove(tag);
      if (item != null) to.put(tag, item);
    }
  }

  private SortedMap<TagId, Reading> seen(DoorId door, int rounds) {
    var seen = new TreeMap<TagId, Reading>();
    shelf(door)
        .forEach(
            (tag, item) -> seen.put(tag, new Reading(rounds, new Content.Book(item, true), true)));
    return seen;
  }

  private void show(Screen shown) {
    boolean anew = screen.filter(before -> before.name().equals("receipt")).isEmpty();
    screen = Optional.of(shown);
    if (!anew || !shown.name().equals("receipt")) return;
    say("receipt " + lines(shown, "loaned") + " " + lines(shown, "returned"));
  }

  private static long lines(Screen shown, String kind) {
    return shown.lines().stream().filter(line -> line.kind().equals(kind)).count();
  }

  @Override
  public void turned(Kiosk kiosk, long nowCommitted) {
    if (nowCommitted == committed) return;
    committed = nowCommitted;
    say("commit " + committed + " " + journal.hashAt(committed).hex());
  }

  /** Whole, and with an end that a line that was cut off lacks. */
  void say(String words) {
    out.print(words + BusyStation.END + "\n");
    out.flush();
  }
}
