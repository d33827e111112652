package org.shuyi.kiosk.kernel.climate;

import static org.shuyi.kiosk.kernel.Appliance.FAN;
import static org.shuyi.kiosk.kernel.Appliance.HEATER;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.shuyi.kiosk.kernel.Appliance;
import org.shuyi.kiosk.kernel.ClimateEvent;
import org.shuyi.kiosk.kernel.ClimateFact;
import org.shuyi.kiosk.kernel.Draft;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.climate.ClimatePlan.Band;
import org.shuyi.kiosk.kernel.climate.ClimatePlan.Fan;
import org.shuyi.kiosk.kernel.climate.ClimatePlan.Heater;
import org.shuyi.kiosk.kernel.climate.ClimatePlan.Spans;
import org.shuyi.kiosk.kernel.health.DeviceHealth;

/**
 * Switches fan and heater by what is known of the air.
 *
 * <p>Where nothing is known, harm decides. A heater that nobody measures can set a cabinet of paper
 * on fire: it is off at once. A fan that nobody measures costs a little power and dust, and a
 * cabinet in the sun without one costs its boards: it runs. In an emergency neither does, since a
 * fan feeds a fire; and no battery is emptied by a heater.
 */
public final class Airing {
  /** A sensor says something within seconds of the start; who is silent for longer is missing. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Airing() {}

  /**
   * What ought to be.
   *
   * @param atOnce whether the shortest time on does not count
   */
  private record Wanted(boolean on, boolean atOnce, String why) {}

  public static void on(ClimateEvent event, Draft draft) {
    switch (event) {
      case ClimateEvent.AirChanged(Air air) -> become(climate(draft.kiosk()).with(air), draft);
    }
  }

  /** Everything is off, and has to stay so for its shortest time, whoever ended the last life. */
  public static void restarted(Draft draft) {
    become(Climate.unheard(draft.ticks()), draft);
  }

  /** After every event: what is due is switched. */
  public static void settle(Draft draft) {
    Optional<ClimatePlan> plan = draft.plan().fittings().climate();
    if (plan.isEmpty()) return;
    if (climate(draft.kiosk()).air() instanceof Air.Unheard
        && draft.ticks() >= heardBy(draft.kiosk()))
      become(climate(draft.kiosk()).with(new Air.Unknown("no sensor is heard")), draft);
    Climate now = climate(draft.kiosk());
    Turned fan = now.fan();
    if (plan.get().fan().isPresent()) {
      Fan rule = plan.get().fan().get();
      fan = turned(FAN, fan, wanted(rule, draft.kiosk()), rule.spans(), draft);
    }
    Turned heater = now.heater();
    if (plan.get().heater().isPresent()) {
      Heater rule = plan.get().heater().get();
      heater = turned(HEATER, heater, wanted(rule, draft.kiosk()), rule.spans(), draft);
    }
    become(new Climate(now.air(), fan, heater), draft);
  }

  /** When something may be due although nothing happens. */
  public static long wakeAt(Kiosk kiosk) {
    Optional<ClimatePlan> plan = kiosk.plan().fittings().climate();
    if (plan.isEmpty()) return Long.MAX_VALUE;
    Climate now = climate(kiosk);
    long heard = now.air() instanceof Air.Unheard ? heardBy(kiosk) : Long.MAX_VALUE;
    long fan =
        plan.get()
            .fan()
            .map(rule -> due(now.fan(), wanted(rule, kiosk), rule.spans()))
            .orElse(heard);
    long heater =
        plan.get()
            .heater()
            .map(rule -> due(now.heater(), wanted(rule, kiosk), rule.spans()))
            .orElse(heard);
    return Math.min(heard, Math.min(fan, heater));
  }

  /** What is switched on for the air. */
  public static SortedSet<Appliance> running(Kiosk kiosk) {
    var running = new TreeSet<Appliance>();
    if (climate(kiosk).fan().on()) running.add(FAN);
    if (climate(kiosk).heater().on()) running.add(HEATER);
    return running;
  }

