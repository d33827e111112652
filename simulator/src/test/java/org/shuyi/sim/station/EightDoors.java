package org.shuyi.sim.station;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.shuyi.devices.Bytes;
import org.shuyi.kiosk.centre.Courier;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.centre.wire.Address;
import org.shuyi.kiosk.config.Reading;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.trust.Verifier;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.ReferenceCentre;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.device.FeigCprPeer;
import org.shuyi.sim.device.MemoryLine;
import org.shuyi.sim.device.MemoryPins;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.device.SerialScannerPeer;
import org.shuyi.sim.device.ThingMagicPeer;
import org.shuyi.sim.device.WjlPeer;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Gen2Field;
import org.shuyi.sim.world.Gen2Tag;
import org.shuyi.sim.world.Shelf;
import org.shuyi.sim.world.Tag;
import org.shuyi.sim.world.Wires;
import org.shuyi.sim.world.World;

/**
 * A whole station with eight doors on two UHF modules with four antennas each, in virtual time, as
 * {@code eight-doors.yaml} describes it.
 */
final class EightDoors {
  static final int DOORS = 8;
  private static final int PORTS = 4;
  private static final Instant DAWN = Instant.parse("2026-11-22T06:00:00Z");

  final StationConfig config = config();
  final VirtualTime time = new VirtualTime();
  final World world = new World(time::now, 1);
  final Journal journal = Journal.inMemory(new Random(2), DAWN);
  final VirtualStation station;
  private final TreeMap<Integer, Shelf> shelves = new TreeMap<>();
  private final TreeMap<String, Peer> peers = new TreeMap<>();
  private final TreeMap<String, MemoryLine> lines = new TreeMap<>();

  EightDoors(Patrons patrons) {
    var lamps = new TreeMap<Integer, Integer>();
    for (int door = 1; door <= DOORS; door++) {
      world.addDoor(door, 10_000, 20);
      shelves.put(
          door, world.addShelf(new Shelf("shelf " + door, door, reader(door), antenna(door))));
      lamps.put(16 + door, door);
    }
    plugIn();
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
                patrons,
                () -> "command-" + ++commands[0]));
    broker.send(broker.centre().expect(VirtualTown.address()));
    var keys = new TreeMap<String, Verifier>();
    keys.put(VirtualTown.CENTRE_KEY, new Verifier(VirtualTown.CENTRE_KEY, centre.getPublic()));
    station =
        new VirtualStation(
            config,
            VirtualTown.tokens(),
            time,
            lines,
            journal,
            new VirtualDisk(),
            new Courier.Identity(
                new Address(VirtualTown.ORGANISATION, VirtualTown.STATION), 0, "eight", keys),
            CourierSettings.desk(),
            broker::port,
            new Random(4),
            DAWN);
    station.pins(MemoryPins.in(world, time, world.terminals(new Wires(lamps, 27, 22))));
  }

  private void plugIn() {
    var bolts = world.bolts(IntStream.rangeClosed(1, DOORS).toArray());
    attach("locks", new WjlPeer(WjlPeer.Setup.USUAL, bolts, WjlPeer.PACE, 10));
    for (String reader : List.of("reader-1", "reader-2")) {
      var field = world.field(reader);
      Gen2Field gen2 = port -> field.tags(port).stream().map(EightDoors::gen2).toList();
      attach(reader, new ThingMagicPeer(PORTS, 8, gen2, ThingMagicPeer.PACE, 11));
    }
    attach("cards", new FeigCprPeer(0, world.cardField(), FeigCprPeer.PACE, 20));
    var scanner = new SerialScannerPeer(SerialScannerPeer.PACE, 21);
    attach("scanner", scanner);
  }

  private void attach(String name, Peer peer) {
    peers.put(name, peer);
    lines.put(name, new MemoryLine(name, time, peer));
  }

  /**
   * A book's tag in a UHF cabinet, by the rule of the university alliance: no marks, no index, and
   * an item id of seven characters made from the UID.
   */
  private static Gen2Tag gen2(Tag tag) {
    String id = "U" + tag.uid().hex().substring(10);
    var head = Bytes.of(0, 0, 0, 0, id.length());
    return Gen2Tag.plain(head.plus(Bytes.copyOf(id.getBytes(UTF_8))), Bytes.EMPTY);
  }

  static Bytes epc(Book book) {
    return gen2(book.tags().getFirst()).epc();
  }

  private static String reader(int door) {
    return "reader-" + ((door - 1) / PORTS + 1);
  }

  private static int antenna(int door) {
    return (door - 1) % PORTS + 1;
  }

  void stock(int door, Book book) {
    world.stock(book, Objects.requireNonNull(shelves.get(door)));
  }

  /** Scans the code of a patron's telephone. */
  void scan(String code) {
    touch("scanner", now -> ((SerialScannerPeer) peer("scanner")).scan(code, now));
  }

  /** Adds a fault to the reader behind this door. */
  void add(int door, Fault fault) {
    touch(reader(door), now -> peer(reader(door)).faults().add(fault));
  }

  void heal(int door) {
    touch(reader(door), now -> peer(reader(door)).faults().heal());
  }

  void after(int seconds) {
    time.run(time.now() + seconds * 1_000L);
  }

  private Peer peer(String name) {
    return Objects.requireNonNull(peers.get(name));
  }

  private void touch(String name, Consumer<Long> act) {
    Objects.requireNonNull(lines.get(name)).touch(act::accept);
  }

  private static StationConfig config() {
    try (InputStream in = EightDoors.class.getResourceAsStream("eight-doors.yaml")) {
      Path file = Files.createTempFile("eight-doors-", ".yaml");
      try {
        Files.write(file, Objects.requireNonNull(in).readAllBytes());
        return switch (StationConfig.read(file)) {
          case Reading.Read(StationConfig read) -> read;
          case Reading.Refused(var complaints) ->
              throw new IllegalStateException("eight-doors.yaml: " + complaints);
        };
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
