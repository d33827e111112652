package org.shuyi.sim.soak;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.sim.soak.Violation.Promise;
import org.shuyi.sim.station.VirtualTown;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.Tag;
import org.shuyi.sim.world.World;

/**
 * Who really did what: every opening of a door with those who may answer for it, and every book
 * that went in or out meanwhile.
 *
 * <p>A door that opened at its handle is answered for by whoever its bolt was last pulled for. One
 * that a key opened is nobody's, as far as the world itself lets one know.
 */
final class Witness implements World.Watcher {
  /** A pull that comes later than this after its intent surprises whoever stands there. */
  private static final long LATEST_PULL = 5_000;

  /** Somebody with a key just before or after a service is taken for its technician. */
  private static final long SERVICE_BLUR = 600_000;

  /**
   * A key may turn a moment before a bolt is pulled; until two polls have seen it, nobody knows.
   */
  private static final long LONGEST_UNSEEN = 3_000;

  /** A door that nobody has opened by then is counted, as the cabinet is configured. */
  private static final long TIME_TO_OPEN = 10_000;

  /** A stalled program, or one that waits for its disk, tells of the panel so much later. */
  private static final long LONGEST_UNSAID = 45_000;

  /** A book that went in or out of a door, and those who may answer for it. */
  record Act(long atMillis, int door, boolean taken, Set<Opener> credible) {}

  private record Intent(Opener opener, long atMillis) {}

  private record Opening(long atMillis, Set<Opener> credible) {}

  private final VirtualTown town;
  private final Lives lives;
  private final Tally tally;
  private final Map<Integer, Intent> intents = new HashMap<>();
  private final Map<Integer, Opener> meantLast = new HashMap<>();
  private final Map<Integer, Long> meantAt = new HashMap<>();
  private final Map<Integer, Opener> pulledFor = new HashMap<>();
  private final Map<Integer, Opening> openings = new HashMap<>();
  private final Map<Integer, Long> movedAt = new HashMap<>();
  private final Map<TagId, List<Act>> acts = new TreeMap<>();

  /** Tags of which something that happened is not explained, or not yet laid to a holder. */
  private final Set<TagId> unsettled = new TreeSet<>();

  private final Map<TagId, Integer> explained = new HashMap<>();
  private final Map<TagId, Integer> held = new HashMap<>();
  private final Map<TagId, Act> takenBy = new HashMap<>();
  private final Set<String> tapped = new TreeSet<>();
  private final Set<String> commandsPulled = new TreeSet<>();
  private final Set<Integer> outOfSight = new TreeSet<>();
  private final Set<Integer> byItself = new TreeSet<>();
  private final Set<Integer> stuckReleased = new TreeSet<>();
  private long panelOpenUntil = Long.MIN_VALUE / 2;
  private final Set<String> fires = new TreeSet<>();
  private long fireSince = Long.MAX_VALUE;
  private long fireUntil = Long.MIN_VALUE / 2;
  private boolean emergency;
  private long startedAt = Long.MIN_VALUE / 2;
  private Runnable readJournal = () -> {};
  private @Nullable String technician;
  private boolean inService;
  private boolean outOfOrder;
  private long outOfOrderSince = Long.MAX_VALUE;
  private boolean gone;
  private long serviceSeenAt = Long.MIN_VALUE / 2;

  Witness(VirtualTown town, Lives lives, Tally tally) {
    this.town = town;
    this.lives = lives;
    this.tally = tally;
  }

  /** Reads what became durable, so that {@link #meant} is told of it. */
  void readsJournalBy(Runnable reader) {
    readJournal = reader;
  }

  /** Nobody asks any more what it has seen. */
  void goesHome() {
    gone = true;
  }

  boolean isGone() {
    return gone;
  }

