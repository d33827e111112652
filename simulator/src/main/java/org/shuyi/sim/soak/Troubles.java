package org.shuyi.sim.soak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.shuyi.devices.Bytes;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.station.Cuts;
import org.shuyi.sim.station.VirtualTown;
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

  /** Of a hundred books that are put in, so many lie at the edge of the field. */
  private static final int AT_THE_EDGE = 30;

  private static final long QUARTER_SECOND = 250;

  /** Four times a second for some minutes. */
  private static final int COUNTS_LOOKED_FOR = 2_000;

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
  private final Encounters encounters;
  private final LineTroubles line;
  private final ClockTroubles clock;
  private final Trace trace;
  private final Map<String, Long> disturbedUntil = new HashMap<>();
  private final Set<TagId> ghosts = new TreeSet<>();
  private final Set<TagId> missed = new TreeSet<>();
  private boolean boltMoved;
  private long settingsKeptUntil;
  private boolean calm;

  /**
   * @param whenDown hears of each end of the program that was not the mains' doing
   */
  Troubles(
      VirtualTown town,
      Swarm swarm,
      long seed,
      Runnable whenDown,
      Encounters encounters,
      Tally tally,
      Trace trace) {
    this.whenDown = whenDown;
    this.encounters = encounters;
    this.town = town;
    this.swarm = swarm;
    this.chance = new Chance(seed);
    this.line = new LineTroubles(town, chance, encounters);
    this.clock = new ClockTroubles(town, chance, encounters);
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
      drawn(Trouble.ADAPTER_LATENCY);
      encounters.happened(Trouble.ADAPTER_LATENCY);
      town.adapters(ADAPTER_MILLIS);
    }
    if (swarm.has(Trouble.AT_THE_EDGE)) {
      var edge = new Chance(seed + Trouble.AT_THE_EDGE.name().hashCode());
      town.world().watch((at, deed) -> putAtTheEdge(deed, edge));
    }
    if (swarm.has(Trouble.WRITE_FAILS)) {
      failFirstWrites(new Chance(seed + Trouble.WRITE_FAILS.name().hashCode()));
    }
    if (swarm.weather().lost() > 0) drawn(Trouble.ACKNOWLEDGED_AND_LOST);
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
      case ACKNOWLEDGED_AND_LOST, ADAPTER_LATENCY, CARD_LIES, OUT_OF_PAPER -> false;
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

  /** It comes now; whether it does anything is for {@link Encounters}. */
  private void drawn(Trouble trouble) {
    tally.count("troubles");
    trace.line(town.time().now(), () -> "fate   " + trouble);
  }

  private void strike(Trouble trouble) {
    drawn(trouble);
    switch (trouble) {
      case MAINS_FAIL -> mainsFail();
      case BROWN_OUT_LOOP -> flicker(chance.between(3, 8));
      case POWER_WITHOUT_NETWORK -> {
        line.away();
        mainsFail();
      }
      case STALL -> {
        town.station().stall(chance.between(200, LONGEST_STALL));
        happenedToStation(trouble);
      }
      case FREEZE -> freeze(chance.between(200, LONGEST_FREEZE));
      case DISK_FULL -> refuse(trouble, "no space left on the device");
      case DISK_READ_ONLY -> refuse(trouble, "the file system is read-only");
      case FLUSH_FAILS -> town.disk().failsOnce(chance.percent(50));
      case FLUSH_SLOW -> town.disk().takes(chance.between(500, SLOWEST_FLUSH));
      case CLOCK_OF_1970 -> clockOf1970();
      case CLOCK_JUMPS -> clock.jumps(trouble, chance.percent(50) ? DAY : -DAY, false);
      case CLOCK_SET_BACK -> clock.jumps(trouble, -chance.between(1, 180) * MINUTE, true);
      case NETWORK_AWAY -> line.away();
      case CONNECT_HANGS -> line.hangConnects();
      case HALF_OPEN -> town.broker().halfOpen();
      case TAKEN_OVER -> line.takeOver(chance.between(1, 6));
      case SUBSCRIBE_REFUSED -> line.refuseSubscriptions();
      case CENTRE_SLOW -> line.slowCentre();
      case UNPLUGGED -> unplug(anyDevice());
      case DEAF -> ail(trouble, anyDevice(), new Fault.Deaf());
      case MUTE -> ail(trouble, anyDevice(), new Fault.Mute(chance.between(1, 30)));
      case LATE ->
          ail(
              trouble,
              anyDevice(),
              new Fault.Late(chance.between(20, 2_500), chance.between(1, 50)));
      case ONE_BEHIND -> ail(trouble, anyDevice(), new Fault.OneBehind());
      case NOISE ->
          ail(
              trouble,
              anyDevice(),
              new Fault.Noise(chance.between(0, 4), chance.between(0, 4), chance.between(0, 4)));
      case ECHO -> ail(trouble, anyDevice(), new Fault.Echo());
      case WRONG_ADDRESS ->
          ail(trouble, anyDevice(), new Fault.WrongAddress(chance.between(0x20, 0xE0)));
      case WRONG_BAUD -> ail(trouble, anyDevice(), new Fault.WrongBaud());
      case SETTINGS_LOST ->
          // Between two counts they are told anew, and nobody would notice.
          atCount(this::loseSettings, COUNTS_LOOKED_FOR);
      case BUSY_AFTER_UNLOCK ->
          ail(trouble, "locks", new Fault.BusyAfterUnlock(chance.between(100, 1_200)));
      case DEAD_BOLT -> ail(trouble, "locks", new Fault.DeadBolt(anyDoor()));
      case REFUSED_BOLT -> ail(trouble, "locks", new Fault.Refuses(anyDoor()));
      case SWITCH_STUCK_OPEN -> ail(trouble, "locks", new Fault.StuckContact(anyDoor(), false));
      case JAM -> jam(anyDoor());
      case TWO_CARDS -> ail(trouble, "cards", new Fault.SecondCard(Bytes.of(0x5B, 9, 9, 9)));
      case TAG_MISSED -> miss();
      case TAGS_MISSED_BY_CHANCE -> atReader(trouble, this::missByChance);
      case GHOST -> haunt();
      case WRITE_FAILS -> failWrites(anyDoor(), chance);
      case CUT, CUT_BEFORE_PULL, CUT_BEFORE_MARK, CUT_IN_FLUSH, BROWN_OUT -> {}
      case ACKNOWLEDGED_AND_LOST, ADAPTER_LATENCY, CARD_LIES, OUT_OF_PAPER -> {}
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
    cut(Trouble.CUT_IN_FLUSH);
    return true;
  }

  private boolean isCutInTurn(Cuts.Boundary boundary) {
    boolean weak = boltMoved;
    boltMoved = false;
    if (calm || swarm.cutOneIn() == 0) return false;
    if (!chance.oneIn(oneIn(boundary, weak))) return false;
    tally.count("cuts");
    trace.line(town.time().now(), () -> "fate   the program dies " + boundary);
    cut(
        switch (boundary) {
          case BEFORE_PULL -> Trouble.CUT_BEFORE_PULL;
          case BEFORE_MARK -> Trouble.CUT_BEFORE_MARK;
          case BEFORE_FLUSH, AFTER_FLUSH -> Trouble.CUT_IN_FLUSH;
          case BEFORE_TURN, BEFORE_EFFECT, AFTER_TURN -> weak ? Trouble.BROWN_OUT : Trouble.CUT;
        });
    return true;
  }

  private void cut(Trouble trouble) {
    drawn(trouble);
    encounters.happened(trouble);
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
    // Where it is asked for, the very answer to the pull is lost.
    if (!calm && swarm.asks(Trouble.MUTE) && chance.percent(30)) {
      ail(Trouble.MUTE, "locks", new Fault.Mute(chance.between(1, 3)));
    }
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
    happenedToStation(Trouble.MAINS_FAIL);
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
      happenedToStation(Trouble.BROWN_OUT_LOOP);
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

  private void refuse(Trouble trouble, String why) {
    encounters.refuses(trouble);
    town.disk().refuses(why);
    town.time().after(chance.around(3 * MINUTE), () -> town.disk().refuses(""));
  }

  /** The board has no battery: it comes up in 1970, and hears of the time some minutes later. */
  private void clockOf1970() {
    clock.is1970();
    mainsFail();
    clock.isRightAfter(8 * MINUTE);
  }

  private void startAgain() {
    if (!town.world().mains() || town.station().isUp()) return;
    tally.count("starts");
    clock.started();
    if (!town.world().network()) encounters.happened(Trouble.POWER_WITHOUT_NETWORK);
    town.station().powerOn();
  }

  /** Only to a program that runs can its clock, its processor or its mains do anything. */
  private void happenedToStation(Trouble trouble) {
    if (town.station().isUp()) encounters.happened(trouble);
  }

  // Devices.

  private void unplug(String device) {
    if (town.world().unplugged(device)) return;
    disturb(device);
    encounters.happened(Trouble.UNPLUGGED);
    town.world().unplug(device);
    town.time()
        .after(
            chance.around(MINUTE),
            () -> {
              disturb(device);
              if (town.world().unplugged(device)) town.world().plugIn(device);
            });
  }

  private void ail(Trouble trouble, String device, Fault fault) {
    disturb(device);
    encounters.liesInWait(trouble, device, fault.getClass());
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
      ail(Trouble.TAGS_MISSED_BY_CHANCE, reader, new Fault.MissedByChance(chance.between(1, 15)));
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
    encounters.liesInWait(Trouble.TAG_MISSED, town.reader(door), Fault.Missed.class);
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
      drawn(Trouble.AT_THE_EDGE);
      encounters.liesInWait(Trouble.AT_THE_EDGE, reader, Fault.Missed.class);
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
    encounters.liesInWait(Trouble.GHOST, reader, Fault.Ghost.class);
    town.touch(reader, peer -> peer.faults().add(new Fault.Ghost(uid, 6, chance.between(1, 40))));
  }

  /** Once in a while: lost in a count and in the same count made again, it is an empty shelf. */
  private void loseSettings(String reader) {
    if (town.time().now() < settingsKeptUntil) return;
    settingsKeptUntil = town.time().now() + MINUTE;
    ail(Trouble.SETTINGS_LOST, reader, new Fault.SettingsLost());
  }

  /** Where it is asked for, it waits for a shelf that is being counted. */
  private void atReader(Trouble trouble, Consumer<String> strike) {
    if (swarm.asks(trouble)) atCount(strike, COUNTS_LOOKED_FOR);
    else strike.accept(anyReader());
  }

  private void atCount(Consumer<String> strike, int looks) {
    if (calm || looks == 0) return;
    if (town.station().isUp()) {
      for (var one : town.station().kiosk().shelf().doors().entrySet()) {
        if (one.getValue().state() instanceof DoorState.Counting) {
          strike.accept(town.reader(Witness.number(one.getKey())));
          return;
        }
      }
    }
    town.time().after(QUARTER_SECOND, () -> atCount(strike, looks - 1));
  }

  /**
   * Most marks are written by the first count of all, so that those that fail must lie in wait
   * before it.
   */
  private void failFirstWrites(Chance first) {
    for (int door = 1; door <= VirtualTown.DOORS; door++) failWrites(door, first);
  }

  private void failWrites(int door, Chance chance) {
    encounters.liesInWait(Trouble.WRITE_FAILS, town.reader(door), Fault.WriteFails.class);
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
    happenedToStation(Trouble.FREEZE);
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
    line.begin(swarm.weather());
  }

  /** Every fault ends, everything is plugged in, and nothing new happens. */
  void heal() {
    calm = true;
    trace.line(town.time().now(), () -> "fate   all is well from now on");
    line.heal();
    town.disk().heals();
    clock.isRight();
    for (String device : town.peers().keySet()) {
      if (!town.isWell(device)) disturb(device);
      town.touch(device, peer -> peer.faults().heal());
      if (town.world().unplugged(device)) town.world().plugIn(device);
    }
    missed.clear();
    for (int door = 1; door <= VirtualTown.DOORS; door++) town.world().jam(door, false);
    line.networkBack();
    if (!town.world().mains()) town.world().mains(true);
    startAgain();
  }
}
