package org.shuyi.kiosk.kernel.entrance;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.EntranceEvent.Opened;
import org.shuyi.kiosk.kernel.EntranceFact;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.entrance.Access.Asking;
import org.shuyi.kiosk.kernel.entrance.Access.Expected;
import org.shuyi.kiosk.kernel.entrance.Access.Said;
import org.shuyi.kiosk.kernel.entrance.EntrancePlan.Door;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.health.Serving;
import org.shuyi.kiosk.kernel.policy.KnownPatrons.Known;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.policy.Verdict;
import org.shuyi.kiosk.kernel.visit.Visits;

/**
 * Who may come in. Nobody stands before a door for longer than half a second: where the centre has
 * not answered within the plan's patience, what this station knows itself decides, and the centre's
 * late word only teaches it for the next time. Nothing here can lock a way out.
 *
 * <p>A record says on what grounds the door was opened, and not for whom.
 */
public final class Entering {
  /** The centre's word about somebody, not older than the policy allows. */
  static final String CENTRE = "centre";

  /** The centre could not be asked in time, and has spoken of this patron before. */
  static final String KNOWN = "known";

  /** It could not be asked, and the policy lets strangers in meanwhile. */
  static final String STRANGER = "stranger";

  /** After the door's own time somebody with a pram is through it. */
  private static final Duration WALK = Duration.ofSeconds(5);

  /** A word that comes later than this teaches nothing any more. */
  private static final Duration LATE = Duration.ofSeconds(30);

  /** One record of a reason says enough of so long. */
  private static final Duration BETWEEN_RECORDS = Duration.ofMinutes(1);

  /** As long as a person reads. */
  private static final Duration SAID = Duration.ofSeconds(8);

  private Entering() {}

  static void tapped(PatronToken patron, Optional<PatronToken> older, Draft draft) {
    Optional<Door> door = door(draft.kiosk());
    if (door.isEmpty()) return;
    older.ifPresent(before -> draft.known(draft.kiosk().known().renamed(before, patron)));
    Optional<Asking> before = undecided(draft.kiosk());
    if (before.isPresent()) {
      if (before.get().patron().equals(patron)) return;
      decideAlone(before.get(), draft);
    }
    Optional<String> refusal = refusal(patron, older, draft.kiosk());
    if (refusal.isPresent()) {
      refuse(refusal.get(), draft);
      return;
    }
    Optional<Known> known = draft.kiosk().known().find(patron);
    boolean online = draft.kiosk().devices().online();
    if (online && known.isPresent() && isFresh(known.get(), draft)) {
      open(patron, CENTRE, door.get(), draft);
    } else {
      var asking = ask(patron, older, door.get().patience(), online, draft);
      if (!online) decideAlone(asking, draft);
    }
  }

  static void unusable(Draft draft) {
    if (door(draft.kiosk()).isPresent()) refuse("unusable-card", draft);
  }

  /** The centre's word; a late one is remembered, and opens nothing. */
  public static void answered(long ask, Verdict verdict, Draft draft) {
    Optional<Asking> asking = now(draft).asking();
    Optional<Door> door = door(draft.kiosk());
    if (door.isEmpty() || asking.isEmpty() || asking.get().ask() != ask) return;
    become(now(draft).asking(Optional.empty()), draft);
    PatronToken patron = asking.get().patron();
    switch (verdict) {
      case Verdict.Welcome(int mayBorrow) -> {
        draft.known(draft.kiosk().known().with(patron, new Known(mayBorrow, draft.ticks())));
        if (!asking.get().decided()) admit(asking.get(), CENTRE, door.get(), draft);
      }
      case Verdict.Refused(String why) -> {
        draft.known(draft.kiosk().known().without(patron));
        if (!asking.get().decided()) refuse(why, draft);
      }
    }
  }

  static void opened(Opened opened, Draft draft) {
    if (opened.number() != now(draft).opened()) return;
    if (opened.done()) {
      become(now(draft).failing(""), draft);
      Freeing.admitted(draft);
      return;
    }
    draft.record(new EntranceFact.EntranceFailed(opened.number(), opened.why()));
    become(now(draft).expecting(List.of()).failing(opened.why()), draft);
    say("entrance-away", SAID, draft);
  }

