package org.shuyi.devices.climate.ds18b20;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.climate.ClimateNotice.Climate.Measured;
import org.shuyi.devices.climate.PolledSensor;

/** A DS18B20 as w1_therm tells of it. */
public final class Ds18b20Driver extends PolledSensor {
  /** What the sensor shows after power-on, before it has measured anything. */
  private static final int NOT_MEASURED = 85_000;

  /** The sensor's own range, -55 to 125 degrees. */
  private static final int LEAST = -55_000;

  private static final int MOST = 125_000;

  public Ds18b20Driver(Ds18b20Config config) {
    super(config.pace(), Ds18b20Driver::parse);
  }

  private static Parsed<Measured> parse(Bytes answer) {
    return switch (Ds18b20Codec.parse(answer)) {
      case Parsed.More<Integer>() -> new Parsed.More<>();
      case Parsed.Noise<Integer>(int size, String why) -> new Parsed.Noise<>(size, why);
      case Parsed.Frame<Integer>(Integer milli, int size) ->
          new Parsed.Frame<>(new Measured(milli), size);
    };
  }

  @Override
  protected boolean isBelievable(Measured measured) {
    int milli = measured.milliCelsius();
    return milli != NOT_MEASURED && milli >= LEAST && milli <= MOST;
  }
}
