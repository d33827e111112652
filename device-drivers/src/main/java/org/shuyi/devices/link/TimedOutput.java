package org.shuyi.devices.link;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An output with its end set before it begins. */
final class TimedOutput implements Pins.Output {
  private final Switch wire;
  private final Duration longest;
  private final ScheduledExecutorService timer;
  private @Nullable ScheduledFuture<?> end;

  /** Switches the real thing. */
  interface Switch {
    /** On; the wire itself may drop it after {@code atMost}. */
    void on(Duration atMost);

    void off();
  }

  TimedOutput(Switch wire, Duration longest, ScheduledExecutorService timer) {
    this.wire = wire;
    this.longest = longest;
    this.timer = timer;
  }

  @Override
  public synchronized void pulse(Duration atMost) {
    if (end != null || atMost.isZero() || atMost.isNegative()) return;
    Duration time = atMost.compareTo(longest) < 0 ? atMost : longest;
    end = timer.schedule(this::off, time.toMillis(), TimeUnit.MILLISECONDS);
    wire.on(time);
  }

  @Override
  public synchronized void off() {
    if (end != null) end.cancel(false);
    end = null;
    wire.off();
  }
}
