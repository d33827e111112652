package org.shuyi.kiosk.kernel;

import java.util.Locale;

/**
 * A contact at the way in and out of a room: of its people counter, of its exit gate, or of the
 * lock of its way out.
 */
public enum EntranceContact {
  /** Whoever comes in; the outer one where the counter is two beams. */
  IN,
  /** Whoever goes out; the inner beam. */
  OUT,
  /** The exit gate rings, and does not say for whoever goes which way. */
  GATE,
  /** It rings for somebody who comes in. */
  GATE_IN,
  /** It rings for somebody who goes out. */
  GATE_OUT,
  /** Somebody presses the button that frees the way out, or its wire is cut. */
  EXIT_BUTTON,
  /** The lock of the way out let go. */
  EXIT_FREED;

  /** As configuration and records call it: {@code in}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
