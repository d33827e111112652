package org.shuyi.sim.centre;

import java.util.Optional;

/** What a record says of its station's alarms: that one begins, or that it is over. */
sealed interface AlarmTold {
  record Begun(String name, String words) implements AlarmTold {}

  record Ended(String name) implements AlarmTold {}

  /** What this record says, if anything. */
  static Optional<AlarmTold> in(WrittenRecord record) throws Malformed {
    return switch (record.kind()) {
      case "tamper-began" -> unattended("tamper", "the service panel is open", record.text(0));
      case "tamper-ended" -> ended("tamper");
      case "alarm-began" -> unattended(record.text(0), "its contact is open", record.text(1));
      case "alarm-ended" -> ended(record.text(0));
      case "fire-began" ->
          begun("fire", "an emergency: the fire input was active, or its wire broken");
      case "emergency-ended" -> ended("fire");
      case "exit-not-free" -> begun("exit", "the way out was not free in time: " + record.text(0));
      case "exit-cleared" -> ended("exit");
      case "mains-lost" -> begun("power", "the mains are lost, it is on battery");
      case "battery-low" -> begun("power", "its battery is low, and it stops");
      case "mains-back" -> ended("power");
      case "outbox-filled" ->
          begun("outbox", record.number(0) + " records waited, and no more fitted");
      case "outbox-drained" -> ended("outbox");
      case "wrong-door-opened" ->
          begun(
              ReferenceCentre.WRONG_DOOR + record.text(0),
              "door %s opened where door %s was asked for: its wires are to be looked at"
                  .formatted(record.text(1), record.text(0)));
      case "door-opened" -> ended(ReferenceCentre.WRONG_DOOR + record.text(0));
      case "gate-rang" ->
          unattended(
              ReferenceCentre.GATE,
              "the exit gate rang, way %s, at %s".formatted(record.text(0), record.wall()),
              record.text(1));
      default -> Optional.empty();
    };
  }

  private static Optional<AlarmTold> begun(String name, String words) {
    return Optional.of(new Begun(name, words));
  }

  private static Optional<AlarmTold> ended(String name) {
    return Optional.of(new Ended(name));
  }

  /** What happens under the eyes of whoever is on site in service mode is no alarm. */
  private static Optional<AlarmTold> unattended(String name, String words, String attendant) {
    if (!attendant.isEmpty()) return Optional.empty();
    return begun(name, words + ", and nobody is in service mode");
  }
}
