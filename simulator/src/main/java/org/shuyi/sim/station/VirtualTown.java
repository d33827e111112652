package org.shuyi.sim.station;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.shuyi.devices.Bytes;
import org.shuyi.kiosk.centre.Courier;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.kernel.EntranceContact;
import org.shuyi.kiosk.trust.CityKey;
import org.shuyi.kiosk.trust.Keys;
import org.shuyi.kiosk.trust.PatronTokens;
import org.shuyi.kiosk.trust.Verifier;
import org.shuyi.sim.centre.Address;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Publication;
import org.shuyi.sim.centre.ReferenceCentre;
import org.shuyi.sim.centre.Rules;
import org.shuyi.sim.device.Attachment;
import org.shuyi.sim.device.BxPeer;
import org.shuyi.sim.device.Cabling;
import org.shuyi.sim.device.CrtPeer;
import org.shuyi.sim.device.EscPosPeer;
import org.shuyi.sim.device.FeigCprPeer;
import org.shuyi.sim.device.FeigIsoHostPeer;
import org.shuyi.sim.device.KerongCu16Peer;
import org.shuyi.sim.device.MegatecPeer;
import org.shuyi.sim.device.MemoryLine;
import org.shuyi.sim.device.MemoryPins;
import org.shuyi.sim.device.ModbusSorterPeer;
import org.shuyi.sim.device.NmeaPeer;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.device.ProcessVoicePeer;
import org.shuyi.sim.device.SerialScannerPeer;
import org.shuyi.sim.device.Sht3xPeer;
import org.shuyi.sim.device.WjlPeer;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.Air;
import org.shuyi.sim.world.CardStack;
import org.shuyi.sim.world.Conveyor;
import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.LedBoard;
import org.shuyi.sim.world.Loudspeaker;
import org.shuyi.sim.world.PaperRoll;
import org.shuyi.sim.world.Shelf;
import org.shuyi.sim.world.Supplied;
import org.shuyi.sim.world.Terminals;
import org.shuyi.sim.world.Whereabouts;
import org.shuyi.sim.world.Wires;
import org.shuyi.sim.world.World;

/**
 * A cabinet of four doors and everything around it, in virtual time: a world, the devices at the
 * far ends of their wires, a broker, the centre, and the station itself, not yet switched on.
 *
 * <p>The same plan, patrons and rules give the same story, byte for byte.
 */
public final class VirtualTown {
  public static final int DOORS = Cabinet.DOORS;

  /** The pin of the switch behind the service panel. */
  private static final int TAMPER = 27;

  /** As fittings.yaml has them. */
  private static final Map<Integer, String> RELAYS =
      Map.of(5, "fan", 6, "heater", 13, "lights", 26, "uv");

  /** The same. */
  private static final Map<Integer, String> CONTACTS =
      Map.of(23, "tilt", 24, "vibration", 25, "service-door");

  /** As porch.yaml has them. */
  private static final int ENTRANCE = 12;

  /** The same. */
  private static final int EXIT_BUTTON = 28;

  /** The same. */
  private static final int EXIT_FREED = 29;

  /** The same. */
  private static final Map<Integer, String> PORCH_RELAYS = Map.of(11, "full", ENTRANCE, "entrance");

  /** The same. */
  private static final Map<Integer, String> PORCH_CONTACTS =
      Map.of(9, "in", 10, "out", 15, "gate-in", 16, "gate-out");

  /** A mild day. */
  private static final int MILD = 20 * 16;

  /** The pin of the house's fire contact. */
  private static final int FIRE = 22;

  public static final String ORGANISATION = "town";
  public static final String STATION = "cabinet-1";
  public static final String CENTRE_KEY = "centre-1";

  private static final KeyPair CENTRE = TownSeal.keys("centre");
  private static final CityKey CITY = new CityKey(1, "sixteen letters.".getBytes(UTF_8));

  /**
   * What differs between towns.
   *
   * @param seed for everything that chance decides
   * @param holdMillis how long a latch stays released after its pull
   * @param dawn what the calendar says at virtual time 0
   */
  public record Plan(
      long seed, Cabinet cabinet, int holdMillis, CourierSettings courier, Instant dawn) {}

