package org.shuyi.sim.house;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.link.Pins;
import org.shuyi.kiosk.config.DeviceConfig;
import org.shuyi.kiosk.config.PinsConfig;
import org.shuyi.kiosk.host.Wires;

/** The wires of a station, passed on as they are; a test changes what it is about. */
public abstract class PassedOn implements Wires {
  private final Wires wires;

  protected PassedOn(Wires wires) {
    this.wires = wires;
  }

  @Override
  public <C, N> void run(
      DeviceConfig config,
      Driver<C, N> driver,
      Function<Consumer<C>, Consumer<N>> meet,
      Consumer<Health> health) {
    wires.run(config, driver, meet, health);
  }

  @Override
  public void pins(
      PinsConfig config, BiConsumer<Pins, Consumer<Health>> wire, Consumer<Health> health) {
    wires.pins(config, wire, health);
  }

  @Override
  public void start() {
    wires.start();
  }

  @Override
  public List<DeviceView> devices() {
    return wires.devices();
  }

  @Override
  public List<TracedFrame> frames(String device, int newest) {
    return wires.frames(device, newest);
  }

  @Override
  public Optional<String> text(String device) {
    return wires.text(device);
  }

  @Override
  public void close() {
    wires.close();
  }
}
