package org.shuyi.sim.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.shuyi.sim.device.Attachment;
import org.shuyi.sim.device.Cabling;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.device.FeigCprPeer;
import org.shuyi.sim.device.FeigIsoHostPeer;
import org.shuyi.sim.device.KerongCu16Peer;
import org.shuyi.sim.device.Pace;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.device.PinsPeer;
import org.shuyi.sim.device.PtyPeer;
import org.shuyi.sim.device.SerialScannerPeer;
import org.shuyi.sim.device.TcpPeer;
import org.shuyi.sim.street.Mischief;
import org.shuyi.sim.world.Shelf;
import org.shuyi.sim.world.Wires;
import org.shuyi.sim.world.World;

/**
 * The devices of the demo's cabinet, on serial ports of this machine and the last reader on TCP,
 * with what fate may do to them.
 */
final class Devices implements Mischief, AutoCloseable {
  static final int DOORS = 4;

  /** The pin of the switch behind the service panel. */
  static final int TAMPER = 27;

  /** The pin of the house's fire contact. */
  static final int FIRE = 22;

  private record Attached(String label, Peer peer, Attachment cable) {}

  private final Map<String, Attached> all = new LinkedHashMap<>();
  private final TreeSet<Integer> stuck = new TreeSet<>();

  private Devices() {}

  static String reader(int door) {
    return "reader-" + door;
  }

  /** Builds the doors and shelves of the cabinet. */
  static List<Shelf> build(World world) {
    var shelves = new ArrayList<Shelf>();
    for (int door = 1; door <= DOORS; door++) {
      world.addDoor(door);
      shelves.add(world.addShelf(new Shelf("shelf " + door, door, reader(door), 1)));
    }
    return shelves;
  }

  /** Plugs every device in and lets the plugs and mains of the world rule them. */
  static Devices plugIn(World world, Home home, Ports ports, LongSupplier clock)
      throws IOException {
    var devices = new Devices();
    try {
      devices.attach(world, home, ports, clock);
      return devices;
    } catch (IOException e) {
      devices.close();
      throw e;
    }
  }

  private void attach(World world, Home home, Ports ports, LongSupplier clock) throws IOException {
    var cabling = Cabling.of(world);
    var doors = IntStream.rangeClosed(1, DOORS).toArray();
    serial(
        "locks",
        "lock board",
        new KerongCu16Peer(KerongCu16Peer.Setup.USUAL, world.bolts(doors), KerongCu16Peer.PACE, 1),
        home,
        clock);
    for (int door = 1; door <= DOORS; door++) {
      String label = "tag reader of door " + door;
      if (door < DOORS) serial(reader(door), label, feig(world, door), home, clock);
      else tcp(reader(door), label, feig(world, door), ports.reader(), clock);
    }
    var cards = new FeigCprPeer(0, world.cardField(), FeigCprPeer.PACE, 20);
    serial("cards", "card reader", cards, home, clock);
    var scanner = new SerialScannerPeer(SerialScannerPeer.PACE, 21);
    var cable = serial("scanner", "code scanner", scanner, home, clock);
    var board = new PinsPeer(world.terminals(new Wires(lamps(), TAMPER, FIRE)));
    var wires = tcp("pins", "lamps, tamper switch and fire input", board, ports.pins(), clock);
    all.forEach((name, device) -> cabling.add(name, device.cable));
    cabling.add("scanner", cable, scanner);
    cabling.add("pins", wires, board);
  }

  /** The pin of the lamp over a door, as on a board of today. */
  static int lamp(int door) {
    return 16 + door;
  }

  private static Map<Integer, Integer> lamps() {
    var lamps = new TreeMap<Integer, Integer>();
    for (int door = 1; door <= DOORS; door++) lamps.put(lamp(door), door);
    return lamps;
  }

  private static FeigIsoHostPeer feig(World world, int door) {
    Pace pace = door < DOORS ? FeigIsoHostPeer.PACE : Pace.INSTANT;
    return new FeigIsoHostPeer(
        FeigIsoHostPeer.Setup.USUAL, world.field(reader(door)), pace, 10 + door);
  }

  private Attachment serial(String name, String label, Peer peer, Home home, LongSupplier clock)
      throws IOException {
    var cable = PtyPeer.at(home.device(name), peer, clock);
    all.put(name, new Attached(label, peer, cable));
    return cable;
  }

  private Attachment tcp(String name, String label, Peer peer, int port, LongSupplier clock)
      throws IOException {
    var cable = TcpPeer.at(port, name, peer, clock);
    all.put(name, new Attached(label, peer, cable));
    return cable;
  }

  /** From now on each complete inventory of a tag reader is told. */
  void hear(Inventories inventories) {
    for (int door = 1; door <= DOORS; door++) {
      int at = door;
      touch(
          reader(door),
          peer -> {
            if (peer instanceof FeigIsoHostPeer reader) {
              reader.tell(uids -> inventories.made(at, uids));
            }
          });
    }
  }

  /** What can be unplugged: the world's name and what people call it. */
  Map<String, String> labels() {
    var labels = new LinkedHashMap<String, String>();
    all.forEach((name, device) -> labels.put(name, device.label));
    return Collections.unmodifiableMap(labels);
  }

  /** The lock board's channels are the doors' numbers. */
  @Override
  public void stickSwitch(int door, boolean stick) {
    List<Integer> now;
    synchronized (stuck) {
      if (stick) stuck.add(door);
      else stuck.remove(door);
      now = List.copyOf(stuck);
    }
    touch(
        "locks",
        peer -> {
          peer.faults().end(Fault.StuckContact.class);
          for (int channel : now) peer.faults().add(new Fault.StuckContact(channel, true));
        });
  }

  @Override
  public void missTags(String reader, int perMille) {
    touch(
        reader,
        peer -> {
          peer.faults().end(Fault.MissedByChance.class);
          if (perMille > 0) peer.faults().add(new Fault.MissedByChance(perMille));
        });
  }

  /** Does something to a device where it lives, such as giving it a fault. */
  void touch(String name, Consumer<Peer> act) {
    var device = all.get(name);
    if (device == null) throw new IllegalArgumentException("there is no device " + name);
    device.cable.touch(now -> act.accept(device.peer));
  }

  @Override
  public void close() {
    all.values().forEach(device -> device.cable.close());
  }
}
