package org.shuyi.kiosk.kernel.entrance;

import static org.shuyi.kiosk.kernel.EntranceContact.EXIT_BUTTON;
import static org.shuyi.kiosk.kernel.EntranceContact.EXIT_FREED;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Emergency;
import org.shuyi.kiosk.kernel.EntranceContact;
import org.shuyi.kiosk.kernel.EntranceFact;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.entrance.WayOut.Bond;
import org.shuyi.kiosk.kernel.entrance.WayOut.Demand;

/**
 * Watches whether the wiring of the house frees the way out. Nothing here frees it, and nothing
 * here can keep it shut: fire contact and exit button stand in the feed of its lock. A contact at
 * the lock says that it let go; where it does not within a second of a fire or of the button, that
 * is an alarm until a person on site has looked after it, and meanwhile nobody more is let in.
 *
 * <p>Whoever presses the button leaves: nobody is asked for a card, and no door is forced by it.
 */
public final class Freeing {
  /** By then the wiring has freed it. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  /** Nobody leans on a button for so long; a cut wire does. */
  private static final Duration STUCK = Duration.ofMinutes(1);

  /** A door that is held open for a pram has been shut by then. */
  private static final Duration STANDS_FREE = Duration.ofMinutes(5);

  private static final String FIRE = "fire";
  private static final String BUTTON = "button";

  private Freeing() {}

  static boolean isExit(EntranceContact contact) {
    return contact == EXIT_BUTTON || contact == EXIT_FREED;
  }

  static void changed(EntranceContact contact, boolean active, Draft draft) {
    if (!isWatched(draft.kiosk())) return;
    if (contact == EXIT_FREED) bond(active ? Bond.FREE : Bond.HOLDS, draft);
    else button(active, draft);
  }

  static void unseen(EntranceContact contact, Draft draft) {
    if (!isWatched(draft.kiosk())) return;
    contacts(contacts(draft).calm(contact), draft);
    Believing.fail(contact, Believing.UNSEEN, draft);
    if (contact == EXIT_FREED) bond(Bond.UNSEEN, draft);
  }

  /** The fire input is active, or is not. */
  public static void fire(boolean active, Draft draft) {
    if (!isWatched(draft.kiosk())) return;
    Optional<Demand> before = now(draft).fire();
    if (active == before.isPresent()) return;
    Optional<Demand> now =
        active ? Optional.of(new Demand(draft.ticks(), false, false, false)) : Optional.empty();
    become(now(draft).demanding(now), draft);
    if (now(draft).bond() == Bond.FREE) freed(draft);
  }

  /** The relay has released the door for somebody outside: the contact has to say so too. */
  static void admitted(Draft draft) {
    if (!isWatched(draft.kiosk()) || now(draft).bond() != Bond.HOLDS) return;
    become(now(draft).admittedAt(Optional.of(draft.ticks())), draft);
  }

  static void timePassed(Draft draft) {
    if (!isWatched(draft.kiosk())) return;
    long due = draft.ticks() - AT_ONCE.toMillis();
    WayOut now = now(draft);
    boolean heard = now.bond() != Bond.UNHEARD;
    if (heard && awaited(now).filter(demand -> due >= demand.since()).isPresent()) missed(draft);
    if (now.pressed().filter(since -> due >= since).isPresent()) {
      become(now(draft).pressedAt(Optional.empty()), draft);
      if (heard) notFree(BUTTON, draft);
    }
    if (now.admitted().filter(since -> due >= since).isPresent()) {
      become(now(draft).admittedAt(Optional.empty()), draft);
      if (now.bond() == Bond.HOLDS) Believing.fail(EXIT_FREED, Believing.SILENT, draft);
    }
    if (draft.ticks() >= buttonStuckAt(draft.kiosk()))
      Believing.fail(EXIT_BUTTON, Believing.STUCK, draft);
    if (draft.ticks() >= freeTooLongAt(draft.kiosk()))
      Believing.fail(EXIT_FREED, Believing.STUCK, draft);
  }

