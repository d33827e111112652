package org.shuyi.kiosk.host;

import java.util.function.Consumer;
import java.util.function.Function;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Settings;
import org.shuyi.kiosk.config.DeviceConfig;
import org.shuyi.kiosk.hardware.Hardware;
import org.shuyi.kiosk.kernel.DeviceId;

/** One kind of device that a configuration may name: its frames, its settings and its driver. */
public final class DeviceKind {
  private final String id;
  private final Frames frames;
  private final Function<Settings, Driver<?, ?>> maker;
  private final Consumer<Settings> judge;
  private final Fitting fitting;
  private final boolean endsPulses;

  private interface Fitting {
    void fit(DeviceConfig device, Hardware hardware, Edge edge);
  }

  /** Joins a device's commands and notices to the hardware. */
  interface Meeting<C, N> {
    Consumer<N> meet(Hardware hardware, DeviceId id, Consumer<C> commands);
  }

  private DeviceKind(
      String id,
      Frames frames,
      Function<Settings, Driver<?, ?>> maker,
      Consumer<Settings> judge,
      Fitting fitting,
      boolean endsPulses) {
    this.id = id;
    this.frames = frames;
    this.maker = maker;
    this.judge = judge;
    this.fitting = fitting;
    this.endsPulses = endsPulses;
  }

  /**
   * @param <K> the driver's settings
   * @param <C> its port's commands
   * @param <N> its port's notices
   * @param id port and maker, such as {@code lock.kerong}: the name of its package
   */
  static <K, C, N> DeviceKind of(
      String id,
      Frames frames,
      Function<Settings, K> config,
      Function<K, Driver<C, N>> driver,
      Meeting<C, N> meeting) {
    return new DeviceKind(
        id,
        frames,
        settings -> driver.apply(config.apply(settings)),
        settings -> {
          K _ = config.apply(settings);
        },
        (device, hardware, edge) -> {
          var name = new DeviceId(device.name());
          edge.run(
              device,
              driver.apply(config.apply(device.settings())),
              commands -> meeting.meet(hardware, name, commands),
              hardware.healthOf(name));
        },
        false);
  }

  /** A lock board whose protocol has a word that drops a bolt, so that its driver says it. */
  DeviceKind endingPulses() {
    return new DeviceKind(id, frames, maker, judge, fitting, true);
  }

  /**
   * A kind of device that has no place in a plan yet: its driver runs, its health is told and its
   * frames are traced, and nothing commands it.
   *
   * @param <K> the driver's settings
   * @param <C> its port's commands
   * @param <N> its port's notices
   */
  static <K, C, N> DeviceKind watched(
      String id, Frames frames, Function<Settings, K> config, Function<K, Driver<C, N>> driver) {
    return of(id, frames, config, driver, (hardware, name, commands) -> notice -> {});
  }

  public String id() {
    return id;
  }

  /** Whether its bolts are fed by whoever wants to be sure that a pulse ends. */
  boolean needsSupply() {
    return id.startsWith("lock.") && !endsPulses;
  }

  public Frames frames() {
    return frames;
  }

  /** A driver of this kind that nobody runs yet; the contract of its port is held against it. */
  public Driver<?, ?> driver(Settings settings) {
    return maker.apply(settings);
  }

  /** Reads the settings as the driver would, so that they complain of what is wrong. */
  void judge(Settings settings) {
    judge.accept(settings);
  }

  /** Makes the driver, joins it to the hardware, and has the edge run it. */
  void fit(DeviceConfig device, Hardware hardware, Edge edge) {
    fitting.fit(device, hardware, edge);
  }
}
