package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Told;
import org.shuyi.devices.link.Attached;
import org.shuyi.devices.link.Line;
import org.shuyi.devices.link.Trace;
import org.shuyi.sim.device.Faults;
import org.shuyi.sim.device.MemoryLine;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.time.VirtualTime;

/**
 * A driver, the peer that answers it, and the wire between them, in virtual time. The driver is
 * stepped by the product's own {@link Attached}.
 */
final class Rig<C, N> implements Line.Listener {
  /** Something that the driver said, and when. */
  record At<T>(long millis, T said) {}

  final VirtualTime time;
  final Peer peer;
  final MemoryLine line;
  final List<At<N>> notices = new ArrayList<>();
  final List<At<Health>> healths = new ArrayList<>();
  final List<At<Bytes>> written = new ArrayList<>();
  private final Driver<C, N> driver;
  private final Attached<C, N> machine;
  private final VirtualTime.Alarm alarm;
  private Pieces pieces = Pieces.WHOLE;
  private int downs;
  private long wireFreeAt;
  private Consumer<N> hearing = notice -> {};

  /**
   * A rig that has not begun.
   *
   * @param latencyMillis how long the adapter holds bytes back
   */
  Rig(VirtualTime time, Driver<C, N> driver, Peer peer, int latencyMillis) {
    this(time, driver, peer, latencyMillis, frame -> frame);
  }

  /** The same, of whose frames only what is not personal is kept. */
  Rig(
      VirtualTime time,
      Driver<C, N> driver,
      Peer peer,
      int latencyMillis,
      UnaryOperator<Bytes> masked) {
    this.time = time;
    this.peer = peer;
    this.line = new MemoryLine("to a device", time, peer, latencyMillis);
    this.driver = driver;
    this.machine =
        new Attached<>(
            driver,
            masked,
            this::write,
            () -> line.reopen("its driver begins anew"),
            notice -> {
              notices.add(new At<>(time.now(), notice));
              hearing.accept(notice);
            },
            health -> healths.add(new At<>(time.now(), health)));
    this.alarm = time.alarm(() -> tell(new Told.TimePassed<>()));
  }

  /** Opens the line and runs until the device is ready, or for 5 s. */
  Rig<C, N> begin() {
    line.open(this);
    for (int i = 0; i < 500 && !ready(); i++) run(10);
    return this;
  }

  /** Hears every notice in the step that says it; it may only enqueue. */
  Rig<C, N> heardBy(Consumer<N> other) {
    hearing = other;
    return this;
  }

  Rig<C, N> inPieces(Pieces others) {
    pieces = others;
    return this;
  }

  void run(long millis) {
    time.run(time.now() + millis);
    if (machine.health() instanceof Health.Lost(String why)) {
      assertThat(why).as("a bug in the driver").doesNotStartWith("driver stopped");
    }
  }

  Rig<C, N> want(C command) {
    tell(new Told.Wanted<>(command, time.now()));
    return this;
  }

  /** A command that waited somewhere before it reached the driver. */
  Rig<C, N> wantedEarlier(C command, long millis) {
    tell(new Told.Wanted<>(command, time.now() - millis));
    return this;
  }

  Faults faults() {
    return peer.faults();
  }

  Driver<C, N> driver() {
    return driver;
  }

  Health health() {
    return machine.health();
  }

  boolean ready() {
    return machine.health() instanceof Health.Ready;
  }

  /** What the device's health says of it, or empty. */
  String complaint() {
    return machine.health() instanceof Health.Degraded(String why) ? why : "";
  }

  boolean lost() {
    return machine.health() instanceof Health.Lost;
  }

  /** The notices of this kind, oldest first. */
  <T extends N> List<T> told(Class<T> kind) {
    return notices.stream().map(At::said).filter(kind::isInstance).map(kind::cast).toList();
  }

  /** What its loop keeps of the line. */
  List<Trace.Moment> moments() {
    return machine.moments();
  }

  /** Forgets what was said until now. */
  void forget() {
    notices.clear();
    healths.clear();
    written.clear();
  }

  /** Everything that was said by either side, a line each. */
  List<String> trace() {
    var lines = new ArrayList<String>();
    written.forEach(at -> lines.add(at.millis() + " > " + at.said()));
    notices.forEach(at -> lines.add(at.millis() + " ! " + at.said()));
    healths.forEach(at -> lines.add(at.millis() + " = " + at.said()));
    lines.add(driver.counters().toString());
    return lines;
  }

  @Override
  public void up() {
    tell(new Told.LineUp<>());
  }

  @Override
  public void received(Bytes bytes) {
    // One wire: what comes later waits for the pieces of what came before.
    long at = Math.max(time.now(), wireFreeAt);
    int thisTime = downs;
    for (Bytes piece : pieces.of(bytes)) {
      wireFreeAt = at + 1;
      if (at == time.now()) tell(new Told.Received<>(piece));
      else time.after(at - time.now(), () -> hear(piece, thisTime));
      at++;
    }
  }

  /** What was still in the adapter when the line went down is gone. */
  private void hear(Bytes piece, int thisTime) {
    if (downs == thisTime) tell(new Told.Received<>(piece));
  }

  @Override
  public void down(String why) {
    downs++;
    wireFreeAt = 0;
    tell(new Told.LineDown<>(why));
  }

  private void write(Bytes bytes) {
    written.add(new At<>(time.now(), bytes));
    line.write(bytes);
  }

  private void tell(Told<C> told) {
    machine.tell(told, time.now());
    alarm.set(machine.wakeAt());
  }
}
