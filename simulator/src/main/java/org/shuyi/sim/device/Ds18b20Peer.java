package org.shuyi.sim.device;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.Air;

/**
 * A DS18B20 as the file {@code w1_slave} of the Linux driver tells of it; each byte that comes is a
 * reading of the file.
 *
 * <p>Source: peripherals.md, section 9, after the kernel's w1_therm: nine bytes, of which the first
 * two are the temperature in sixteenths, low byte first, and the last is a CRC-8 of Dallas/Maxim.
 * After power-on the first reading is 85 degrees.
 */
public final class Ds18b20Peer extends SerialPeer {
  private static final long MEASURING_MICROS = 750_000;
  private static final int POWER_ON = 85 * 16;

  private final Air air;
  private boolean measured;

  public Ds18b20Peer(Air air, long seed) {
    super(Pace.INSTANT, 50, seed);
    this.air = air;
  }

  @Override
  public void powerUp(long now) {
    super.powerUp(now);
    measured = false;
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    int sixteenths = measured ? air.sixteenths() : POWER_ON;
    measured = true;
    var bytes = Bytes.of(sixteenths & 0xFF, sixteenths >> 8 & 0xFF, 0x4B, 0x46, 0x7F, 0xFF, 2, 16);
    int crc = crc(bytes);
    String pad = bytes.plus(crc).toString().toLowerCase(Locale.ROOT);
    String file =
        String.format(
            Locale.ROOT, "%s : crc=%02x YES\n%s t=%d\n", pad, crc, pad, sixteenths * 1_000 / 16);
    answer(Bytes.copyOf(file.getBytes(StandardCharsets.US_ASCII)), 1, MEASURING_MICROS, now);
    return filled;
  }

  private static int crc(Bytes bytes) {
    int crc = 0;
    for (int i = 0; i < bytes.size(); i++) {
      crc ^= bytes.at(i);
      for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0x8C;
    }
    return crc;
  }
}
