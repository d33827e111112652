package org.shuyi.kiosk.host;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.kiosk.config.ClimateConfig;
import org.shuyi.kiosk.config.DeviceConfig;
import org.shuyi.kiosk.config.HoursConfig;
import org.shuyi.kiosk.config.IntakeConfig;
import org.shuyi.kiosk.config.LightsConfig;
import org.shuyi.kiosk.config.MagnetConfig;
import org.shuyi.kiosk.config.PinsConfig;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.config.UvConfig;
import org.shuyi.kiosk.hardware.Hardware;
import org.shuyi.kiosk.hardware.PinWiring;
import org.shuyi.kiosk.hardware.PinWiring.Relay;
import org.shuyi.kiosk.hardware.PinWiring.UvRelay;
import org.shuyi.kiosk.hardware.SlotWiring;
import org.shuyi.kiosk.kernel.Appliance;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.FittingsPlan;
import org.shuyi.kiosk.kernel.Guard;
import org.shuyi.kiosk.kernel.Hours;
import org.shuyi.kiosk.kernel.announce.AnnouncePlan;
import org.shuyi.kiosk.kernel.camera.CameraPlan;
import org.shuyi.kiosk.kernel.climate.ClimatePlan;
import org.shuyi.kiosk.kernel.climate.ClimatePlan.Band;
import org.shuyi.kiosk.kernel.intake.IntakePlan;
import org.shuyi.kiosk.kernel.light.LightsPlan;
import org.shuyi.kiosk.kernel.magnet.MagnetPlan;
import org.shuyi.kiosk.kernel.magnet.Way;
import org.shuyi.kiosk.kernel.policy.SortRule;
import org.shuyi.kiosk.kernel.uv.UvPlan;

/** What the kernel and the pins are told of a station's devices besides its doors. */
final class FittingsWiring {
  /** The kernel switches off first; the pin alone does when the program hangs. */
  private static final Duration LATER = Duration.ofSeconds(30);

  /** The same, for light that harms eyes. */
  private static final Duration SOON = Duration.ofSeconds(2);

  /** The kernel renews them each hour. */
  private static final Duration LIT = Duration.ofHours(3);

  /** It is empty at its quiet hour. */
  private static final Duration A_DAY = Duration.ofHours(24);

  private FittingsWiring() {}

  static FittingsPlan plan(StationConfig config) {
    FittingsPlan plan = FittingsPlan.none().with(CabinetWiring.plan(config));
    for (DeviceConfig device : config.devices().values()) {
      if (device.port().equals("printer")) plan = plan.printing(new DeviceId(device.name()));
    }
    if (config.climate().isPresent()) plan = plan.with(plan(config.climate().get()));
    if (config.intake().isPresent()) plan = plan.with(plan(config.intake().get()));
    if (config.lights().isPresent()) plan = plan.with(plan(config.lights().get()));
    boolean sign = has("sign", config);
    boolean voice = has("voice", config);
    if (sign || voice)
      plan = plan.with(new AnnouncePlan(sign, voice, config.quiet().map(FittingsWiring::hours)));
    if (config.camera().isPresent())
      plan = plan.with(new CameraPlan(Duration.ofDays(config.camera().get().keepDays())));
    if (config.uv().isPresent()) plan = plan.with(plan(config.uv().get()));
    plan = plan.with(EntranceSetup.plan(config));
    if (config.magnet().isPresent()) plan = plan.with(plan(config.magnet().get(), config));
    if (config.mobile().isPresent()) plan = plan.with(PlaceSetup.plan(config.mobile().get()));
    return plan;
  }

  private static boolean has(String port, StationConfig config) {
    return config.devices().values().stream().anyMatch(device -> device.port().equals(port));
  }

  private static ClimatePlan plan(ClimateConfig climate) {
    return new ClimatePlan(
        new DeviceId(climate.sensor()),
        climate
            .fan()
            .map(
                fan ->
                    new ClimatePlan.Fan(
                        fan.warm().map(FittingsWiring::band),
                        fan.damp().map(FittingsWiring::band),
                        spans(fan.spans()))),
        climate
            .heater()
            .map(
                heater ->
                    new ClimatePlan.Heater(
                        new Band(milli(heater.onBelow()), milli(heater.offAbove())),
                        spans(heater.spans()))));
  }

  private static LightsPlan plan(LightsConfig lights) {
    return new LightsPlan(hours(lights.hours()), lights.awake());
  }

