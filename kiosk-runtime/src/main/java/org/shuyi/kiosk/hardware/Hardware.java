package org.shuyi.kiosk.hardware;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Health;
import org.shuyi.devices.card.CardNotice;
import org.shuyi.devices.climate.ClimateCommand;
import org.shuyi.devices.climate.ClimateNotice;
import org.shuyi.devices.code.CodeNotice;
import org.shuyi.devices.link.Pins;
import org.shuyi.devices.lock.Contact;
import org.shuyi.devices.lock.LockCommand;
import org.shuyi.devices.lock.LockNotice;
import org.shuyi.devices.lock.Occupancy;
import org.shuyi.devices.lock.Polarity;
import org.shuyi.devices.lock.Pull;
import org.shuyi.devices.position.PositionNotice;
import org.shuyi.devices.power.PowerCommand;
import org.shuyi.devices.power.PowerNotice;
import org.shuyi.devices.printer.PrinterCommand;
import org.shuyi.devices.printer.PrinterNotice;
import org.shuyi.devices.sign.SignCommand;
import org.shuyi.devices.sign.SignNotice;
import org.shuyi.devices.sorter.SorterCommand;
import org.shuyi.devices.sorter.SorterNotice;
import org.shuyi.devices.tag.TagCommand;
import org.shuyi.devices.tag.TagNotice;
import org.shuyi.devices.tag.memory.Marks;
import org.shuyi.devices.voice.VoiceCommand;
import org.shuyi.devices.voice.VoiceNotice;
import org.shuyi.kiosk.kernel.Announcement.Outlet;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorContact;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.EntranceEvent;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.HealthEvent;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.Reading;
import org.shuyi.kiosk.kernel.ShelfEvent;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.VisitEvent;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.trust.PatronTokens;

/**
 * Turns effects into commands of ports, and notices into events. It decides nothing.
 *
 * <p>Devices are attached once, before anything is told; afterwards notices may come from any
 * device's own thread, since all that is changed here is the kernel's queue behind {@code events}.
 */
public final class Hardware {
  /** The board's own pins, all together one device. */
  public static final DeviceId PINS = new DeviceId("pins");

  static final String FIRE = "the fire input is active";

  private final SortedMap<DoorId, DoorWiring> doors;
  private final PatronTokens tokens;
  private final boolean legacy3m;
  private final Consumer<Event> events;
  private final Map<DeviceId, Consumer<LockCommand>> boards = new HashMap<>();
  private final Map<DeviceId, Consumer<TagCommand>> readers = new HashMap<>();
  private final List<Consumer<PowerCommand>> supplies = new ArrayList<>();
  private final AirSensors air = new AirSensors();
  private ReceiptPrinter printer;
  private final Announcers announcers;
  private Optional<SlotPanel> slot = Optional.empty();
  private final DoorContacts contacts;
  private final UvLamp uv;
  private final EntranceDoor entrance;
  private final BoltSupplies boltSupplies;
  private final MagnetUnit magnet;
  private final LibraryDesk library = new LibraryDesk();
  private SortedSet<DeviceId> outside = new TreeSet<>();
  private volatile PinPanel panel = PinPanel.NONE;

  /**
   * @param legacy3m whether this station's stock has legacy 3M tags
   * @param events the kernel's queue; must not block
   */
  public Hardware(
      SortedMap<DoorId, DoorWiring> doors,
      PatronTokens tokens,
      boolean legacy3m,
      Consumer<Event> events) {
    this.doors = Collections.unmodifiableSortedMap(new TreeMap<>(doors));
    this.tokens = tokens;
    this.legacy3m = legacy3m;
    this.events = events;
    this.printer = ReceiptPrinter.none(events);
    this.announcers = new Announcers(events);
    this.contacts =
        new DoorContacts(
            doors.entrySet().stream()
                .filter(door -> door.getValue().sensor().isPresent())
                .map(Map.Entry::getKey)
                .toList());
    this.uv = new UvLamp(events);
    this.entrance = new EntranceDoor(events, () -> panel.fire());
    this.boltSupplies = new BoltSupplies(boards, () -> panel.fire());
    this.magnet = new MagnetUnit(events, () -> panel.fire());
  }

  /** Attaches a lock board and answers where its notices go. */
  public Consumer<LockNotice> lockBoard(DeviceId id, Consumer<LockCommand> board) {
    boards.put(id, board);
    return notice -> lockNoticed(id, notice);
  }

