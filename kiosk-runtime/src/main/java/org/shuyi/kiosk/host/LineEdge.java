package org.shuyi.kiosk.host;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Health;
import org.shuyi.devices.link.DeviceLoop;
import org.shuyi.devices.link.LineAddress;
import org.shuyi.devices.link.Pins;
import org.shuyi.devices.link.Trace;
import org.shuyi.kiosk.config.DeviceConfig;
import org.shuyi.kiosk.config.PinsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs each device on its line with a thread of its own, and shows technicians how it goes. */
final class LineEdge implements Wires {
  private static final Logger log = LoggerFactory.getLogger(LineEdge.class);
  private static final long LOOK_MILLIS = 1_000;
  private final List<Device> devices = new ArrayList<>();
  private Optional<BoardPins> pins = Optional.empty();
  private volatile boolean closed;

  /** One device and its loop. */
  private static final class Device {
    private final DeviceConfig config;
    private final Frames frames;
    private volatile Instant since = Instant.now();
    private DeviceLoop<?, ?> loop;

    @SuppressWarnings("NullAway.Init")
    Device(DeviceConfig config) {
      this.config = config;
      this.frames =
          Optional.ofNullable(Wiring.deviceKinds().get(config.kind().text()))
              .map(DeviceKind::frames)
              .orElseThrow();
    }
  }

  @Override
  public <C, N> void run(
      DeviceConfig config,
      Driver<C, N> driver,
      Function<Consumer<C>, Consumer<N>> meet,
      Consumer<Health> healths) {
    var device = new Device(config);
    var commands = new Commands<C>(config.name());
    var loop =
        new DeviceLoop<>(
            config.name(),
            LineAddress.parse(config.line().text()).line(),
            driver,
            device.frames::masked,
            meet.apply(commands),
            health -> {
              device.since = Instant.now();
              log.info("{} is {}", config.name(), health);
              healths.accept(health);
            });
    commands.loop = loop;
    device.loop = loop;
    devices.add(device);
  }

  /** Commands on their way into a device's queue; a full one means a device that is lost anyway. */
  private static final class Commands<C> implements Consumer<C> {
    private final String name;
    private volatile DeviceLoop<C, ?> loop;

    @SuppressWarnings("NullAway.Init")
    Commands(String name) {
      this.name = name;
    }

    @Override
    public void accept(C command) {
      if (!loop.want(command)) log.warn("{} takes no more commands", name);
    }
  }

  @Override
  public void pins(
      PinsConfig config, BiConsumer<Pins, Consumer<Health>> wire, Consumer<Health> healths) {
    pins = Optional.of(new BoardPins(config, wire, healths, LineEdge::later));
  }

  private static void later(long millis, Runnable task) {
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, Thread.ofVirtual()::start)
        .execute(task);
  }

  /** Opens every line. */
  @Override
  public void start() {
    devices.forEach(device -> device.loop.start());
    pins.ifPresent(BoardPins::open);
    look();
  }

  /** Whether every driver returns: from a thread that is none of theirs, until all is closed. */
  private void look() {
    if (closed) return;
    later(LOOK_MILLIS, this::look);
    devices.forEach(device -> device.loop.look());
  }

  @Override
  public void close() {
    closed = true;
    pins.ifPresent(BoardPins::close);
    devices.forEach(device -> device.loop.close());
  }

  @Override
  public List<DeviceView> devices() {
    return Stream.concat(devices.stream().map(LineEdge::view), pins.stream().map(BoardPins::view))
        .toList();
  }

  private static DeviceView view(Device device) {
    var counters = new TreeMap<>(device.loop.counters());
    if (device.loop.dropped() > 0) counters.put("input dropped", device.loop.dropped());
    Health health = device.loop.health();
    return new DeviceView(
        device.config.name(),
        device.config.kind().text(),
        device.loop.describe(),
        switch (health) {
          case Health.Ready ready -> "ready";
          case Health.Degraded degraded -> "degraded";
          case Health.Lost lost -> "lost";
        },
        switch (health) {
          case Health.Ready ready -> "";
          case Health.Degraded(String why) -> why;
          case Health.Lost(String why) -> why;
        },
        device.since,
        counters);
  }

  @Override
  public List<TracedFrame> frames(String name, int newest) {
    return device(name).map(device -> traced(device, newest)).orElse(List.of());
  }

  @Override
  public Optional<String> text(String name) {
    return device(name).map(LineEdge::trace).map(Trace::text);
  }

  private Optional<Device> device(String name) {
    return devices.stream().filter(device -> device.config.name().equals(name)).findFirst();
  }

  private static Trace trace(Device device) {
    List<Trace.Moment> moments = device.loop.moments();
    Instant began = moments.isEmpty() ? Instant.now() : timeOfDay(moments.getFirst().atMillis());
    return Trace.of(
        device.config.name(), device.config.kind().text(), device.loop.describe(), began, moments);
  }

  private static List<TracedFrame> traced(Device device, int newest) {
    List<TracedFrame> frames =
        device.loop.moments().stream()
            .flatMap(moment -> traced(device.frames, moment).stream())
            .toList();
    return frames.subList(Math.max(0, frames.size() - newest), frames.size());
  }

  private static Optional<TracedFrame> traced(Frames frames, Trace.Moment moment) {
    return switch (moment) {
      case Trace.Up _ -> Optional.empty();
      case Trace.Down _ -> Optional.empty();
      case Trace.Sent(long at, Bytes bytes) -> Optional.of(traced(frames, at, true, bytes));
      case Trace.Heard(long at, Bytes bytes) -> Optional.of(traced(frames, at, false, bytes));
    };
  }

  private static TracedFrame traced(Frames frames, long at, boolean sent, Bytes bytes) {
    Bytes masked = frames.masked(bytes);
    var said = frames.explain(masked);
    return new TracedFrame(timeOfDay(at), sent, masked.toString(), said.ok() ? said.what() : "");
  }

  private static Instant timeOfDay(long atMillis) {
    long ago = TimeUnit.NANOSECONDS.toMillis(System.nanoTime()) - atMillis;
    return Instant.now().minusMillis(ago);
  }
}
