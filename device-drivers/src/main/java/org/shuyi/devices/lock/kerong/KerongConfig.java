package org.shuyi.devices.lock.kerong;

import java.util.List;
import org.shuyi.devices.Settings;
import org.shuyi.devices.lock.BoardConfig;

/**
 * The settings of a CU16 or a CU48.
 *
 * @param cu48 whether it speaks as a CU48 does
 * @param board its address as set by its switches, 0 to 15; of a CU48 0 to 255
 * @param common what every polled board has; 1 to 16 channels, usually 16; of a CU48 48
 */
public record KerongConfig(boolean cu48, int board, BoardConfig common) {
  private static final String CU16 = "cu16";
  private static final String CU48 = "cu48";

  public KerongConfig(Settings settings) {
    this(settings, settings.choice("model", List.of(CU16, CU48), CU16).equals(CU48));
  }

  private KerongConfig(Settings settings, boolean cu48) {
    this(
        cu48,
        settings.number("board", 0, cu48 ? 255 : 15, 0),
        cu48
            ? new BoardConfig(settings, Cu48Codec.MOST_LOCKS, Cu48Codec.MOST_LOCKS)
            : new BoardConfig(settings, 16, 16));
  }
}
