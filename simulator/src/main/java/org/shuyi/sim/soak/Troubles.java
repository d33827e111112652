package org.shuyi.sim.soak;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.shuyi.devices.Bytes;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.station.Cuts;
import org.shuyi.sim.station.VirtualTown;
import org.shuyi.sim.station.Weather;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.Shelf;
import org.shuyi.sim.world.Tag;

/** Fate: what goes wrong with power, network and devices, when, and for how long. */
final class Troubles {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;

  /** What a reader did wrong may come to light with the next count only. */
  private static final long AFTERMATH = 15 * MINUTE;

  /**
   * Of five rounds of a count, so many may miss a tag, and still two see it or it is looked again.
   */
  private static final int MOST_MISSED = 4;

  /** Where it is looked for, one bolt or mark in so many is cut off just before. */
  private static final int MOTION_CUT = 12;

  /** Where it is looked for, one flush in so many is cut off, before or after it is on the disk. */
  private static final int FLUSH_CUT = 150;

  /** A worn card that tidies itself up. */
  private static final int SLOWEST_FLUSH = 30_000;

  /** What a USB adapter holds back. */
  private static final int ADAPTER_MILLIS = 16;

  /** Longer than anybody is asked to wait for the centre's word. */
  private static final int SLOWEST_CENTRE = 6_000;

  /** Of a hundred books that are put in, so many lie at the edge of the field. */
  private static final int AT_THE_EDGE = 30;

  private static final long DAY = 24 * 60 * MINUTE;

  /** Shorter than any watchdog's patience. */
  private static final int LONGEST_STALL = 5_000;

  /**
   * From here on a program that stood still may know that it has not seen the doors: 5 s after it
   * last asked, which was up to two polls before.
   */
  private static final int BLIND = 3_000;

  /** A watchdog ends what stands still for longer. */
  private static final int LONGEST_FREEZE = 20_000;

  /** Where power is weak, one bolt in so many is too much for it. */
  private static final int BROWN_OUT = 25;

  private final VirtualTown town;
  private final Swarm swarm;
  private final Chance chance;
  private final Chance flushes;
  private final Runnable whenDown;
  private final Tally tally;
  private final Trace trace;
  private final Map<String, Long> disturbedUntil = new HashMap<>();
  private final Set<TagId> ghosts = new TreeSet<>();
  private final Set<TagId> missed = new TreeSet<>();
  private boolean boltMoved;
  private boolean calm;

  /**
   * @param whenDown hears of each end of the program that was not the mains' doing
   */
  Troubles(VirtualTown town, Swarm swarm, long seed, Runnable whenDown, Tally tally, Trace trace) {
    this.whenDown = whenDown;
    this.town = town;
    this.swarm = swarm;
    this.chance = new Chance(seed);
    this.flushes = new Chance(seed + Trouble.CUT_IN_FLUSH.name().hashCode());
    this.tally = tally;
    this.trace = trace;
    town.station()
        .cuts(
            new Cuts() {
              @Override
              public boolean cutAt(Boundary boundary) {
                return isCutAt(boundary);
              }

              @Override
              public boolean linesAreQuicker() {
                return chance.percent(50);
              }
            });
    town.station().whenEnded(this::ended);
    if (swarm.has(Trouble.ADAPTER_LATENCY)) {
      met(Trouble.ADAPTER_LATENCY);
      town.adapters(ADAPTER_MILLIS);
    }
    if (swarm.has(Trouble.AT_THE_EDGE)) {
      var edge = new Chance(seed + Trouble.AT_THE_EDGE.name().hashCode());
      town.world().watch((at, deed) -> putAtTheEdge(deed, edge));
    }
    if (swarm.weather().lost() > 0) met(Trouble.ACKNOWLEDGED_AND_LOST);
    for (Trouble trouble : Trouble.values()) {
      if (swarm.has(trouble) && strikes(trouble)) schedule(trouble);
    }
  }

