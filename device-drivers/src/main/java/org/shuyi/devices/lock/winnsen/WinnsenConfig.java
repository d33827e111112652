package org.shuyi.devices.lock.winnsen;

import java.util.List;
import org.shuyi.devices.Settings;
import org.shuyi.devices.lock.BoardConfig;

/**
 * The settings of a Winnsen board.
 *
 * @param board its station as set by its switches, 0 to 255
 * @param oneByOne whether the board tells one lock at a time (pudo kiosk) instead of all by a mask
 *     (V202104)
 * @param common what every polled board has; 1 to 16 channels, usually 16
 */
public record WinnsenConfig(int board, boolean oneByOne, BoardConfig common) {
  private static final String MASK = "mask";
  private static final String SINGLE = "single";

  public WinnsenConfig(Settings settings) {
    this(
        settings.number("board", 0, 255, 1),
        settings.choice("states", List.of(MASK, SINGLE), MASK).equals(SINGLE),
        new BoardConfig(settings, WinnsenCodec.MOST_LOCKS, WinnsenCodec.MOST_LOCKS));
  }
}
