package org.shuyi.kiosk.host;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.shuyi.devices.Frames;
import org.shuyi.devices.card.feig.CardCodec;
import org.shuyi.devices.card.feig.CardConfig;
import org.shuyi.devices.card.feig.CardDriver;
import org.shuyi.devices.card.pcsc.PcscCodec;
import org.shuyi.devices.card.pcsc.PcscConfig;
import org.shuyi.devices.card.pcsc.PcscDriver;
import org.shuyi.devices.card.sdt.SdtCodec;
import org.shuyi.devices.card.sdt.SdtConfig;
import org.shuyi.devices.card.sdt.SdtDriver;
import org.shuyi.devices.climate.ds18b20.Ds18b20Codec;
import org.shuyi.devices.climate.ds18b20.Ds18b20Config;
import org.shuyi.devices.climate.ds18b20.Ds18b20Driver;
import org.shuyi.devices.climate.sht3x.Sht3xCodec;
import org.shuyi.devices.climate.sht3x.Sht3xConfig;
import org.shuyi.devices.climate.sht3x.Sht3xDriver;
import org.shuyi.devices.code.evdev.EvdevCodec;
import org.shuyi.devices.code.evdev.EvdevConfig;
import org.shuyi.devices.code.evdev.EvdevDriver;
import org.shuyi.devices.code.serial.ScannerCodec;
import org.shuyi.devices.code.serial.ScannerConfig;
import org.shuyi.devices.code.serial.ScannerDriver;
import org.shuyi.devices.dispenser.crt.CrtCodec;
import org.shuyi.devices.dispenser.crt.CrtConfig;
import org.shuyi.devices.dispenser.crt.CrtDriver;
import org.shuyi.devices.link.LineAddress;
import org.shuyi.devices.lock.kerong.KerongCodec;
import org.shuyi.devices.lock.kerong.KerongConfig;
import org.shuyi.devices.lock.kerong.KerongDriver;
import org.shuyi.devices.lock.modbus.RelayCodec;
import org.shuyi.devices.lock.modbus.RelayConfig;
import org.shuyi.devices.lock.modbus.RelayDriver;
import org.shuyi.devices.lock.winnsen.WinnsenCodec;
import org.shuyi.devices.lock.winnsen.WinnsenConfig;
import org.shuyi.devices.lock.winnsen.WinnsenDriver;
import org.shuyi.devices.lock.wjl.WjlCodec;
import org.shuyi.devices.lock.wjl.WjlConfig;
import org.shuyi.devices.lock.wjl.WjlDriver;
import org.shuyi.devices.picker.modbus.PickerCodec;
import org.shuyi.devices.picker.modbus.PickerConfig;
import org.shuyi.devices.picker.modbus.PickerDriver;
import org.shuyi.devices.position.nmea.NmeaCodec;
import org.shuyi.devices.position.nmea.NmeaConfig;
import org.shuyi.devices.position.nmea.NmeaDriver;
import org.shuyi.devices.power.megatec.MegatecCodec;
import org.shuyi.devices.power.megatec.MegatecConfig;
import org.shuyi.devices.power.megatec.MegatecDriver;
import org.shuyi.devices.printer.escpos.EscPosCodec;
import org.shuyi.devices.printer.escpos.EscPosConfig;
import org.shuyi.devices.printer.escpos.EscPosDriver;
import org.shuyi.devices.sign.bx.BxCodec;
import org.shuyi.devices.sign.bx.BxConfig;
import org.shuyi.devices.sign.bx.BxDriver;
import org.shuyi.devices.sorter.modbus.SorterCodec;
import org.shuyi.devices.sorter.modbus.SorterConfig;
import org.shuyi.devices.sorter.modbus.SorterDriver;
import org.shuyi.devices.tag.feig.FeigCodec;
import org.shuyi.devices.tag.feig.FeigConfig;
import org.shuyi.devices.tag.feig.FeigDriver;
import org.shuyi.devices.tag.llrp.LlrpCodec;
import org.shuyi.devices.tag.llrp.LlrpConfig;
import org.shuyi.devices.tag.llrp.LlrpDriver;
import org.shuyi.devices.tag.process.ProgramCodec;
import org.shuyi.devices.tag.process.ProgramConfig;
import org.shuyi.devices.tag.process.ProgramDriver;
import org.shuyi.devices.tag.thingmagic.ThingMagicCodec;
import org.shuyi.devices.tag.thingmagic.ThingMagicConfig;
import org.shuyi.devices.tag.thingmagic.ThingMagicDriver;
import org.shuyi.devices.tag.threem.ThreeMCodec;
import org.shuyi.devices.tag.threem.ThreeMConfig;
import org.shuyi.devices.tag.threem.ThreeMDriver;
import org.shuyi.devices.tag.uhfreader18.UhfCodec;
import org.shuyi.devices.tag.uhfreader18.UhfConfig;
import org.shuyi.devices.tag.uhfreader18.UhfDriver;
import org.shuyi.devices.voice.process.VoiceCodec;
import org.shuyi.devices.voice.process.VoiceConfig;
import org.shuyi.devices.voice.process.VoiceDriver;
import org.shuyi.kiosk.config.Complaint;
import org.shuyi.kiosk.config.DeviceConfig;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.hardware.DoorWiring;
import org.shuyi.kiosk.hardware.Hardware;
import org.shuyi.kiosk.ils.Sip2Codec;
import org.shuyi.kiosk.ils.Sip2Config;
import org.shuyi.kiosk.ils.Sip2Driver;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.trust.PatronTokens;

