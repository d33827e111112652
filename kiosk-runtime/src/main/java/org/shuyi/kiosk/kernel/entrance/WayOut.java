package org.shuyi.kiosk.kernel.entrance;

import java.util.Optional;

/**
 * What is seen of the way out. Never saved: its contacts are told again after a start. Times are
 * ticks.
 *
 * @param bond whether the lock holds the door
 * @param since when that began
 * @param fire the fire input asks for a free way out
 * @param pressed since when somebody presses the exit button, until the lock lets go
 * @param admitted the same of a door that was released for somebody outside
 */
public record WayOut(
    Bond bond, long since, Optional<Demand> fire, Optional<Long> pressed, Optional<Long> admitted) {
  /** What the contact at the lock says. */
  public enum Bond {
    /** Nothing yet. */
    UNHEARD,
    HOLDS,
    FREE,
    /** Nobody sees the contact any more. */
    UNSEEN
  }

  /**
   * As long as the fire input is active the way out has to be free.
   *
   * @param since from when on it is waited for
   * @param met whether it is free
   * @param missed whether that took too long
   * @param told whether a record has it that it was freed
   */
  public record Demand(long since, boolean met, boolean missed, boolean told) {}

  static WayOut unheard() {
    return new WayOut(Bond.UNHEARD, 0, Optional.empty(), Optional.empty(), Optional.empty());
  }

  WayOut seen(Bond now, long ticks) {
    return now == bond ? this : new WayOut(now, ticks, fire, pressed, admitted);
  }

  WayOut demanding(Optional<Demand> now) {
    return new WayOut(bond, since, now, pressed, admitted);
  }

  WayOut pressedAt(Optional<Long> tick) {
    return new WayOut(bond, since, fire, tick, admitted);
  }

  WayOut admittedAt(Optional<Long> tick) {
    return new WayOut(bond, since, fire, pressed, tick);
  }
}
