package org.shuyi.kiosk.kernel;

import java.util.Locale;
import org.shuyi.kiosk.kernel.Screen.Phrase;

/** What sign and voice tell whoever passes by, the gravest first. No patron is in any of it. */
public enum Announcement {
  /** The fire contact is open: go out. */
  FIRE(true),
  /** A hand is seen in the return slot, which stands still for it. */
  HAND_IN_SLOT(true),
  /** The ultraviolet lamp burns in a moment, or burns. */
  LAMP(true),
  /** A door has stood open for too long. */
  DOOR_LEFT_OPEN(true),
  /** Nobody is served at present. */
  NOT_SERVING(false);

  private final boolean safety;

  Announcement(boolean safety) {
    this.safety = safety;
  }

  /** Whether it is for people's safety, so that it goes first, and is told at night too. */
  public boolean safety() {
    return safety;
  }

  /** As the status and the catalogue call it: {@code door-left-open}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Phrase phrase() {
    return Phrase.of("announce." + word());
  }

  /** Where it is told. */
  public enum Outlet {
    SIGN,
    VOICE
  }
}
