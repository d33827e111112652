package org.shuyi.sim.station;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Told;
import org.shuyi.devices.link.Attached;
import org.shuyi.devices.link.Line;
import org.shuyi.devices.link.Pins;
import org.shuyi.kiosk.config.DeviceConfig;
import org.shuyi.kiosk.config.PinsConfig;
import org.shuyi.kiosk.host.Edge;
import org.shuyi.sim.time.VirtualTime;

/** Runs the product's drivers in virtual time, each on the line of its name. */
final class VirtualEdge implements Edge {
  private final VirtualTime time;
  private final SortedMap<String, ? extends Line> lines;
  private final @Nullable Pins pins;
  private final List<Runnable> opens = new ArrayList<>();
  private final SortedMap<String, Attached<?, ?>> attached = new TreeMap<>();
  private final ArrayDeque<Runnable> handed = new ArrayDeque<>();
  private boolean alive = true;
  private long frozenUntil;

  VirtualEdge(VirtualTime time, SortedMap<String, ? extends Line> lines, @Nullable Pins pins) {
    this.time = time;
    this.lines = lines;
    this.pins = pins;
  }

  @Override
  public <C, N> void run(
      DeviceConfig device,
      Driver<C, N> driver,
      Function<Consumer<C>, Consumer<N>> meet,
      Consumer<Health> healths) {
    Line line = lines.get(device.name());
    if (line == null) throw new IllegalArgumentException("no line to " + device.name());
    var running = new Running<C, N>(driver, line, meet, healths);
    attached.put(device.name(), running.machine);
    opens.add(() -> line.open(running));
  }

  @Override
  public void pins(
      PinsConfig config, BiConsumer<Pins, Consumer<Health>> wire, Consumer<Health> healths) {
    Pins board = pins;
    if (board == null) throw new IllegalArgumentException("no pins");
    opens.add(
        () -> {
          wire.accept(board, healths);
          healths.accept(new Health.Ready());
        });
  }

  /** Opens every line; what the devices say is heard from now on. */
  void open() {
    opens.forEach(Runnable::run);
  }

  /** No driver hears or does anything until then; what comes meanwhile waits for it. */
  void freeze(long until) {
    frozenUntil = Math.max(frozenUntil, until);
  }

  /** What has been handed to the lines reaches the devices, however soon the program is gone. */
  void hurry() {
    while (!handed.isEmpty()) handed.remove().run();
  }

  /** The program is gone: nothing more is heard or said. */
  void die() {
    alive = false;
    lines.values().forEach(Line::close);
    if (pins != null) pins.close();
  }

  private void hand(Runnable telling) {
    handed.add(telling);
    time.after(
        0,
        () -> {
          if (!handed.isEmpty()) handed.remove().run();
        });
  }

  SortedMap<String, Attached<?, ?>> attached() {
    return attached;
  }

  private final class Running<C, N> implements Line.Listener {
    private final Attached<C, N> machine;
    private final VirtualTime.Alarm alarm = time.alarm(() -> tell(new Told.TimePassed<>()));

    Running(
        Driver<C, N> driver,
        Line line,
        Function<Consumer<C>, Consumer<N>> meet,
        Consumer<Health> healths) {
      Consumer<C> commands =
          command -> {
            long asked = time.now();
            hand(() -> tell(new Told.Wanted<>(command, asked)));
          };
      machine =
          new Attached<>(
              driver,
              line::write,
              () -> line.reopen("its driver begins anew"),
              meet.apply(commands),
              healths);
    }

    @Override
    public void up() {
      tell(new Told.LineUp<>());
    }

    @Override
    public void received(Bytes bytes) {
      tell(new Told.Received<>(bytes));
    }

    @Override
    public void down(String why) {
      tell(new Told.LineDown<>(why));
    }

    private void tell(Told<C> told) {
      if (!alive) return;
      if (time.now() < frozenUntil) {
        time.at(frozenUntil, () -> tell(told));
        return;
      }
      machine.tell(told, time.now());
      alarm.set(machine.wakeAt());
    }
  }
}