  @Override
  public void happened(long atMillis, Deed deed) {
    if (gone) return;
    switch (deed) {
      case Deed.BoltPulled(int door, int millis) -> pulled(door, atMillis);
      case Deed.BoltJammed(int door) -> pulled(door, atMillis);
      case Deed.BoltDropped _ -> {}
      case Deed.DoorOpened(int door, boolean byKey) -> {
        movedAt.put(door, atMillis);
        openings.put(
            door, new Opening(atMillis, byKey ? byKey(door, atMillis) : atHandle(door, atMillis)));
      }
      case Deed.DoorClosed(int door) -> movedAt.put(door, atMillis);
      case Deed.BookTaken(var person, Book book, var shelf) ->
          moved(book, shelf.door(), true, atMillis);
      case Deed.BookPut(var person, Book book, var shelf) ->
          moved(book, shelf.door(), false, atMillis);
      case Deed.CardHeld(var person, var card) -> tapped.add(VirtualTown.token(card.uid()));
      case Deed.CodeScanned(String code) -> tapped.add(VirtualTown.token(code));
      case Deed.CardRemoved _, Deed.Unplugged _, Deed.PluggedIn _ -> {}
      case Deed.MainsChanged _, Deed.NetworkChanged _, Deed.ContactChanged _ -> {}
      case Deed.FireChanged(boolean active) -> fire("alarm", active);
      case Deed.PanelChanged(boolean open) -> {
        // What was recorded of it before the lights went out is read only now.
        readJournal.run();
        panelOpenUntil = open ? Long.MAX_VALUE : atMillis;
      }
    }
  }

  /** The fire input is active for this reason, or is no longer for this one. */
  void fire(String why, boolean active) {
    if (gone) return;
    readJournal.run();
    boolean before = !fires.isEmpty();
    if (active) fires.add(why);
    else fires.remove(why);
    boolean burns = !fires.isEmpty();
    if (burns == before) return;
    fireSince = burns ? town.time().now() : Long.MAX_VALUE;
    fireUntil = burns ? Long.MAX_VALUE : town.time().now();
  }

  /** A durable intent: it lets one bolt move once, soon. */
  void meant(DoorId door, Opener opener) {
    long now = town.time().now();
    intents.put(number(door), new Intent(opener, now));
    meantLast.put(number(door), opener);
    meantAt.put(number(door), now);
    Opening opening = openings.get(number(door));
    if (opening == null || town.world().closed(number(door))) return;
    // An intent that was flushed, and the flush said to have failed, is read in the next life only.
    boolean inTheDark = opening.atMillis() >= outOfOrderSince;
    // A program that stands still, behind its disk or without time, has not seen it either.
    long seenFrom = Math.max(opening.atMillis(), town.station().stalledUntil());
    if (inTheDark || now - seenFrom < LONGEST_UNSEEN) opening.credible().add(opener);
  }

  boolean isMeant(DoorId door) {
    return intents.containsKey(number(door));
  }

  /**
   * The disk takes nothing any more: what the program knew and could not write is lost with it, and
   * the next life remembers who was at a door before.
   */
  void outOfOrder() {
    outOfOrder = true;
    outOfOrderSince = town.time().now();
  }

  /** The program began anew: nothing that was meant before may move any more. */
  void startedAnew() {
    intents.clear();
    outOfOrder = false;
    outOfOrderSince = Long.MAX_VALUE;
    startedAt = town.time().now();
  }

  /**
   * The station says that a door is open without a reason.
   *
   * @param blind whether its lock board was not well
   * @return whether nobody can blame it: a key, or it could not see who opened
   */
  boolean forced(int door, boolean blind) {
    Opening opening = openings.get(door);
    outOfSight.add(door);
    if (opening != null && isAtTheLastMoment(door, opening)) {
      opening.credible().add(new Opener.Unknown());
    }
    return blind
        || opening == null
        || opening.credible().contains(new Opener.Unknown())
        || opening.atMillis() <= startedAt;
  }

  /**
   * A door that opens when its time is nearly over may be counted before two polls have seen it
   * open.
   */
  private boolean isAtTheLastMoment(int door, Opening opening) {
    long unlocked = opening.atMillis() - meantAt.getOrDefault(door, Long.MAX_VALUE / 2);
    return unlocked > TIME_TO_OPEN - LONGEST_UNSEEN;
  }

