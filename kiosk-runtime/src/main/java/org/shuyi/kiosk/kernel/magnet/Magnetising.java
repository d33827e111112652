package org.shuyi.kiosk.kernel.magnet;

import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.MagnetEvent;
import org.shuyi.kiosk.kernel.MagnetFact;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.PatronToken;
import org.shuyi.kiosk.kernel.TagId;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.intake.Securing;
import org.shuyi.kiosk.kernel.magnet.Magnet.Undone;
import org.shuyi.kiosk.kernel.magnet.Task.LoanAsked;
import org.shuyi.kiosk.kernel.magnet.Task.ReturnSaid;
import org.shuyi.kiosk.kernel.magnet.Task.Silencing;
import org.shuyi.kiosk.kernel.magnet.Task.ToLayOn;
import org.shuyi.kiosk.kernel.visit.Lending;
import org.shuyi.kiosk.kernel.visit.Visit;

/**
 * Says to the library system what was taken and brought back at the doors, and does with a magnetic
 * strip what it answers. What cannot be made silent is to be put back; nothing moves that it has
 * not asked for.
 *
 * <p>The sensors' word comes first: a loan is recorded before the system is asked, and stands until
 * the item is seen again.
 */
public final class Magnetising {
  /** The line answers each question in its own time, which is shorter; this is for its silence. */
  public static final long ANSWER_MILLIS = 40_000;

  private static final String RESTARTED = "restarted";

  /** An item that somebody is to lay on the unit. */
  public record Waiting(TagId tag, ToLayOn task) {}

  private Magnetising() {}

  public static void on(MagnetEvent event, Draft draft) {
    if (draft.plan().fittings().magnet().isEmpty()) return;
    if (Securing.on(event, draft)) return;
    switch (event) {
      case MagnetEvent.LoanAnswered(long ask, boolean ok, boolean desensitise) -> {
        for (var entry : tasks(draft).entrySet()) {
          if (entry.getValue() instanceof LoanAsked asked && asked.ask() == ask) {
            lent(entry.getKey(), asked, ok, desensitise, draft);
          }
        }
      }
      case MagnetEvent.ReturnAnswered(long ask, boolean ok, boolean resensitise, boolean alert) -> {
        for (var entry : tasks(draft).entrySet()) {
          if (entry.getValue() instanceof ReturnSaid said && said.ask() == ask) {
            draft.magnet(draft.magnet().without(entry.getKey()));
            if (resensitise && !said.rings()) {
              leave(entry.getKey(), said.item(), Way.RESENSITISE, "on-shelf", draft);
            }
          }
        }
      }
      case MagnetEvent.Unanswered(long ask, String why) -> {
        for (var entry : tasks(draft).entrySet()) {
          if (askOf(entry.getValue()) == ask) silent(entry.getKey(), entry.getValue(), draft);
        }
      }
      case MagnetEvent.PulseBegan(long pulse) -> {
        for (var entry : tasks(draft).entrySet()) {
          if (entry.getValue() instanceof Silencing now && now.pulse() == pulse && !now.begun()) {
            long until = draft.ticks() + plan(draft).pulse().toMillis();
            draft.magnet(draft.magnet().with(entry.getKey(), begun(now, until)));
          }
        }
      }
      case MagnetEvent.PulseFailed(long pulse, String why) -> {
        for (var entry : tasks(draft).entrySet()) {
          if (entry.getValue() instanceof Silencing now && now.pulse() == pulse) {
            Unit.ended(pulse, Way.DESENSITISE, entry.getKey(), why, draft);
            refuse(entry.getKey(), now.patron(), now.visit(), now.item(), "unit-failed", draft);
          }
        }
      }
    }
  }

  private static Silencing begun(Silencing now, long until) {
    return new Silencing(now.patron(), now.visit(), now.item(), now.pulse(), true, until);
  }