  private final VirtualTime time = new VirtualTime();
  private final World world;
  private final List<Shelf> shelves = new ArrayList<>();
  private final SortedMap<String, Peer> peers = new TreeMap<>();
  private final SortedMap<String, MemoryLine> lines = new TreeMap<>();
  private final PaperRoll paper = new PaperRoll(2_000);
  private final Supplied supplied = new Supplied();
  private final CardStack cards = new CardStack(100);
  private final Conveyor conveyor = new Conveyor(ModbusSorterPeer.BINS);
  private final MemoryBroker broker;
  private final VirtualStation station;
  private final VirtualDisk disk = new VirtualDisk();
  private final Instant dawn;
  private final long seed;
  private Cabinet cabinet;
  private MemoryPins board;
  private final Air air = new Air(MILD);
  private final Porch porch;
  private final LedBoard sign = new LedBoard();
  private final Loudspeaker loudspeaker = new Loudspeaker();

  /** The east gate of mobile.yaml. */
  private final Whereabouts whereabouts = new Whereabouts(31_230_400, 121_473_700);

  /**
   * @param commandPrefix with a number behind it, the ids of the centre's commands
   */
  public VirtualTown(Plan plan, Rules rules, Patrons patrons, String commandPrefix) {
    dawn = plan.dawn();
    seed = plan.seed();
    cabinet = plan.cabinet();
    world = new World(time::now, plan.seed());
    porch = new Porch(world, time);
    buildDoors(plan);
    plugIn();
    int[] commands = {0};
    var centre =
        new ReferenceCentre(
            CENTRE_KEY, CENTRE.getPrivate(), rules, patrons, () -> commandPrefix + ++commands[0]);
    broker = new MemoryBroker(time, plan.seed() + 1, plan.dawn(), centre);
    broker.send(centre.expect(address()));
    var journal = Journal.inMemory(disk, new Random(plan.seed() + 2), plan.dawn());
    var keys = new TreeMap<String, Verifier>();
    keys.put(CENTRE_KEY, new Verifier(CENTRE_KEY, CENTRE.getPublic()));
    station =
        new VirtualStation(
            cabinet.config(),
            tokens(),
            time,
            lines,
            journal,
            disk,
            new Courier.Identity(
                new org.shuyi.kiosk.centre.wire.Address(ORGANISATION, STATION), 0, "soak", keys),
            plan.courier(),
            broker::port,
            new Random(plan.seed() + 3),
            plan.dawn());
    board = board();
    station.pins(board);
    world.watch(
        (at, deed) -> {
          if (deed instanceof Deed.NetworkChanged(boolean on)) broker.reachable(on);
        });
  }

  private MemoryPins board() {
    Terminals terminals = world.terminals(wires());
    ExitDoor exit = porch.door();
    boolean wired = cabinet.extras().contains(Extra.PORCH);
    var pins =
        MemoryPins.in(
            world,
            time,
            wired ? exit.at(terminals, FIRE, EXIT_BUTTON, EXIT_FREED, ENTRANCE) : terminals);
    if (!wired) return pins;
    // Many contacts, and each person moves some.
    exit.feltBy(pins::feel);
    return pins.tellingChanges();
  }

  private void buildDoors(Plan plan) {
    for (int door = 1; door <= DOORS; door++) {
      world.addDoor(door, plan.holdMillis(), 20);
      shelves.add(
          world.addShelf(new Shelf("shelf " + door, door, reader(door), cabinet.antenna(door))));
    }
  }

  private Wires wires() {
    var wires = new Wires(lamps(), TAMPER, FIRE);
    var contacts = new TreeMap<Integer, String>();
    var relays = new TreeMap<Integer, String>();
    if (cabinet.fitted()) {
      contacts.putAll(CONTACTS);
      relays.putAll(RELAYS);
    }
    if (cabinet.extras().contains(Extra.PORCH)) {
      contacts.putAll(PORCH_CONTACTS);
      relays.putAll(PORCH_RELAYS);
    }
    return wires.with(contacts, relays);
  }

