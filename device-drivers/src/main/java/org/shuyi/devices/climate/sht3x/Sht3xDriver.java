package org.shuyi.devices.climate.sht3x;

import org.shuyi.devices.climate.ClimateNotice.Climate.Measured;
import org.shuyi.devices.climate.PolledSensor;

/** A SHT3x as the kernel's hwmon driver tells of it. */
public final class Sht3xDriver extends PolledSensor {
  /** Raw 0 is -45 degrees: what a sensor that measures nothing would say. */
  private static final int LEAST = -45_000;

  /** The end of the sensor's own range. */
  private static final int MOST = 125_000;

  private static final int WHOLE = 100_000;

  public Sht3xDriver(Sht3xConfig config) {
    super(config.pace(), Sht3xCodec::parse);
  }

  @Override
  protected boolean isBelievable(Measured measured) {
    int milli = measured.milliCelsius();
    return milli > LEAST && milli <= MOST && measured.milliPercent().orElse(0) <= WHOLE;
  }
}
