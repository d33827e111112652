package org.shuyi.kiosk.kernel.uv;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Emergency;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.UvEvent;
import org.shuyi.kiosk.kernel.UvFact;
import org.shuyi.kiosk.kernel.health.Serving;
import org.shuyi.kiosk.kernel.intake.Stage;
import org.shuyi.kiosk.kernel.shelf.Door;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.visit.Visit;

/**
 * Burns the lamp once in its hours, while every door before it is seen shut and nobody is here.
 * Whatever comes between ends it at once; the pins do so themselves, without waiting for this.
 */
public final class Shining {
  private static final String DONE = "done";

  /** Whoever came between may not have gone yet. */
  private static final Duration AGAIN = Duration.ofMinutes(5);

  /** Between two looks while something stands in the way. */
  private static final Duration LOOK = Duration.ofMinutes(1);

  /** A clock that is set meanwhile is noticed within so long. */
  private static final Duration LONGEST_LOOK = Duration.ofHours(1);

  private Shining() {}

  public static void on(UvEvent event, Draft draft) {
    switch (event) {
      case UvEvent.LampOut(String why) -> {
        if (uv(draft.kiosk()).lamp() instanceof Lamp.Burning burning) end(burning, why, draft);
      }
    }
  }

  /** The lamp went out with the program; how long it had burnt by then nobody knows. */
  public static void restarted(Draft draft) {
    Uv now = uv(draft.kiosk());
    if (draft.plan().fittings().uv().isEmpty()) {
      become(now.with(new Lamp.Dark(0)), draft);
      return;
    }
    draft.want(new Effect.Darken());
    switch (now.lamp()) {
      case Lamp.Dark dark -> become(now.with(new Lamp.Dark(draft.ticks())), draft);
      case Lamp.CountingDown counting -> become(now.with(again(draft)), draft);
      case Lamp.Burning burning -> {
        long meant = burning.until() - burning.since();
        become(new Uv(again(draft), now.burntMillis() + meant, now.doneOn()), draft);
        draft.record(
            new UvFact.UvEnded(
                meant, now.burntMillis() + meant, "the program ended, and nobody knows when"));
      }
    }
  }

  /** After every event. */
  public static void settle(Draft draft) {
    Optional<UvPlan> plan = draft.plan().fittings().uv();
    if (plan.isEmpty()) return;
    Uv now = uv(draft.kiosk());
    Optional<String> obstacle = obstacle(plan.get(), draft);
    switch (now.lamp()) {
      case Lamp.Dark(long lookAt) -> {
        if (draft.ticks() >= lookAt) become(now.with(looked(now, plan.get(), draft)), draft);
      }
      case Lamp.CountingDown(long until) -> {
        if (obstacle.isPresent()) become(now.with(again(draft)), draft);
        else if (draft.ticks() >= until) begin(plan.get(), draft);
      }
      case Lamp.Burning burning -> {
        if (obstacle.isPresent()) end(burning, obstacle.get(), draft);
        else if (draft.ticks() >= burning.until()) end(burning, DONE, draft);
      }
    }
  }

  public static long wakeAt(Kiosk kiosk) {
    if (kiosk.plan().fittings().uv().isEmpty()) return Long.MAX_VALUE;
    return switch (uv(kiosk).lamp()) {
      case Lamp.Dark(long lookAt) -> lookAt;
      case Lamp.CountingDown(long until) -> until;
      case Lamp.Burning(long since, long until) -> until;
    };
  }

  /** Adds what this room has to say to the station's status. */
  public static void report(Kiosk kiosk, SortedMap<String, String> fittings) {
    if (kiosk.plan().fittings().uv().isEmpty()) return;
    Uv now = uv(kiosk);
    String word =
        switch (now.lamp()) {
          case Lamp.Dark dark -> "dark";
          case Lamp.CountingDown counting -> "about to burn";
          case Lamp.Burning burning -> "burning";
        };
    long tenths = now.burntMillis() / Duration.ofMinutes(6).toMillis();
    fittings.put("uv", word + ", " + tenths / 10 + "." + tenths % 10 + " h in all");
  }

  /** Why it may not burn now, or empty. */
  private static Optional<String> obstacle(UvPlan plan, Draft draft) {
    Kiosk kiosk = draft.kiosk();
    if (!draft.now().trusted()) return Optional.of("nobody knows the hour");
    if (!plan.hours().contain(draft.now().wall())) return Optional.of("its hours are over");
    if (kiosk.station().emergency() != Emergency.NONE) return Optional.of("an emergency");
    if (!kiosk.fittings().power().begins()) return Optional.of("the mains are lost");
    if (!(kiosk.visits().now() instanceof Visit.Nobody)) return Optional.of("somebody is here");
    boolean atTheSlot = !(kiosk.fittings().intake().stage() instanceof Stage.Idle);
    if (atTheSlot) return Optional.of("somebody is at the return slot");
    if (kiosk.station().service().isPresent()) return Optional.of("staff are here");
    if (kiosk.station().tampered()) return Optional.of("the service panel is open");
    if (!kiosk.fittings().guards().standing().isEmpty()) return Optional.of("an alarm stands");
    return plan.doors().stream()
        .filter(door -> !isSeenShut(door, kiosk))
        .findFirst()
        .map(door -> "door " + door + " is not seen shut");
  }

  private static boolean isSeenShut(DoorId id, Kiosk kiosk) {
    Door door = kiosk.shelf().doors().get(id);
    return door != null && door.state() instanceof DoorState.Shut && Serving.lockWorks(kiosk, id);
  }

  private static Lamp looked(Uv now, UvPlan plan, Draft draft) {
    Duration change = plan.hours().change(draft.now().wall()).plusMillis(1);
    Duration later = change.compareTo(LONGEST_LOOK) < 0 ? change : LONGEST_LOOK;
    boolean due =
        draft.now().trusted()
            && plan.hours().contain(draft.now().wall())
            && now.doneOn() != plan.hours().day(draft.now().wall());
    if (!due) return new Lamp.Dark(draft.ticks() + later.toMillis());
    return obstacle(plan, draft).isPresent()
        ? new Lamp.Dark(draft.ticks() + LOOK.toMillis())
        : new Lamp.CountingDown(draft.ticks() + plan.countdown().toMillis());
  }

  private static void begin(UvPlan plan, Draft draft) {
    long until = draft.ticks() + plan.exposure().toMillis();
    draft.record(new UvFact.UvBegan(plan.exposure().toMillis()));
    draft.want(new Effect.Shine(plan.exposure()));
    become(uv(draft.kiosk()).with(new Lamp.Burning(draft.ticks(), until)), draft);
  }

  private static void end(Lamp.Burning burning, String why, Draft draft) {
    Uv now = uv(draft.kiosk());
    long burnt = Math.min(draft.ticks(), burning.until()) - burning.since();
    long inAll = now.burntMillis() + burnt;
    boolean done = why.equals(DONE);
    long day =
        done && draft.plan().fittings().uv().isPresent()
            ? draft.plan().fittings().uv().get().hours().day(draft.now().wall())
            : now.doneOn();
    draft.want(new Effect.Darken());
    draft.record(new UvFact.UvEnded(burnt, inAll, why));
    become(new Uv(again(draft), inAll, day), draft);
  }

  private static Lamp again(Draft draft) {
    return new Lamp.Dark(draft.ticks() + AGAIN.toMillis());
  }

  private static Uv uv(Kiosk kiosk) {
    return kiosk.fittings().uv();
  }

  private static void become(Uv next, Draft draft) {
    if (!next.equals(uv(draft.kiosk()))) draft.fittings(draft.kiosk().fittings().with(next));
  }
}
