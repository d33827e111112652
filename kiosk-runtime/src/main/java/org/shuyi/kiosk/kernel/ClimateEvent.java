package org.shuyi.kiosk.kernel;

import org.shuyi.kiosk.kernel.climate.Air;

/** What the sensor of the air tells. */
public sealed interface ClimateEvent extends Event {
  /** Told of what is, also where nothing changed. */
  record AirChanged(Air air) implements ClimateEvent {}
}
