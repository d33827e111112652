package org.shuyi.devices.link;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputConfigBuilder;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputConfigBuilder;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalInputProvider;
import com.pi4j.plugin.gpiod.provider.gpio.digital.GpioDDigitalOutputProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Pins of a Raspberry Pi by Pi4J's gpiod provider, named here and nowhere guessed: on a board that
 * it does not know, Pi4J takes its mocks, and doors "open" with no effect.
 *
 * <p>An input is listened to and looked at as well, since an edge that is lost must not be a door
 * that never closed. This class and with it Pi4J is loaded when a pin is configured, not before.
 */
public final class Pi4jPins implements Pins {
  private final Context context;
  private final String inputs;
  private final String outputs;
  private final String chip;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "pins");
            thread.setDaemon(true);
            return thread;
          });
  private final List<ScheduledFuture<?>> watches = new ArrayList<>();
  private final List<TimedOutput> claimed = new ArrayList<>();
  private boolean closed;

  /**
   * The pins of one chip.
   *
   * @param chip such as {@code gpiochip0}; on a Pi 5 it depends on the kernel
   * @throws IllegalStateException where there is no such chip, or Pi4J came with its mocks
   */
  public Pi4jPins(String chip) {
    this(board(chip), GpioDDigitalInputProvider.ID, GpioDDigitalOutputProvider.ID, chip);
    try {
      refuseMocks(context);
    } catch (IllegalStateException e) {
      close();
      throw e;
    }
  }

  /** With providers of the caller's choice, for tests of this class alone. */
  Pi4jPins(Context context, String inputs, String outputs, String chip) {
    this.context = context;
    this.inputs = inputs;
    this.outputs = outputs;
    this.chip = chip;
  }

  /** Refuses a context in which any provider pretends. */
  static void refuseMocks(Context context) {
    context
        .providers()
        .all()
        .forEach((id, provider) -> refuseMock(id, id + " " + provider.getClass().getName()));
  }

  /** Pi4J only logs a provider that cannot start, so that what is needed is looked for here. */
  private static Context board(String chip) {
    if (!Files.exists(Path.of("/dev", chip))) {
      throw new IllegalStateException("no pins on %s: there is no /dev/%1$s".formatted(chip));
    }
    var built = build(chip);
    boolean whole =
        built.hasProvider(GpioDDigitalInputProvider.ID)
            && built.hasProvider(GpioDDigitalOutputProvider.ID);
    if (whole) return built;
    built.shutdown();
    throw new IllegalStateException(
        "no pins on %s: the gpiod provider did not start".formatted(chip));
  }

  private static Context build(String chip) {
    try {
      return Pi4J.newContextBuilder()
          .noAutoDetect()
          .disableShutdownHook()
          .setGpioChipName(chip)
          .add(GpioDDigitalInputProvider.newInstance(), GpioDDigitalOutputProvider.newInstance())
          .build();
    } catch (RuntimeException | LinkageError e) {
      throw new IllegalStateException("no pins on %s: %s".formatted(chip, e.getMessage()), e);
    }
  }

  private static void refuseMock(String id, String name) {
    if (name.toLowerCase(Locale.ROOT).contains("mock")) {
      throw new IllegalStateException(
          "Pi4J brings the mock provider %s: locks would open with no effect".formatted(id));
    }
  }

  @Override
  public synchronized void watch(int pin, Bias bias, Listener listener) {
    var config =
        DigitalInputConfigBuilder.newInstance(context)
            .id("in-" + pin)
            .address(pin)
            .pull(pull(bias))
            // Debounce is ours: Pi4J's default is longer than some pulses.
            .debounce(0L)
            .provider(inputs)
            .build();
    DigitalInput input = context.create(config);
    var debounce = new Debounce();
    Runnable look = () -> look(pin, input, debounce, listener);
    input.addListener(event -> look.run());
    watches.add(timer.scheduleWithFixedDelay(look, 0, Debounce.HOLD_MILLIS, TimeUnit.MILLISECONDS));
  }

  @Override
  public synchronized Output output(int pin, Duration longest) {
    var config =
        DigitalOutputConfigBuilder.newInstance(context)
            .id("out-" + pin)
            .address(pin)
            .initial(DigitalState.LOW)
            .shutdown(DigitalState.LOW)
            .provider(outputs)
            .build();
    DigitalOutput output = context.create(config);
    var timed =
        new TimedOutput(
            new TimedOutput.Switch() {
              @Override
              public void on(Duration atMost) {
                output.high();
              }

              @Override
              public void off() {
                output.low();
              }
            },
            longest,
            timer);
    claimed.add(timed);
    return timed;
  }

  @Override
  public String describe() {
    return "pins of " + chip;
  }

  @Override
  public synchronized void close() {
    if (closed) return;
    closed = true;
    watches.forEach(watch -> watch.cancel(false));
    claimed.forEach(TimedOutput::off);
    timer.shutdownNow();
    context.shutdown();
  }

  private static void look(int pin, DigitalInput input, Debounce debounce, Listener listener) {
    synchronized (debounce) {
      long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
      debounce.look(level(input), now).ifPresent(level -> listener.level(pin, level));
    }
  }

  /** A pin that cannot be read is unknown, and is looked at again. */
  private static Level level(DigitalInput input) {
    try {
      return switch (input.state()) {
        case HIGH -> Level.HIGH;
        case LOW -> Level.LOW;
        case UNKNOWN -> Level.UNKNOWN;
      };
    } catch (RuntimeException e) {
      return Level.UNKNOWN;
    }
  }

  private static PullResistance pull(Bias bias) {
    return switch (bias) {
      case NONE -> PullResistance.OFF;
      case UP -> PullResistance.PULL_UP;
      case DOWN -> PullResistance.PULL_DOWN;
    };
  }
}
