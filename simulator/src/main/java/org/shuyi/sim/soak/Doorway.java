package org.shuyi.sim.soak;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.shuyi.kiosk.kernel.EntranceContact;
import org.shuyi.sim.station.ExitDoor;
import org.shuyi.sim.station.VirtualTown;
import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.HouseWiring;
import org.shuyi.sim.world.World;

/**
 * What really happens at the entrance of the room, whatever the station believes: who holds up what
 * outside, who passes the counter, what is wrong with the wires, and whether the door gives way.
 */
final class Doorway implements World.Watcher, ExitDoor.Looker {
  /** By when the wiring of a house has freed its door. */
  static final long AT_ONCE = 1_000;

  private static final long NOT_NOW = Long.MAX_VALUE;
  private static final long NEVER = Long.MIN_VALUE / 2;

  private final VirtualTown town;
  private final Witness witness;
  private final Map<String, Long> shownUntil = new TreeMap<>();
  private final Map<String, Long> openSince = new TreeMap<>();
  private final Map<String, Long> openUntil = new TreeMap<>();
  private final Map<String, Long> longestOpen = new TreeMap<>();
  private final Map<String, Long> passed = new TreeMap<>();
  private final Set<HouseWiring.Fault> faults = EnumSet.noneOf(HouseWiring.Fault.class);
  private final Map<HouseWiring.Fault, Long> faultUntil = new EnumMap<>(HouseWiring.Fault.class);
  private final Set<EntranceContact> hidden = EnumSet.noneOf(EntranceContact.class);
  private final Map<EntranceContact, Long> hiddenUntil = new EnumMap<>(EntranceContact.class);
  private ReleaseWatch releases = on -> {};
  private long counterMovedAt = NEVER;
  private long heldSince;
  private long freeUntil = NEVER;
  private int pressing;
  private long pressedUntil = NEVER;

  /** Hears when the station draws the relay that lets people in. */
  @FunctionalInterface
  interface ReleaseWatch {
    void drawn(boolean on);
  }

  Doorway(VirtualTown town, Witness witness) {
    this.town = town;
    this.witness = witness;
    town.world().watch(this);
    town.porch().door().watch(this);
  }

  void watchReleases(ReleaseWatch watch) {
    releases = watch;
  }

  // What people do.

  /** This card or code is held up outside. */
  void shows(String token) {
    shownUntil.put(token, NOT_NOW);
  }

  /** It was taken away again. */
  void hides(String token) {
    shownUntil.put(token, now());
  }

  /** Whether it is held up, or was no longer ago than this. */
  boolean wasShown(String token, long millis) {
    return shownUntil.getOrDefault(token, NEVER) > now() - millis;
  }

  void presses() {
    if (pressing++ == 0) town.porch().door().presses(true);
  }

  void letsGo() {
    if (pressing == 0 || --pressing > 0) return;
    pressedUntil = now();
    town.porch().door().presses(false);
  }

  /** Whether somebody presses the button, or did no longer ago than this. */
  boolean wasPressed(long millis) {
    return pressing > 0 || pressedUntil > now() - millis;
  }

  // What becomes of the wires.

  void plant(HouseWiring.Fault fault, boolean present) {
    if (present) {
      faults.add(fault);
    } else if (faults.remove(fault)) {
      faultUntil.put(fault, now());
    }
    boolean heard =
        faults.contains(HouseWiring.Fault.LOOP_CUT)
            || faults.contains(HouseWiring.Fault.FIRE_PIN_CUT);
    witness.fire("wire", heard);
    town.porch().door().plant(fault, present);
  }

  void hide(EntranceContact contact, boolean unseen) {
    if (unseen) {
      hidden.add(contact);
    } else if (hidden.remove(contact)) {
      hiddenUntil.put(contact, now());
    }
    town.hides(contact, unseen);
  }

  /** Whether something is wrong with the wires of the way out now. */
  boolean isSpoilt() {
    return !faults.isEmpty() || !hidden.isEmpty();
  }

  /** The same of now or no longer ago than this. */
  boolean wasSpoilt(long millis) {
    long since = now() - millis;
    return isSpoilt()
        || faultUntil.values().stream().anyMatch(until -> until > since)
        || hiddenUntil.values().stream().anyMatch(until -> until > since);
  }

  /** Whether this is wrong with them now, or was no longer ago than this. */
  boolean wasSpoilt(HouseWiring.Fault fault, long millis) {
    return faults.contains(fault) || faultUntil.getOrDefault(fault, NEVER) > now() - millis;
  }

  boolean isHidden(EntranceContact contact) {
    return hidden.contains(contact);
  }

  /** Whether nobody can see the contact of this name, or could not no longer ago than this. */
  boolean wasHidden(String contact, long millis) {
    long since = now() - millis;
    return hidden.stream().anyMatch(one -> one.word().equals(contact))
        || hiddenUntil.entrySet().stream()
            .anyMatch(one -> one.getKey().word().equals(contact) && one.getValue() > since);
  }

  // What is so.

  /** When a contact of this name was last open; now, where it is. */
  long openUntil(String contact) {
    return openSince.containsKey(contact) ? now() : openUntil.getOrDefault(contact, NEVER);
  }

  /** For how long it has been open at a time, at the longest. */
  long longestOpen(String contact) {
    Long since = openSince.get(contact);
    long before = longestOpen.getOrDefault(contact, 0L);
    return since == null ? before : Math.max(before, now() - since);
  }

  /** How many have passed this side of the counter. */
  long passed(String contact) {
    return passed.getOrDefault(contact, 0L);
  }

  /** Whether nobody stands in the counter, and nobody has passed it for so long. */
  boolean isCalm(long millis) {
    return !openSince.containsKey("in")
        && !openSince.containsKey("out")
        && counterMovedAt < now() - millis;
  }

  /** For how long the magnet has held the door without a break; 0 where it gives way. */
  long heldFor() {
    return heldSince == NOT_NOW ? 0 : now() - heldSince;
  }

  /** Whether the door gives way, or did no longer ago than this. */
  boolean gaveWay(long millis) {
    return heldSince == NOT_NOW || freeUntil > now() - millis;
  }

  @Override
  public void drawn(boolean on) {
    releases.drawn(on);
  }

  @Override
  public void held(boolean now) {
    heldSince = now ? now() : NOT_NOW;
    if (now) freeUntil = now();
  }

  @Override
  public void happened(long atMillis, Deed deed) {
    if (deed instanceof Deed.CodeScanned(String code)) {
      shownUntil.put(VirtualTown.token(code), atMillis);
    }
    if (!(deed instanceof Deed.ContactChanged(String contact, boolean open))) return;
    if (contact.equals("in") || contact.equals("out")) counterMovedAt = atMillis;
    if (open) {
      openSince.put(contact, atMillis);
      return;
    }
    longestOpen.put(contact, longestOpen(contact));
    openSince.remove(contact);
    openUntil.put(contact, atMillis);
    passed.merge(contact, 1L, Long::sum);
  }

  private long now() {
    return town.time().now();
  }
}
