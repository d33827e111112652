package org.shuyi.devices.lock.modbus;

import org.shuyi.devices.Frames;
import org.shuyi.devices.modbus.ModbusFrames;
import org.shuyi.devices.modbus.Request;

/**
 * How bolts and switches lie in a relay board's coils and inputs. Channels count from 1, the first
 * has the first coil and the first input.
 *
 * <p>Source: peripherals.md, section 1; the timed coil ("flash on": coil 0200 + relay, value the
 * time in 100 ms) is documented by Waveshare for its Modbus RTU relays.
 */
public final class RelayCodec {
  /** Explains frames to people. */
  public static final Frames FRAMES = new ModbusFrames();

  /** Where the timed coils begin. */
  static final int FLASH = 0x0200;

  static final int FLASH_STEP_MILLIS = 100;
  static final int MOST_CHANNELS = 64;

  private RelayCodec() {}

  /** The question for every switch. */
  static Request states(RelayConfig config) {
    return new Request.ReadBits(false, config.firstInput(), config.common().channels());
  }

  /** One pulse of one bolt, which the board ends by itself. */
  static Request pull(RelayConfig config, int channel) {
    int relay = config.firstCoil() + channel - 1;
    if (!config.timed()) return new Request.WriteCoil(relay, Request.ON);
    int steps = (int) config.common().pulse().toMillis() / FLASH_STEP_MILLIS;
    return new Request.WriteCoil(FLASH + relay, steps);
  }

  /** Ends a pulse that the board has not ended by itself. */
  static Request drop(RelayConfig config, int channel) {
    return new Request.WriteCoil(config.firstCoil() + channel - 1, 0);
  }

  /** The question whether a relay still holds. */
  static Request held(RelayConfig config, int channel) {
    return new Request.ReadBits(true, config.firstCoil() + channel - 1, 1);
  }
}
