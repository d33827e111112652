package org.shuyi.kiosk.host;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.link.Pins;
import org.shuyi.kiosk.config.DeviceConfig;
import org.shuyi.kiosk.config.PinsConfig;

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

  /**
   * Gives the pins of the board to whoever wires them, when the lines are opened.
   *
   * @param wire is given the pins, and where their health goes
   * @param healths hears each change of the pins' health; lost where there are none
   */
  void pins(PinsConfig config, BiConsumer<Pins, Consumer<Health>> wire, Consumer<Health> healths);
}