  /** Whether it comes by itself at its time, and is not somebody's doing or part of another. */
  private static boolean strikes(Trouble trouble) {
    return switch (trouble) {
      case MAINS_FAIL, BROWN_OUT_LOOP, POWER_WITHOUT_NETWORK, STALL, FREEZE -> true;
      case DISK_FULL, DISK_READ_ONLY, FLUSH_FAILS, FLUSH_SLOW -> true;
      case CLOCK_OF_1970, CLOCK_JUMPS, CLOCK_SET_BACK -> true;
      case NETWORK_AWAY, CONNECT_HANGS, HALF_OPEN, TAKEN_OVER, SUBSCRIBE_REFUSED -> true;
      case CENTRE_SLOW -> true;
      case UNPLUGGED, DEAF, MUTE, LATE, ONE_BEHIND, NOISE, ECHO, WRONG_ADDRESS, WRONG_BAUD -> true;
      case SETTINGS_LOST, BUSY_AFTER_UNLOCK, DEAD_BOLT, REFUSED_BOLT, JAM -> true;
      case SWITCH_STUCK_OPEN, TWO_CARDS -> true;
      case TAG_MISSED, TAGS_MISSED_BY_CHANCE, GHOST, WRITE_FAILS -> true;
      case CUT, CUT_BEFORE_PULL, CUT_BEFORE_MARK, CUT_IN_FLUSH, BROWN_OUT -> false;
      case ACKNOWLEDGED_AND_LOST, ADAPTER_LATENCY, CARD_LIES -> false;
      case RELAY_STUCK, PULSE_AT_BOOT, KEY, KEY_WHILE_COUNTING, LEFT_OPEN, WALKED_AWAY -> false;
      case SWAPPED, FIDGET, SECOND_CARD, QUEUE, STAFF, PANEL, FIRE, AT_THE_EDGE -> false;
      case TWO_TAGS, STRANGE_ITEM, SAME_ID_TWICE, GARBAGE_ON_TAG, CROWD -> false;
      case COMMAND, COMMAND_DOUBLED, COMMAND_REPLAYED, COMMAND_EXPIRED, COMMAND_FORGED -> false;
      case COMMAND_POISONED, COMMAND_FLOOD, COMMAND_RETAINED -> false;
      case CENTRE_RESTORED, RULES_CHANGED -> false;
    };
  }

  private void schedule(Trouble trouble) {
    town.time()
        .after(
            chance.around(swarm.meanMillis(trouble)),
            () -> {
              if (!calm) strike(trouble);
              schedule(trouble);
            });
  }

  private void met(Trouble trouble) {
    tally.count("troubles");
    tally.count(trouble.counted());
    trace.line(town.time().now(), () -> "fate   " + trouble);
  }

  private void strike(Trouble trouble) {
    met(trouble);
    switch (trouble) {
      case MAINS_FAIL -> mainsFail();
      case BROWN_OUT_LOOP -> flicker(chance.between(4, 20));
      case POWER_WITHOUT_NETWORK -> {
        networkAway();
        mainsFail();
      }
      case STALL -> town.station().stall(chance.between(200, LONGEST_STALL));
      case FREEZE -> freeze(chance.between(200, LONGEST_FREEZE));
      case DISK_FULL -> refuse("no space left on the device");
      case DISK_READ_ONLY -> refuse("the file system is read-only");
      case FLUSH_FAILS -> town.disk().failsOnce(chance.percent(50));
      case FLUSH_SLOW -> town.disk().takes(chance.between(500, SLOWEST_FLUSH));
      case CLOCK_OF_1970 -> clockOf1970();
      case CLOCK_JUMPS -> clock(chance.percent(50) ? DAY : -DAY, false);
      case CLOCK_SET_BACK -> clock(-chance.between(1, 180) * MINUTE, true);
      case NETWORK_AWAY -> networkAway();
      case CONNECT_HANGS -> hangConnects();
      case HALF_OPEN -> town.broker().halfOpen();
      case TAKEN_OVER -> takeOver(chance.between(1, 6));
      case SUBSCRIBE_REFUSED -> refuseSubscriptions();
      case CENTRE_SLOW -> slowCentre();
      case UNPLUGGED -> unplug(anyDevice());
      case DEAF -> ail(anyDevice(), new Fault.Deaf());
      case MUTE -> ail(anyDevice(), new Fault.Mute(chance.between(1, 30)));
      case LATE ->
          ail(anyDevice(), new Fault.Late(chance.between(20, 2_500), chance.between(1, 50)));
      case ONE_BEHIND -> ail(anyDevice(), new Fault.OneBehind());
      case NOISE ->
          ail(
              anyDevice(),
              new Fault.Noise(chance.between(0, 4), chance.between(0, 4), chance.between(0, 4)));
      case ECHO -> ail(anyDevice(), new Fault.Echo());
      case WRONG_ADDRESS -> ail(anyDevice(), new Fault.WrongAddress(chance.between(0x20, 0xE0)));
      case WRONG_BAUD -> ail(anyDevice(), new Fault.WrongBaud());
      case SETTINGS_LOST -> ail(anyReader(), new Fault.SettingsLost());
      case BUSY_AFTER_UNLOCK -> ail("locks", new Fault.BusyAfterUnlock(chance.between(100, 1_200)));
      case DEAD_BOLT -> ail("locks", new Fault.DeadBolt(anyDoor()));
      case REFUSED_BOLT -> ail("locks", new Fault.Refuses(anyDoor()));
      case SWITCH_STUCK_OPEN -> ail("locks", new Fault.StuckContact(anyDoor(), false));
      case JAM -> jam(anyDoor());
      case TWO_CARDS -> ail("cards", new Fault.SecondCard(Bytes.of(0x5B, 9, 9, 9)));
      case TAG_MISSED -> miss();
      case TAGS_MISSED_BY_CHANCE -> missByChance(anyReader());
      case GHOST -> haunt();
      case WRITE_FAILS -> failWrites();
      case CUT, CUT_BEFORE_PULL, CUT_BEFORE_MARK, CUT_IN_FLUSH, BROWN_OUT -> {}
      case ACKNOWLEDGED_AND_LOST, ADAPTER_LATENCY, CARD_LIES -> {}
      case RELAY_STUCK, PULSE_AT_BOOT, KEY, KEY_WHILE_COUNTING, LEFT_OPEN, WALKED_AWAY -> {}
      case SWAPPED, FIDGET, SECOND_CARD, QUEUE, STAFF, PANEL, FIRE, AT_THE_EDGE -> {}
      case TWO_TAGS, STRANGE_ITEM, SAME_ID_TWICE, GARBAGE_ON_TAG, CROWD -> {}
      case COMMAND, COMMAND_DOUBLED, COMMAND_REPLAYED, COMMAND_EXPIRED, COMMAND_FORGED -> {}
      case COMMAND_POISONED, COMMAND_FLOOD, COMMAND_RETAINED -> {}
      case CENTRE_RESTORED, RULES_CHANGED -> {}
    }
  }