  /** Says how a lock board's bolts are fed, before anything is attached. */
  public void boltSupply(DeviceId board, SupplyWiring wiring) {
    boltSupplies.wire(board, wiring);
  }

  public Consumer<TagNotice> tagReader(DeviceId id, Consumer<TagCommand> reader) {
    readers.put(id, reader);
    return notice -> tagNoticed(id, notice);
  }

  /**
   * A card reader. It is never told to forget: a card that was left on it must not begin a visit
   * for whoever comes next.
   */
  public Consumer<CardNotice> cardReader(DeviceId id) {
    boolean atEntrance = outside.contains(id);
    return notice -> cardNoticed(notice, atEntrance);
  }

  /** Names the readers and scanners outside the room's door, before they are attached. */
  public void outside(SortedSet<DeviceId> readers) {
    outside = new TreeSet<>(readers);
  }

  /** Names the sorter and the antenna of the return slot, before its devices are attached. */
  public void returnSlot(SlotWiring wiring) {
    slot = Optional.of(new SlotPanel(wiring, events, () -> panel.fire()));
  }

  /** A sorter; one that no return slot names is watched, and nobody commands it. */
  public Consumer<SorterNotice> sorter(DeviceId id, Consumer<SorterCommand> sorter) {
    return slot.filter(panel -> panel.isSorter(id))
        .map(panel -> panel.attach(sorter))
        .orElse(notice -> {});
  }

  /** A scanner whose codes are library cards on a phone or on paper. */
  public Consumer<CodeNotice> scanner(DeviceId id) {
    boolean atEntrance = outside.contains(id);
    return notice -> {
      switch (notice) {
        case CodeNotice.CodeScanned(String text) -> tapped("code", text, atEntrance);
      }
    };
  }

  /** Attaches the receipt printer, as the only one, and answers where its notices go. */
  public Consumer<PrinterNotice> receiptPrinter(Consumer<PrinterCommand> commands) {
    var attached = new ReceiptPrinter(commands, events);
    printer = attached;
    return attached::noticed;
  }

  /** Attaches the sign, as the only one, and answers where its notices go. */
  public Consumer<SignNotice> sign(Consumer<SignCommand> commands) {
    return announcers.sign(commands);
  }

  /** Attaches the voice, as the only one, and answers where its notices go. */
  public Consumer<VoiceNotice> voice(Consumer<VoiceCommand> commands) {
    return announcers.voice(commands);
  }

  /** Attaches a power supply and answers where its notices go. */
  public Consumer<PowerNotice> powerSupply(Consumer<PowerCommand> supply) {
    supplies.add(supply);
    return notice -> events.accept(SupplyReading.of(notice));
  }

  /** Where a library system is told of loans and returns. */
  public LibraryDesk library() {
    return library;
  }

  /** The kernel's queue, for what comes from elsewhere than a device. */
  public Consumer<Event> events() {
    return events;
  }

  /** Where the notices of a receiver of position go. */
  public Consumer<PositionNotice> receiver() {
    return notice -> events.accept(Receivers.event(notice));
  }

  /** Attaches a sensor of the air and answers where its notices go. */
  public Consumer<ClimateNotice> airSensor(Consumer<ClimateCommand> sensor) {
    return air.attach(sensor, events);
  }

  /**
   * Attaches the pins of the board, as the only device also later: lamps that were wanted before
   * are wanted again when it is ready.
   *
   * @param healths hears when a pin fails or is well again
   * @throws RuntimeException where a pin cannot be claimed
   */
  public void pins(Pins pins, PinWiring wiring, Consumer<Health> healths) {
    wiring.sensors().keySet().forEach(contacts::tellsItself);
    panel = PinPanel.on(pins, wiring, uv, this::sensorChanged, events, healths);
    boltSupplies.attach(pins);
    wiring
        .entrance()
        .door()
        .ifPresent(relay -> entrance.attach(pins.output(relay.pin(), relay.longest())));
    wiring
        .magnet()
        .forEach((way, relay) -> magnet.attach(way, pins.output(relay.pin(), relay.longest())));
  }

