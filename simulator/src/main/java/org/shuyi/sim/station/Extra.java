package org.shuyi.sim.station;

import java.util.Locale;

/** A device that a cabinet may have besides its locks, readers and scanner. */
public enum Extra {
  PRINTER("printer.escpos"),
  UPS("power.megatec"),
  DISPENSER("dispenser.crt"),
  AIR("climate.sht3x"),
  /** A card reader at the entrance of the room, with all that {@code porch.yaml} says. */
  PORCH("card.feig"),
  SIGN("sign.bx"),
  VOICE("voice.process"),
  /** The sorter of a return slot, with all that {@code slot.yaml} says; it needs the tunnel. */
  SORTER("sorter.modbus", "    framing: rtu\n    map: sorter.map\n"),
  /** What looks into the tunnel of a return slot. */
  TUNNEL("tag.feig", "    blocksReversed: true\n"),
  /** A receiver of position on a vehicle, with the stops that {@code mobile.yaml} names. */
  GNSS("position.nmea");

  private final String kind;
  private final String settings;

  Extra(String kind) {
    this(kind, "");
  }

  Extra(String kind, String settings) {
    this.kind = kind;
    this.settings = settings;
  }

  /** Its name in the configuration, and by which it is unplugged. */
  public String device() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Its lines in the configuration.
   *
   * @param seldom whether it is asked at the slow end of what may be configured
   */
  String yaml(boolean seldom) {
    return "  %s:\n    kind: %s\n    line: serial:/dev/shuyi/%s\n%s%s"
        .formatted(device(), kind, device(), settings, seldom ? seldomPoll() : "");
  }

  private String seldomPoll() {
    return switch (this) {
      case PRINTER -> "    poll: 10s\n";
      case UPS -> "    poll: 5s\n";
      case AIR -> "    poll: 1m\n";
      case PORCH -> "    poll: 1s\n";
      case DISPENSER, SIGN, VOICE, SORTER, TUNNEL, GNSS -> "";
    };
  }
}
