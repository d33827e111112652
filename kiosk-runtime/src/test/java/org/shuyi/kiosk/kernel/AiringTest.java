package org.shuyi.kiosk.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.shuyi.kiosk.kernel.climate.Air;
import org.shuyi.kiosk.kernel.climate.ClimatePlan;
import org.shuyi.kiosk.kernel.climate.ClimatePlan.Band;
import org.shuyi.kiosk.kernel.climate.ClimatePlan.Spans;
import org.shuyi.kiosk.kernel.health.DeviceHealth;

/** Fan and heater by what is known of the air; where nothing is known, by what would do harm. */
class AiringTest {
  private static final DeviceId SENSOR = new DeviceId("air");
  private static final int MINUTE = 60_000;

  private final Tale tale = Tale.inService(plan());

  private static Plan plan() {
    return Tale.plan()
        .with(
            FittingsPlan.none()
                .with(
                    new ClimatePlan(
                        SENSOR,
                        Optional.of(
                            new ClimatePlan.Fan(
                                Optional.of(new Band(35_000, 30_000)),
                                Optional.of(new Band(80_000, 70_000)),
                                spans(1, 2, 720))),
                        Optional.of(
                            new ClimatePlan.Heater(new Band(3_000, 8_000), spans(1, 5, 30))))));
  }

  private static Spans spans(int on, int off, int most) {
    return new Spans(Duration.ofMinutes(on), Duration.ofMinutes(off), Duration.ofMinutes(most));
  }

  private AiringTest minutes(int minutes) {
    for (int i = 0; i < minutes; i++) tale.after(MINUTE);
    return this;
  }

  private AiringTest air(int milliCelsius, int milliPercent) {
    tale.tell(
        new ClimateEvent.AirChanged(new Air.Measured(milliCelsius, Optional.of(milliPercent))));
    return this;
  }

  private AiringTest mild() {
    return air(20_000, 50_000).minutes(10);
  }

  private SortedSet<Appliance> on() {
    var on = new TreeSet<>(tale.kiosk.said().switched().orElseThrow());
    on.remove(Appliance.LIGHTS);
    return on;
  }

  private String status(String fitting) {
    return String.valueOf(tale.kiosk.said().status().orElseThrow().fittings().get(fitting));
  }

  @Test
  void theFanRunsAboveOneValueUntilItIsBelowTheOther() {
    mild();
    assertThat(on()).isEmpty();
    air(35_000, 50_000);
    assertThat(on()).as("not more than 35").isEmpty();
    air(35_100, 50_000);
    assertThat(on()).containsExactly(Appliance.FAN);
    minutes(5).air(30_100, 50_000);
    assertThat(on()).containsExactly(Appliance.FAN);
    air(30_000, 50_000);
    assertThat(on()).isEmpty();
    assertThat(tale.facts(ClimateFact.Switched.class))
        .containsExactly(
            new ClimateFact.Switched("fan", true, "35.1 degrees, 50 % humidity"),
            new ClimateFact.Switched("fan", false, "30.0 degrees, 50 % humidity"));
  }

  @Test
  void theFanRunsForDampAirInTheSameWay() {
    mild().air(20_000, 81_000);
    assertThat(on()).containsExactly(Appliance.FAN);
    minutes(5).air(20_000, 71_000);
    assertThat(on()).containsExactly(Appliance.FAN);
    air(20_000, 70_000);
    assertThat(on()).isEmpty();
  }

  @Test
  void theHeaterHeatsBelowOneValueUntilItIsAboveTheOther() {
    mild().air(2_900, 50_000);
    assertThat(on()).containsExactly(Appliance.HEATER);
    minutes(5).air(7_900, 50_000);
    assertThat(on()).containsExactly(Appliance.HEATER);
    air(8_000, 50_000);
    assertThat(on()).isEmpty();
    air(2_000, 50_000);
    assertThat(on()).as("it rests first").isEmpty();
    minutes(5);
    assertThat(on()).containsExactly(Appliance.HEATER);
  }

  @Test
  void neitherIsSwitchedBackBeforeItsShortestTimeIsOver() {
    mild().air(36_000, 50_000).air(20_000, 50_000);
    assertThat(on()).as("a minute at least").containsExactly(Appliance.FAN);
    minutes(1);
    assertThat(on()).isEmpty();
    air(36_000, 50_000).minutes(1);
    assertThat(on()).as("two minutes off at least").isEmpty();
    minutes(1);
    assertThat(on()).containsExactly(Appliance.FAN);
  }

  @Test
  void aSensorThatIsMissingOrStandsStillIsAFaultAndNotZeroDegrees() {
    for (String why : List.of("the line is down: pulled", "the value stands still")) {
      var fresh = new AiringTest();
      fresh.mild().air(2_000, 50_000);
      assertThat(fresh.on()).containsExactly(Appliance.HEATER);
      fresh.tale.tell(new ClimateEvent.AirChanged(new Air.Unknown(why)));
      assertThat(fresh.on())
          .as("no heater runs blind, and the fan does")
          .containsExactly(Appliance.FAN);
      assertThat(fresh.status("air")).isEqualTo("unknown: " + why);
      fresh.minutes(60);
      assertThat(fresh.on()).containsExactly(Appliance.FAN);
      fresh.air(20_000, 50_000);
      assertThat(fresh.on()).isEmpty();
      assertThat(fresh.status("air")).isEqualTo("20.0 degrees, 50 % humidity");
    }
  }

  @Test
  void whatALostSensorSaidLastIsNotBelieved() {
    mild().air(2_000, 50_000);
    tale.tell(new HealthEvent.DeviceChanged(SENSOR, new DeviceHealth.Lost("a bug of ours")));
    assertThat(on()).containsExactly(Appliance.FAN);
    assertThat(status("air")).isEqualTo("unknown: the sensor is lost");
    assertThat(tale.kiosk.said().status().orElseThrow().reason()).isEqualTo("air is lost");
  }