  // Power.

  private boolean isCutAt(Cuts.Boundary boundary) {
    return switch (boundary) {
      case BEFORE_FLUSH, AFTER_FLUSH -> isCutInFlush(boundary);
      case BEFORE_TURN, BEFORE_EFFECT, BEFORE_PULL, BEFORE_MARK, AFTER_TURN ->
          isCutInTurn(boundary);
    };
  }

  private boolean isCutInFlush(Cuts.Boundary boundary) {
    if (calm || !swarm.has(Trouble.CUT_IN_FLUSH) || !flushes.oneIn(FLUSH_CUT)) return false;
    tally.count("cuts");
    trace.line(town.time().now(), () -> "fate   the program dies " + boundary);
    met(Trouble.CUT_IN_FLUSH);
    return true;
  }

  private boolean isCutInTurn(Cuts.Boundary boundary) {
    boolean weak = boltMoved;
    boltMoved = false;
    if (calm || swarm.cutOneIn() == 0) return false;
    if (!chance.oneIn(oneIn(boundary, weak))) return false;
    tally.count("cuts");
    trace.line(town.time().now(), () -> "fate   the program dies " + boundary);
    met(
        switch (boundary) {
          case BEFORE_PULL -> Trouble.CUT_BEFORE_PULL;
          case BEFORE_MARK -> Trouble.CUT_BEFORE_MARK;
          case BEFORE_FLUSH, AFTER_FLUSH -> Trouble.CUT_IN_FLUSH;
          case BEFORE_TURN, BEFORE_EFFECT, AFTER_TURN -> weak ? Trouble.BROWN_OUT : Trouble.CUT;
        });
    return true;
  }

  private int oneIn(Cuts.Boundary boundary, boolean weak) {
    return switch (boundary) {
      case BEFORE_PULL -> swarm.has(Trouble.CUT_BEFORE_PULL) ? MOTION_CUT : swarm.cutOneIn();
      case BEFORE_MARK -> swarm.has(Trouble.CUT_BEFORE_MARK) ? MOTION_CUT : swarm.cutOneIn();
      case BEFORE_FLUSH, AFTER_FLUSH -> FLUSH_CUT;
      case BEFORE_TURN, BEFORE_EFFECT, AFTER_TURN ->
          weak && swarm.has(Trouble.BROWN_OUT)
              ? Math.min(swarm.cutOneIn(), BROWN_OUT)
              : swarm.cutOneIn();
    };
  }

  /** A bolt is being pulled, which is when a weak supply fails. */
  void boltMoves() {
    boltMoved = true;
  }

