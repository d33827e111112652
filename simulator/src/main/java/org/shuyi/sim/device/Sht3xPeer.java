package org.shuyi.sim.device;

import java.nio.charset.StandardCharsets;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.Air;

/**
 * A SHT3x as the files {@code temp1_input} and {@code humidity1_input} of the Linux driver tell of
 * it, one after the other; each byte that comes is a reading of both.
 *
 * <p>Source: the kernel's Documentation/hwmon/sht3x.rst: degrees Celsius and per cent, times 1000.
 */
public final class Sht3xPeer extends SerialPeer {
  private static final long MEASURING_MICROS = 15_000;

  private final Air air;

  public Sht3xPeer(Air air, long seed) {
    super(Pace.INSTANT, 50, seed);
    this.air = air;
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    int milliCelsius = air.sixteenths() * 1_000 / 16;
    String files = milliCelsius + "\n" + air.milliPercent() + "\n";
    answer(Bytes.copyOf(files.getBytes(StandardCharsets.US_ASCII)), 1, MEASURING_MICROS, now);
    return filled;
  }
}