  /** Somebody walked in; whoever does so without having been let in is a tailgater. */
  static void walkedIn(Draft draft) {
    if (door(draft.kiosk()).isEmpty()) return;
    forget(draft);
    List<Expected> expected = now(draft).expected();
    if (!expected.isEmpty()) {
      become(now(draft).expecting(expected.subList(1, expected.size())), draft);
    } else if (draft.kiosk().station().service().isEmpty()) {
      draft.record(new EntranceFact.Tailgated(now(draft).opened()));
      draft.want(new Effect.TellAtOnce());
    }
  }

  /** Short waits ended with the program; a door that was open has shut by itself. */
  static void restarted(Draft draft) {
    Access now = now(draft);
    become(
        new Access(
            now.opened(), Optional.empty(), List.of(), Optional.empty(), now.noted(), now.fault()),
        draft);
  }

  static void timePassed(Draft draft) {
    undecided(draft.kiosk())
        .filter(asking -> draft.ticks() >= asking.until())
        .ifPresent(asking -> decideAlone(asking, draft));
    if (now(draft).asking().filter(a -> a.decided() && draft.ticks() >= a.until()).isPresent())
      become(now(draft).asking(Optional.empty()), draft);
    if (now(draft).said().filter(said -> draft.ticks() >= said.until()).isPresent())
      become(now(draft).saying(Optional.empty()), draft);
    forget(draft);
  }

  static long wakeAt(Kiosk kiosk) {
    Access now = kiosk.fittings().entrance().access();
    return LongStream.of(
            now.asking().map(Asking::until).orElse(Long.MAX_VALUE),
            now.said().map(Said::until).orElse(Long.MAX_VALUE),
            now.expected().stream().mapToLong(Expected::until).min().orElse(Long.MAX_VALUE))
        .min()
        .getAsLong();
  }

  /** What whoever stands at the entrance is told: a reason, or an empty one for "come in". */
  public static Optional<String> word(Kiosk kiosk) {
    return kiosk.fittings().entrance().access().said().map(Said::why);
  }

  static Stream<String> troubles(Kiosk kiosk) {
    String fault = kiosk.fittings().entrance().access().fault();
    return door(kiosk).isEmpty() || fault.isEmpty()
        ? Stream.empty()
        : Stream.of("the entrance did not open: " + fault);
  }

  static void report(Kiosk kiosk, SortedMap<String, String> fittings) {
    if (door(kiosk).isPresent())
      fittings.put("entrance", closed(kiosk) ? "closed" : Counting.full(kiosk) ? "full" : "open");
  }

  private static boolean closed(Kiosk kiosk) {
    return kiosk.station().emergency().lasts()
        || kiosk.station().outOfService().isPresent()
        || !kiosk.fittings().power().begins()
        || Freeing.failed(kiosk)
        || Serving.outboxFull(kiosk);
  }

  /** Why nobody, or not this one, may come in now. */
  private static Optional<String> refusal(
      PatronToken patron, Optional<PatronToken> older, Kiosk kiosk) {
    if (closed(kiosk)) return Optional.of("entrance-closed");
    boolean lost =
        door(kiosk)
            .map(door -> kiosk.devices().healths().get(door.lock()))
            .filter(DeviceHealth.Lost.class::isInstance)
            .isPresent();
    if (lost) return Optional.of("entrance-away");
    long coming =
        kiosk.fittings().entrance().access().expected().stream()
            .filter(one -> !one.patron().equals(patron))
            .count();
    if (Counting.full(kiosk, (int) coming)) return Optional.of("full");
    Policy policy = kiosk.policy();
    boolean blocked =
        policy.blocked().contains(patron)
            || (older.isPresent() && policy.blocked().contains(older.get()));
    return blocked ? Optional.of("blocked") : Optional.empty();
  }