  private void ended(boolean inOrder, String why) {
    whenDown.run();
    trace.line(town.time().now(), () -> "life   ended: " + why);
    if (!inOrder && !calm && chance.percent(40)) {
      mainsFail();
      return;
    }
    long pause = inOrder ? 2 * SECOND : chance.between(1, 90) * SECOND;
    town.time().after(pause, this::startAgain);
  }

  private void mainsFail() {
    if (!town.world().mains()) return;
    tally.count("mains failures");
    town.world().mains(false);
    town.station().powerCut();
    for (String device : town.peers().keySet()) disturb(device);
    town.time().after(chance.around(4 * MINUTE), this::mainsBack);
  }

  private void mainsBack() {
    if (!town.world().mains()) town.world().mains(true);
    town.time().after(chance.between(1, 20) * SECOND, this::startAgain);
  }

  /** The mains come and go, and the program never gets far. */
  private void flicker(int times) {
    if (calm || times == 0) return;
    if (town.world().mains()) {
      town.world().mains(false);
      town.station().powerCut();
      for (String device : town.peers().keySet()) disturb(device);
    }
    town.time()
        .after(
            chance.between(300, 3_000),
            () -> {
              if (calm) return;
              if (!town.world().mains()) town.world().mains(true);
              startAgain();
              town.time().after(chance.between(100, 6_000), () -> flicker(times - 1));
            });
  }

  // The disk.

  private void refuse(String why) {
    town.disk().refuses(why);
    town.time().after(chance.around(3 * MINUTE), () -> town.disk().refuses(""));
  }

  // The calendar.

  /** The board has no battery: it comes up in 1970, and hears of the time some minutes later. */
  private void clockOf1970() {
    long began = town.time().now();
    town.station().calendar(() -> Instant.EPOCH.plusMillis(town.time().now() - began), false);
    mainsFail();
    town.time().after(chance.around(8 * MINUTE), this::clockRight);
  }

  private void clock(long skewMillis, boolean vouchedFor) {
    town.station().calendar(() -> town.now().plusMillis(skewMillis), vouchedFor);
    town.time().after(chance.around(10 * MINUTE), this::clockRight);
  }

  private void clockRight() {
    town.station().calendar(town::now, true);
  }

  private void startAgain() {
    if (!town.world().mains() || town.station().isUp()) return;
    tally.count("starts");
    town.station().powerOn();
  }

  // Network.

  private void networkAway() {
    if (!town.world().network()) return;
    town.world().network(false);
    long away = chance.percent(20) ? chance.around(100 * MINUTE) : chance.around(3 * MINUTE);
    town.time()
        .after(
            away,
            () -> {
              if (!town.world().network()) town.world().network(true);
            });
  }

  private void hangConnects() {
    town.broker().answersConnects(false);
    town.broker().halfOpen();
    town.time().after(chance.around(4 * MINUTE), () -> town.broker().answersConnects(true));
  }

  private void takeOver(int times) {
    if (calm || times == 0) return;
    town.broker().takeOver();
    town.time().after(chance.between(1, 20) * SECOND, () -> takeOver(times - 1));
  }

  private void refuseSubscriptions() {
    town.broker().grantsSubscriptions(false);
    town.broker().takeOver();
    town.time().after(chance.around(4 * MINUTE), () -> town.broker().grantsSubscriptions(true));
  }

  /** Somewhere behind the broker all takes its time; the line itself is as quick as ever. */
  private void slowCentre() {
    town.broker().centreTakes(chance.between(300, SLOWEST_CENTRE));
    town.time().after(chance.around(6 * MINUTE), () -> town.broker().centreTakes(0));
  }

  // Devices.

  private void unplug(String device) {
    if (town.world().unplugged(device)) return;
    disturb(device);
    town.world().unplug(device);
    town.time()
        .after(
            chance.around(MINUTE),
            () -> {
              disturb(device);
              if (town.world().unplugged(device)) town.world().plugIn(device);
            });
  }

  private void ail(String device, Fault fault) {
    disturb(device);
    town.touch(device, peer -> peer.faults().add(fault));
    town.time()
        .after(
            chance.around(40 * SECOND),
            () -> {
              disturb(device);
              town.touch(device, peer -> peer.faults().end(fault.getClass()));
            });
  }

  private void jam(int door) {
    town.world().jam(door, true);
    town.time().after(chance.around(3 * MINUTE), () -> town.world().jam(door, false));
  }

  /**
   * Both kinds at once could hide a tag from a whole count, which nobody could tell from a loan.
   */
  private void missByChance(String reader) {
    if (!has(reader, Fault.Missed.class)) {
      ail(reader, new Fault.MissedByChance(chance.between(1, 15)));
    }
  }

