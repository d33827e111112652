package org.shuyi.sim.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.Screen.Phrase;
import org.shuyi.kiosk.kernel.ServiceEvent;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.ui.Texts;
import org.shuyi.sim.centre.Publication;
import org.shuyi.sim.centre.ReferenceCentre.Staff;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.device.ModbusSorterPeer;
import org.shuyi.sim.scenario.Company.Actor;
import org.shuyi.sim.station.Cabinet;
import org.shuyi.sim.station.Extra;
import org.shuyi.sim.station.VirtualTown;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Happened;
import org.shuyi.sim.world.HouseWiring;
import org.shuyi.sim.world.Shelf;
import org.shuyi.sim.world.World;

/**
 * A stage in virtual time: the same story takes milliseconds and goes the same way every time. The
 * station's program is the product's own; pages and sockets are left out.
 */
public final class VirtualStage implements Stage {
  private static final Instant DAWN = Instant.parse("2026-03-02T01:00:00Z");
  private static final Duration OPENS_WITHIN = Duration.ofMinutes(2);
  private static final Duration REACHES_IN = Duration.ofMillis(400);
  private static final String STAFF_KEY = "staff-mei";

  /** Longer than any story's journal, and what can be read at once. */
  private static final int MOST_RECORDS = 1_000;

  private final Company company = new Company();
  private final Texts texts = Texts.bundled();
  private final VirtualTown town;
  private final Staff staff;
  private final long began;
  private final long recordsBefore;
  private final Shelf gate;
  private boolean slotted;
  private List<Publication> lastCommand = List.of();

  /** Opens a town and waits until its station serves. */
  public VirtualStage() {
    var key = VirtualTown.keys(STAFF_KEY);
    staff = new Staff(STAFF_KEY, "Mei", key.getPrivate());
    var roles = new TreeSet<>(List.of("operator", "supervisor"));
    var keys = new TreeMap<String, Rules.StaffKey>();
    keys.put(STAFF_KEY, new Rules.StaffKey("Mei", key.getPublic(), roles));
    var plan =
        new VirtualTown.Plan(
            1,
            Cabinet.usual(Cabinet.Board.KERONG).with(Extra.PRINTER, Extra.UPS),
            10_000,
            CourierSettings.desk(),
            DAWN);
    town =
        new VirtualTown(
            plan,
            Rules.usual(keys),
            company.patrons(card -> VirtualTown.token(card.uid())),
            "command-");
    gate = town.world().addShelf(new Shelf("return slot", Shelf.OPEN, "none", 1));
    company.furnish(
        town.world(), IntStream.rangeClosed(1, Company.DOORS).mapToObj(town::shelf).toList());
    town.station().powerOn();
    awaitService();
    began = town.time().now();
    recordsBefore = town.journal().lastSeq();
  }

  private void awaitService() {
    while (!serves()) {
      if (town.time().now() > OPENS_WITHIN.toMillis()) {
        throw new IllegalStateException("the station does not serve: " + ledger().report());
      }
      pass(blink());
    }
  }

  private boolean serves() {
    return screen().filter(shown -> shown.name().equals("attract")).isPresent()
        && company.isServed(ledger(), truth());
  }

  @Override
  public Duration now() {
    return Duration.ofMillis(town.time().now() - began);
  }

  @Override
  public void pass(Duration time) {
    town.time().run(town.time().now() + time.toMillis());
  }

  @Override
  public Duration blink() {
    return Duration.ofMillis(20);
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(20);
  }

  @Override
  public Company company() {
    return company;
  }

  @Override
  public String token(Actor actor) {
    return VirtualTown.token(actor.card().uid());
  }

