package org.shuyi.kiosk.hardware;

import java.util.Optional;
import org.shuyi.kiosk.kernel.DeviceId;

/**
 * Where a door's lock and antenna hang.
 *
 * @param board the lock board
 * @param channel its channel, from 1
 * @param reader the tag reader
 * @param antenna its antenna, from 1
 * @param sensor the door's own sensor, apart from the latch, where it hangs on a lock board
 * @param occupied the infrared barrier in its compartment, where it hangs on a lock board
 */
public record DoorWiring(
    DeviceId board,
    int channel,
    DeviceId reader,
    int antenna,
    Optional<Input> sensor,
    Optional<Input> occupied) {
  /** An input of a lock board, from 1. */
  public record Input(DeviceId board, int number) {}

  /** A door whose latch tells all that is known of it. */
  public DoorWiring(DeviceId board, int channel, DeviceId reader, int antenna) {
    this(board, channel, reader, antenna, Optional.empty(), Optional.empty());
  }
}
