package org.shuyi.devices.position;

/** What a receiver of position can be asked for. */
public sealed interface PositionCommand {
  /** Say again where it is; answered by one {@link PositionNotice.Changed}. */
  record Sense() implements PositionCommand {}
}
