package org.shuyi.devices.lock.wjl;

import org.shuyi.devices.Settings;
import org.shuyi.devices.lock.BoardConfig;

/**
 * The settings of an 8A/80 board.
 *
 * @param board its address, 1 to 64
 * @param common what every polled board has; 1 to 32 channels, usually 8
 */
public record WjlConfig(int board, BoardConfig common) {
  public WjlConfig(Settings settings) {
    this(settings.number("board", 1, 64, 1), new BoardConfig(settings, 32, 8));
  }
}