  private boolean has(String device, Class<? extends Fault> kind) {
    var peer = town.peers().get(device);
    return peer != null && peer.faults().present().stream().anyMatch(kind::isInstance);
  }

  private void miss() {
    int door = anyDoor();
    var tags = tagsOn(door);
    if (tags.isEmpty()) return;
    if (has(town.reader(door), Fault.MissedByChance.class)) return;
    Tag tag = chance.of(tags);
    // A second one would add to what is left of the first.
    if (!missed.add(Witness.tagId(tag))) return;
    disturb(town.reader(door));
    town.touch(
        town.reader(door),
        peer -> peer.faults().add(new Fault.Missed(tag.uid(), chance.between(1, MOST_MISSED))));
  }

  /** A book that somebody has just put in is seen by few of the next rounds, or by one. */
  private void putAtTheEdge(Deed deed, Chance edge) {
    if (calm || !(deed instanceof Deed.BookPut(var person, Book book, Shelf shelf))) return;
    if (!edge.percent(AT_THE_EDGE)) return;
    String reader = town.reader(shelf.door());
    if (has(reader, Fault.MissedByChance.class)) return;
    for (Tag tag : book.tags()) {
      if (!missed.add(Witness.tagId(tag))) continue;
      met(Trouble.AT_THE_EDGE);
      disturb(reader);
      int rounds = edge.between(MOST_MISSED - 1, MOST_MISSED);
      town.touch(reader, peer -> peer.faults().add(new Fault.Missed(tag.uid(), rounds)));
    }
  }

  private void haunt() {
    String reader = anyReader();
    disturb(reader);
    var uid = Bytes.of(0xE0, 7, 1, 2, 3, 4, chance.between(0, 255), chance.between(0, 255));
    ghosts.add(new TagId(uid.hex()));
    town.touch(reader, peer -> peer.faults().add(new Fault.Ghost(uid, 6, chance.between(1, 40))));
  }

  private void failWrites() {
    int door = anyDoor();
    for (Tag tag : tagsOn(door)) {
      town.touch(
          town.reader(door),
          peer -> peer.faults().add(new Fault.WriteFails(tag.uid(), chance.between(1, 3))));
    }
  }

  private List<Tag> tagsOn(int door) {
    var tags = new ArrayList<Tag>();
    town.world().booksOn(town.shelf(door)).forEach(book -> tags.addAll(book.tags()));
    return tags;
  }

  private String anyDevice() {
    var devices = new ArrayList<>(town.readers());
    devices.add("locks");
    devices.add("cards");
    return chance.of(devices);
  }

  private String anyReader() {
    return town.reader(anyDoor());
  }

  private int anyDoor() {
    return chance.between(1, VirtualTown.DOORS);
  }

  private void disturb(String device) {
    disturbedUntil.merge(device, town.time().now() + AFTERMATH, Math::max);
  }

  /** Whoever stands still for long is blind, and takes what it saw last for no longer true. */
  private void freeze(long millis) {
    town.station().freeze(millis);
    if (millis < BLIND) return;
    disturbedUntil.merge("locks", town.time().now() + millis + MINUTE, Math::max);
  }

  /** Whether this device is not well, or was not a little while ago. */
  boolean disturbed(String device) {
    boolean sick = !town.isWell(device);
    return sick || town.time().now() < disturbedUntil.getOrDefault(device, 0L);
  }

  boolean isGhost(TagId tag) {
    return ghosts.contains(tag);
  }

  // The end.

  void begin() {
    calm = false;
    town.broker().weather(swarm.weather());
  }

  /** Every fault ends, everything is plugged in, and nothing new happens. */
  void heal() {
    calm = true;
    trace.line(town.time().now(), () -> "fate   all is well from now on");
    town.broker().weather(Weather.FAIR);
    town.broker().answersConnects(true);
    town.broker().grantsSubscriptions(true);
    town.broker().centreTakes(0);
    town.disk().heals();
    clockRight();
    for (String device : town.peers().keySet()) {
      if (!town.isWell(device)) disturb(device);
      town.touch(device, peer -> peer.faults().heal());
      if (town.world().unplugged(device)) town.world().plugIn(device);
    }
    missed.clear();
    for (int door = 1; door <= VirtualTown.DOORS; door++) town.world().jam(door, false);
    if (!town.world().network()) town.world().network(true);
    if (!town.world().mains()) town.world().mains(true);
    startAgain();
  }
}
