package org.shuyi.devices;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/**
 * A driver on a work bench: a test says what comes over the wire, and the clock is moved by hand.
 */
public final class Bench<C, N> {
  public final Driver<C, N> driver;
  public final List<Bytes> written = new ArrayList<>();
  public final List<N> notices = new ArrayList<>();
  public long now = 1_000;

  public Bench(Driver<C, N> driver) {
    this.driver = driver;
  }

  public Bench<C, N> up() {
    return tell(new Told.LineUp<>());
  }

  public Bench<C, N> down() {
    return tell(new Told.LineDown<>("pulled out"));
  }

  public Bench<C, N> want(C command) {
    return tell(new Told.Wanted<>(command, now));
  }

  public Bench<C, N> hear(Bytes bytes) {
    return tell(new Told.Received<>(bytes));
  }

  public Bench<C, N> hear(String hex) {
    return hear(Bytes.parse(hex));
  }

  /** Moves the clock, waking the driver whenever it wants to be woken. */
  public Bench<C, N> pass(long millis) {
    long end = now + millis;
    int steps = 0;
    while (driver.wakeAt() <= end) {
      assertThat(++steps).as("a driver that spins").isLessThan(100_000);
      now = Math.max(now, driver.wakeAt());
      tell(new Told.TimePassed<>());
    }
    now = end;
    return this;
  }

  /** Moves the clock until something is written, and takes it. */
  public Bytes nextWritten() {
    for (int i = 0; i < 1_000 && written.isEmpty(); i++) {
      assertThat(driver.wakeAt()).as("a driver that sleeps for ever").isNotEqualTo(Driver.NEVER);
      now = Math.max(now, driver.wakeAt());
      tell(new Told.TimePassed<>());
    }
    assertThat(written).as("frames").isNotEmpty();
    return written.removeFirst();
  }

  /** What was noticed since the last call. */
  public List<N> noticed() {
    var taken = List.copyOf(notices);
    notices.clear();
    return taken;
  }

  public long counted(String name) {
    return driver.counters().getOrDefault(name, 0L);
  }

  public Bench<C, N> tell(Told<C> told) {
    Answer<N> answer = driver.on(told, now);
    written.addAll(answer.write());
    notices.addAll(answer.notices());
    return this;
  }
}
