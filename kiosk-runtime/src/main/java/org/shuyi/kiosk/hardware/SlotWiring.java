package org.shuyi.kiosk.hardware;

import org.shuyi.kiosk.kernel.DeviceId;

/**
 * Where the return slot hangs.
 *
 * @param reader the tag reader that looks into the tunnel
 * @param antenna its antenna, from 1
 */
public record SlotWiring(DeviceId sorter, DeviceId reader, int antenna) {}