  @Override
  public Seen carryOut(Doing doing) {
    World world = town.world();
    return switch (doing) {
      case Doing.HoldCard(Actor actor) -> seen(world.holdCard(actor.person(), actor.card()));
      case Doing.TakeCardAway() -> seen(world.removeCard());
      case Doing.Scan(String code) -> seen(world.scanCode(code));
      case Doing.TouchDoor(int door) ->
          touch(new Intent.OpenDoor(new DoorId(Integer.toString(door))));
      case Doing.TouchButton(String intent) ->
          touch(
              switch (intent) {
                case "stay" -> new Intent.Stay();
                case "print" -> new Intent.Print();
                case "return-book" -> new Intent.ReturnBook();
                case "laid-on" -> new Intent.LaidOn();
                default -> new Intent.Finish();
              });
      case Doing.TouchLanguage(String language) -> touch(new Intent.Speak(language));
      case Doing.OpenDoor(int door, boolean withKey) ->
          seen(withKey ? world.openWithKey(door) : world.openDoor(door));
      case Doing.CloseDoor(int door) -> seen(world.closeDoor(door));
      case Doing.Take(Actor actor, Book book) -> seen(world.takeBook(actor.person(), own(book)));
      case Doing.Put(Actor actor, Book book, int door) ->
          seen(world.putBook(actor.person(), own(book), town.shelf(door)));
      case Doing.BuildSlot() -> {
        if (town.station().isUp()) town.station().stop("set up anew");
        town.rebuild(
            Cabinet.usual(Cabinet.Board.KERONG)
                .with(Extra.PRINTER, Extra.UPS, Extra.SORTER, Extra.TUNNEL));
        slotted = true;
        yield start();
      }
      case Doing.LayIn(Actor actor, Book book) -> layIn(actor, own(book));
      case Doing.TakeOut(Actor actor, Book book) -> takeOut(actor, own(book));
      case Doing.Unplug(String device) -> seen(world.unplug(device));
      case Doing.PlugIn(String device) -> seen(world.plugIn(device));
      case Doing.Mains(boolean on) -> mains(on);
      case Doing.Paper(int lines) -> {
        town.paper().refill(lines);
        yield Seen.yes("");
      }
      case Doing.Feed(Doing.Fed fed) -> {
        town.supplied().mains(fed == Doing.Fed.MAINS);
        town.supplied().battery(fed == Doing.Fed.LOW_BATTERY ? 10 : 100);
        yield Seen.yes("");
      }
      case Doing.Network(boolean on) -> seen(world.network(on));
      case Doing.Panel(boolean open) -> seen(world.panel(open));
      case Doing.Fire(boolean active) -> seen(world.fire(active));
      case Doing.EndEmergency(String reason) -> {
        town.station().tell(new ServiceEvent.EmergencyEnded(staff.person(), reason));
        yield Seen.yes("");
      }
      case Doing.BuildEntrance() -> {
        if (town.station().isUp()) town.station().stop("set up anew");
        town.rebuild(
            Cabinet.usual(Cabinet.Board.KERONG).with(Extra.PRINTER, Extra.UPS, Extra.PORCH));
        yield start();
      }
      case Doing.WalkOut(boolean wanted) -> {
        boolean gaveWay = town.porch().leaves();
        yield new Seen(gaveWay == wanted, gaveWay ? "it gives way" : "it holds");
      }
      case Doing.ExitButton(boolean pressed) -> {
        town.porch().door().presses(pressed);
        yield Seen.yes("");
      }
      case Doing.BridgeExit(boolean bridged) -> {
        town.porch().door().plant(HouseWiring.Fault.FIRE_BRIDGED, bridged);
        yield Seen.yes("");
      }
      case Doing.ClearExit(String reason) -> {
        town.station().tell(new ServiceEvent.ExitCleared(staff.person(), reason));
        yield Seen.yes("");
      }
      case Doing.Jam(int door, boolean jammed) -> {
        world.jam(door, jammed);
        yield Seen.yes("");
      }
      case Doing.Cross(int one, int other, boolean crossed) -> {
        world.crossBolts(one, other, crossed);
        yield Seen.yes("");
      }
      case Doing.OutboxLimit(int records) -> {
        if (town.station().isUp()) town.station().stop("set up anew");
        town.station().outboxLimit(records);
        yield start();
      }
      case Doing.Trouble(String device, var faults) -> {
        town.touch(
            device,
            peer -> {
              if (faults.isEmpty()) peer.faults().heal();
              faults.forEach(peer.faults()::add);
            });
        yield Seen.yes("");
      }
      case Doing.KillStation() -> kill();
      case Doing.StartStation() -> start();
      case Doing.Command command -> command(command);
      case Doing.CommandAgain() -> commandAgain();
    };
  }

  /** A hand is seen in the gate meanwhile. */
  private Seen layIn(Actor actor, Book book) {
    if (!town.conveyor().shutterIs(true)) return Seen.no("the gate of the slot is not open");
    Seen laid = seen(town.world().putBook(actor.person(), book, gate));
    if (!laid.holds()) return laid;
    town.conveyor().hand(true);
    pass(REACHES_IN);
    town.conveyor().put(book);
    pass(REACHES_IN);
    town.conveyor().hand(false);
    return laid;
  }

  private Seen takeOut(Actor actor, Book book) {
    if (!town.conveyor().shutterIs(true)) return Seen.no("the gate of the slot is not open");
    if (!town.conveyor().inInlet().equals(List.of(book))) {
      return Seen.no(book.title() + " does not lie in the gate");
    }
    town.conveyor().hand(true);
    pass(REACHES_IN);
    town.conveyor().takeOut();
    pass(REACHES_IN);
    town.conveyor().hand(false);
    return seen(town.world().takeBook(actor.person(), book));
  }

  /** The story's book as it lies in this world. */
  private Book own(Book told) {
    return company.book(told.barcode()).orElseThrow();
  }

  private static Seen seen(Happened happened) {
    return happened.done() ? Seen.yes("") : Seen.no(happened.words());
  }