  public Consumer<Health> healthOf(DeviceId id) {
    return health -> {
      boolean lost = health instanceof Health.Lost;
      if (id.equals(PINS)) {
        uv.contact("the pins are away", !lost);
        boltSupplies.pins(lost);
      } else if (lost) lost(id);
      events.accept(
          new HealthEvent.DeviceChanged(
              id,
              switch (health) {
                case Health.Ready ready -> new DeviceHealth.Ready();
                case Health.Degraded(String why) -> new DeviceHealth.Degraded(why);
                case Health.Lost(String why) -> new DeviceHealth.Lost(why);
              }));
    };
  }

  /** What a board that is lost said last of its doors is not believed. */
  private void lost(DeviceId id) {
    doors.forEach(
        (door, wiring) -> {
          if (wiring.board().equals(id)) uv.latch(door, false);
        });
  }

  /** Lets somebody into the room, unless something says that it may not. */
  public void admit(Effect.Admit admit, Duration ago) {
    entrance.admit(admit, ago);
  }

  /** Burns the ultraviolet lamp, unless something says that it may not. */
  public void shine(Effect.Shine shine, Duration ago) {
    uv.shine(shine.atMost(), ago);
  }

  /** Closes a contact of the magnetic unit, unless something says that it may not. */
  public void magnetise(Effect.Magnetise wanted, Duration ago) {
    magnet.magnetise(wanted, ago);
  }

  public void darken() {
    uv.darken();
  }

  /**
   * Has a bolt pulled, unless it comes too late, or the fire input is active.
   *
   * @param ago since it was decided: a disk may have held it up
   */
  public void unlock(Effect.Unlock unlock, Duration ago) {
    Optional<String> obstacle =
        Late.why(ago).or(() -> panel.fire() ? Optional.of(FIRE) : Optional.empty());
    if (obstacle.isPresent()) {
      var notDone = ShelfEvent.Pull.NOT_DONE;
      events.accept(new ShelfEvent.BoltPulled(unlock.door(), notDone, obstacle.get()));
      return;
    }
    uv.unlocked(unlock.door());
    DoorWiring wiring = wiring(unlock.door());
    board(wiring).accept(new LockCommand.Open(wiring.channel(), unlock.atMost()));
  }

  public void mark(Effect.Mark mark) {
    if (panel.fire()) {
      events.accept(new ShelfEvent.MarkEnded(mark.door(), mark.tag(), false, FIRE));
      return;
    }
    DoorWiring wiring = wiring(mark.door());
    reader(wiring)
        .accept(
            new TagCommand.Mark(
                Bytes.parse(mark.tag().hex()),
                wiring.antenna(),
                (mark.mayLeave() ? Marks.ON_LOAN : Marks.IN_LIBRARY).afi(),
                !mark.mayLeave()));
  }

  /**
   * Has a receipt printed, unless it comes too late.
   *
   * @param lines what it says
   * @param ago since it was decided
   */
  public void print(long job, List<String> lines, Duration ago) {
    printer.print(job, lines, ago);
  }

  /**
   * Tells something by sign or voice.
   *
   * @param written for the sign
   * @param spoken language to sentence, for the voice
   */
  public void announce(Effect.Announce what, String written, SequencedMap<String, String> spoken) {
    announcers.announce(what, written, spoken);
  }

  public void silence(Outlet outlet) {
    announcers.silence(outlet);
  }

  public void count(Effect.CountShelf count) {
    DoorWiring wiring = wiring(count.door());
    reader(wiring).accept(new TagCommand.Count(count.count(), wiring.antenna(), count.rounds()));
  }

  public void convey(Effect.Convey convey, Duration ago) {
    slot.ifPresent(panel -> panel.convey(convey, ago));
  }

  public void haltSlot() {
    slot.ifPresent(SlotPanel::halt);
  }

  public void senseSlot() {
    slot.ifPresent(SlotPanel::sense);
  }

  public void countTunnel(Effect.CountTunnel count) {
    slot.ifPresent(panel -> reader(panel.reader()).accept(panel.count(count)));
  }

  /** Looks at everything anew whose notices may have been lost. */
  public void sense() {
    contacts.asked();
    boards.values().forEach(board -> board.accept(new LockCommand.Sense()));
    printer.sense();
    supplies.forEach(supply -> supply.accept(new PowerCommand.Sense()));
  }

  /** Reads a lock board's bits as they are. */
  public void lookAt(DeviceId board) {
    found(boards.get(board), "lock board " + board).accept(new LockCommand.Look());
  }

