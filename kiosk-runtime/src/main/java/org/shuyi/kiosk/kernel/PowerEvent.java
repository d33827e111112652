package org.shuyi.kiosk.kernel;

/** What the power supply that holds up the station says of the mains and of its battery. */
public sealed interface PowerEvent extends Event {
  /** How the supply stands; told also where nothing changed. */
  record SupplyChanged(Supply supply) implements PowerEvent {}

  /** Where the power comes from. */
  enum Supply {
    MAINS,
    BATTERY,
    /** The battery ends soon. */
    BATTERY_LOW,
    /** The supply is silent: that is no news of the mains, neither good nor bad. */
    UNKNOWN
  }
}