  /** What happened behind a door that the station lost from sight is nobody's. */
  boolean explainsOutOfSight(TagId tag, int door, boolean taken) {
    if (!outOfSight.contains(door) || !touched(tag, door, taken)) return false;
    var all = acts.getOrDefault(tag, List.of());
    explain(tag, all.size());
    return true;
  }

  void serviceIs(@Nullable String person) {
    if (person != null) technician = person;
    inService = person != null;
    serviceSeenAt = town.time().now();
  }

  /** A relay pulses when its power comes, and nobody has told it to. */
  void movesByItself(int door) {
    byItself.add(door);
  }

  /**
   * The station has heard of a fire: what nobody has accounted for yet may be anybody's doing, and
   * what is done from now on is nobody's.
   */
  void emergencyBegan() {
    emergency = true;
    acts.forEach(
        (tag, all) ->
            all.stream()
                .skip(explained.getOrDefault(tag, 0))
                .forEach(act -> act.credible().add(new Opener.Unknown())));
    openings.replaceAll((door, opening) -> new Opening(opening.atMillis(), nobody()));
    pulledFor.replaceAll((door, opener) -> new Opener.Unknown());
    meantLast.clear();
  }

  /** A person on site has ended it. */
  void emergencyEnded() {
    emergency = false;
  }

  /** Whether the station has heard of a fire, and nobody has ended it. */
  boolean isEmergency() {
    return emergency;
  }

  /** For how long the fire input has been active and this life of the program has run. */
  long fireHeardFor() {
    long now = town.time().now();
    return fireSince == Long.MAX_VALUE ? 0 : now - Math.max(fireSince, startedAt);
  }

  /** Whether the fire input is active, or was so lately that a slow flush may have held it up. */
  boolean wasFire() {
    return fireUntil > town.time().now() - LONGEST_UNSAID;
  }

  private static Set<Opener> nobody() {
    var nobody = new HashSet<Opener>();
    nobody.add(new Opener.Unknown());
    return nobody;
  }

  /** Whether the service panel stands open, or did a little while ago. */
  boolean panelWasOpen() {
    return lives.maySay(panelOpenUntil, town.time().now(), LONGEST_UNSAID);
  }

  /** From now on the latch of this door holds nothing, or does again. */
  void sticks(int door, boolean stuck) {
    if (stuck) stuckReleased.add(door);
    else stuckReleased.remove(door);
  }

  private void pulled(int door, long atMillis) {
    if (byItself.remove(door)) {
      pulledFor.put(door, new Opener.Unknown());
      return;
    }
    tally.count("pulls");
    readJournal.run();
    Intent intent = intents.remove(door);
    if (intent == null) {
      throw new Violation(
          Promise.INTENT_FIRST, "the bolt of door " + door + " moves, and no record meant it");
    }
    if (atMillis - intent.atMillis() > LATEST_PULL) {
      throw new Violation(
          Promise.AUTHORISED,
          "the bolt of door %d moves %d ms after it was meant"
              .formatted(door, atMillis - intent.atMillis()));
    }
    if (intent.atMillis() > fireSince) {
      throw new Violation(
          Promise.AUTHORISED, "the bolt of door " + door + " moves while the fire alarm sounds");
    }
    if (intent.opener() instanceof Opener.Remote(String person, String command)
        && !commandsPulled.add(command)) {
      throw new Violation(Promise.AUTHORISED, "command " + command + " moves a bolt twice");
    }
    pulledFor.put(door, intent.opener());
  }

  /** A pull opens its door once, and a latch that was not pulled holds. */
  private Set<Opener> atHandle(int door, long atMillis) {
    Opener opener = pulledFor.remove(door);
    if (emergency) return nobody();
    boolean forAnybody = stuckReleased.contains(door) || opener instanceof Opener.Unknown;
    if (forAnybody) {
      var credible = byKey(door, atMillis);
      if (opener != null) credible.add(opener);
      return credible;
    }
    if (opener == null) {
      throw new Violation(
          Promise.AUTHORISED, "door " + door + " opens at its handle, and its bolt was not pulled");
    }
    var credible = new HashSet<Opener>();
    credible.add(opener);
    // An earlier pull left the latch free, and the next is on its way: a switch cannot tell which.
    Intent next = intents.get(door);
    if (next != null && atMillis - next.atMillis() <= LATEST_PULL) credible.add(next.opener());
    return credible;
  }