  /** Has a lock board's bits read as a person has proven them. */
  public void believe(Effect.BelievePolarity believed) {
    Polarity polarity = believed.oneIsClosed() ? Polarity.ONE_IS_CLOSED : Polarity.ONE_IS_OPEN;
    found(boards.get(believed.board()), "lock board " + believed.board())
        .accept(new LockCommand.Believe(polarity));
  }

  /** Lights these lamps and darkens the others; a lamp that is not wired is nobody's. */
  public void light(Effect.Light light) {
    panel.light(light.lit());
  }

  /** Switches these on and the others off; an appliance that is not wired is nobody's. */
  public void switchOn(Effect.Switch wanted) {
    panel.switchOn(wanted.on());
  }

  public void senseAir() {
    air.sense();
  }

  private void lockNoticed(DeviceId board, LockNotice notice) {
    boltSupplies.noticed(board, notice);
    switch (notice) {
      case LockNotice.SupplyWanted(Duration atMost) -> boltSupplies.want(board, atMost);
      case LockNotice.SupplyEnded() -> boltSupplies.end(board);
      case LockNotice.Changed(int channel, Contact contact) ->
          doors.forEach(
              (door, wiring) -> {
                if (isAt(wiring, board, channel)) latchChanged(door, contact);
                if (isAt(wiring.sensor(), board, channel)) {
                  sensorChanged(door, contact);
                }
              });
      case LockNotice.Sensed(SortedMap<Integer, Contact> told) ->
          doors.forEach(
              (door, wiring) -> {
                if (wiring.board().equals(board)) latchSensed(door, at(told, wiring.channel()));
                wiring
                    .sensor()
                    .filter(input -> input.board().equals(board))
                    .flatMap(input -> sensorSensed(door, at(told, input.number())))
                    .ifPresent(now -> events.accept(new ShelfEvent.DoorSensed(door, now)));
              });
      case LockNotice.Looked(String bits) -> events.accept(new HealthEvent.BoardRead(board, bits));
      case LockNotice.Occupied(int channel, Occupancy occupancy) ->
          doors.forEach(
              (door, wiring) -> {
                if (isAt(wiring.occupied(), board, channel)) occupied(door, occupancy);
              });
      case LockNotice.Pulled(int channel, Pull pull, String detail) ->
          doors.forEach(
              (door, wiring) -> {
                if (isAt(wiring, board, channel)) {
                  events.accept(new ShelfEvent.BoltPulled(door, pull(pull), detail));
                }
              });
    }
  }

  private void sensorChanged(DoorId door, Contact contact) {
    uv.sensor(door, contact == Contact.CLOSED);
    contacts.sensor(door, contact).ifPresent(now -> changed(door, now));
  }

  private Optional<DoorContact> sensorSensed(DoorId door, Contact contact) {
    uv.sensor(door, contact == Contact.CLOSED);
    return contacts.sensorSensed(door, contact);
  }

  private void latchChanged(DoorId door, Contact contact) {
    uv.latch(door, contact == Contact.CLOSED);
    if (contacts.has(door)) contacts.latch(door, contact).ifPresent(now -> changed(door, now));
    else changed(door, DoorContacts.joined(contact, contact));
  }

  private void changed(DoorId door, DoorContact contact) {
    events.accept(
        switch (contact) {
          case OPEN -> new ShelfEvent.DoorOpened(door);
          case CLOSED -> new ShelfEvent.DoorClosed(door);
          case AJAR -> new ShelfEvent.DoorAjar(door);
          case UNKNOWN -> new ShelfEvent.DoorUnseen(door);
        });
  }

  private void latchSensed(DoorId door, Contact contact) {
    uv.latch(door, contact == Contact.CLOSED);
    Optional<DoorContact> seen =
        contacts.has(door)
            ? contacts.latchSensed(door, contact)
            : Optional.of(DoorContacts.joined(contact, contact));
    seen.ifPresent(now -> events.accept(new ShelfEvent.DoorSensed(door, now)));
  }

  private static Contact at(SortedMap<Integer, Contact> told, int channel) {
    return told.getOrDefault(channel, Contact.UNKNOWN);
  }

  private void occupied(DoorId door, Occupancy occupancy) {
    events.accept(
        new ShelfEvent.CompartmentSeen(
            door,
            switch (occupancy) {
              case OCCUPIED -> ShelfEvent.Occupancy.OCCUPIED;
              case EMPTY -> ShelfEvent.Occupancy.EMPTY;
              case UNKNOWN -> ShelfEvent.Occupancy.UNKNOWN;
            }));
  }

