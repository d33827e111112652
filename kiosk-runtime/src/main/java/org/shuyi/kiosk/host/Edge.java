package org.shuyi.kiosk.host;

import java.util.function.Consumer;
import java.util.function.Function;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.kiosk.config.DeviceConfig;

/** Where drivers run: each on a line and a thread of its own, or all in one virtual queue. */
public interface Edge {
  /**
   * Runs a driver from now on.
   *
   * @param meet is given where commands go, and answers where notices go
   * @param healths hears each change of the device's health
   */
  <C, N> void run(
      DeviceConfig device,
      Driver<C, N> driver,
      Function<Consumer<C>, Consumer<N>> meet,
      Consumer<Health> healths);
}
