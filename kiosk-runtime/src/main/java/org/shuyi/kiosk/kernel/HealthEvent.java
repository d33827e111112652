package org.shuyi.kiosk.kernel;

import org.shuyi.kiosk.kernel.health.DeviceHealth;

/** What devices can do, as their drivers judge it, and whether cabinet and house are whole. */
public sealed interface HealthEvent extends Event {
  record DeviceChanged(DeviceId device, DeviceHealth health) implements HealthEvent {}

  /** The loop's queue was full and notices of this device were dropped: it must be sensed anew. */
  record DeviceMissed(DeviceId device) implements HealthEvent {}

  /**
   * The tamper switch behind the service panel opened or closed; a broken wire is an open switch.
   * Told of what is, also where nothing changed.
   */
  record TamperChanged(boolean open) implements HealthEvent {}

  /**
   * The fire input became active or was closed again; a broken wire is an active one. Told of what
   * is, also where nothing changed.
   */
  record FireChanged(boolean active) implements HealthEvent {}

  /**
   * A contact that watches over the cabinet opened or closed; a broken wire is an open contact.
   * Told of what is, also where nothing changed.
   */
  record GuardChanged(Guard guard, boolean open) implements HealthEvent {}

  /**
   * A lock board's bits as they are.
   *
   * @param bits a 0 or a 1 for each channel from the first; empty where the board did not say
   */
  record BoardRead(DeviceId board, String bits) implements HealthEvent {}

  /** Nobody can see the fire input any more; what is not seen is not closed. */
  record FireUnseen() implements HealthEvent {}
}
