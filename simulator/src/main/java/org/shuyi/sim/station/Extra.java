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
  VOICE("voice.process");

  private final String kind;

  Extra(String kind) {
    this.kind = kind;
  }

  /** Its name in the configuration, and by which it is unplugged. */
  public String device() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its lines in the configuration. */
  String yaml() {
    return "  %s:\n    kind: %s\n    line: serial:/dev/shuyi/%s\n"
        .formatted(device(), kind, device());
  }
}