  /** Ticks stand still while the power is off: a word from before that is as old as it may be. */
  private static boolean isFresh(Known known, Draft draft) {
    return known.at() >= draft.kiosk().devices().since()
        && draft.ticks() - known.at() < draft.kiosk().policy().freshFor().toMillis();
  }

  private static Asking ask(
      PatronToken patron,
      Optional<PatronToken> older,
      Duration patience,
      boolean online,
      Draft draft) {
    Visits visits = draft.kiosk().visits();
    long number = visits.asked() + 1;
    var asking = new Asking(patron, older, number, draft.ticks() + patience.toMillis(), false);
    if (!online) return asking;
    draft.visits(new Visits(visits.now(), visits.language(), visits.begun(), number));
    draft.want(new Effect.AskCentre(number, patron, patience));
    become(now(draft).asking(Optional.of(asking)), draft);
    return asking;
  }

  /** By what this station knows itself. */
  private static void decideAlone(Asking asking, Draft draft) {
    if (now(draft).asking().equals(Optional.of(asking))) {
      long late = draft.ticks() + LATE.toMillis();
      var decided = new Asking(asking.patron(), asking.older(), asking.ask(), late, true);
      become(now(draft).asking(Optional.of(decided)), draft);
    }
    Door door = door(draft.kiosk()).orElseThrow();
    if (draft.kiosk().known().find(asking.patron()).isPresent()) {
      admit(asking, KNOWN, door, draft);
    } else if (draft.kiosk().policy().offline().strangers()) {
      admit(asking, STRANGER, door, draft);
    } else {
      refuse("offline-stranger", draft);
    }
  }

  /** What was true when the card was tapped is looked at again. */
  private static void admit(Asking asking, String grounds, Door door, Draft draft) {
    Optional<String> refusal = refusal(asking.patron(), asking.older(), draft.kiosk());
    if (refusal.isPresent()) refuse(refusal.get(), draft);
    else open(asking.patron(), grounds, door, draft);
  }

  private static void open(PatronToken patron, String grounds, Door door, Draft draft) {
    long until = draft.ticks() + door.release().plus(WALK).toMillis();
    become(now(draft).openedFor(patron, until), draft);
    long number = now(draft).opened();
    draft.record(new EntranceFact.Admitted(number, grounds));
    draft.want(new Effect.Admit(number, door.release()));
    say("", door.release(), draft);
  }

  private static void refuse(String why, Draft draft) {
    note(why, draft);
    say(why, SAID, draft);
  }

  /** Neither journal nor outbox are for cards that are held up again and again. */
  private static void note(String why, Draft draft) {
    long since = draft.ticks() - BETWEEN_RECORDS.toMillis();
    boolean before = now(draft).noted().getOrDefault(why, Long.MIN_VALUE) > since;
    if (before || Serving.outboxFull(draft.kiosk())) return;
    draft.record(new EntranceFact.NotAdmitted(why));
    become(now(draft).noting(why, draft.ticks(), since), draft);
  }

  private static void say(String why, Duration lasting, Draft draft) {
    var said = new Said(why, draft.ticks() + lasting.toMillis());
    become(now(draft).saying(Optional.of(said)), draft);
  }

  /** Whoever did not walk in when the door was open for them. */
  private static void forget(Draft draft) {
    List<Expected> still =
        now(draft).expected().stream().filter(one -> draft.ticks() < one.until()).toList();
    if (still.size() < now(draft).expected().size()) become(now(draft).expecting(still), draft);
  }

  private static Optional<Asking> undecided(Kiosk kiosk) {
    return kiosk.fittings().entrance().access().asking().filter(asking -> !asking.decided());
  }

  private static Optional<Door> door(Kiosk kiosk) {
    return kiosk.plan().fittings().entrance().door();
  }

  private static Access now(Draft draft) {
    return draft.kiosk().fittings().entrance().access();
  }

  private static void become(Access next, Draft draft) {
    if (next.equals(now(draft))) return;
    Entrance entrance = draft.kiosk().fittings().entrance();
    draft.fittings(draft.kiosk().fittings().with(entrance.with(next)));
  }
}