  /** Only what the screen offers can be touched, as at the real one. */
  private Seen touch(Intent intent) {
    var shown = town.station().screen();
    if (shown.isEmpty()) return Seen.no("the screen is dark");
    if (!offers(shown.get(), intent)) {
      return Seen.no("the screen " + shown.get().name() + " does not offer it");
    }
    town.station().touch(intent);
    return Seen.yes("");
  }

  private static boolean offers(Screen screen, Intent intent) {
    return intent instanceof Intent.Speak
        || screen.buttons().stream().anyMatch(button -> button.intent().equals(intent))
        || screen.doors().stream()
            .anyMatch(tile -> tile.offered() && intent.equals(new Intent.OpenDoor(tile.door())));
  }

  private Seen mains(boolean on) {
    Seen changed = seen(town.world().mains(on));
    if (!changed.holds()) return changed;
    if (on) town.station().powerOn();
    else town.station().powerCut();
    return changed;
  }

  private Seen kill() {
    if (!town.station().isUp()) return Seen.no("it does not run");
    town.station().powerCut();
    return Seen.yes("");
  }

  private Seen start() {
    if (town.station().isUp()) return Seen.no("it runs already");
    if (!town.world().mains()) return Seen.no("there are no mains");
    town.station().powerOn();
    return Seen.yes("");
  }

  private Seen command(Doing.Command command) {
    lastCommand =
        town.centre()
            .order(
                VirtualTown.address(),
                command.action(),
                command.parameters(),
                command.reason(),
                command.override(),
                List.of(staff),
                DAWN.plusMillis(town.time().now()));
    town.send(lastCommand);
    return Seen.yes("");
  }

  private Seen commandAgain() {
    if (lastCommand.isEmpty()) return Seen.no("no command was sent yet");
    town.send(lastCommand);
    return Seen.yes("");
  }

  @Override
  public Optional<Shown> screen() {
    return town.station().screen().map(this::shown);
  }

  private Shown shown(Screen screen) {
    var said =
        Stream.of(
                Stream.of(screen.title(), screen.hint()),
                screen.notices().stream(),
                screen.buttons().stream().map(Screen.Button::label))
            .flatMap(phrases -> phrases)
            .map(phrase -> say(screen, phrase));
    var lines =
        screen.lines().stream()
            .map(line -> new Shown.Line(line.kind(), line.title(), say(screen, line.detail())))
            .toList();
    var inLines = lines.stream().flatMap(line -> Stream.of(line.title(), line.detail()));
    var doors = new TreeMap<Integer, String>();
    screen.doors().forEach(tile -> doors.put(number(tile.door()), look(tile.look())));
    return new Shown(
        screen.name(), screen.language(), Stream.concat(said, inLines).toList(), doors, lines);
  }

  private String say(Screen screen, Phrase phrase) {
    return texts.say(screen.language(), phrase).text();
  }

  private static int number(DoorId door) {
    return Integer.parseInt(door.label());
  }

  private static String look(Screen.Look look) {
    return switch (look) {
      case SHUT -> "shut";
      case UNLOCKED -> "unlocked";
      case OPEN -> "open";
      case AJAR -> "ajar";
      case COUNTING -> "counting";
      case AWAY -> "away";
    };
  }

  @Override
  public Truth truth() {
    var scene = town.world().scene();
    SortedMap<Integer, Truth.Door> doors = new TreeMap<>();
    scene
        .doors()
        .forEach(
            door ->
                doors.put(door.number(), new Truth.Door(door.open(), door.released(), door.lit())));
    SortedMap<Integer, List<String>> shelves = new TreeMap<>();
    for (var view : scene.shelves()) {
      Shelf shelf = view.shelf();
      if (!shelf.equals(gate)) shelves.put(shelf.door(), barcodes(view.books()));
    }
    Map<String, List<String>> hands = new TreeMap<>();
    scene.hands().forEach((person, books) -> hands.put(person.name(), barcodes(books)));
    return new Truth(
        doors,
        shelves,
        hands,
        town.world().history().stream().map(line -> line.deed().words()).toList(),
        slotted ? Optional.of(slot()) : Optional.empty());
  }

  private Truth.ReturnSlot slot() {
    var bins = new TreeMap<Integer, List<String>>();
    for (int bin = 1; bin <= ModbusSorterPeer.BINS; bin++) {
      bins.put(bin, barcodes(town.conveyor().in(bin)));
    }
    return new Truth.ReturnSlot(!town.conveyor().shutterIs(false), bins);
  }

  private static List<String> barcodes(List<Book> books) {
    return books.stream().map(Book::barcode).toList();
  }

  @Override
  public List<Entry> journal() {
    return town.journal().tail(MOST_RECORDS).stream()
        .filter(line -> line.seq() > recordsBefore)
        .map(line -> new Entry(line.seq(), line.kind(), line.text()))
        .toList();
  }

  @Override
  public Ledger ledger() {
    return Ledgers.of(town.centre(), VirtualTown.address());
  }

  @Override
  public void close() {
    if (town.station().isUp()) town.station().stop("the story is over");
    town.journal().close();
  }
}
