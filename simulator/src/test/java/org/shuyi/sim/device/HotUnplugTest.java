package org.shuyi.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.link.DeviceLoop;
import org.shuyi.devices.link.LineAddress;
import org.shuyi.devices.tag.TagCommand;
import org.shuyi.devices.tag.TagNotice;
import org.shuyi.kiosk.host.Wiring;
import org.shuyi.sim.contract.Given;
import org.shuyi.sim.house.Needs;
import org.shuyi.sim.world.Iso28560;
import org.shuyi.sim.world.Tag;

/**
 * Adapters pulled in the middle of a read and back under another name, a thousand times, with the
 * product's own driver, loop and serial line over ports of this machine, at the product's own
 * pauses. A hundred readers go through it side by side, as a thousand pauses of a quarter second in
 * a row would take minutes.
 */
@Needs("pty")
@Timeout(120)
class HotUnplugTest {
  private static final int READERS = 100;
  private static final int PULLS = 10;
  private static final Duration LOST_WITHIN = Duration.ofSeconds(3);
  private static final Duration READY_WITHIN = Duration.ofSeconds(5);
  private static final Duration COUNTED_WITHIN = Duration.ofSeconds(10);

  private static final Tag BOOK =
      new Tag(
          Bytes.parse("E004010000001007"),
          Iso28560.book("10080001234", "CN-440100-1-GZL"),
          0x07,
          0x06,
          true);

  @TempDir private Path folder;

  @Test
  void pulledAThousandTimesItIsLostAndReadyInTimeHasItsSettingsAndNothingIsLeftBehind()
      throws Exception {
    rehearse();
    long threads = threads();
    long descriptors = descriptors();
    int otherNames = 0;
    try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
      var plugged = new ArrayList<Plugged>();
      try {
        for (int i = 0; i < READERS; i++) plugged.add(new Plugged("reader-" + i));
        List<Future<Integer>> done =
            plugged.stream().map(reader -> people.submit(reader::pullsAndPlugs)).toList();
        for (var reader : done) otherNames += reader.get();
        assertThat(threads() - threads)
            .as("a line, a loop and the device itself for each reader, after all pulls")
            .isLessThanOrEqualTo(3 * READERS);
      } finally {
        plugged.forEach(Plugged::close);
      }
    }
    assertThat(otherNames).as("returns under another name").isGreaterThan(READERS * PULLS / 2);
    assertThat(threads()).as("threads").isLessThanOrEqualTo(threads);
    assertThat(descriptors()).as("descriptors").isLessThanOrEqualTo(descriptors);
  }

  /** What the first one loads and keeps (a native library, jars) is not left behind by a pull. */
  private void rehearse() throws Exception {
    try (var reader = new Plugged("rehearsal")) {
      reader.isReadyAndCounts();
    }
  }

  /** Of lines, their closing, device loops and devices: whatever a pull could leave. */
  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.matches("(line|close|device|peer) .*"))
        .count();
  }

  private static long descriptors() throws IOException {
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      return open.count();
    }
  }

  /** A reader at its adapter, with a book in its field, and the station's side of it. */
  private final class Plugged implements AutoCloseable {
    private final FeigIsoHostPeer peer =
        new FeigIsoHostPeer(
            FeigIsoHostPeer.Setup.USUAL, antenna -> List.of(BOOK), FeigPeer.PACE, 1);
    private final PtyPeer adapter;
    private final BlockingQueue<Health> healths = new LinkedBlockingQueue<>();
    private final BlockingQueue<TagNotice> notices = new LinkedBlockingQueue<>();
    private final DeviceLoop<TagCommand, TagNotice> loop;
    private long request;

    Plugged(String name) throws IOException {
      adapter = PtyPeer.at(folder.resolve(name), peer, HotUnplugTest::millis);
      var address = "serial:" + adapter.path() + "?baud=38400";
      loop =
          new DeviceLoop<>(
              name,
              LineAddress.parse(address).line(),
              driver(),
              frame -> frame,
              notices::add,
              healths::add);
      loop.start();
    }

    /** How many of the returns were under another name. */
    int pullsAndPlugs() throws Exception {
      int otherNames = 0;
      isReadyAndCounts();
      for (int i = 0; i < PULLS; i++) {
        assertThat(loop.want(new TagCommand.Count(++request, 1, 20))).isTrue();
        Path before = adapter.path().toRealPath();
        adapter.unplug();
        settled();
        becomes(Health.Lost.class, LOST_WITHIN);
        answered(request, TagNotice.NotCounted.class);
        try (var _ = new Pty()) { // Takes the name that has become free.
          adapter.touch(now -> peer.faults().add(new Fault.SettingsLost()));
          adapter.plugIn();
          settled();
        }
        if (!adapter.path().toRealPath().equals(before)) otherNames++;
        isReadyAndCounts();
      }
      return otherNames;
    }

    /** A reader without its settings counts nothing: it was told them again. */
    void isReadyAndCounts() throws InterruptedException {
      becomes(Health.Ready.class, READY_WITHIN);
      assertThat(loop.want(new TagCommand.Count(++request, 1, 2))).isTrue();
      var counted = answered(request, TagNotice.Counted.class);
      assertThat(counted.tags()).containsOnlyKeys(BOOK.uid());
    }

    private void becomes(Class<? extends Health> wanted, Duration within)
        throws InterruptedException {
      long until = System.nanoTime() + within.toNanos();
      Health health;
      do {
        health = healths.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        assertThat(health).as("%s within %s", wanted.getSimpleName(), within).isNotNull();
      } while (!wanted.isInstance(health));
    }

    /** The answer to this count; one that ended before the plug was pulled is no answer to it. */
    private <T extends TagNotice> T answered(long asked, Class<T> wanted)
        throws InterruptedException {
      @Nullable TagNotice notice = notices.poll(COUNTED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(notice).as("an answer to count %d", asked).isInstanceOf(wanted);
      return wanted.cast(Objects.requireNonNull(notice));
    }

    /** Until the device's thread has done all that was asked of it before. */
    private void settled() throws InterruptedException {
      var done = new CountDownLatch(1);
      adapter.touch(now -> done.countDown());
      done.await();
    }

    @Override
    public void close() {
      loop.close();
      adapter.close();
    }
  }

  private static long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  @SuppressWarnings("unchecked") // The row of a kind has its port's commands and notices.
  private static Driver<TagCommand, TagNotice> driver() {
    var row = Objects.requireNonNull(Wiring.deviceKinds().get("tag.feig"));
    return (Driver<TagCommand, TagNotice>) row.driver(Given.of());
  }
}
