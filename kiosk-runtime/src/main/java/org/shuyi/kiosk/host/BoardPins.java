package org.shuyi.kiosk.host;

import java.time.Instant;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Health;
import org.shuyi.devices.link.LineAddress;
import org.shuyi.devices.link.LinePins;
import org.shuyi.devices.link.Pi4jPins;
import org.shuyi.devices.link.Pins;
import org.shuyi.kiosk.config.PinsConfig;
import org.shuyi.kiosk.config.PinsConfig.Board;
import org.shuyi.kiosk.ui.DeviceViews.DeviceView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pins of this machine's board, from the opening of the lines to the stop. Without its chip the
 * station goes on, says that they are lost, and looks again: a chip may come with a driver that is
 * loaded late, or be free when another program has ended.
 */
final class BoardPins implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BoardPins.class);

  private static final long FIRST_AGAIN_MILLIS = 5_000;

  /** A chip that never comes costs a look a minute. */
  private static final long LAST_AGAIN_MILLIS = 60_000;

  private final PinsConfig config;
  private final Later later;
  private final BiConsumer<Pins, Consumer<Health>> wire;
  private final Consumer<Health> healths;
  private volatile Health health = new Health.Lost("not opened yet");
  private volatile Instant since = Instant.now();
  private @Nullable Pins pins;
  private boolean closed;
  private long again = FIRST_AGAIN_MILLIS;

  /** Runs a task once, after some time, on a thread of its own. */
  interface Later {
    void run(long afterMillis, Runnable task);
  }

  /**
   * @param later when to look again for a chip that is away
   */
  BoardPins(
      PinsConfig config,
      BiConsumer<Pins, Consumer<Health>> wire,
      Consumer<Health> healths,
      Later later) {
    this.config = config;
    this.wire = wire;
    this.healths = healths;
    this.later = later;
  }

  /** Claims every pin; where the chip is missing or busy, again and again until it is not. */
  synchronized void open() {
    if (closed) return;
    try {
      switch (config.board()) {
        case Board.Chip(String name) -> {
          wire.accept(kept(new Pi4jPins(name)), this::became);
          became(new Health.Ready());
        }
        case Board.Line(String address) -> {
          var line = new LinePins(LineAddress.parse(address).line(), this::became);
          wire.accept(kept(line), this::became);
          line.open();
        }
      }
    } catch (RuntimeException | LinkageError missing) {
      release();
      became(new Health.Lost(String.valueOf(missing.getMessage())));
      later.run(again, this::open);
      again = Math.min(2 * again, LAST_AGAIN_MILLIS);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    release();
  }

  private void release() {
    var open = pins;
    pins = null;
    if (open != null) open.close();
  }

  DeviceView view() {
    Health now = health;
    return new DeviceView(
        "pins",
        "pins",
        where(),
        switch (now) {
          case Health.Ready ready -> "ready";
          case Health.Degraded degraded -> "degraded";
          case Health.Lost lost -> "lost";
        },
        switch (now) {
          case Health.Ready ready -> "";
          case Health.Degraded(String why) -> why;
          case Health.Lost(String why) -> why;
        },
        since,
        new TreeMap<>());
  }

  private String where() {
    return switch (config.board()) {
      case Board.Chip(String name) -> "/dev/" + name;
      case Board.Line(String address) -> address;
    };
  }

  private Pins kept(Pins opened) {
    pins = opened;
    return opened;
  }

  private synchronized void became(Health next) {
    if (next.equals(health)) return;
    health = next;
    since = Instant.now();
    log.info("pins is {}", next);
    healths.accept(next);
  }
}
