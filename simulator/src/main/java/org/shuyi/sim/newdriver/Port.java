package org.shuyi.sim.newdriver;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.card.CardCommand;
import org.shuyi.devices.climate.ClimateCommand;
import org.shuyi.devices.code.CodeCommand;
import org.shuyi.devices.dispenser.DispenserCommand;
import org.shuyi.devices.lock.LockCommand;
import org.shuyi.devices.picker.PickerCommand;
import org.shuyi.devices.power.PowerCommand;
import org.shuyi.devices.printer.PrinterCommand;
import org.shuyi.devices.sign.SignCommand;
import org.shuyi.devices.sorter.SorterCommand;
import org.shuyi.devices.tag.TagCommand;
import org.shuyi.devices.voice.VoiceCommand;
import org.shuyi.sim.world.Air;
import org.shuyi.sim.world.Bolts;
import org.shuyi.sim.world.CardField;
import org.shuyi.sim.world.CardStack;
import org.shuyi.sim.world.Conveyor;
import org.shuyi.sim.world.LedBoard;
import org.shuyi.sim.world.Loudspeaker;
import org.shuyi.sim.world.PaperRoll;
import org.shuyi.sim.world.PickerArm;
import org.shuyi.sim.world.Supplied;
import org.shuyi.sim.world.TagField;

/** The ports that a driver can be written for, and what differs between them. */
enum Port {
  CARD(
      CardCommand.class,
      CardField.class,
      "ChipContract",
      "(hardware, id, commands) -> hardware.cardReader(id)",
      "card.feig asks a field again and again, card.pcsc is told of each card"),
  CLIMATE(ClimateCommand.class, Air.class, "ClimateContract", "", "climate.ds18b20 is the nearest"),
  CODE(
      CodeCommand.class,
      null,
      "CodeContract",
      "(hardware, id, commands) -> hardware.scanner(id)",
      "a scanner that hears nothing is ready with its line, as code.serial is, and code.Repeats is there"),
  DISPENSER(
      DispenserCommand.class,
      CardStack.class,
      "DispenserContract",
      "",
      "dispenser.crt is the nearest"),
  LOCK(
      LockCommand.class,
      Bolts.class,
      "LockContract",
      "Hardware::lockBoard",
      "lock.PolledBoard does pulses, polls and cool-down for a BoardWire, as in lock.wjl"),
  PICKER(
      PickerCommand.class,
      PickerArm.class,
      "PickerContract",
      "",
      "on Modbus a map file for picker.modbus is enough"),
  POWER(PowerCommand.class, Supplied.class, "PowerContract", "", "power.megatec is the nearest"),
  PRINTER(
      PrinterCommand.class,
      PaperRoll.class,
      "PrinterContract",
      "",
      "printer.escpos is the nearest"),
  SIGN(
      SignCommand.class,
      LedBoard.class,
      "SignContract",
      "(hardware, id, commands) -> hardware.sign(commands)",
      "sign.bx is the nearest"),
  SORTER(
      SorterCommand.class,
      Conveyor.class,
      "SorterContract",
      "",
      "on Modbus a map file for sorter.modbus is enough"),
  TAG(
      TagCommand.class,
      TagField.class,
      "TagContract",
      "Hardware::tagReader",
      "tag.ReaderDriver does counts, marks and waits for ReaderWords, as in tag.threem"),
  VOICE(
      VoiceCommand.class,
      Loudspeaker.class,
      "VoiceContract",
      "(hardware, id, commands) -> hardware.voice(commands)",
      "a program for voice.process may be enough");

  private final Class<?> command;
  private final @Nullable Class<?> world;
  private final String contract;
  private final String attached;
  private final String hint;

  Port(Class<?> command, @Nullable Class<?> world, String contract, String attached, String hint) {
    this.command = command;
    this.world = world;
    this.contract = contract;
    this.attached = attached;
    this.hint = hint;
  }

  /** The port of this kind of device, such as {@code lock}. */
  static Optional<Port> of(String kind) {
    return Arrays.stream(values()).filter(port -> port.kind().equals(kind)).findFirst();
  }

  static List<String> kinds() {
    return Arrays.stream(values()).map(Port::kind).toList();
  }

  String kind() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a driver of it is. */
  String type() {
    String command = this.command.getSimpleName();
    String notice = command.replace("Command", "Notice");
    return this == TAG ? "TagReader" : "Driver<%s, %s>".formatted(command, notice);
  }

  /** A driver's imports beyond those of every port. */
  List<String> imports() {
    return this == TAG
        ? List.of(
            "java.util.Set", "org.shuyi.devices.tag.TagAbility", "org.shuyi.devices.tag.TagReader")
        : List.of("org.shuyi.devices.Driver");
  }

  /** The cases of a switch over its commands: the compiler finds one that is forgotten. */
  String commands() {
    return Arrays.stream(command.getPermittedSubclasses())
        .map(
            each ->
                "      case %s.%s _ -> tally.count(\"notFilledIn\");"
                    .formatted(command.getSimpleName(), each.getSimpleName()))
        .collect(Collectors.joining("\n"));
  }

  /** What of the town its devices move or see; empty where somebody has to do something to them. */
  String world() {
    return world == null ? "" : world.getSimpleName();
  }

  String contract() {
    return contract;
  }

  /** Whether a subject of its contract gives settings of its own. */
  boolean takesSettings() {
    return switch (this) {
      case CARD, LOCK, PICKER, SORTER, TAG -> true;
      case CLIMATE, CODE, DISPENSER, POWER, PRINTER, SIGN, VOICE -> false;
    };
  }

  /** How the hardware takes such a device; empty where it is watched only. */
  String attached() {
    return attached;
  }

  /** Where half of the work is done already. */
  String hint() {
    return hint;
  }
}
