package org.shuyi.sim.station;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.shuyi.devices.Bytes;
import org.shuyi.kiosk.centre.Courier;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.centre.wire.Address;
import org.shuyi.kiosk.config.Reading;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.host.Wiring;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.TailLine;
import org.shuyi.kiosk.kernel.VisitEvent.Intent;
import org.shuyi.kiosk.trust.Verifier;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.ReferenceCentre;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.centre.Rules.SortLine;
import org.shuyi.sim.device.FeigIsoHostPeer;
import org.shuyi.sim.device.KerongCu16Peer;
import org.shuyi.sim.device.MemoryLine;
import org.shuyi.sim.device.ModbusSorterPeer;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.device.SerialScannerPeer;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Conveyor;
import org.shuyi.sim.world.Iso28560;
import org.shuyi.sim.world.Shelf;
import org.shuyi.sim.world.Tag;
import org.shuyi.sim.world.World;

/**
 * A whole station with a return slot, in virtual time, as {@code return-slot.yaml} describes it.
 * What lies where is the conveyor's word, never the station's.
 */
final class ReturnTown {
  static final int EXCEPTION = 3;
  static final String OWNER = "CN-440100-1-GZL";
  private static final Instant DAWN = Instant.parse("2026-11-22T06:00:00Z");

  /** What begins with 10001 stays, what begins with 10002 belongs to the branches. */
  private static final List<SortLine> SORTING =
      List.of(new SortLine("10001", "", 1), new SortLine("10002", "", 2));

  private static final StationConfig CONFIG = config("return-slot.yaml", "");

  final VirtualTime time = new VirtualTime();
  final World world = new World(time::now, 1);
  final Conveyor conveyor = new Conveyor(EXCEPTION);
  final Shelf shelf;
  final MemoryBroker broker;
  final VirtualStation station;
  private final SerialScannerPeer scanner = new SerialScannerPeer(SerialScannerPeer.PACE, 21);
  private final TreeMap<String, MemoryLine> lines = new TreeMap<>();

  ReturnTown(Patrons patrons) {
    this(patrons, CONFIG);
  }

  /**
   * @param config read by {@link #config}
   */
  ReturnTown(Patrons patrons, StationConfig config) {
    world.addDoor(1, 10_000, 20);
    shelf = world.addShelf(new Shelf("shelf 1", 1, "reader-1", 1));
    plugIn();
    var centre = VirtualTown.quickKeys("centre");
    int[] commands = {0};
    broker =
        new MemoryBroker(
            time,
            3,
            DAWN,
            new ReferenceCentre(
                VirtualTown.CENTRE_KEY,
                centre.getPrivate(),
                Rules.usual(new TreeMap<>()).sortingBy(SORTING),
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
            Journal.inMemory(new Random(2), DAWN),
            new VirtualDisk(),
            new Courier.Identity(
                new Address(VirtualTown.ORGANISATION, VirtualTown.STATION), 0, "return", keys),
            CourierSettings.desk(),
            broker::port,
            new Random(4),
            DAWN);
  }

  private void plugIn() {
    attach(
        "locks",
        new KerongCu16Peer(KerongCu16Peer.Setup.USUAL, world.bolts(1), KerongCu16Peer.PACE, 10));
    attach(
        "reader-1",
        new FeigIsoHostPeer(
            FeigIsoHostPeer.Setup.USUAL, world.field("reader-1"), FeigIsoHostPeer.PACE, 11));
    attach(
        "tunnel",
        new FeigIsoHostPeer(
            FeigIsoHostPeer.Setup.USUAL, conveyor.field(), FeigIsoHostPeer.PACE, 12));
    attach("scanner", scanner);
    attach("sorter", new ModbusSorterPeer(true, conveyor, ModbusSorterPeer.PACE, 13));
  }

  void attach(String name, Peer peer) {
    lines.put(name, new MemoryLine(name, time, peer));
  }

  /** In service, its shutter shut, the line to the centre up or not. */
  ReturnTown begin(boolean online) {
    station.powerOn();
    after(60);
    if (!online) {
      broker.reachable(false);
      after(120);
    }
    return this;
  }

  /** A book with one tag in order. */
  static Book book(String barcode) {
    var uid = Bytes.parse("E0040100").plus(Bytes.parse("%08X".formatted(barcode.hashCode())));
    return new Book(barcode, barcode, Tag.of(uid.hex(), Iso28560.book(barcode, OWNER)));
  }

  /** Touches the button, waits for the gate, and lays these in; a hand is seen meanwhile. */
  void puts(Book... books) {
    if (!screen().equals("intake-open")) {
      station.touch(new Intent.ReturnBook());
      until("intake-open");
    }
    laysIn(books);
  }

  void laysIn(Book... books) {
    conveyor.hand(true);
    millis(400);
    conveyor.put(books);
    millis(400);
    conveyor.hand(false);
  }

  void finishes() {
    station.touch(new Intent.Finish());
    after(5);
  }

  /** Scans the code of a patron's telephone. */
  void scan(String code) {
    line("scanner").touch(now -> scanner.scan(code, now));
    after(2);
  }

  String screen() {
    return station.screen().orElseThrow().name();
  }

  String hint() {
    return station.screen().orElseThrow().hint().key();
  }

  /** Waits for one of these screens, for a minute at most. */
  void until(String... screens) {
    List<String> awaited = List.of(screens);
    for (int i = 0; i < 600 && !awaited.contains(screen()); i++) millis(100);
    if (!awaited.contains(screen())) throw new AssertionError(screen() + ", and not " + awaited);
  }

  void after(int seconds) {
    millis(seconds * 1_000L);
  }

  void millis(long millis) {
    time.run(time.now() + millis);
  }

  MemoryLine line(String device) {
    return Objects.requireNonNull(lines.get(device));
  }

  /** What the records of a kind say. */
  List<String> records(String kind) {
    return station.journal().tail(1_000).stream()
        .filter(line -> line.kind().equals(kind))
        .map(TailLine::text)
        .toList();
  }

  /**
   * A configuration of this name; the map stays beside it, and so does the login: each life of the
   * program reads them.
   *
   * @param without a line that is left out
   */
  static StationConfig config(String name, String without) {
    try (InputStream in = ReturnTown.class.getResourceAsStream(name)) {
      Path folder = Files.createTempDirectory("return-slot-");
      Path file = folder.resolve("station.yaml");
      Path map = folder.resolve("sorter.map");
      Path login = folder.resolve("ils.login");
      for (Path one : List.of(folder, file, map, login)) one.toFile().deleteOnExit();
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(file, text.replace(without, ""));
      Files.writeString(login, "kiosk\np4ss\n");
      Files.writeString(map, ModbusSorterPeer.ONE_TABLE);
      return switch (StationConfig.read(file, Wiring::complaints)) {
        case Reading.Read(StationConfig read) -> read;
        case Reading.Refused(var complaints) ->
            throw new IllegalStateException(name + ": " + complaints);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