  /** A patron has taken an item, and it is recorded. */
  public static void loaned(Opener.Visitor visitor, TagId tag, Item item, Draft draft) {
    Optional<MagnetPlan> plan = draft.plan().fittings().magnet();
    if (plan.isEmpty()) return;
    draft.magnet(draft.magnet().without(tag).settled(tag));
    if (!hears(draft.kiosk()) || draft.magnet().tasks().size() >= Magnet.MOST_TASKS) {
      unasked(tag, visitor.patron(), visitor.visit(), item, draft);
      return;
    }
    long ask = ask(draft);
    long until = draft.ticks() + ANSWER_MILLIS;
    var asked = new LoanAsked(visitor.patron(), visitor.visit(), item, ask, until);
    draft.magnet(draft.magnet().with(tag, asked));
    draft.want(new Effect.SayLoan(ask, visitor.patron(), item));
  }

  /**
   * An item was brought back behind a door, and it is recorded.
   *
   * @param rings whether it was taken in this visit, and refused before its strip was made silent
   */
  public static void returned(TagId tag, Item item, boolean rings, Draft draft) {
    if (draft.plan().fittings().magnet().isEmpty()) return;
    draft.magnet(draft.magnet().without(tag).settled(tag));
    if (!hears(draft.kiosk()) || draft.magnet().tasks().size() >= Magnet.MOST_TASKS) return;
    long ask = ask(draft);
    long until = draft.ticks() + ANSWER_MILLIS;
    draft.magnet(draft.magnet().with(tag, new ReturnSaid(item, ask, rings, until)));
    draft.want(new Effect.SayReturn(ask, item));
  }

  /** An item came back through the return slot. */
  public static void takenBack(TagId tag, Draft draft) {
    draft.magnet(draft.magnet().without(tag).settled(tag));
  }

  /** The number of the next question. */
  public static long ask(Draft draft) {
    draft.magnet(draft.magnet().asking());
    return draft.magnet().asks();
  }

  /** Whether the library system can be asked now. */
  public static boolean hears(Kiosk kiosk) {
    return kiosk
        .plan()
        .fittings()
        .magnet()
        .filter(plan -> kiosk.devices().of(plan.system()) instanceof DeviceHealth.Ready)
        .isPresent();
  }

  /** Whether something is still to be done with what this visit has taken. */
  public static boolean isBusy(Kiosk kiosk, long visit) {
    return kiosk.fittings().magnet().tasks().values().stream()
        .anyMatch(task -> visitOf(task) == visit);
  }

  /** The item that the patron is to lay on the unit, and nothing else is under way. */
  public static Optional<Waiting> toLayOn(Kiosk kiosk, long visit) {
    Optional<Waiting> first = Optional.empty();
    for (var entry : kiosk.fittings().magnet().tasks().entrySet()) {
      if (visitOf(entry.getValue()) != visit) continue;
      switch (entry.getValue()) {
        case ToLayOn task -> {
          if (first.isEmpty()) first = Optional.of(new Waiting(entry.getKey(), task));
        }
        case LoanAsked asked -> {
          return Optional.empty();
        }
        case Silencing now -> {
          return Optional.empty();
        }
        case ReturnSaid said -> {}
      }
    }
    return first;
  }

  /** "It lies there." */
  public static void laidOn(Visit.Inside inside, Draft draft) {
    toLayOn(draft.kiosk(), inside.number())
        .ifPresent(waiting -> silence(waiting.tag(), waiting.task(), draft));
  }

  /** "I do not want to"; whether there was anything to lay on. */
  public static boolean declined(Visit.Inside inside, Draft draft) {
    return refuseWaiting(task -> task.visit() == inside.number(), "declined", draft);
  }

  public static void timePassed(Draft draft) {
    if (draft.plan().fittings().magnet().isEmpty()) return;
    for (var entry : tasks(draft).entrySet()) {
      if (draft.ticks() >= entry.getValue().until()) {
        overdue(entry.getKey(), entry.getValue(), draft);
      }
    }
  }

