package org.shuyi.sim.station;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.shuyi.devices.Bytes;
import org.shuyi.kiosk.centre.Courier;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.centre.wire.Address;
import org.shuyi.kiosk.config.Reading;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.TailLine;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.trust.Verifier;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Patrons.Patron;
import org.shuyi.sim.centre.Patrons.Standing;
import org.shuyi.sim.centre.ReferenceCentre;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.device.FeigCprPeer;
import org.shuyi.sim.device.KerongCu16Peer;
import org.shuyi.sim.device.MemoryLine;
import org.shuyi.sim.device.MemoryPins;
import org.shuyi.sim.device.ModbusRelayPeer;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.device.SerialScannerPeer;
import org.shuyi.sim.device.ThingMagicPeer;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Gen2Field;
import org.shuyi.sim.world.Gen2Tag;
import org.shuyi.sim.world.Person;
import org.shuyi.sim.world.Shelf;
import org.shuyi.sim.world.Tag;
import org.shuyi.sim.world.Wires;
import org.shuyi.sim.world.World;

/**
 * A whole station with six doors on two lock boards, in virtual time, as {@code two-boards.yaml}
 * describes it: doors 1 to 3 on a KERONG CU16, whose channels 9 to 11 are the doors' own sensors,
 * and doors 4 to 6 on Modbus relays. A patron called Wang is known.
 */
final class TwoBoards {
  static final int DOORS = 6;
  private static final int PORTS = 3;
  private static final Instant DAWN = Instant.parse("2026-11-22T06:00:00Z");

  final VirtualTime time = new VirtualTime();
  final World world = new World(time::now, 1);
  final Journal journal = Journal.inMemory(new Random(2), DAWN);
  final VirtualStation station;
  final Person wang = new Person("Wang");
  final Feed feed;
  private final TreeMap<Integer, Shelf> shelves = new TreeMap<>();
  private final TreeMap<String, Peer> peers = new TreeMap<>();
  private final TreeMap<String, MemoryLine> lines = new TreeMap<>();

  /**
   * @param differing changes the configuration's text
   */
  TwoBoards(UnaryOperator<String> differing) {
    this(differing, false);
  }

  /**
   * @param fed whether the bolts of the first board hang behind the contact of {@link #feed}
   */
  TwoBoards(UnaryOperator<String> differing, boolean fed) {
    for (int door = 1; door <= DOORS; door++) {
      world.addDoor(door, 1_500, 20);
      var shelf = new Shelf("shelf " + door, door, "reader-" + half(door), antenna(door));
      shelves.put(door, world.addShelf(shelf));
    }
    feed = new Feed(world, time);
    plugIn(fed);
    var centre = VirtualTown.quickKeys("centre");
    int[] commands = {0};
    var broker =
        new MemoryBroker(
            time,
            3,
            DAWN,
            new ReferenceCentre(
                VirtualTown.CENTRE_KEY,
                centre.getPrivate(),
                Rules.usual(new TreeMap<>()),
                Patrons.none().with(VirtualTown.token("wang"), new Patron(5, Standing.GOOD)),
                () -> "command-" + ++commands[0]));
    broker.send(broker.centre().expect(VirtualTown.address()));
    var keys = new TreeMap<String, Verifier>();
    keys.put(VirtualTown.CENTRE_KEY, new Verifier(VirtualTown.CENTRE_KEY, centre.getPublic()));
    station =
        new VirtualStation(
            config(differing),
            VirtualTown.tokens(),
            time,
            lines,
            journal,
            new VirtualDisk(),
            new Courier.Identity(
                new Address(VirtualTown.ORGANISATION, VirtualTown.STATION), 0, "two", keys),
            CourierSettings.desk(),
            broker::port,
            new Random(4),
            DAWN);
    var wires =
        new Wires(new TreeMap<>(), 27, 22).with(Map.of(Feed.OFF, Feed.CONTACT), new TreeMap<>());
    station.pins(MemoryPins.in(world, time, feed.terminals(world.terminals(wires))));
  }

