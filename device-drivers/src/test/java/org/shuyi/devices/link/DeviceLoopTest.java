package org.shuyi.devices.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Told;

@Timeout(30)
class DeviceLoopTest {
  private final LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<String> notices = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<Health> healths = new LinkedBlockingQueue<>();
  private final AtomicLong clock = new AtomicLong(1_000);
  private final Slow driver = new Slow();
  private final Wire line = new Wire();
  private final DeviceLoop<String, String> loop =
      new DeviceLoop<>(
          "test", line, driver, frame -> frame, notices::add, healths::add, () -> clock.get());

  @AfterEach
  void end() {
    driver.go.countDown();
    loop.close();
  }

  @Test
  void whatHappensOnTheLineIsToldInOrderAndWhatIsAnsweredIsWritten() throws Exception {
    loop.start();
    line.listener().up();
    line.listener().received(Bytes.of(1));
    assertThat(loop.want("open")).isTrue();
    line.listener().down("pulled out");
    assertThat(next()).isEqualTo("up");
    assertThat(next()).isEqualTo("01");
    assertThat(next()).isEqualTo("want open");
    assertThat(next()).isEqualTo("down pulled out");
    assertThat(line.written.poll(10, TimeUnit.SECONDS)).isEqualTo(Bytes.of(0x55));
    assertThat(notices.poll(10, TimeUnit.SECONDS)).isEqualTo("did open");
    assertThat(healths.poll(10, TimeUnit.SECONDS)).isEqualTo(new Health.Ready());
    assertThat(loop.moments())
        .containsExactly(
            new Trace.Up(1_000),
            new Trace.Heard(1_000, Bytes.of(1)),
            new Trace.Sent(1_000, Bytes.of(0x55)),
            new Trace.Down(1_000, "pulled out"));
  }

  @Test
  void theDriverIsWokenWhenItWantsToBe() throws Exception {
    driver.wake = 1_020;
    loop.start();
    line.listener().up();
    assertThat(next()).isEqualTo("up");
    clock.set(1_020);
    assertThat(next()).isEqualTo("time");
  }

  @Test
  void inputThatIsTooMuchIsDroppedCountedAndTheDriverSensesAnewButCommandsStay() throws Exception {
    driver.slow = true;
    loop.start();
    line.listener().up();
    assertThat(next()).isEqualTo("up");
    loop.want("one");
    for (int i = 0; i < 1_000; i++) line.listener().received(Bytes.of(7));
    assertThat(loop.want("refused when full")).isFalse();
    driver.go.countDown();
    List<String> rest = new ArrayList<>();
    while (!rest.contains("want one") || !rest.contains("up")) rest.add(next());
    assertThat(rest).containsSubsequence("down its input came faster than it could be read", "up");
    // What comes after it is told when the last of what was dropped has been counted.
    assertThat(loop.want("two")).isTrue();
    assertThat(next()).isEqualTo("want two");
    assertThat(loop.dropped()).isEqualTo(1_000);
  }

  @Test
  void aCommandThatWaitedBehindAStuckLineSaysSinceWhen() throws Exception {
    loop.start();
    line.stuck = new CountDownLatch(1);
    assertThat(loop.want("first")).isTrue();
    assertThat(next()).isEqualTo("want first");
    clock.set(2_000);
    assertThat(loop.want("second")).isTrue();
    clock.set(60_000);
    line.stuck.countDown();
    assertThat(next()).isEqualTo("want second, 58000 ms late");
  }

  @Test
  void aDeviceWhoseLineTakesNothingLeavesTheOthersWorking() throws Exception {
    loop.start();
    line.stuck = new CountDownLatch(1);
    assertThat(loop.want("first")).isTrue();
    assertThat(next()).isEqualTo("want first");

    anotherServes();
    assertThat(line.written).isEmpty();
    assertThat(loop.want("second")).as("a stuck device still takes what fits its queue").isTrue();
    line.stuck.countDown();
    assertThat(notices.poll(10, TimeUnit.SECONDS)).isEqualTo("did first");
  }

  private void anotherServes() throws InterruptedException {
    var well = new Wire();
    try (var other =
        new DeviceLoop<>(
            "other",
            well,
            new Slow(),
            frame -> frame,
            notices::add,
            healths::add,
            () -> clock.get())) {
      other.start();
      for (int i = 0; i < 3; i++) {
        assertThat(other.want("open")).isTrue();
        assertThat(notices.poll(10, TimeUnit.SECONDS)).isEqualTo("did open");
        assertThat(well.written.poll(10, TimeUnit.SECONDS)).isEqualTo(Bytes.of(0x55));
      }
    }
  }

