package org.shuyi.devices.climate;

/** What a sensor can be asked for. */
public sealed interface ClimateCommand {
  /** Say again what it is; answered by one {@link ClimateNotice.Changed}. */
  record Sense() implements ClimateCommand {}
}
