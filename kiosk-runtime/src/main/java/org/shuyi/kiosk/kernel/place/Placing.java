package org.shuyi.kiosk.kernel.place;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Hours;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.PlaceEvent;
import org.shuyi.kiosk.kernel.PlaceFact;
import org.shuyi.kiosk.kernel.place.PlacePlan.Stop;
import org.shuyi.kiosk.kernel.place.Sighting.Position;
import org.shuyi.kiosk.kernel.place.Stay.Source;

/**
 * At which stop a mobile station stands. With reception the position says it; without, the last
 * stop that staff chose holds, until reception says that the station has left. At a stop its rules
 * apply, and between stops nobody is served. Positions are sensed and forgotten: only the stop is
 * kept.
 */
public final class Placing {
  /** A position that was not confirmed for so long is none; receivers confirm it each minute. */
  private static final Duration STALE = Duration.ofSeconds(90);

  /** After a start the stop stays what it was for so long: receivers need a while. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** A clock that is set meanwhile is noticed within so long. */
  private static final Duration LONGEST_LOOK = Duration.ofHours(1);

  private Placing() {}

  public static void on(PlaceEvent event, Draft draft) {
    if (plan(draft.kiosk()).isEmpty()) return;
    Sighting now = draft.kiosk().devices().sighting();
    draft.devices(
        draft
            .kiosk()
            .devices()
            .seeing(
                switch (event) {
                  case PlaceEvent.PositionHeard heard ->
                      now.heard(
                          new Position.Heard(
                              heard.latitude(),
                              heard.longitude(),
                              heard.metres(),
                              heard.satellites(),
                              draft.ticks()),
                          draft.now().wall().truncatedTo(ChronoUnit.MINUTES));
                  case PlaceEvent.PositionLost(String why)
                      when now.position() instanceof Position.Unheard ->
                      now.with(new Position.Unheard(why));
                  case PlaceEvent.PositionLost(String why) -> now.with(new Position.Lost(why));
                }));
  }

  /** Why staff cannot choose this stop; empty if they can. */
  public static Optional<String> refusal(String stop, Kiosk kiosk) {
    boolean known = plan(kiosk).map(plan -> plan.stops().containsKey(stop)).orElse(false);
    return known ? Optional.empty() : Optional.of("there is no stop " + stop);
  }

  /** Staff say where the station stands: that holds while there is no reception. */
  public static void chosen(String stop, Draft draft) {
    become(stay(draft.kiosk()).choosing(Optional.of(stop)), draft);
  }

  /** What the configuration does not know any more is forgotten. */
  public static void restarted(Draft draft) {
    Optional<PlacePlan> plan = plan(draft.kiosk());
    if (plan.isEmpty()) {
      become(Stay.unknown(), draft);
      return;
    }
    Stay now = stay(draft.kiosk());
    Optional<String> chosen = now.chosen().filter(stop -> plan.get().stops().containsKey(stop));
    become(new Stay(now.stop(), now.by(), chosen, now.open()), draft);
  }

  /** After every event: the stop follows from what is known, and its rules from the stop. */
  public static void settle(Draft draft) {
    Optional<PlacePlan> plan = plan(draft.kiosk());
    if (plan.isEmpty()) return;
    expire(draft);
    Stay before = stay(draft.kiosk());
    Stay next = where(plan.get(), before, draft);
    if (!next.stop().equals(before.stop())) {
      draft.record(new PlaceFact.StopChanged(next.stop().orElse(""), next.by().word()));
    }
    Optional<Stop> stop = next.stop().map(at -> plan.get().stops().get(at));
    become(next.open(stop.isPresent() && serves(stop.get(), draft)), draft);
    long lookAt =
        draft.ticks() + stop.map(present -> untilLook(present, draft)).orElse(Long.MAX_VALUE / 2);
    Sighting seen = draft.kiosk().devices().sighting();
    boolean due = draft.ticks() >= seen.lookAt() || !next.stop().equals(before.stop());
    if (due) draft.devices(draft.kiosk().devices().seeing(seen.lookingAt(lookAt)));
  }

  /** What was not confirmed in time is not known any more. */
  private static void expire(Draft draft) {
    Sighting seen = draft.kiosk().devices().sighting();
    Optional<String> why =
        switch (seen.position()) {
          case Position.Unheard(String reason) ->
              draft.ticks() < patient(draft.kiosk()) ? Optional.empty() : Optional.of(reason);
          case Position.Heard heard ->
              heard.age(draft.ticks()).compareTo(STALE) < 0
                  ? Optional.empty()
                  : Optional.of("the receiver says nothing");
          case Position.Lost lost -> Optional.empty();
        };
    why.map(Position.Lost::new)
        .ifPresent(lost -> draft.devices(draft.kiosk().devices().seeing(seen.with(lost))));
  }

  public static long wakeAt(Kiosk kiosk) {
    if (plan(kiosk).isEmpty()) return Long.MAX_VALUE;
    Sighting seen = kiosk.devices().sighting();
    long heard =
        switch (seen.position()) {
          case Position.Unheard _ -> patient(kiosk);
          case Position.Heard position -> position.at() + STALE.toMillis();
          case Position.Lost lost -> Long.MAX_VALUE;
        };
    return Math.min(heard, seen.lookAt());
  }

