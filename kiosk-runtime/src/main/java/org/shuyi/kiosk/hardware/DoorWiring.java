package org.shuyi.kiosk.hardware;

import org.shuyi.kiosk.kernel.DeviceId;

/**
 * Where a door's lock and antenna hang.
 *
 * @param board the lock board
 * @param channel its channel, from 1
 * @param reader the tag reader
 * @param antenna its antenna, from 1
 */
public record DoorWiring(DeviceId board, int channel, DeviceId reader, int antenna) {}
