package org.shuyi.sim.world;

import java.util.EnumSet;
import java.util.Set;

/**
 * The wiring of a room's way out, as the house's electrician drew it. Nothing in it asks a program:
 *
 * <pre>
 *   mains ──[ fire relay ]──[ exit button ]──[ station's relay ]──( magnet )── ground
 *   house's battery ──[ contact of the fire panel ]── loop ──( coil of the fire relay )── ground
 * </pre>
 *
 * <p>The fire relay is drawn while all is quiet, and conducts only then. Button and station's relay
 * conduct while nobody presses or draws them. So each of the three, and each wire that breaks,
 * takes the current from the magnet; none of them can give it back. Second poles of fire relay and
 * button lie at the station's pins, and so does a contact at the lock, which is closed while the
 * plate is off the magnet.
 */
public final class HouseWiring {
  /** What an electrician, a mouse or time may do to it. */
  public enum Fault {
    /** A forgotten wire across the fire relay: the feed does not go through it. */
    FIRE_BRIDGED,
    /** The feed is at the wrong terminal of the fire relay: it conducts in a fire only. */
    FIRE_AT_WRONG_TERMINAL,
    /** A forgotten wire across the exit button. */
    BUTTON_BRIDGED,
    /** The loop from the fire panel is cut. */
    LOOP_CUT,
    /** The wire from the fire relay's second pole to the station is cut. */
    FIRE_PIN_CUT,
    /** The same of the button's. */
    BUTTON_PIN_CUT,
    /** The same of the contact at the lock. */
    FREED_PIN_CUT,
    /** The contact at the lock is closed while the plate is on the magnet. */
    FREED_AT_WRONG_TERMINAL,
    /** The plate has grown to the magnet. */
    PLATE_STUCK
  }

  private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
  private boolean mains = true;
  private boolean fire;
  private boolean pressed;
  private boolean drawn;

  public void plant(Fault fault, boolean present) {
    if (present) faults.add(fault);
    else faults.remove(fault);
  }

  public void mains(boolean on) {
    mains = on;
  }

  /** The fire panel opens its contact, or closes it. */
  public void fire(boolean active) {
    fire = active;
  }

  public void pressed(boolean down) {
    pressed = down;
  }

  /** The station draws its relay, or lets it fall. */
  public void drawn(boolean on) {
    drawn = on;
  }

  /** Whether current flows through the magnet. */
  public boolean flows() {
    return mains && throughFireRelay() && throughButton() && !drawn;
  }

  private boolean throughFireRelay() {
    if (has(Fault.FIRE_BRIDGED)) return true;
    return has(Fault.FIRE_AT_WRONG_TERMINAL) != fireRelayDrawn();
  }

  private boolean throughButton() {
    return has(Fault.BUTTON_BRIDGED) || !pressed;
  }

  /** The house's battery holds it while the mains are away. */
  private boolean fireRelayDrawn() {
    return !fire && !has(Fault.LOOP_CUT);
  }

  /** Whether the plate may come off the magnet when no current flows. */
  public boolean letsGo() {
    return !has(Fault.PLATE_STUCK);
  }

  // At the station's pins, each with a pull-up: high, unless closed to ground.

  public boolean firePinHigh() {
    return has(Fault.FIRE_PIN_CUT) || !fireRelayDrawn();
  }

  public boolean buttonPinHigh() {
    return has(Fault.BUTTON_PIN_CUT) || pressed;
  }

  /**
   * @param held whether the plate is on the magnet
   */
  public boolean freedPinHigh(boolean held) {
    return has(Fault.FREED_PIN_CUT) || has(Fault.FREED_AT_WRONG_TERMINAL) != held;
  }

  private boolean has(Fault fault) {
    return faults.contains(fault);
  }
}
