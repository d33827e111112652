package org.shuyi.devices.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Health;
import org.shuyi.devices.SomeSettings;
import org.shuyi.devices.lock.LockNotice;
import org.shuyi.devices.lock.kerong.KerongConfig;
import org.shuyi.devices.lock.kerong.KerongDriver;

/** Fault 36: a device that was reset speaks at the rate with which it left its maker. */
@EnabledOnOs(OS.LINUX)
@Timeout(60)
class WrongBaudTest {
  /**
   * How much faster than real time the loop's clock goes; its six seconds are then less than one.
   */
  private static final int FASTER = 8;

  private static final SomeSettings SETTINGS =
      SomeSettings.of("answerWithin", Duration.ofSeconds(1), "polarity", "one-is-closed");

  private final LinkedBlockingQueue<Health> healths = new LinkedBlockingQueue<>();
  private volatile int speaks = 19_200;

  @Test
  void aDeviceThatWasResetIsFoundAtItsOtherRateAndAgainAtItsOwn() throws Exception {
    // Held open here too, so that the far end lives on while the line is opened anew.
    try (var pty = new TestPty();
        var _ = new RandomAccessFile(pty.path().toFile(), "r")) {
      Thread.ofPlatform().daemon().start(() -> answers(pty));
      var line = LineAddress.parse("serial:" + pty.path() + "?baud=19200&also=9600").line();
      var driver = new KerongDriver(new KerongConfig(SETTINGS));
      try (var loop =
          new DeviceLoop<>(
              "board",
              line,
              driver,
              frame -> frame,
              (LockNotice notice) -> {},
              healths::add,
              () -> FASTER * TimeUnit.NANOSECONDS.toMillis(System.nanoTime()))) {
        loop.start();
        becomes(Health.Ready.class);
        assertThat(loop.describe()).endsWith(" 19200 8N1");
        speaks = 9_600;
        becomes(Health.Lost.class);
        becomes(Health.Ready.class);
        assertThat(loop.describe()).endsWith(" 9600 8N1");
        speaks = 19_200;
        becomes(Health.Lost.class);
        becomes(Health.Ready.class);
        assertThat(loop.describe()).endsWith(" 19200 8N1");
      }
    }
  }

  /** A CU16 that hears only what comes at its rate; all doors are closed. */
  private void answers(TestPty pty) {
    try {
      while (true) {
        Bytes asked = pty.read(5);
        if (pty.speed() == speaks && asked.at(2) == 0x30) {
          pty.write(Bytes.parse("02 00 35 FF FF 00 00 03 38"));
        }
      }
    } catch (IllegalStateException ended) {
      assertThat(ended).hasMessageContaining("ended");
    }
  }

  private void becomes(Class<? extends Health> wanted) throws InterruptedException {
    Health health;
    do {
      health = healths.poll(20, TimeUnit.SECONDS);
      assertThat(health).as(wanted.getSimpleName()).isNotNull();
    } while (!wanted.isInstance(health));
  }
}
