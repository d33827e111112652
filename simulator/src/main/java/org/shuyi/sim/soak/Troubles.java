package org.shuyi.sim.soak;

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

  /** Where power is weak, one bolt in so many is too much for it. */
  private static final int BROWN_OUT = 25;

  private final VirtualTown town;
  private final Swarm swarm;
  private final Chance chance;
  private final Tally tally;
  private final Trace trace;
  private final Map<String, Long> disturbedUntil = new HashMap<>();
  private final Set<TagId> ghosts = new TreeSet<>();
  private final Set<TagId> missed = new TreeSet<>();
  private boolean boltMoved;
  private boolean calm;

  Troubles(VirtualTown town, Swarm swarm, long seed, Tally tally, Trace trace) {
    this.town = town;
    this.swarm = swarm;
    this.chance = new Chance(seed);
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
    for (Trouble trouble : Trouble.values()) {
      if (swarm.has(trouble) && strikes(trouble)) schedule(trouble);
    }
  }

  /** Whether it is fate's, and not somebody's doing. */
  private static boolean strikes(Trouble trouble) {
    return switch (trouble) {
      case KEY, STAFF, SECOND_CARD -> false;
      case COMMAND, COMMAND_DOUBLED, COMMAND_REPLAYED, COMMAND_EXPIRED, COMMAND_FORGED -> false;
      case CENTRE_RESTORED, RULES_CHANGED -> false;
      case MAINS_FAIL, NETWORK_AWAY, UNPLUGGED, DEAF, MUTE, LATE, ONE_BEHIND, NOISE -> true;
      case SETTINGS_LOST, BUSY_AFTER_UNLOCK, DEAD_BOLT, REFUSED_BOLT, JAM -> true;
      case SWITCH_STUCK_OPEN, TAG_MISSED, TAGS_MISSED_BY_CHANCE, GHOST, WRITE_FAILS -> true;
    };
  }

  private void schedule(Trouble trouble) {
    long mean = swarm.everyMinutes().getOrDefault(trouble, 1) * MINUTE;
    town.time()
        .after(
            chance.around(mean),
            () -> {
              if (!calm) strike(trouble);
              schedule(trouble);
            });
  }

  private void strike(Trouble trouble) {
    tally.count("troubles");
    tally.count("trouble " + trouble);
    trace.line(town.time().now(), () -> "fate   " + trouble);
    switch (trouble) {
      case MAINS_FAIL -> mainsFail();
      case NETWORK_AWAY -> networkAway();
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
      case SETTINGS_LOST -> ail(anyReader(), new Fault.SettingsLost());
      case BUSY_AFTER_UNLOCK -> ail("locks", new Fault.BusyAfterUnlock(chance.between(100, 1_200)));
      case DEAD_BOLT -> ail("locks", new Fault.DeadBolt(anyDoor()));
      case REFUSED_BOLT -> ail("locks", new Fault.Refuses(anyDoor()));
      case SWITCH_STUCK_OPEN -> ail("locks", new Fault.StuckContact(anyDoor(), false));
      case JAM -> jam(anyDoor());
      case TAG_MISSED -> miss();
      case TAGS_MISSED_BY_CHANCE -> missByChance(anyReader());
      case GHOST -> haunt();
      case WRITE_FAILS -> failWrites();
      case KEY, STAFF, SECOND_CARD -> {}
      case COMMAND, COMMAND_DOUBLED, COMMAND_REPLAYED, COMMAND_EXPIRED, COMMAND_FORGED -> {}
      case CENTRE_RESTORED, RULES_CHANGED -> {}
    }
  }

  // Power.

  private boolean isCutAt(Cuts.Boundary boundary) {
    boolean weak = boltMoved;
    boltMoved = false;
    if (calm || swarm.cutOneIn() == 0) return false;
    int oneIn = weak ? Math.min(swarm.cutOneIn(), BROWN_OUT) : swarm.cutOneIn();
    if (!chance.oneIn(oneIn)) return false;
    tally.count("cuts");
    tally.count("cuts " + boundary);
    trace.line(town.time().now(), () -> "fate   the program dies " + boundary);
    return true;
  }

  /** A bolt is being pulled, which is when a weak supply fails. */
  void boltMoves() {
    boltMoved = true;
  }

  private void ended(boolean inOrder, String why) {
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
    if (has(VirtualTown.reader(door), Fault.MissedByChance.class)) return;
    Tag tag = chance.of(tags);
    // A second one would add to what is left of the first.
    if (!missed.add(Witness.tagId(tag))) return;
    disturb(VirtualTown.reader(door));
    town.touch(
        VirtualTown.reader(door),
        peer -> peer.faults().add(new Fault.Missed(tag.uid(), chance.between(1, MOST_MISSED))));
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
          VirtualTown.reader(door),
          peer -> peer.faults().add(new Fault.WriteFails(tag.uid(), chance.between(1, 3))));
    }
  }

  private List<Tag> tagsOn(int door) {
    var tags = new ArrayList<Tag>();
    town.world().booksOn(town.shelf(door)).forEach(book -> tags.addAll(book.tags()));
    return tags;
  }

  private String anyDevice() {
    return chance.of(List.of("locks", "reader-1", "reader-2", "reader-3", "reader-4", "cards"));
  }

  private String anyReader() {
    return VirtualTown.reader(anyDoor());
  }

  private int anyDoor() {
    return chance.between(1, VirtualTown.DOORS);
  }

  private void disturb(String device) {
    disturbedUntil.merge(device, town.time().now() + AFTERMATH, Math::max);
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
