package org.shuyi.kiosk.kernel.entrance;

import static org.shuyi.kiosk.kernel.EntranceContact.IN;
import static org.shuyi.kiosk.kernel.EntranceContact.OUT;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.EntranceContact;
import org.shuyi.kiosk.kernel.EntranceFact;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.entrance.EntrancePlan.Room;

/**
 * Counts who comes in and who goes out. No counter is right: the number has an error that grows
 * with every passage and with everything that nobody saw, and once a day, in a quiet hour in which
 * nobody passes, the room is taken as empty and the error ends.
 */
public final class Counting {
  /** Whoever stands and talks in a doorway has gone by then; a cut wire has not. */
  private static final Duration STUCK = Duration.ofMinutes(1);

  /** So long nobody has passed when a room is taken as empty. */
  private static final Duration CALM = Duration.ofMinutes(10);

  /** The centre has the sums so often; the status tells each change at once. */
  private static final Duration RECORD = Duration.ofMinutes(15);

  /** Between two looks in the quiet hour while people pass. */
  private static final Duration LOOK = Duration.ofMinutes(1);

  /** A clock that is set meanwhile is noticed within so long. */
  private static final Duration LONGEST_LOOK = Duration.ofHours(1);

  private Counting() {}

  /** Whether nobody more may come in. */
  public static boolean full(Kiosk kiosk) {
    return full(kiosk, 0);
  }

  /** The same where so many more are on their way in. */
  static boolean full(Kiosk kiosk, int coming) {
    return room(kiosk).filter(room -> now(kiosk).inside() + coming >= room.limit()).isPresent();
  }

  static void changed(EntranceContact side, boolean active, Draft draft) {
    if (room(draft.kiosk()).isEmpty()) return;
    boolean beams = room(draft.kiosk()).get().beams();
    Contacts before = contacts(draft);
    if (active && Believing.isStillCut(side, draft)) {
      Believing.isStillOpen(side, draft);
      return;
    }
    if (before.failed().getOrDefault(side, "").equals(Believing.UNSEEN)) believe(side, draft);
    if (active == before.isActive(side)) {
      // Its wire is whole again since the start.
      if (!active && Believing.told(side, draft).equals(Believing.STUCK)) believe(side, draft);
      return;
    }
    if (active) {
      contacts(contacts(draft).activeSince(side, draft.ticks()), draft);
      if (beams) broken(draft);
      return;
    }
    boolean stuck = contacts(draft).failed().containsKey(side);
    contacts(contacts(draft).calm(side), draft);
    if (stuck) believe(side, draft);
    if (beams) freed(side, stuck, draft);
    else if (!stuck) passed(side, draft);
  }

  static void unseen(EntranceContact side, Draft draft) {
    if (room(draft.kiosk()).isEmpty()) return;
    contacts(contacts(draft).calm(side).beams(Optional.empty(), false), draft);
    fail(side, Believing.UNSEEN, draft);
  }

  /** Who passed while the program was down nobody knows. */
  static void restarted(Draft draft) {
    room(draft.kiosk())
        .ifPresent(room -> become(now(draft.kiosk()).doubted(room.limit()).lookingAt(0), draft));
  }

  static void timePassed(Draft draft) {
    Optional<Room> room = room(draft.kiosk());
    if (room.isEmpty()) return;
    contacts(draft)
        .active()
        .forEach(
            (side, since) -> {
              boolean counts = side == IN || side == OUT;
              if (counts && draft.ticks() >= since + STUCK.toMillis()) stuck(side, draft);
            });
    if (draft.ticks() >= silentAt(draft.kiosk())) Believing.tell(OUT, Believing.SILENT, draft);
    if (draft.ticks() >= now(draft.kiosk()).recordAt()) record(room.get(), draft);
    if (draft.ticks() >= now(draft.kiosk()).lookAt()) look(room.get(), draft);
  }