  @Test
  void aDriverThatDoesNotReturnIsLostUntilItDoesAndTheOthersWork() throws Exception {
    loop.start();
    assertThat(loop.want("first")).isTrue();
    assertThat(healths.poll(10, TimeUnit.SECONDS)).isEqualTo(new Health.Ready());
    assertThat(next()).isEqualTo("want first");
    assertThat(notices.poll(10, TimeUnit.SECONDS)).isEqualTo("did first");
    driver.slow = true;
    assertThat(loop.want("second")).isTrue();
    assertThat(next()).isEqualTo("want second");

    clock.set(600_000); // a program that was frozen meanwhile is given its time
    loop.look();
    clock.addAndGet(DeviceLoop.STEP_MILLIS - 1);
    loop.look();
    assertThat(healths).isEmpty();
    clock.addAndGet(1);
    loop.look();
    loop.look();
    var lost = new Health.Lost("its driver has not returned for 5 s");
    assertThat(healths).containsExactly(lost);
    assertThat(loop.health()).isEqualTo(lost);

    healths.clear();
    anotherServes();
    healths.clear();
    assertThat(loop.want("third")).as("it still takes what fits its queue").isTrue();
    driver.go.countDown();
    assertThat(healths.poll(10, TimeUnit.SECONDS)).isEqualTo(new Health.Ready());
    assertThat(notices.poll(10, TimeUnit.SECONDS)).isEqualTo("did second");
    assertThat(notices.poll(10, TimeUnit.SECONDS)).isEqualTo("did third");
    loop.look();
    assertThat(healths).isEmpty();
  }

  @Test
  void aDriverWhoseBugEndsItsThreadIsLostAtOnce() throws Exception {
    driver.overflows = true;
    loop.start();
    line.listener().up();
    assertThat(healths.poll(10, TimeUnit.SECONDS))
        .isEqualTo(new Health.Lost("driver stopped: StackOverflowError"));
  }

  @Test
  void aLoopEndsSoonAndTwice() {
    loop.start();
    loop.close();
    loop.close();
    assertThat(loop.want("late")).isFalse();
    assertThat(line.closed).isTrue();
  }

  private String next() throws InterruptedException {
    String next = told.poll(10, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next == null ? "" : next;
  }

  /** Says what it was told, and on request only when it is let go. */
  private final class Slow implements Driver<String, String> {
    private final CountDownLatch go = new CountDownLatch(1);
    private volatile boolean slow;
    private volatile boolean overflows;
    private volatile long wake = NEVER;

    @Override
    public Answer<String> on(Told<String> what, long nowMillis) {
      if (overflows) throw new StackOverflowError();
      var answer = Answer.<String>nothing();
      told.add(
          switch (what) {
            case Told.LineUp<String>() -> "up";
            case Told.LineDown<String>(String why) -> "down " + why;
            case Told.Received<String>(Bytes bytes) -> bytes.toString();
            case Told.TimePassed<String>() -> {
              wake = NEVER;
              yield "time";
            }
            case Told.Wanted<String>(String command, long at) -> {
              answer = new Answer<>(List.of(Bytes.of(0x55)), List.of("did " + command));
              yield "want "
                  + command
                  + (at == nowMillis ? "" : ", %d ms late".formatted(nowMillis - at));
            }
          });
      if (slow) hold();
      return answer;
    }

    /** In vain is it interrupted, as a driver that goes round and round. */
    private void hold() {
      while (go.getCount() > 0) Thread.onSpinWait();
    }

    @Override
    public long wakeAt() {
      return wake;
    }

    @Override
    public Health health() {
      return new Health.Ready();
    }

    @Override
    public SortedMap<String, Long> counters() {
      return new TreeMap<>();
    }
  }

  private static final class Wire implements Line {
    private final LinkedBlockingQueue<Bytes> written = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Listener> listeners = new LinkedBlockingQueue<>();
    private volatile boolean closed;
    private volatile CountDownLatch stuck = new CountDownLatch(0);

    Listener listener() {
      return listeners.element();
    }

    @Override
    public void open(Listener listener) {
      listeners.add(listener);
    }

    @Override
    public void write(Bytes bytes) {
      try {
        stuck.await();
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
      }
      written.add(bytes);
    }

    @Override
    public void reopen(String why) {}

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public String describe() {
      return "a wire";
    }
  }
}
