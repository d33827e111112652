package org.shuyi.kiosk.host;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.journal.DiskCheck;
import org.shuyi.kiosk.journal.JournalFailed;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.Status;
import org.shuyi.kiosk.ui.PortTaken;
import org.shuyi.kiosk.ui.Texts;
import org.shuyi.kiosk.ui.TouchApi;
import org.shuyi.kiosk.ui.TouchSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A station whose journal cannot be opened, or whose battery is low: nothing but a screen that says
 * so, until it is worth another start. What is wrong is in the log.
 */
final class WaitingStation {
  private static final Logger log = LoggerFactory.getLogger(WaitingStation.class);
  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private WaitingStation() {}

  /**
   * Returns when another start is worth trying: the disk takes what is written, or a while went.
   */
  static void untilStorageWorks(StationConfig config, JournalFailed failed) {
    log.error("out of service: {}", failed.getMessage());
    try (var supervisor = new Supervisor()) {
      var status = OutOfOrder.status(Optional.empty(), String.valueOf(failed.getMessage()));
      Optional<TouchApi> screen = open(config, status, OutOfOrder.screen(language(config)));
      supervisor.ready((event, then) -> false);
      // Where a person must decide, the disk is not what is waited for.
      int looks = failed.why() == JournalFailed.Why.STORAGE ? 1 : 12;
      do {
        LockSupport.parkNanos(AGAIN.toNanos());
        supervisor.alive();
        looks--;
      } while (!works(config.journal()) || looks > 0);
      screen.ifPresent(TouchApi::close);
    }
  }

  /**
   * The journal is closed in order, and a power cut finds nothing that it could hurt. Returns when
   * the supply has seen the mains, or nobody can say.
   *
   * @throws IOException if the city's keys cannot be read
   */
  static void untilMainsAreBack(StationConfig config) throws IOException {
    log.warn("stopped since the battery is low; waiting for the mains");
    var back = new AtomicBoolean();
    try (var supervisor = new Supervisor();
        var wires = new LineEdge()) {
      var status = OutOfOrder.status(Optional.empty(), "the battery is low");
      Optional<TouchApi> screen = open(config, status, OutOfOrder.dark(language(config)));
      MainsWatch.on(config, Keyring.tokens(config), wires, () -> back.set(true));
      wires.start();
      while (!back.get()) {
        LockSupport.parkNanos(LOOK.toNanos());
        supervisor.alive();
      }
      screen.ifPresent(TouchApi::close);
    }
  }

  private static String language(StationConfig config) {
    return config.station().languages().getFirst();
  }

  private static boolean works(Path journal) {
    try {
      DiskCheck.write(journal);
      return true;
    } catch (IOException still) {
      return false;
    }
  }

  private static Optional<TouchApi> open(StationConfig config, Status status, Screen shown) {
    var station = config.station();
    String language = language(config);
    var settings =
        new TouchSettings(
            "127.0.0.1", config.touchPort(), station.demo(), language, Duration.ofSeconds(10));
    try {
      TouchApi api =
          TouchApi.start(
              settings, Texts.bundled(), event -> false, () -> Optional.of(status), () -> 0);
      api.show(shown);
      return Optional.of(api);
    } catch (PortTaken taken) {
      log.warn("no screen: {}", taken.getMessage());
      return Optional.empty();
    }
  }
}