  private void tagNoticed(DeviceId reader, TagNotice notice) {
    switch (notice) {
      case TagNotice.Counted(
              long request,
              int antenna,
              int rounds,
              SortedMap<Bytes, TagNotice.Seen> tags) -> {
        tunnelAt(reader, antenna).ifPresent(t -> t.read(request, rounds, tags, legacy3m));
        var readings = new TreeMap<TagId, Reading>();
        tags.forEach(
            (uid, seen) -> readings.put(new TagId(uid.hex()), TagReading.of(seen, legacy3m)));
        doorAt(reader, antenna, door -> new ShelfEvent.ShelfRead(door, request, rounds, readings));
      }
      case TagNotice.NotCounted(long request, int antenna, String why) -> {
        tunnelAt(reader, antenna).ifPresent(tunnel -> tunnel.unread(request, why));
        doorAt(reader, antenna, door -> new ShelfEvent.ShelfUnread(door, request, why));
      }
      case TagNotice.Marked(Bytes uid, int antenna, boolean written, String detail) ->
          doorAt(
              reader,
              antenna,
              door -> new ShelfEvent.MarkEnded(door, new TagId(uid.hex()), written, detail));
      case TagNotice.Written _ -> {
        // Contents are written by staff's tools; the kernel has asked for nothing.
      }
    }
  }

  private Optional<SlotPanel> tunnelAt(DeviceId reader, int antenna) {
    return slot.filter(panel -> panel.sees(reader, antenna));
  }

  private void doorAt(DeviceId reader, int antenna, Function<DoorId, Event> event) {
    doors.forEach(
        (door, wiring) -> {
          if (wiring.reader().equals(reader) && wiring.antenna() == antenna) {
            events.accept(event.apply(door));
          }
        });
  }

  private void cardNoticed(CardNotice notice, boolean atEntrance) {
    switch (notice) {
      case CardNotice.CardSeen(CardNotice.Technology technology, Bytes id) ->
          tapped(family(technology), id.hex(), atEntrance);
      case CardNotice.CardUnusable(String why) ->
          events.accept(
              atEntrance ? new EntranceEvent.CardUseless(why) : new VisitEvent.CardUnusable(why));
    }
  }

  /** The card's own number ends here, but for a library system that knows people by it. */
  private void tapped(String family, String id, boolean atEntrance) {
    List<PatronToken> valid = tokens.tokens(family, id).stream().map(PatronToken::new).toList();
    Optional<PatronToken> older = valid.stream().skip(1).findFirst();
    if (!atEntrance) library.held(valid.getFirst(), id);
    events.accept(
        atEntrance
            ? new EntranceEvent.CardHeld(valid.getFirst(), older)
            : new VisitEvent.CardTapped(valid.getFirst(), older));
  }

  private static String family(CardNotice.Technology technology) {
    return switch (technology) {
      case ISO_14443A -> "iso14443a";
      case ISO_15693 -> "iso15693";
      case ID_CARD -> "idcard";
    };
  }

  private static ShelfEvent.Pull pull(Pull pull) {
    return switch (pull) {
      case ACKNOWLEDGED, SENT -> ShelfEvent.Pull.DONE;
      case FAILED, REFUSED -> ShelfEvent.Pull.NOT_DONE;
      case UNANSWERED -> ShelfEvent.Pull.UNKNOWN;
    };
  }

  private static boolean isAt(DoorWiring wiring, DeviceId board, int channel) {
    return wiring.board().equals(board) && wiring.channel() == channel;
  }

  private static boolean isAt(Optional<DoorWiring.Input> input, DeviceId board, int channel) {
    return input.isPresent()
        && input.get().board().equals(board)
        && input.get().number() == channel;
  }

  private DoorWiring wiring(DoorId door) {
    return found(doors.get(door), "door " + door);
  }

  private Consumer<LockCommand> board(DoorWiring wiring) {
    return found(boards.get(wiring.board()), "lock board " + wiring.board());
  }

  private Consumer<TagCommand> reader(DoorWiring wiring) {
    return reader(wiring.reader());
  }

  private Consumer<TagCommand> reader(DeviceId id) {
    return found(readers.get(id), "tag reader " + id);
  }

  private static <T> T found(@Nullable T thing, String what) {
    if (thing == null) throw new IllegalStateException(what + " is not attached");
    return thing;
  }
}