  private static Map<Integer, Integer> lamps() {
    var lamps = new TreeMap<Integer, Integer>();
    for (int door = 1; door <= DOORS; door++) lamps.put(16 + door, door);
    return lamps;
  }

  private void plugIn() {
    var cabling = Cabling.of(world);
    var bolts = world.bolts(1, 2, 3, 4);
    attach(
        "locks",
        switch (cabinet.board()) {
          case KERONG ->
              new KerongCu16Peer(KerongCu16Peer.Setup.USUAL, bolts, KerongCu16Peer.PACE, seed + 10);
          case WJL -> new WjlPeer(WjlPeer.Setup.USUAL, bolts, WjlPeer.PACE, seed + 10);
        },
        cabling);
    for (String reader : cabinet.readerNames()) {
      attach(
          reader,
          new FeigIsoHostPeer(
              FeigIsoHostPeer.Setup.USUAL,
              world.field(reader),
              FeigIsoHostPeer.PACE,
              seed + 10 + reader.charAt(reader.length() - 1) - '0'),
          cabling);
    }
    attach("cards", new FeigCprPeer(0, world.cardField(), FeigCprPeer.PACE, seed + 20), cabling);
    var scanner = new SerialScannerPeer(SerialScannerPeer.PACE, seed + 21);
    cabling.add("scanner", line("scanner", scanner), scanner);
    cabinet.extras().forEach(extra -> attach(extra.device(), peer(extra, seed), cabling));
  }

  /**
   * Plugs in what this one has besides, and has the station be set up with it at its next start.
   */
  public void rebuild(Cabinet other) {
    var cabling = Cabling.of(world);
    other.extras().stream()
        .filter(extra -> !cabinet.extras().contains(extra))
        .forEach(extra -> attach(extra.device(), peer(extra, seed), cabling));
    cabinet = other;
    station.configured(other.config());
    board = board();
    station.pins(board);
  }

  private Peer peer(Extra extra, long seed) {
    return switch (extra) {
      case PRINTER -> new EscPosPeer(EscPosPeer.Setup.USUAL, paper, EscPosPeer.PACE, seed + 22);
      case UPS -> new MegatecPeer(supplied, MegatecPeer.PACE, seed + 23);
      case DISPENSER -> new CrtPeer(cards, CrtPeer.PACE, seed + 24);
      case AIR -> new Sht3xPeer(air, seed + 25);
      case PORCH -> new FeigCprPeer(0, porch, FeigCprPeer.PACE, seed + 26);
      case SORTER -> new ModbusSorterPeer(false, conveyor, ModbusSorterPeer.PACE, seed + 27);
      case TUNNEL ->
          new FeigIsoHostPeer(
              FeigIsoHostPeer.Setup.USUAL, conveyor.field(), FeigIsoHostPeer.PACE, seed + 28);
      case SIGN -> new BxPeer(sign, BxPeer.PACE, seed + 28);
      case VOICE -> new ProcessVoicePeer(loudspeaker, seed + 27);
      case GNSS -> new NmeaPeer(whereabouts, NmeaPeer.PACE, seed + 29);
    };
  }

  private void attach(String name, Peer peer, Cabling cabling) {
    cabling.add(name, line(name, peer));
  }

  private Attachment line(String name, Peer peer) {
    var line = new MemoryLine(name, time, peer);
    peers.put(name, peer);
    lines.put(name, line);
    return line;
  }

  /** The reader whose antenna is behind this door. */
  public String reader(int door) {
    return cabinet.reader(door);
  }

  /** Where a mobile station is. */
  public Whereabouts whereabouts() {
    return whereabouts;
  }

  /** The entrance of the room in which the cabinet stands. */
  public Porch porch() {
    return porch;
  }

  /**
   * The wire of a contact at the entrance ends in a board that cannot be read, or is well again.
   */
  public void hides(EntranceContact contact, boolean unseen) {
    int pin =
        switch (contact) {
          case EXIT_BUTTON -> EXIT_BUTTON;
          case EXIT_FREED -> EXIT_FREED;
          case IN, OUT, GATE, GATE_IN, GATE_OUT -> pinOf(contact.word());
        };
    board.hide(pin, unseen);
  }