  /** Adds what this room has to say to the station's status. */
  public static void report(Kiosk kiosk, SortedMap<String, String> fittings) {
    Optional<ClimatePlan> plan = kiosk.plan().fittings().climate();
    if (plan.isEmpty()) return;
    Climate now = climate(kiosk);
    fittings.put("air", known(kiosk).words());
    plan.get().fan().ifPresent(rule -> fittings.put(FAN.word(), word(now.fan())));
    plan.get().heater().ifPresent(rule -> fittings.put(HEATER.word(), word(now.heater())));
  }

  private static String word(Turned turned) {
    return turned.on() ? "on" : "off";
  }

  private static Wanted wanted(Fan rule, Kiosk kiosk) {
    if (kiosk.station().emergency().lasts()) return new Wanted(false, true, "an emergency lasts");
    Air air = known(kiosk);
    boolean on = climate(kiosk).fan().on();
    return switch (air) {
      case Air.Unheard() -> new Wanted(false, true, air.words());
      case Air.Unknown(String why) -> new Wanted(true, false, air.words());
      case Air.Measured(int celsius, Optional<Integer> percent) ->
          new Wanted(
              exceeds(Optional.of(celsius), rule.warmth(), on) || exceeds(percent, rule.damp(), on),
              false,
              air.words());
    };
  }

  private static Wanted wanted(Heater rule, Kiosk kiosk) {
    if (kiosk.station().emergency().lasts()) return new Wanted(false, true, "an emergency lasts");
    if (!kiosk.fittings().power().begins()) return new Wanted(false, true, "the mains are lost");
    Air air = known(kiosk);
    boolean on = climate(kiosk).heater().on();
    return switch (air) {
      case Air.Unheard() -> new Wanted(false, true, air.words());
      case Air.Unknown(String why) -> new Wanted(false, true, air.words());
      case Air.Measured(int celsius, Optional<Integer> percent) ->
          new Wanted(celsius < (on ? rule.warmth().off() : rule.warmth().on()), false, air.words());
    };
  }

  private static boolean exceeds(Optional<Integer> value, Optional<Band> band, boolean on) {
    if (value.isEmpty() || band.isEmpty()) return false;
    return value.get() > (on ? band.get().off() : band.get().on());
  }

  /** A sensor that is lost says nothing more, and what it said last is not believed. */
  private static Air known(Kiosk kiosk) {
    Air air = climate(kiosk).air();
    boolean lost =
        kiosk
            .plan()
            .fittings()
            .climate()
            .map(ClimatePlan::sensor)
            .map(sensor -> kiosk.devices().healths().get(sensor))
            .filter(DeviceHealth.Lost.class::isInstance)
            .isPresent();
    return lost && air instanceof Air.Measured ? new Air.Unknown("the sensor is lost") : air;
  }

  private static Turned turned(
      Appliance appliance, Turned now, Wanted wanted, Spans spans, Draft draft) {
    long lasts = draft.ticks() - now.since();
    boolean tired = now.on() && lasts >= spans.atMost().toMillis();
    boolean next =
        now.on()
            ? !tired && (wanted.on() || (!wanted.atOnce() && lasts < spans.atLeastOn().toMillis()))
            : wanted.on() && lasts >= spans.atLeastOff().toMillis();
    if (next == now.on()) return now;
    String why = tired && wanted.on() ? "it rests: " + wanted.why() : wanted.why();
    draft.record(new ClimateFact.Switched(appliance.word(), next, why));
    return new Turned(next, draft.ticks());
  }

  private static long due(Turned now, Wanted wanted, Spans spans) {
    if (!now.on()) {
      return wanted.on() ? now.since() + spans.atLeastOff().toMillis() : Long.MAX_VALUE;
    }
    Duration until = wanted.on() ? spans.atMost() : spans.atLeastOn();
    return now.since() + until.toMillis();
  }

  private static long heardBy(Kiosk kiosk) {
    return kiosk.devices().since() + PATIENCE.toMillis();
  }

  private static Climate climate(Kiosk kiosk) {
    return kiosk.fittings().climate();
  }

  private static void become(Climate next, Draft draft) {
    if (!next.equals(climate(draft.kiosk()))) draft.fittings(draft.kiosk().fittings().with(next));
  }
}