  static long wakeAt(Kiosk kiosk) {
    if (room(kiosk).isEmpty()) return Long.MAX_VALUE;
    Contacts contacts = kiosk.devices().contacts();
    long stuck =
        contacts.activeOf(IN, OUT).stream()
            .filter(side -> !contacts.failed().containsKey(side))
            .mapToLong(side -> contacts.active().getOrDefault(side, 0L) + STUCK.toMillis())
            .min()
            .orElse(Long.MAX_VALUE);
    return LongStream.of(stuck, silentAt(kiosk), now(kiosk).recordAt(), now(kiosk).lookAt())
        .min()
        .getAsLong();
  }

  static void report(Kiosk kiosk, SortedMap<String, String> fittings) {
    room(kiosk)
        .ifPresent(
            room ->
                fittings.put(
                    "room",
                    "%d inside, give or take %d, of %d%s"
                        .formatted(
                            now(kiosk).inside(),
                            now(kiosk).error(room.errorPercent()),
                            room.limit(),
                            full(kiosk) ? ": full" : "")));
  }

  static Stream<String> troubles(Kiosk kiosk) {
    Optional<Room> room = room(kiosk);
    if (room.isEmpty()) return Stream.empty();
    Stream<String> failed =
        kiosk.devices().contacts().failed().entrySet().stream()
            .filter(entry -> entry.getKey() == IN || entry.getKey() == OUT)
            .map(entry -> side(entry.getKey()) + " is " + entry.getValue());
    Stream<String> silent =
        Stream.of(IN, OUT)
            .filter(side -> isSilent(side, kiosk))
            .map(side -> side(side) + " is silent");
    return Stream.concat(failed, silent);
  }

  private static String side(EntranceContact side) {
    return "the people counter's " + side.word() + " contact";
  }

  /** More in a row one way than the room holds: the other side of the counter says nothing. */
  private static Optional<EntranceContact> silent(Room room, Occupancy now) {
    if (now.inRow() > room.limit()) return Optional.of(OUT);
    return now.inRow() < -room.limit() ? Optional.of(IN) : Optional.empty();
  }

  /**
   * Where a door admits people nobody more comes into a full room. Three friends who read fill a
   * small one without a fault, and so it is told when it stayed full for a while.
   */
  private static long silentAt(Kiosk kiosk) {
    Occupancy now = now(kiosk);
    boolean filled =
        kiosk.plan().fittings().entrance().door().isPresent()
            && full(kiosk)
            && now.inRow() >= room(kiosk).map(Room::limit).orElse(Integer.MAX_VALUE);
    boolean known = kiosk.fittings().entrance().doubted().containsKey(OUT.word());
    return filled && !known ? now.lastAt() + CALM.toMillis() : Long.MAX_VALUE;
  }

  private static boolean isSilent(EntranceContact side, Kiosk kiosk) {
    return Believing.SILENT.equals(kiosk.fittings().entrance().doubted().get(side.word()));
  }

  /** A person on site has seen that nobody is there; empty, or why that is not taken. */
  public static Optional<String> refusal(Kiosk kiosk) {
    return room(kiosk).isEmpty() ? Optional.of("no people are counted here") : Optional.empty();
  }

  /** The same, where it is taken. The next quiet hour is looked at as on other days. */
  public static void seenEmpty(Draft draft) {
    Room room = room(draft.kiosk()).orElseThrow();
    if (now(draft.kiosk()).recordAt() != Long.MAX_VALUE) record(room, draft);
    Occupancy now = now(draft.kiosk());
    draft.record(new EntranceFact.RoomReset(now.inside(), now.error(room.errorPercent())));
    emptied(now.emptiedOn(), draft);
  }

  // Two beams.

  private static void broken(Draft draft) {
    Contacts now = contacts(draft);
    var both = now.activeOf(IN, OUT);
    contacts(
        both.size() == 1
            ? now.beams(Optional.of(both.first()), false)
            : now.beams(now.first(), true),
        draft);
  }

  /** Through both, one after the other, is a passage; back the way one came is none. */
  private static void freed(EntranceContact last, boolean stuck, Draft draft) {
    Contacts now = contacts(draft);
    if (!stuck && !now.activeOf(IN, OUT).isEmpty()) return;
    contacts(now.beams(Optional.empty(), false), draft);
    if (stuck || !now.both() || now.first().isEmpty()) return;
    if (now.first().get() != last) passed(now.first().get(), draft);
  }

