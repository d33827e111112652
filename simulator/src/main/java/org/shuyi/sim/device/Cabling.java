package org.shuyi.sim.device;

import java.util.Map;
import java.util.TreeMap;
import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.World;

/** Lets what happens to plugs and mains in the world happen to the devices on their cables. */
public final class Cabling implements World.Watcher {
  private final World world;
  private final Map<String, Attachment> devices = new TreeMap<>();
  private final Map<String, SerialScannerPeer> scanners = new TreeMap<>();
  private final Map<String, PinsPeer> pins = new TreeMap<>();

  /** Watches this world; devices are added by the names by which it unplugs them. */
  public static Cabling of(World world) {
    var cabling = new Cabling(world);
    world.watch(cabling);
    return cabling;
  }

  private Cabling(World world) {
    this.world = world;
  }

  public void add(String device, Attachment attachment) {
    devices.put(device, attachment);
  }

  /** A scanner, before which the codes of this world are held. */
  public void add(String device, Attachment attachment, SerialScannerPeer scanner) {
    add(device, attachment);
    scanners.put(device, scanner);
  }

  /** Pins, whose inputs feel what is moved in this world. */
  public void add(String device, Attachment attachment, PinsPeer board) {
    add(device, attachment);
    pins.put(device, board);
  }

  @Override
  public void happened(long atMillis, Deed deed) {
    switch (deed) {
      case Deed.Unplugged(String device) -> set(device);
      case Deed.PluggedIn(String device) -> set(device);
      case Deed.MainsChanged _ -> devices.keySet().forEach(this::set);
      case Deed.BoltPulled _,
          Deed.BoltJammed _,
          Deed.BoltDropped _,
          Deed.DoorOpened _,
          Deed.DoorClosed _ -> {}
      case Deed.BookTaken _, Deed.BookPut _, Deed.CardHeld _, Deed.CardRemoved _ -> {}
      case Deed.CodeScanned(String code) ->
          scanners.forEach((device, scanner) -> scan(device, scanner, code));
      case Deed.NetworkChanged _ -> {}
      case Deed.PanelChanged _, Deed.FireChanged _, Deed.ContactChanged _ ->
          pins.forEach(this::look);
    }
  }

  private void look(String device, PinsPeer board) {
    var attachment = devices.get(device);
    if (attachment != null && powered(device)) attachment.touch(board::look);
  }

  private void scan(String device, SerialScannerPeer scanner, String code) {
    var attachment = devices.get(device);
    if (attachment != null && powered(device)) {
      attachment.touch(now -> scanner.scan(code, now));
    }
  }

  private boolean powered(String device) {
    return world.mains() && !world.unplugged(device);
  }

  private void set(String device) {
    var attachment = devices.get(device);
    if (attachment == null) return;
    if (powered(device)) attachment.plugIn();
    else attachment.unplug();
  }
}
