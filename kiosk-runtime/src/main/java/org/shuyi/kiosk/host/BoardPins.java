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
 * station goes on, and says that they are lost.
 */
final class BoardPins implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(BoardPins.class);

  private final PinsConfig config;
  private final BiConsumer<Pins, Consumer<Health>> wire;
  private final Consumer<Health> healths;
  private volatile Health health = new Health.Lost("not opened yet");
  private volatile Instant since = Instant.now();
  private volatile @Nullable Pins pins;

  BoardPins(PinsConfig config, BiConsumer<Pins, Consumer<Health>> wire, Consumer<Health> healths) {
    this.config = config;
    this.wire = wire;
    this.healths = healths;
  }

  /** Claims every pin; a chip that is missing or busy is no reason to stop. */
  void open() {
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
      close();
      became(new Health.Lost(String.valueOf(missing.getMessage())));
    }
  }

  @Override
  public void close() {
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