  private static void passed(EntranceContact way, Draft draft) {
    Room room = room(draft.kiosk()).orElseThrow();
    Occupancy now = now(draft.kiosk());
    become(way == IN ? now.entered(draft.ticks()) : now.left(draft.ticks()), draft);
    if (now.recordAt() == Long.MAX_VALUE) {
      become(now(draft.kiosk()).recordedBy(draft.ticks() + RECORD.toMillis()), draft);
    }
    if (way == IN) Entering.walkedIn(draft);
    if (Believing.told(way, draft).equals(Believing.SILENT)) Believing.well(way, draft);
    silent(room, now(draft.kiosk()))
        .ifPresent(side -> Believing.tell(side, Believing.SILENT, draft));
  }

  // What cannot be believed.

  private static void stuck(EntranceContact side, Draft draft) {
    if (!contacts(draft).failed().containsKey(side)) fail(side, Believing.STUCK, draft);
  }

  private static void fail(EntranceContact side, String why, Draft draft) {
    if (Believing.fail(side, why, draft)) doubt(draft);
  }

  private static void believe(EntranceContact side, Draft draft) {
    if (Believing.well(side, draft)) doubt(draft);
  }

  private static void doubt(Draft draft) {
    int limit = room(draft.kiosk()).map(Room::limit).orElse(0);
    become(now(draft.kiosk()).doubted(limit), draft);
  }

  // The hour, and the record.

  private static void record(Room room, Draft draft) {
    Occupancy now = now(draft.kiosk());
    draft.record(
        new EntranceFact.PeopleCounted(
            now.in(), now.out(), now.inside(), now.error(room.errorPercent())));
    become(now.recorded(), draft);
  }

  private static void look(Room room, Draft draft) {
    Occupancy now = now(draft.kiosk());
    boolean due =
        draft.now().trusted()
            && room.quiet().contain(draft.now().wall())
            && now.emptiedOn() != room.quiet().day(draft.now().wall());
    long calmAt = now.lastAt() + CALM.toMillis();
    if (due && now.passed() > 0 && draft.ticks() < calmAt) {
      become(now.lookingAt(draft.ticks() + LOOK.toMillis()), draft);
      return;
    }
    if (due) empty(room, draft);
    Duration change = room.quiet().change(draft.now().wall()).plusMillis(1);
    Duration later = change.compareTo(LONGEST_LOOK) < 0 ? change : LONGEST_LOOK;
    become(now(draft.kiosk()).lookingAt(draft.ticks() + later.toMillis()), draft);
  }

  private static void empty(Room room, Draft draft) {
    if (now(draft.kiosk()).recordAt() != Long.MAX_VALUE) record(room, draft);
    Occupancy now = now(draft.kiosk());
    int error = now.error(room.errorPercent());
    boolean differs = now.inside() > 0 || error > 0;
    if (differs) draft.record(new EntranceFact.RoomReset(now.inside(), error));
    emptied(room.quiet().day(draft.now().wall()), draft);
  }

  /** Where a side cannot be believed, nobody knows who comes in from now on. */
  private static void emptied(long day, Draft draft) {
    become(now(draft.kiosk()).emptied(day), draft);
    var failed = contacts(draft).failed().keySet();
    if (failed.contains(IN) || failed.contains(OUT)) doubt(draft);
  }

  private static Optional<Room> room(Kiosk kiosk) {
    return kiosk.plan().fittings().entrance().room();
  }

  private static Occupancy now(Kiosk kiosk) {
    return kiosk.fittings().entrance().occupancy();
  }

  private static Contacts contacts(Draft draft) {
    return draft.kiosk().devices().contacts();
  }

  private static void contacts(Contacts next, Draft draft) {
    draft.devices(draft.kiosk().devices().seeing(next));
  }

  private static void become(Occupancy next, Draft draft) {
    if (next.equals(now(draft.kiosk()))) return;
    Entrance entrance = draft.kiosk().fittings().entrance();
    draft.fittings(draft.kiosk().fittings().with(entrance.with(next)));
  }
}