  @Test
  void aSensorThatSaysNothingForAMinuteAfterTheStartIsMissing() {
    assertThat(on()).isEmpty();
    assertThat(status("air")).isEqualTo("not heard of yet");
    minutes(3);
    assertThat(status("air")).isEqualTo("unknown: no sensor is heard");
    assertThat(on()).containsExactly(Appliance.FAN);
  }

  @Test
  void theHeaterHeatsForHalfAnHourAtMostAndThenRests() {
    mild().air(-10_000, 50_000).minutes(29);
    assertThat(on()).containsExactly(Appliance.HEATER);
    minutes(1);
    assertThat(on()).isEmpty();
    assertThat(tale.facts(ClimateFact.Switched.class).getLast().why()).startsWith("it rests");
    minutes(5);
    assertThat(on()).containsExactly(Appliance.HEATER);
  }

  @Test
  void inAnEmergencyNeitherRunsWhateverTheAirIs() {
    mild().air(40_000, 90_000);
    tale.tell(new HealthEvent.FireChanged(true));
    assertThat(on()).isEmpty();
    minutes(60).air(-5_000, 90_000);
    assertThat(on()).isEmpty();
  }

  @Test
  void onBatteryNothingIsHeated() {
    mild().air(-5_000, 50_000);
    tale.tell(new PowerEvent.SupplyChanged(PowerEvent.Supply.BATTERY));
    assertThat(on()).isEmpty();
    minutes(5);
    tale.tell(new PowerEvent.SupplyChanged(PowerEvent.Supply.MAINS)).after(MINUTE);
    assertThat(on()).containsExactly(Appliance.HEATER);
  }

  @Test
  void aRestartSwitchesOffAndWhatIsWantedIsSaidAgain() {
    mild().air(36_000, 50_000).minutes(3);
    tale.forget().tell(new TimeEvent.Restarted(2, "power cut"));
    assertThat(tale.effects(Effect.Switch.class))
        .containsExactly(new Effect.Switch(new TreeSet<>(List.of(Appliance.LIGHTS))));
    air(36_000, 50_000).minutes(2);
    assertThat(on()).containsExactly(Appliance.FAN);
  }

  @Test
  void whenThePinsAreBackTheyAreToldAgain() {
    mild().air(36_000, 50_000);
    var pins = new DeviceId("pins");
    tale.tell(new HealthEvent.DeviceChanged(pins, new DeviceHealth.Lost("no chip"))).forget();
    tale.tell(new HealthEvent.DeviceChanged(pins, new DeviceHealth.Ready()));
    assertThat(tale.effects(Effect.Switch.class))
        .containsExactly(
            new Effect.Switch(new TreeSet<>(List.of(Appliance.FAN, Appliance.LIGHTS))));
  }

  @Test
  void whenNoticesWereDroppedTheAirIsAskedForAgain() {
    tale.tell(new HealthEvent.DeviceMissed(SENSOR));
    assertThat(tale.effects(Effect.SenseAir.class)).hasSize(1);
  }

  /** Any air at any time: no heater without a measured cold, and both in their times. */
  @Test
  void inAnyWeatherTheHeaterNeverRunsBlindAndNothingChatters() {
    var ran = new TreeMap<Appliance, Integer>();
    var changed = new TreeMap<Appliance, Integer>();
    for (int seed = 1; seed <= 40; seed++) {
      var random = new Random(seed);
      var test = new AiringTest();
      var since = new TreeMap<Appliance, Long>();
      SortedSet<Appliance> before = new TreeSet<>();
      for (int i = 0; i < 300; i++) {
        test.any(random);
        SortedSet<Appliance> now = test.on();
        boolean blind = !(test.tale.kiosk.fittings().climate().air() instanceof Air.Measured);
        boolean fire = test.tale.kiosk.station().emergency().lasts();
        String where = "seed " + seed + ", step " + i;
        assertThat(now.contains(Appliance.HEATER) && (blind || fire)).as(where).isFalse();
        for (Appliance each : List.of(Appliance.FAN, Appliance.HEATER)) {
          if (now.contains(each)) ran.merge(each, 1, Integer::sum);
          if (now.contains(each) == before.contains(each)) continue;
          long lasted = test.tale.ticks - since.getOrDefault(each, 0L);
          long least = now.contains(each) ? each == Appliance.FAN ? 2 : 5 : blind || fire ? 0 : 1;
          assertThat(lasted).as(where + ": " + each).isGreaterThanOrEqualTo(least * MINUTE);
          since.put(each, test.tale.ticks);
          changed.merge(each, 1, Integer::sum);
        }
        before = now;
      }
    }
    assertThat(ran.get(Appliance.FAN)).as("steps of 12,000 with the fan on").isGreaterThan(2_000);
    assertThat(ran.get(Appliance.HEATER)).as("and with the heater on").isGreaterThan(1_000);
    assertThat(changed.values()).as("times that each was switched").allMatch(times -> times > 300);
  }

  private void any(Random random) {
    switch (random.nextInt(12)) {
      case 0 -> tale.tell(new ClimateEvent.AirChanged(new Air.Unknown("chance")));
      case 1 ->
          tale.tell(
              random.nextInt(4) == 0
                  ? new HealthEvent.FireChanged(true)
                  : new ServiceEvent.EmergencyEnded("lin", "toast"));
      case 2 -> tale.tell(new HealthEvent.FireChanged(false));
      case 3, 4, 5, 6 -> air(random.nextInt(60_000) - 15_000, random.nextInt(100_000));
      default -> tale.after(random.nextInt(4 * MINUTE));
    }
  }
}