  public static long wakeAt(Kiosk kiosk) {
    if (kiosk.plan().fittings().magnet().isEmpty()) return Long.MAX_VALUE;
    return kiosk.fittings().magnet().tasks().values().stream()
        .mapToLong(Task::until)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** After every event: who has gone lays nothing on, and what has left needs no more. */
  public static void settle(Draft draft) {
    Magnet now = draft.magnet();
    if (now.tasks().isEmpty() && now.undone().isEmpty()) return;
    refuseWaiting(task -> !isHere(task.visit(), draft.kiosk()), "gone", draft);
    for (var entry : now.undone().entrySet()) {
      boolean here = draft.kiosk().custody().places().containsKey(entry.getKey());
      if (entry.getValue().why().equals("on-shelf") && !here) {
        draft.magnet(draft.magnet().settled(entry.getKey()));
      }
    }
  }

  /** What was under way is known no more, and is left to people. */
  public static void restarted(Draft draft) {
    if (draft.plan().fittings().magnet().isEmpty()) {
      draft.magnet(draft.magnet().cleared());
      return;
    }
    for (var entry : tasks(draft).entrySet()) {
      TagId tag = entry.getKey();
      draft.magnet(draft.magnet().without(tag));
      switch (entry.getValue()) {
        case ReturnSaid said -> {}
        case LoanAsked asked -> leave(tag, asked.item(), Way.DESENSITISE, RESTARTED, draft);
        case ToLayOn task -> leave(tag, task.item(), Way.DESENSITISE, RESTARTED, draft);
        case Silencing now -> {
          Unit.ended(now.pulse(), Way.DESENSITISE, tag, Unit.UNCLEAR, draft);
          leave(tag, now.item(), Way.DESENSITISE, Unit.UNCLEAR, draft);
        }
      }
    }
  }

  /** Adds what this room has to say to the station's status. */
  public static void report(Kiosk kiosk, SortedMap<String, String> fittings) {
    if (kiosk.plan().fittings().magnet().isEmpty()) return;
    String unit =
        kiosk.plan().fittings().magnet().get().ways().isEmpty()
            ? "none"
            : Unit.obstacle(kiosk.plan().fittings().magnet().get().ways().first(), kiosk)
                .map(why -> "away")
                .orElse("ready");
    int undone = kiosk.fittings().magnet().undone().size();
    fittings.put("magnet", undone == 0 ? unit : unit + ", " + undone + " to be looked at");
  }

  /** The system's own word that an item may not leave, or how its strip is to be. */
  private static void lent(
      TagId tag, LoanAsked asked, boolean ok, boolean desensitise, Draft draft) {
    Optional<String> obstacle = Unit.obstacle(Way.DESENSITISE, draft.kiosk());
    if (!ok) {
      refuse(tag, asked.patron(), asked.visit(), asked.item(), "not-lent", draft);
    } else if (!desensitise) {
      draft.magnet(draft.magnet().without(tag));
    } else if (obstacle.isPresent()) {
      refuse(tag, asked.patron(), asked.visit(), asked.item(), obstacle.get(), draft);
    } else {
      long until = draft.ticks() + plan(draft).layOn().toMillis();
      draft.magnet(
          draft
              .magnet()
              .with(tag, new ToLayOn(asked.patron(), asked.visit(), asked.item(), until)));
    }
  }

  private static void silence(TagId tag, ToLayOn task, Draft draft) {
    Optional<String> obstacle = Unit.obstacle(Way.DESENSITISE, draft.kiosk());
    if (obstacle.isPresent()) {
      refuse(tag, task.patron(), task.visit(), task.item(), obstacle.get(), draft);
      return;
    }
    long pulse = Unit.pulse(Way.DESENSITISE, tag, task.item(), plan(draft), draft);
    long until = draft.ticks() + Unit.ANSWER_MILLIS;
    draft.magnet(
        draft
            .magnet()
            .with(
                tag, new Silencing(task.patron(), task.visit(), task.item(), pulse, false, until)));
  }

  private static void overdue(TagId tag, Task task, Draft draft) {
    switch (task) {
      case LoanAsked asked -> silent(tag, asked, draft);
      case ReturnSaid said -> silent(tag, said, draft);
      case ToLayOn waiting ->
          refuse(tag, waiting.patron(), waiting.visit(), waiting.item(), "not-laid-on", draft);
      case Silencing now when now.begun() -> {
        Unit.ended(now.pulse(), Way.DESENSITISE, tag, Unit.DONE, draft);
        draft.magnet(draft.magnet().without(tag));
      }
      case Silencing now -> {
        Unit.ended(now.pulse(), Way.DESENSITISE, tag, Unit.UNCLEAR, draft);
        refuse(tag, now.patron(), now.visit(), now.item(), Unit.UNCLEAR, draft);
      }
    }
  }

  private static void silent(TagId tag, Task task, Draft draft) {
    draft.magnet(draft.magnet().without(tag));
    if (task instanceof LoanAsked asked) {
      unasked(tag, asked.patron(), asked.visit(), asked.item(), draft);
    }
  }

  private static void unasked(TagId tag, PatronToken patron, long visit, Item item, Draft draft) {
    if (plan(draft).refusesUnasked()) refuse(tag, patron, visit, item, "unasked", draft);
  }

  private static boolean refuseWaiting(Predicate<ToLayOn> which, String why, Draft draft) {
    boolean any = false;
    for (var entry : tasks(draft).entrySet()) {
      if (entry.getValue() instanceof ToLayOn task && which.test(task)) {
        refuse(entry.getKey(), task.patron(), task.visit(), task.item(), why, draft);
        any = true;
      }
    }
    return any;
  }

  /** Whoever is still here is told to put it back; else it is left to people. */
  private static void refuse(
      TagId tag, PatronToken patron, long visit, Item item, String why, Draft draft) {
    draft.magnet(draft.magnet().without(tag));
    draft.record(new MagnetFact.LoanRefused(visit, patron, tag, item, why));
    if (!Lending.refused(new Opener.Visitor(patron, visit), tag, item, objection(why), draft)) {
      leave(tag, item, Way.DESENSITISE, why, draft);
    }
  }

  private static String objection(String why) {
    return switch (why) {
      case "not-lent" -> Lending.NOT_LENT;
      case "unasked" -> Lending.UNASKED;
      case Unit.UNCLEAR -> Lending.MAYBE_SILENT;
      default -> Lending.MAGNETIC;
    };
  }

  /** A work item. */
  static void leave(TagId tag, Item item, Way way, String why, Draft draft) {
    draft.record(new MagnetFact.LeftUndone(tag, item, way.word(), why));
    draft.magnet(draft.magnet().leaving(tag, new Undone(item, why)));
  }

  private static boolean isHere(long visit, Kiosk kiosk) {
    return kiosk.visits().now() instanceof Visit.Inside inside && inside.number() == visit;
  }

  private static long askOf(Task task) {
    return switch (task) {
      case LoanAsked asked -> asked.ask();
      case ReturnSaid said -> said.ask();
      case ToLayOn waiting -> 0;
      case Silencing now -> 0;
    };
  }

  private static long visitOf(Task task) {
    return switch (task) {
      case LoanAsked asked -> asked.visit();
      case ToLayOn waiting -> waiting.visit();
      case Silencing now -> now.visit();
      case ReturnSaid said -> 0;
    };
  }

  private static SortedMap<TagId, Task> tasks(Draft draft) {
    return draft.magnet().tasks();
  }

  private static MagnetPlan plan(Draft draft) {
    return draft
        .plan()
        .fittings()
        .magnet()
        .orElseThrow(() -> new IllegalStateException("a library system that is not in the plan"));
  }
}