  /** Whether patrons are kept away by the place: between stops, or by the rules of a stop. */
  public static boolean closed(Kiosk kiosk) {
    return plan(kiosk).isPresent() && !stay(kiosk).open();
  }

  /** Whether that is since the station stands at no stop. */
  public static boolean betweenStops(Kiosk kiosk) {
    return stay(kiosk).stop().isEmpty();
  }

  /** Why they are kept away, in plain words. */
  public static Optional<String> reason(Kiosk kiosk) {
    if (!closed(kiosk)) return Optional.empty();
    return Optional.of(
        stay(kiosk)
            .stop()
            .map(stop -> "nobody is served now at the stop " + stop)
            .orElse("the station stands at no stop"));
  }

  /** Adds what this room has to say to the station's status: the stop, and no position. */
  public static void report(Kiosk kiosk, SortedMap<String, String> fittings) {
    if (plan(kiosk).isEmpty()) return;
    Stay now = stay(kiosk);
    fittings.put("stop", now.stop().orElse("none") + ", by " + now.by().word());
    fittings.put("position", words(plan(kiosk).get(), kiosk.devices().sighting()));
  }

  private static String words(PlacePlan plan, Sighting seen) {
    String last = seen.heardAt().map(at -> "last heard " + at).orElse("never heard");
    return switch (seen.position()) {
      case Position.Unheard _ -> "not heard of yet";
      case Position.Lost(String why) -> "unknown: " + why + ", " + last;
      case Position.Heard heard -> quality(plan, heard) + ", less than 2 minutes old";
    };
  }

  private static String quality(PlacePlan plan, Position.Heard heard) {
    if (heard.metres() > plan.accuracy()) return "too uncertain";
    return heard.metres() <= 10 ? "good" : "fair";
  }

  private static Stay where(PlacePlan plan, Stay now, Draft draft) {
    Stay known =
        now.stop().filter(stop -> !plan.stops().containsKey(stop)).isPresent()
            ? now.at(Optional.empty(), Source.NOBODY)
            : now;
    return switch (draft.kiosk().devices().sighting().position()) {
      case Position.Heard heard when heard.metres() <= plan.accuracy() ->
          received(known, nearest(plan, known.stop(), heard));
      case Position.Unheard _ -> known;
      case Position.Heard _, Position.Lost _ ->
          known.at(known.chosen(), known.chosen().isPresent() ? Source.STAFF : Source.NOBODY);
    };
  }

  /** Between stops a choice of staff is over: it was of the stop that the station has left. */
  private static Stay received(Stay known, Optional<String> stop) {
    Stay now = stop.isPresent() ? known : known.choosing(Optional.empty());
    return now.at(stop, Source.RECEPTION);
  }

  private static long patient(Kiosk kiosk) {
    return kiosk.devices().since() + PATIENCE.toMillis();
  }

  /** A stop is left only a quarter of its radius beyond its edge: positions wander. */
  private static Optional<String> nearest(
      PlacePlan plan, Optional<String> present, Position.Heard heard) {
    if (present.isPresent()) {
      Stop stop = plan.stops().get(present.get());
      if (stop != null && squared(stop, heard) <= Distance.squared(stop.radius() * 5L / 4)) {
        return present;
      }
    }
    Optional<String> found = Optional.empty();
    long least = Long.MAX_VALUE;
    for (Map.Entry<String, Stop> entry : plan.stops().entrySet()) {
      long squared = squared(entry.getValue(), heard);
      if (squared > Distance.squared(entry.getValue().radius()) || squared >= least) continue;
      found = Optional.of(entry.getKey());
      least = squared;
    }
    return found;
  }

  private static long squared(Stop stop, Position.Heard heard) {
    return Distance.squared(heard.latitude(), heard.longitude(), stop.latitude(), stop.longitude());
  }

  /** Where nobody knows the time, the hours are not judged. */
  private static boolean serves(Stop stop, Draft draft) {
    if (!stop.serves()) return false;
    return !draft.now().trusted()
        || stop.hours().map(hours -> hours.contain(draft.now().wall())).orElse(true);
  }

  private static long untilLook(Stop stop, Draft draft) {
    Optional<Hours> hours = stop.hours();
    if (hours.isEmpty()) return Long.MAX_VALUE / 2;
    Duration change = hours.get().change(draft.now().wall()).plusMillis(1);
    return Math.min(LONGEST_LOOK.toMillis(), change.toMillis());
  }

  private static Optional<PlacePlan> plan(Kiosk kiosk) {
    return kiosk.plan().fittings().place();
  }

  private static Stay stay(Kiosk kiosk) {
    return kiosk.fittings().place();
  }

  private static void become(Stay next, Draft draft) {
    if (!next.equals(stay(draft.kiosk()))) draft.fittings(draft.kiosk().fittings().with(next));
  }
}