  private static int pinOf(String contact) {
    return PORCH_CONTACTS.entrySet().stream()
        .filter(one -> one.getValue().equals(contact))
        .findAny()
        .orElseThrow()
        .getKey();
  }

  /** What its sign shows. */
  public LedBoard sign() {
    return sign;
  }

  /** What its voice says. */
  public Loudspeaker loudspeaker() {
    return loudspeaker;
  }

  /** The air in a fitted cabinet. */
  public Air air() {
    return air;
  }

  /** All readers behind the doors, by name. */
  public SortedSet<String> readers() {
    return cabinet.readerNames();
  }

  /** A pair whose signatures cost a town next to nothing, the same in every run. */
  public static KeyPair quickKeys(String name) {
    return TownSeal.keys(name);
  }

  /** An Ed25519 pair that is the same in every run, for towns only. */
  public static KeyPair keys(String name) {
    return Keys.generate(new Repeated(name));
  }

  /** Chance that is none: the same bytes from the same name. */
  private static final class Repeated extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final Random random;

    Repeated(String name) {
      this.random = new Random(name.hashCode());
    }

    @Override
    public void nextBytes(byte[] bytes) {
      random.nextBytes(bytes);
    }
  }

  /** The city's pseudonyms, as the station makes them. */
  public static PatronTokens tokens() {
    return new PatronTokens(List.of(CITY));
  }

  /** The pseudonym of a card at the card reader. */
  public static String token(Bytes uid) {
    return tokens().token("iso14443a", uid.hex());
  }

  /** The pseudonym of a code before the scanner. */
  public static String token(String code) {
    return tokens().token("code", code);
  }

  /** Does something with a device where it lives, such as giving it a fault. */
  public void touch(String device, Consumer<Peer> act) {
    var line = lines.get(device);
    var peer = peers.get(device);
    if (line == null || peer == null) throw new IllegalArgumentException("no device " + device);
    line.touch(now -> act.accept(peer));
  }

  /** Every device hangs on an adapter that holds bytes back for so long; 16 ms is usual for USB. */
  public void adapters(int holdBackMillis) {
    lines.values().forEach(line -> line.adapter(holdBackMillis));
  }

  /** Whether nothing is wrong with a device now. */
  public boolean isWell(String device) {
    var peer = peers.get(device);
    if (peer == null) throw new IllegalArgumentException("no device " + device);
    return peer.faults().present().isEmpty();
  }

  /** The devices by name. */
  public SortedMap<String, Peer> peers() {
    return Collections.unmodifiableSortedMap(peers);
  }

  /** Has the broker deliver what somebody at the centre wants published. */
  public void send(List<Publication> publications) {
    broker.send(publications);
  }

  public static Address address() {
    return new Address(ORGANISATION, STATION);
  }

  public VirtualTime time() {
    return time;
  }

  /** What the calendar says now. */
  public Instant now() {
    return dawn.plusMillis(time.now());
  }

  public World world() {
    return world;
  }

  /** The roll in its printer. */
  public PaperRoll paper() {
    return paper;
  }

  /** What feeds its power supply. */
  public Supplied supplied() {
    return supplied;
  }

  /** What its return slot moves. */
  public Conveyor conveyor() {
    return conveyor;
  }

  /** The cards in its dispenser. */
  public CardStack cards() {
    return cards;
  }

  /** The shelf behind a door from 1. */
  public Shelf shelf(int door) {
    return shelves.get(door - 1);
  }

  public MemoryBroker broker() {
    return broker;
  }

  public ReferenceCentre centre() {
    return broker.centre();
  }

  public VirtualStation station() {
    return station;
  }

  /** The journal of now: after the disk has failed it is opened anew. */
  public Journal journal() {
    return station.journal();
  }

  /** The disk under the station's journal. */
  public VirtualDisk disk() {
    return disk;
  }
}
