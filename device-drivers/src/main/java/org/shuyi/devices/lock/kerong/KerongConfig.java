package org.shuyi.devices.lock.kerong;

import org.shuyi.devices.Settings;
import org.shuyi.devices.lock.BoardConfig;

/**
 * The settings of a CU16.
 *
 * @param board its address as set by its switches, 0 to 15
 * @param common what every polled board has; 1 to 16 channels, usually 16
 */
public record KerongConfig(int board, BoardConfig common) {
  public KerongConfig(Settings settings) {
    this(settings.number("board", 0, 15, 0), new BoardConfig(settings, 16, 16));
  }
}
