package org.shuyi.devices.power;

/** What a power supply can be asked for. */
public sealed interface PowerCommand {
  /** Say how the supply stands; answered by one {@link PowerNotice.Sensed} when it is seen. */
  record Sense() implements PowerCommand {}
}
