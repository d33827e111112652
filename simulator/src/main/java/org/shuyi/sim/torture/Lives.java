package org.shuyi.sim.torture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.shuyi.sim.demo.StationUnit;
import org.shuyi.sim.demo.StationUnit.Child;

/**
 * The lives of the station's program: each must end as it was made to end, and no other way.
 *
 * <p>Exit codes are those of {@code ./kiosk run --help}; 128 and a signal's number where it ended
 * by one.
 */
final class Lives {
  /** By SIGKILL. */
  static final int KILLED = 137;

  /** By SIGTERM, its shutdown hook done. */
  static final int TERMINATED = 143;

  private static final int START_ME_AGAIN = 75;
  private static final long ENDS_WITHIN_SECONDS = 20;

  private final StationUnit unit;
  private final Story story;
  private final Map<Long, Set<Integer>> expected = new HashMap<>();
  private final List<String> broken = new ArrayList<>();
  private int restartsOrdered;
  private int starts;

  Lives(StationUnit unit, Story story) {
    this.unit = unit;
    this.story = story;
    unit.watch(this::began);
  }

  private synchronized void began(Child child) {
    starts++;
    story.tell("the station runs as process " + child.pid());
    var _ = child.exit().thenAccept(code -> ended(child.pid(), code));
  }

  private synchronized void ended(long pid, int code) {
    story.tell("process " + pid + " ended with exit code " + code);
    if (expected.getOrDefault(pid, Set.of()).contains(code)) return;
    if (code == START_ME_AGAIN && restartsOrdered > 0) {
      restartsOrdered--;
      return;
    }
    broken.add("process " + pid + " ended with exit code " + code + ", and nobody had asked it to");
  }

  private synchronized void expect(Child child, int code) {
    expected.computeIfAbsent(child.pid(), pid -> new TreeSet<>()).add(code);
  }

  /** The centre orders a restart. */
  synchronized void restartOrdered() {
    restartsOrdered++;
  }

  synchronized int starts() {
    return starts;
  }

  /** What was not as it should be. */
  synchronized List<String> broken() {
    return List.copyOf(broken);
  }

  /** Kills it, and leaves it dead until {@link #start}. */
  void kill() {
    var child = unit.child();
    if (child != null) expect(child, KILLED);
    unit.powerOff();
    if (child != null) awaitEnd(child, "killed");
  }

  /** Starts it if it does not run, also where its supervisor has given it up. */
  void start() {
    if (unit.child() == null) unit.powerOff();
    unit.powerOn();
  }

  /** Asks it to stop and waits until it has; whoever supervises it starts it again. */
  void terminate() {
    var child = unit.child();
    if (child == null) return;
    expect(child, TERMINATED);
    child.terminate();
    awaitEnd(child, "asked to stop");
  }

  /** Asks it to stop; it stays away until {@link #start}. */
  void rest() {
    terminate();
    unit.powerOff();
  }

  private void awaitEnd(Child child, String how) {
    try {
      child.exit().get(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      synchronized (this) {
        broken.add(
            "process %d does not end within %d s after it was %s"
                .formatted(child.pid(), ENDS_WITHIN_SECONDS, how));
      }
      expect(child, KILLED);
      unit.powerOff();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops or continues every thread of it, if it runs. */
  void freeze(boolean frozen) throws IOException {
    var child = unit.child();
    if (child == null) return;
    String signal = frozen ? "-STOP" : "-CONT";
    var kill = new ProcessBuilder("kill", signal, Long.toString(child.pid())).start();
    try {
      // It may have died meanwhile, and that is no failure.
      int _ = kill.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