/** Joins what the configuration names: the only place that knows every driver by its maker. */
public final class Wiring {
  private static final SortedMap<String, DeviceKind> KINDS = kinds();

  private Wiring() {}

  /** Every kind of device by its id. */
  public static SortedMap<String, DeviceKind> deviceKinds() {
    return KINDS;
  }

  /** The frames of every kind by its id, for {@code frames decode}. */
  public static SortedMap<String, Frames> frames() {
    var frames = new TreeMap<String, Frames>();
    KINDS.forEach((id, kind) -> frames.put(id, kind.frames()));
    return frames;
  }

  /** What is wrong with a device's kind, its line or its settings, without opening anything. */
  public static List<Complaint> complaints(DeviceConfig device) {
    var complaints = new ArrayList<Complaint>();
    DeviceKind kind = KINDS.get(device.kind().text());
    if (kind == null) complaints.add(device.kind().notOneOf(List.copyOf(KINDS.keySet())));
    else {
      kind.judge(device.settings());
      if (device.port().equals("lock")) complaints.addAll(SupplySetup.complaints(device, kind));
    }
    try {
      LineAddress.parse(device.line().text());
    } catch (IllegalArgumentException wrong) {
      complaints.add(device.line().isNot("a line: " + wrong.getMessage()));
    }
    return complaints;
  }

  /** The station as the kernel knows it. */
  public static Plan plan(StationConfig config) {
    var doors = new TreeMap<DoorId, Plan.DoorPlan>();
    config
        .doors()
        .forEach(
            (label, door) ->
                doors.put(
                    new DoorId(label),
                    new Plan.DoorPlan(new DeviceId(door.lock()), new DeviceId(door.tags()))));
    var times = config.times();
    return new Plan(
        doors,
        config.station().languages(),
        times.pulse(),
        times.timeToOpen(),
        times.openTooLong(),
        times.countPatience(),
        config.rounds(),
        times.idle(),
        times.idleGrace(),
        times.receiptFor(),
        times.askPatience(),
        config.outboxLimit(),
        Plan.OPENINGS,
        Plan.OPENINGS_WITHIN,
        FittingsWiring.plan(config));
  }

  /** The station as people know it, such as on a receipt. */
  public static String name(StationConfig config) {
    return config.station().organisation() + "/" + config.station().id();
  }

  /**
   * The hardware of a station with every device running at the edge.
   *
   * @param events the kernel's queue; must not block
   */
  public static Hardware hardware(
      StationConfig config, PatronTokens tokens, Edge edge, Consumer<Event> events) {
    var doors = new TreeMap<DoorId, DoorWiring>();
    config
        .doors()
        .forEach(
            (label, door) ->
                doors.put(
                    new DoorId(label),
                    new DoorWiring(
                        new DeviceId(door.lock()),
                        door.channel(),
                        new DeviceId(door.tags()),
                        door.antenna(),
                        CabinetWiring.input(door.sensor()),
                        CabinetWiring.input(door.occupied()))));
    var hardware = new Hardware(doors, tokens, config.legacy3m(), events);
    config.intake().map(FittingsWiring::slot).ifPresent(hardware::returnSlot);
    config.entrance().map(EntranceSetup::outside).ifPresent(hardware::outside);
    SupplySetup.wirings(config).forEach(hardware::boltSupply);
    for (DeviceConfig device : config.devices().values()) {
      kind(device).fit(device, hardware, edge);
    }
    config
        .pins()
        .ifPresent(
            pins ->
                edge.pins(
                    pins,
                    (board, healths) ->
                        hardware.pins(board, FittingsWiring.pins(pins, config), healths),
                    hardware.healthOf(Hardware.PINS)));
    return hardware;
  }

  private static DeviceKind kind(DeviceConfig device) {
    DeviceKind kind = KINDS.get(device.kind().text());
    if (kind == null) throw new IllegalArgumentException("kind " + device.kind().text());
    return kind;
  }