  private static MagnetPlan plan(MagnetConfig magnet, StationConfig config) {
    var ways = new TreeSet<Way>();
    for (Way way : Way.values()) {
      if (config.pins().filter(pins -> pins.switches().containsKey(way.word())).isPresent())
        ways.add(way);
    }
    return new MagnetPlan(
        new DeviceId(magnet.system()),
        Hardware.PINS,
        ways,
        magnet.pulse(),
        magnet.layOn(),
        magnet.refusesUnasked());
  }

  private static SortedMap<Way, Relay> magnet(PinsConfig pins, StationConfig config) {
    var contacts = new TreeMap<Way, Relay>();
    if (config.magnet().isEmpty()) return contacts;
    for (Way way : Way.values()) {
      Integer pin = pins.switches().get(way.word());
      if (pin != null) contacts.put(way, new Relay(pin, config.magnet().get().pulse()));
    }
    return contacts;
  }

  private static UvPlan plan(UvConfig uv) {
    return new UvPlan(doors(uv), hours(uv.hours()), uv.exposure(), uv.countdown());
  }

  private static SortedSet<DoorId> doors(UvConfig uv) {
    var doors = new TreeSet<DoorId>();
    uv.doors().forEach(door -> doors.add(new DoorId(door)));
    return doors;
  }

  static Hours hours(HoursConfig hours) {
    return new Hours(hours.zone(), hours.from(), hours.until());
  }

  private static Band band(ClimateConfig.Above above) {
    return new Band(milli(above.above()), milli(above.below()));
  }

  private static int milli(int whole) {
    return 1_000 * whole;
  }

  private static ClimatePlan.Spans spans(ClimateConfig.Spans spans) {
    return new ClimatePlan.Spans(spans.atLeastOn(), spans.atLeastOff(), spans.atMost());
  }

  private static IntakePlan plan(IntakeConfig intake) {
    return new IntakePlan(
        new DeviceId(intake.sorter()),
        new DeviceId(intake.tags()),
        intake.bins(),
        intake.exception(),
        intake.rules().stream().map(FittingsWiring::rule).toList(),
        intake.gateOpen(),
        intake.motionPatience(),
        intake.countPatience());
  }

  private static SortRule rule(IntakeConfig.Rule rule) {
    return new SortRule(
        rule.prefix(), rule.usage().orElse(SortRule.ANY_USAGE), rule.owner(), rule.bin());
  }

  static SlotWiring slot(IntakeConfig intake) {
    return new SlotWiring(
        new DeviceId(intake.sorter()), new DeviceId(intake.tags()), intake.antenna());
  }

  static PinWiring pins(PinsConfig pins, StationConfig config) {
    var lamps = new TreeMap<DoorId, Integer>();
    pins.lamps().forEach((door, pin) -> lamps.put(new DoorId(door), pin));
    var guards = new TreeMap<Guard, Integer>();
    for (Guard guard : Guard.values()) {
      Integer pin = pins.guards().get(guard.word());
      if (pin != null) guards.put(guard, pin);
    }
    return new PinWiring(
        lamps,
        pins.tamper(),
        pins.fire(),
        guards,
        relays(pins, config),
        CabinetWiring.byDoor(pins.sensors()),
        CabinetWiring.byDoor(pins.occupied()),
        uv(pins, config),
        EntranceSetup.wiring(pins, config),
        magnet(pins, config));
  }

  private static Optional<UvRelay> uv(PinsConfig pins, StationConfig config) {
    Integer pin = pins.switches().get("uv");
    if (pin == null || config.uv().isEmpty()) return Optional.empty();
    UvConfig uv = config.uv().get();
    return Optional.of(new UvRelay(new Relay(pin, uv.exposure().plus(SOON)), doors(uv)));
  }

  private static SortedMap<Appliance, Relay> relays(PinsConfig pins, StationConfig config) {
    var relays = new TreeMap<Appliance, Relay>();
    for (Appliance appliance : Appliance.values()) {
      Integer pin = pins.switches().get(appliance.word());
      if (pin != null) relays.put(appliance, new Relay(pin, longest(appliance, config)));
    }
    return relays;
  }

  /** Nothing is wired that has no rule; the configuration complains of it. */
  private static Duration longest(Appliance appliance, StationConfig config) {
    Optional<ClimateConfig> climate = config.climate();
    return switch (appliance) {
      case FAN -> longest(climate.flatMap(ClimateConfig::fan).map(ClimateConfig.Fan::spans));
      case HEATER ->
          longest(climate.flatMap(ClimateConfig::heater).map(ClimateConfig.Heater::spans));
      case LIGHTS -> LIT;
      case FULL -> A_DAY;
    };
  }

  private static Duration longest(Optional<ClimateConfig.Spans> spans) {
    return spans.orElseThrow().atMost().plus(LATER);
  }
}
