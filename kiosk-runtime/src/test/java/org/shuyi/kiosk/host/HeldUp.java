package org.shuyi.kiosk.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;

/** Hands that hold a turn up until they are let go, as a disk that flushes for long does. */
final class HeldUp implements Hands {
  private final Predicate<Kiosk> when;
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  /**
   * @param when which turn, by what the station is after it
   */
  HeldUp(Predicate<Kiosk> when) {
    this.when = when;
  }

  void await() throws InterruptedException {
    assertThat(held.await(10, TimeUnit.SECONDS)).as("a turn is held up").isTrue();
  }

  void letGo() {
    goOn.countDown();
  }

  @Override
  public void act(Effect effect, Now decided) {}

  @Override
  public void turned(Kiosk kiosk, long committed) {
    if (!when.test(kiosk)) return;
    held.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