  private static SortedMap<String, DeviceKind> kinds() {
    List<DeviceKind> all = new ArrayList<>();
    all.add(
        DeviceKind.of(
            "lock.kerong",
            KerongCodec.FRAMES,
            KerongConfig::new,
            KerongDriver::new,
            Hardware::lockBoard));
    all.add(
        DeviceKind.of(
            "lock.wjl", WjlCodec.FRAMES, WjlConfig::new, WjlDriver::new, Hardware::lockBoard));
    all.add(
        DeviceKind.of(
            "lock.winnsen",
            WinnsenCodec.FRAMES,
            WinnsenConfig::new,
            WinnsenDriver::new,
            Hardware::lockBoard));
    all.add(
        DeviceKind.of(
                "lock.modbus",
                RelayCodec.FRAMES,
                RelayConfig::new,
                RelayDriver::new,
                Hardware::lockBoard)
            .endingPulses());
    all.add(
        DeviceKind.of(
            "tag.feig", FeigCodec.FRAMES, FeigConfig::new, FeigDriver::new, Hardware::tagReader));
    all.add(
        DeviceKind.of(
            "tag.llrp", LlrpCodec.FRAMES, LlrpConfig::new, LlrpDriver::new, Hardware::tagReader));
    all.add(
        DeviceKind.of(
            "tag.thingmagic",
            ThingMagicCodec.FRAMES,
            ThingMagicConfig::new,
            ThingMagicDriver::new,
            Hardware::tagReader));
    all.add(
        DeviceKind.of(
            "tag.threem",
            ThreeMCodec.FRAMES,
            ThreeMConfig::new,
            ThreeMDriver::new,
            Hardware::tagReader));
    all.add(
        DeviceKind.of(
            "tag.uhfreader18",
            UhfCodec.FRAMES,
            UhfConfig::new,
            UhfDriver::new,
            Hardware::tagReader));
    all.add(
        DeviceKind.of(
            "tag.process",
            ProgramCodec.FRAMES,
            ProgramConfig::new,
            ProgramDriver::new,
            Hardware::tagReader));
    all.add(
        DeviceKind.of(
            "card.feig",
            CardCodec.FRAMES,
            CardConfig::new,
            CardDriver::new,
            (hardware, id, commands) -> hardware.cardReader(id)));
    all.add(
        DeviceKind.of(
            "code.serial",
            ScannerCodec.FRAMES,
            ScannerConfig::new,
            ScannerDriver::new,
            (hardware, id, commands) -> hardware.scanner(id)));
    all.add(
        DeviceKind.of(
            "sorter.modbus",
            SorterCodec.FRAMES,
            SorterConfig::new,
            SorterDriver::new,
            Hardware::sorter));
    all.add(
        DeviceKind.watched(
            "picker.modbus", PickerCodec.FRAMES, PickerConfig::new, PickerDriver::new));
    all.add(
        DeviceKind.of(
            "printer.escpos",
            EscPosCodec.FRAMES,
            EscPosConfig::new,
            EscPosDriver::new,
            (hardware, id, commands) -> hardware.receiptPrinter(commands)));
    all.add(
        DeviceKind.of(
            "power.megatec",
            MegatecCodec.FRAMES,
            MegatecConfig::new,
            MegatecDriver::new,
            (hardware, id, commands) -> hardware.powerSupply(commands)));
    all.add(
        DeviceKind.of(
            "card.sdt",
            SdtCodec.FRAMES,
            SdtConfig::new,
            SdtDriver::new,
            (hardware, id, commands) -> hardware.cardReader(id)));
    all.add(
        DeviceKind.of(
            "card.pcsc",
            PcscCodec.FRAMES,
            PcscConfig::new,
            PcscDriver::new,
            (hardware, id, commands) -> hardware.cardReader(id)));
    all.add(
        DeviceKind.of(
            "code.evdev",
            EvdevCodec.FRAMES,
            EvdevConfig::new,
            EvdevDriver::new,
            (hardware, id, commands) -> hardware.scanner(id)));
    all.add(DeviceKind.watched("dispenser.crt", CrtCodec.FRAMES, CrtConfig::new, CrtDriver::new));
    all.add(
        DeviceKind.of(
            "climate.ds18b20",
            Ds18b20Codec.FRAMES,
            Ds18b20Config::new,
            Ds18b20Driver::new,
            (hardware, id, commands) -> hardware.airSensor(commands)));
    all.add(
        DeviceKind.of(
            "climate.sht3x",
            Sht3xCodec.FRAMES,
            Sht3xConfig::new,
            Sht3xDriver::new,
            (hardware, id, commands) -> hardware.airSensor(commands)));
    all.add(
        DeviceKind.of(
            "sign.bx",
            BxCodec.FRAMES,
            BxConfig::new,
            BxDriver::new,
            (hardware, id, commands) -> hardware.sign(commands)));
    all.add(
        DeviceKind.of(
            "voice.process",
            VoiceCodec.FRAMES,
            VoiceConfig::new,
            VoiceDriver::new,
            (hardware, id, commands) -> hardware.voice(commands)));
    all.add(
        DeviceKind.of(
            "position.nmea",
            NmeaCodec.FRAMES,
            NmeaConfig::new,
            NmeaDriver::new,
            (hardware, id, commands) -> hardware.receiver()));
    all.add(
        DeviceKind.of(
            "ils.sip2",
            Sip2Codec.FRAMES,
            Sip2Config::new,
            Sip2Driver::new,
            (hardware, id, commands) -> LibraryLine.attach(hardware, commands)));
    var kinds = new TreeMap<String, DeviceKind>();
    for (DeviceKind kind : all) kinds.put(kind.id(), kind);
    return Collections.unmodifiableSortedMap(kinds);
  }
}