  static long wakeAt(Kiosk kiosk) {
    if (!isWatched(kiosk)) return Long.MAX_VALUE;
    WayOut now = kiosk.devices().contacts().wayOut();
    return LongStream.of(
            now.bond() == Bond.UNHEARD ? Long.MAX_VALUE : after(awaited(now).map(Demand::since)),
            after(now.pressed()),
            after(now.admitted()),
            buttonStuckAt(kiosk),
            freeTooLongAt(kiosk))
        .min()
        .getAsLong();
  }

  /** Whether the way out failed, and nobody on site has looked after it yet. */
  public static boolean failed(Kiosk kiosk) {
    return !kiosk.fittings().entrance().exit().notFree().isEmpty();
  }

  /** Why that may not be ended now, or empty. */
  public static Optional<String> refusal(String reason, Kiosk kiosk) {
    if (reason.isBlank()) return Optional.of("a reason is needed");
    if (!failed(kiosk)) return Optional.of("the way out has not failed");
    WayOut now = kiosk.devices().contacts().wayOut();
    if (!isWatched(kiosk) || now.bond() == Bond.FREE) return Optional.empty();
    if (now.fire().isPresent()) return Optional.of("the fire input is active, and it is not free");
    boolean pressed = kiosk.devices().contacts().isActive(EXIT_BUTTON);
    return pressed
        ? Optional.of("its button is pressed, or the wire broken, and it is not free")
        : Optional.empty();
  }

  /** A person on site has looked after it; the caller has seen that it may be ended. */
  public static void cleared(String person, String reason, Draft draft) {
    draft.record(new EntranceFact.ExitCleared(person, reason));
    become(Exit.fresh(), draft);
  }

  /** In plain words, where it failed. */
  public static Optional<String> alarm(Kiosk kiosk) {
    if (!failed(kiosk)) return Optional.empty();
    var causes = new ArrayList<String>();
    for (String cause : kiosk.fittings().entrance().exit().notFree())
      causes.add(cause.equals(FIRE) ? "the fire input" : "its button");
    return Optional.of("the way out was not free a second after " + String.join(" and ", causes));
  }

  static Stream<String> troubles(Kiosk kiosk) {
    Stream<String> contacts =
        kiosk.devices().contacts().failed().entrySet().stream()
            .filter(entry -> isExit(entry.getKey()))
            .map(entry -> "the " + entry.getKey().word() + " contact is " + entry.getValue());
    return Stream.concat(alarm(kiosk).stream(), contacts);
  }

  static void report(Kiosk kiosk, SortedMap<String, String> fittings) {
    EntrancePlan plan = kiosk.plan().fittings().entrance();
    if (failed(kiosk)) fittings.put("exit", "not free");
    else if (plan.exit()) fittings.put("exit", word(kiosk));
    else if (plan.door().isPresent()) fittings.put("exit", "cannot be seen");
  }

  /** In ordinary times it opens and shuts with everybody who leaves, which is no news. */
  private static String word(Kiosk kiosk) {
    boolean fire = kiosk.station().emergency() == Emergency.ACTIVE;
    return switch (kiosk.devices().contacts().wayOut().bond()) {
      case UNHEARD, UNSEEN -> "not seen";
      case HOLDS -> fire ? "held" : "watched";
      case FREE -> fire ? "free" : "watched";
    };
  }

  private static void button(boolean pressed, Draft draft) {
    boolean before = contacts(draft).isActive(EXIT_BUTTON);
    if (!pressed) {
      contacts(contacts(draft).calm(EXIT_BUTTON), draft);
      Believing.well(EXIT_BUTTON, draft);
      return;
    }
    if (before) return;
    if (Believing.isStillCut(EXIT_BUTTON, draft)) {
      Believing.isStillOpen(EXIT_BUTTON, draft);
    } else {
      Believing.well(EXIT_BUTTON, draft);
      contacts(contacts(draft).activeSince(EXIT_BUTTON, draft.ticks()), draft);
    }
    if (now(draft).bond() != Bond.FREE)
      become(now(draft).pressedAt(Optional.of(draft.ticks())), draft);
  }

