package org.shuyi.sim.device;

import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shuyi.devices.link.Pins;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.Terminals;
import org.shuyi.sim.world.World;

/**
 * Pins under virtual time, wired straight to the world: no line, no timer and no thread.
 *
 * <p>They are those of a board, and serve one life of a station's program after the other: whoever
 * closes them leaves every output off and nobody listening.
 */
public final class MemoryPins implements Pins, World.Watcher {
  private final VirtualTime time;
  private final Terminals terminals;
  private final TreeMap<Integer, Listener> watched = new TreeMap<>();
  private final TreeMap<Integer, Level> told = new TreeMap<>();
  private final TreeSet<Integer> hidden = new TreeSet<>();
  private boolean changesOnly;
  private final TreeMap<Integer, MemoryOutput> outputs = new TreeMap<>();

  /** The pins of a board in this world; it feels what is moved there. */
  public static MemoryPins in(World world, VirtualTime time, Terminals terminals) {
    var pins = new MemoryPins(time, terminals);
    world.watch(pins);
    return pins;
  }

  /** Tells from now on what changes, as most boards do, and no longer all that may have. */
  public MemoryPins tellingChanges() {
    changesOnly = true;
    return this;
  }

  private MemoryPins(VirtualTime time, Terminals terminals) {
    this.time = time;
    this.terminals = terminals;
  }

  @Override
  public void watch(int pin, Bias bias, Listener listener) {
    watched.put(pin, listener);
    told.remove(pin);
    tell(pin, listener);
  }

  @Override
  public Output output(int pin, Duration longest) {
    var output = new MemoryOutput(pin, longest);
    outputs.put(pin, output);
    output.off();
    return output;
  }

  @Override
  public String describe() {
    return "pins in memory";
  }

  @Override
  public void close() {
    watched.clear();
    List.copyOf(outputs.values()).forEach(MemoryOutput::off);
    outputs.clear();
  }

  @Override
  public void happened(long atMillis, Deed deed) {
    boolean felt =
        deed instanceof Deed.PanelChanged
            || deed instanceof Deed.FireChanged
            || deed instanceof Deed.ContactChanged;
    if (felt) feel();
  }

  /** Nobody can see what is at this pin, or it can be seen again. */
  public void hide(int pin, boolean unseen) {
    if (unseen ? hidden.add(pin) : hidden.remove(pin)) feel();
  }

  /** Something at the pins may have changed. */
  public void feel() {
    watched.forEach(this::tell);
  }

  /** A listener of a life that is over hears nothing. */
  private void tell(int pin, Listener listener) {
    time.after(
        0,
        () -> {
          if (watched.get(pin) != listener) return;
          Level now = level(pin);
          if (told.put(pin, now) == now && changesOnly) return;
          listener.level(pin, now);
        });
  }

  private Level level(int pin) {
    if (hidden.contains(pin)) return Level.UNKNOWN;
    return terminals.high(pin) ? Level.HIGH : Level.LOW;
  }

  private final class MemoryOutput implements Output {
    private final int pin;
    private final Duration longest;
    private final VirtualTime.Alarm end = time.alarm(this::off);
    private boolean on;

    MemoryOutput(int pin, Duration longest) {
      this.pin = pin;
      this.longest = longest;
    }

    @Override
    public void pulse(Duration atMost) {
      if (on || outputs.get(pin) != this) return;
      on = true;
      Duration lasting = atMost.compareTo(longest) < 0 ? atMost : longest;
      end.set(time.now() + lasting.toMillis());
      terminals.drive(pin, true);
    }

    @Override
    public void off() {
      on = false;
      end.set(VirtualTime.NEVER);
      terminals.drive(pin, false);
    }
  }
}
