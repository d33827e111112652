package org.shuyi.devices.lock;

import java.util.List;

/**
 * What a board's bit means. The books contradict each other and the wiring decides, so a technician
 * proves it at the door; until then no bit means anything and no bolt is pulled.
 */
public enum Polarity {
  ONE_IS_CLOSED("one-is-closed"),
  ONE_IS_OPEN("one-is-open"),
  UNPROVEN("unproven");

  /** As it stands in the configuration. */
  public static final List<String> CHOICES =
      List.of(ONE_IS_CLOSED.text, ONE_IS_OPEN.text, UNPROVEN.text);

  private final String text;

  Polarity(String text) {
    this.text = text;
  }

  /** The polarity called {@code text}; anything else proves nothing. */
  public static Polarity of(String text) {
    for (Polarity polarity : values()) {
      if (polarity.text.equals(text)) return polarity;
    }
    return UNPROVEN;
  }

  /** What a bit of this board says of its door. */
  public Contact read(boolean one) {
    return switch (this) {
      case ONE_IS_CLOSED -> one ? Contact.CLOSED : Contact.OPEN;
      case ONE_IS_OPEN -> one ? Contact.OPEN : Contact.CLOSED;
      case UNPROVEN -> Contact.UNKNOWN;
    };
  }
}