  private void plugIn(boolean fed) {
    var sensed =
        world.bolts(1, 2, 3, Shelf.OPEN, Shelf.OPEN, Shelf.OPEN, Shelf.OPEN, Shelf.OPEN, 1, 2, 3);
    var bolts = fed ? feed.of(sensed) : sensed;
    attach("locks", new KerongCu16Peer(KerongCu16Peer.Setup.USUAL, bolts, KerongCu16Peer.PACE, 9));
    attach(
        "relays",
        new ModbusRelayPeer(
            ModbusRelayPeer.Setup.USUAL,
            feed.beside(world.bolts(4, 5, 6)),
            ModbusRelayPeer.PACE,
            10));
    for (String reader : List.of("reader-1", "reader-2")) {
      var field = world.field(reader);
      Gen2Field gen2 = port -> field.tags(port).stream().map(TwoBoards::gen2).toList();
      attach(reader, new ThingMagicPeer(4, 8, gen2, ThingMagicPeer.PACE, 11));
    }
    attach("cards", new FeigCprPeer(0, world.cardField(), FeigCprPeer.PACE, 20));
    attach("scanner", new SerialScannerPeer(SerialScannerPeer.PACE, 21));
  }

  private void attach(String name, Peer peer) {
    peers.put(name, peer);
    lines.put(name, new MemoryLine(name, time, peer));
  }

  /** A book's tag in a UHF cabinet, by the rule of the university alliance. */
  private static Gen2Tag gen2(Tag tag) {
    String id = "U" + tag.uid().hex().substring(10);
    var head = Bytes.of(0, 0, 0, 0, id.length());
    return Gen2Tag.plain(head.plus(Bytes.copyOf(id.getBytes(UTF_8))), Bytes.EMPTY);
  }

  private static int half(int door) {
    return (door - 1) / PORTS + 1;
  }

  private static int antenna(int door) {
    return (door - 1) % PORTS + 1;
  }

  Shelf shelf(int door) {
    return Objects.requireNonNull(shelves.get(door));
  }

  void stock(int door, Book book) {
    world.stock(book, shelf(door));
  }

  /** Switches the station on, and waits until every shelf is counted. */
  TwoBoards begin() {
    station.powerOn();
    after(20_000);
    return this;
  }

  /** The patron is welcome. */
  void login() {
    var scanner = (SerialScannerPeer) Objects.requireNonNull(peers.get("scanner"));
    Objects.requireNonNull(lines.get("scanner")).touch(now -> scanner.scan("wang", now));
    after(2_000);
  }

  void touch(int door) {
    station.touch(new Intent.OpenDoor(id(door)));
  }

  /** The patron unlocks a door and opens it. */
  void open(int door) {
    touch(door);
    after(1_000);
    assertThat(world.openDoor(door).done()).as("door %d opens", door).isTrue();
    after(1_000);
  }

  void close(int door) {
    assertThat(world.closeDoor(door).done()).isTrue();
    after(20_000);
  }

  void add(String device, Fault fault) {
    touch(device, fault, true);
  }

  void heal(String device) {
    touch(device, new Fault.Deaf(), false);
  }

  private void touch(String device, Fault fault, boolean comes) {
    var faults = Objects.requireNonNull(peers.get(device)).faults();
    Objects.requireNonNull(lines.get(device))
        .touch(
            now -> {
              if (comes) faults.add(fault);
              else faults.heal();
            });
  }

  void after(long millis) {
    time.run(time.now() + millis);
  }

  DoorState state(int door) {
    return Objects.requireNonNull(station.kiosk().shelf().doors().get(id(door))).state();
  }

  /** The door's word in the status that the centre and the technician see. */
  String word(int door) {
    var status = station.kiosk().said().status().orElseThrow();
    return Objects.requireNonNull(status.doors().get(Integer.toString(door)));
  }

  List<String> records(String kind) {
    return journal.tail(400).stream()
        .filter(line -> line.kind().equals(kind))
        .map(TailLine::text)
        .toList();
  }

  static DoorId id(int door) {
    return new DoorId(Integer.toString(door));
  }

  private static StationConfig config(UnaryOperator<String> differing) {
    try (InputStream in = TwoBoards.class.getResourceAsStream("two-boards.yaml")) {
      Path file = Files.createTempFile("two-boards-", ".yaml");
      try {
        String text = new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        Files.writeString(file, differing.apply(text));
        return switch (StationConfig.read(file)) {
          case Reading.Read(StationConfig read) -> read;
          case Reading.Refused(var complaints) ->
              throw new IllegalStateException("two-boards.yaml: " + complaints);
        };
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