  /**
   * What the station cannot tell from a key: its own visitor of a moment ago, or its technician.
   */
  private Set<Opener> byKey(int door, long atMillis) {
    tally.count("openings without a pull");
    if (emergency) return nobody();
    // What was meant just before the power went is on the disk, and the station will remember it.
    readJournal.run();
    var credible = new HashSet<Opener>();
    credible.add(new Opener.Unknown());
    var state = town.station().kiosk().shelf().doors().get(id(door));
    Opener lately = meantLast.get(door);
    // The station's word alone makes nobody credible: this door was last meant for them.
    boolean remembered = state != null && state.state().openerNow().equals(lately);
    if (lately != null && (remembered || outOfOrder)) credible.add(lately);
    if (technician != null && (inService || atMillis - serviceSeenAt < SERVICE_BLUR)) {
      credible.add(new Opener.Staff(technician));
    }
    return credible;
  }

  private void moved(Book book, int door, boolean taken, long atMillis) {
    tally.count(taken ? "books taken" : "books put");
    Opening opening = openings.get(door);
    if (opening == null) throw new IllegalStateException("door " + door + " never opened");
    for (Tag tag : book.tags()) {
      TagId id = tagId(tag);
      acts.computeIfAbsent(id, t -> new ArrayList<>())
          .add(new Act(atMillis, door, taken, opening.credible()));
      unsettled.add(id);
    }
  }

  static TagId tagId(Tag tag) {
    return new TagId(tag.uid().hex());
  }

  static DoorId id(int door) {
    return new DoorId(Integer.toString(door));
  }

  static int number(DoorId door) {
    return Integer.parseInt(door.label());
  }

  boolean hasTapped(String token) {
    return tapped.contains(token);
  }

  /** When the door last opened or closed. */
  long movedAt(int door) {
    return movedAt.getOrDefault(door, Long.MIN_VALUE / 2);
  }

  /**
   * The books of a record that says that this opener took or put them at this door, if it is so.
   */
  boolean explains(TagId tag, int door, boolean taken, Opener opener) {
    var all = acts.getOrDefault(tag, List.of());
    for (int i = explained.getOrDefault(tag, 0); i < all.size(); i++) {
      Act act = all.get(i);
      if (act.door() == door && act.taken() == taken && mayBe(opener, act)) {
        explain(tag, i + 1);
        return true;
      }
    }
    return false;
  }

  /**
   * Whether the last who touched the tag took it from any shelf and need not be known: it was
   * carried there from its own, and whoever counts its own shelf later cannot know by whom.
   */
  boolean explainsCarriedOff(TagId tag) {
    var all = acts.getOrDefault(tag, List.of());
    if (all.size() <= explained.getOrDefault(tag, 0)) return false;
    Act last = all.getLast();
    if (!last.taken() || !last.credible().contains(new Opener.Unknown())) return false;
    explain(tag, all.size());
    return true;
  }

  /** A technician may come, or have gone, while a door stands open that a key opened. */
  private boolean mayBe(Opener opener, Act act) {
    boolean technicianWasNear =
        technician != null
            && opener.equals(new Opener.Staff(technician))
            && act.credible().contains(new Opener.Unknown())
            && (inService || Math.abs(serviceSeenAt - act.atMillis()) < SERVICE_BLUR);
    return technicianWasNear || act.credible().contains(opener);
  }

  /**
   * Whether somebody put the tag behind this door who need not be known: it only changed shelves.
   */
  boolean explainsMove(TagId tag, int door) {
    var all = acts.getOrDefault(tag, List.of());
    for (int i = all.size() - 1; i >= explained.getOrDefault(tag, 0); i--) {
      if (all.get(i).door() == door && !all.get(i).taken()) {
        explain(tag, i + 1);
        return true;
      }
    }
    return false;
  }

