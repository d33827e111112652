package org.shuyi.devices.lock.modbus;

import java.time.Duration;
import java.util.List;
import org.shuyi.devices.Settings;
import org.shuyi.devices.lock.BoardConfig;
import org.shuyi.devices.modbus.ModbusAddress;

/**
 * The settings of a relay board.
 *
 * @param timed whether each pull carries its time (flash) or the board has its own (jog mode)
 * @param firstCoil the coil of channel 1, 0 to 255
 * @param firstInput the discrete input of channel 1, 0 to 65535
 * @param common what every polled board has; 1 to 64 channels, usually 8; a pull with a time lasts
 *     whole 100 ms, so its pulse is rounded up to them
 */
public record RelayConfig(
    ModbusAddress address, boolean timed, int firstCoil, int firstInput, BoardConfig common) {
  private static final String FLASH = "flash";
  private static final String BOARD = "board";

  public RelayConfig {
    if (timed) common = inSteps(common);
  }

  public RelayConfig(Settings settings) {
    this(
        new ModbusAddress(settings),
        settings.choice("pulsedBy", List.of(FLASH, BOARD), FLASH).equals(FLASH),
        settings.number("firstCoil", 0, 255, 0),
        settings.number("firstInput", 0, 65_535, 0),
        new BoardConfig(settings, RelayCodec.MOST_CHANNELS, 8));
  }

  private static BoardConfig inSteps(BoardConfig common) {
    long step = RelayCodec.FLASH_STEP_MILLIS;
    long steps = (common.pulse().toMillis() + step - 1) / step;
    return new BoardConfig(
        common.channels(),
        common.polarity(),
        common.poll(),
        common.answerWithin(),
        Duration.ofMillis(steps * step),
        common.coolDown(),
        common.equalPolls(),
        common.atOnce(),
        common.supplied());
  }
}