  private static void bond(Bond seen, Draft draft) {
    Bond before = now(draft).bond();
    if (seen == before) return;
    become(now(draft).seen(seen, draft.ticks()), draft);
    switch (seen) {
      case FREE -> {
        // What was free for too long is told until it holds again.
        boolean stuck = Believing.told(EXIT_FREED, draft).equals(Believing.STUCK);
        if (stuck) contacts(contacts(draft).well(EXIT_FREED), draft);
        else Believing.well(EXIT_FREED, draft);
        freed(draft);
      }
      case HOLDS, UNSEEN -> {
        // What did not say so when the door was released is told until it does.
        boolean silent = Believing.told(EXIT_FREED, draft).equals(Believing.SILENT);
        if (seen == Bond.HOLDS && silent) Believing.fail(EXIT_FREED, Believing.SILENT, draft);
        else if (seen == Bond.HOLDS) Believing.well(EXIT_FREED, draft);
        // In a fire it has to stay free; nobody could know it before it was heard.
        now(draft)
            .fire()
            .filter(demand -> demand.met() || before == Bond.UNHEARD)
            .map(demand -> new Demand(draft.ticks(), false, false, demand.told()))
            .ifPresent(demand -> become(now(draft).demanding(Optional.of(demand)), draft));
      }
      case UNHEARD -> {}
    }
  }

  /** The lock let go: whoever waited for that waits no longer. */
  private static void freed(Draft draft) {
    become(now(draft).pressedAt(Optional.empty()).admittedAt(Optional.empty()), draft);
    Optional<Demand> demand = now(draft).fire().filter(fire -> !fire.met());
    if (demand.isEmpty()) return;
    if (!demand.get().told())
      draft.record(new EntranceFact.ExitFreed(draft.ticks() - demand.get().since()));
    var met = new Demand(demand.get().since(), true, demand.get().missed(), true);
    become(now(draft).demanding(Optional.of(met)), draft);
  }

  private static void missed(Draft draft) {
    Demand demand = now(draft).fire().orElseThrow();
    boolean news = notFree(FIRE, draft);
    var missed = new Demand(demand.since(), false, true, demand.told() && !news);
    become(now(draft).demanding(Optional.of(missed)), draft);
  }

  /** Answers whether that is news. */
  private static boolean notFree(String cause, Draft draft) {
    Exit exit = draft.kiosk().fittings().entrance().exit();
    if (exit.notFree().contains(cause)) return false;
    draft.record(new EntranceFact.ExitNotFree(cause));
    draft.want(new Effect.TellAtOnce());
    become(exit.failing(cause), draft);
    return true;
  }

  private static Optional<Demand> awaited(WayOut now) {
    return now.fire().filter(demand -> !demand.met() && !demand.missed());
  }

  private static long after(Optional<Long> since) {
    return since.map(tick -> tick + AT_ONCE.toMillis()).orElse(Long.MAX_VALUE);
  }

  private static long buttonStuckAt(Kiosk kiosk) {
    Contacts contacts = kiosk.devices().contacts();
    Long since = contacts.active().get(EXIT_BUTTON);
    return since == null || contacts.failed().containsKey(EXIT_BUTTON)
        ? Long.MAX_VALUE
        : since + STUCK.toMillis();
  }

  private static long freeTooLongAt(Kiosk kiosk) {
    Contacts contacts = kiosk.devices().contacts();
    boolean may =
        contacts.wayOut().bond() != Bond.FREE
            || kiosk.station().emergency().lasts()
            || contacts.failed().containsKey(EXIT_FREED);
    return may ? Long.MAX_VALUE : contacts.wayOut().since() + STANDS_FREE.toMillis();
  }

  private static boolean isWatched(Kiosk kiosk) {
    return kiosk.plan().fittings().entrance().exit();
  }

  private static WayOut now(Draft draft) {
    return contacts(draft).wayOut();
  }

  private static void become(WayOut next, Draft draft) {
    if (!next.equals(now(draft))) contacts(contacts(draft).seeing(next), draft);
  }

  private static void become(Exit next, Draft draft) {
    Entrance entrance = draft.kiosk().fittings().entrance();
    draft.fittings(draft.kiosk().fittings().with(entrance.with(next)));
  }

  private static Contacts contacts(Draft draft) {
    return draft.kiosk().devices().contacts();
  }

  private static void contacts(Contacts next, Draft draft) {
    draft.devices(draft.kiosk().devices().seeing(next));
  }
}