  /**
   * The shelf behind this door is as the books have it: what happened there is done with.
   *
   * @param suspects of which it is not decided yet
   */
  void settled(int door, Set<TagId> suspects) {
    outOfSight.remove(door);
    unsettled.removeIf(tag -> isSettled(tag, door, suspects));
  }

  /** Whether nothing of what happened to it is left to be explained, or to have a holder. */
  private boolean isSettled(TagId tag, int door, Set<TagId> suspects) {
    var all = acts.getOrDefault(tag, List.of());
    int from = explained.getOrDefault(tag, 0);
    boolean here = all.subList(from, all.size()).stream().allMatch(a -> a.door() == door);
    if (here && !suspects.contains(tag)) explained.put(tag, all.size());
    if (all.getLast().door() == door) hold(tag, all.size());
    return explained.getOrDefault(tag, 0) == all.size() && held.getOrDefault(tag, 0) == all.size();
  }

  private void explain(TagId tag, int upTo) {
    explained.put(tag, upTo);
    hold(tag, upTo);
  }

  /**
   * A book that was put in and taken out again before a count has the same holder as before, and
   * one that was taken out and put back is where it was.
   */
  private void hold(TagId tag, int upTo) {
    var all = acts.getOrDefault(tag, List.of());
    int from = held.getOrDefault(tag, 0);
    if (from >= upTo) return;
    held.put(tag, upTo);
    var net = new ArrayDeque<Act>();
    for (Act act : all.subList(from, upTo)) {
      Act before = net.peekLast();
      boolean undoes =
          before != null && act.taken() != before.taken() && act.door() == before.door();
      if (undoes) net.removeLast();
      else net.addLast(act);
    }
    if (net.isEmpty()) return;
    if (net.getLast().taken()) takenBy.put(tag, net.getLast());
    else takenBy.remove(tag);
  }

  /** Whether anybody took or put the tag at this door since it was last explained. */
  boolean touched(TagId tag, int door, boolean taken) {
    var all = acts.getOrDefault(tag, List.of());
    return all.stream()
        .skip(explained.getOrDefault(tag, 0))
        .anyMatch(act -> act.door() == door && act.taken() == taken);
  }

  /** Whether anybody put the tag behind any door since then. */
  boolean wasPutSince(TagId tag, long atMillis) {
    return acts.getOrDefault(tag, List.of()).stream()
        .anyMatch(act -> !act.taken() && act.atMillis() >= atMillis);
  }

  /** Whether anybody ever took the tag out at this door. */
  boolean wasTaken(TagId tag, int door) {
    return acts.getOrDefault(tag, List.of()).stream()
        .anyMatch(act -> act.taken() && act.door() == door);
  }

  /** Whether whoever is named may have had the tag in hand; that nobody is known may always be. */
  boolean wasAtHand(TagId tag, Opener opener) {
    return opener instanceof Opener.Unknown
        || acts.getOrDefault(tag, List.of()).stream().anyMatch(act -> mayBe(opener, act));
  }

  /** How a tag that is out went out, counted. */
  Optional<Act> lastTaken(TagId tag) {
    return Optional.ofNullable(takenBy.get(tag));
  }

  /** Whoever may ever have taken it out. */
  Set<Opener> everTaken(TagId tag) {
    var openers = new HashSet<Opener>();
    for (Act act : acts.getOrDefault(tag, List.of())) {
      if (act.taken()) openers.addAll(act.credible());
    }
    return openers;
  }

  /** The story of a tag, for a violation's words. */
  String story(TagId tag) {
    return acts.getOrDefault(tag, List.of()).stream()
        .map(
            act ->
                "%s door %d at %s by %s"
                    .formatted(
                        act.taken() ? "taken from" : "put behind",
                        act.door(),
                        Trace.written(act.atMillis(), "").strip(),
                        act.credible()))
        .reduce((one, other) -> one + "; " + other)
        .orElse("never touched");
  }
}
