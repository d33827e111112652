package org.shuyi.sim.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
  private final VirtualTime time = new VirtualTime();
  private final List<String> ran = new ArrayList<>();

  @Test
  void tasksRunInTheOrderOfTheirTimeAndThenOfBeingPutIn() {
    time.at(20, () -> ran.add("c"));
    time.at(10, () -> ran.add("a"));
    time.at(10, () -> ran.add("b"));
    time.run(20);
    assertThat(ran).containsExactly("a", "b", "c");
    assertThat(time.now()).isEqualTo(20);
  }

  /**
   * Near and far, many for one moment, put in from within others: as a sorted list would have them.
   */
  @Test
  void tasksOfAnyDistanceRunInTheirOrder() {
    record Task(long at, int order) {}
    var random = new Random(3);
    var due = new ArrayList<Task>();
    var done = new ArrayList<Task>();
    Runnable[] more = new Runnable[1];
    more[0] =
        () -> {
          if (due.size() >= 20_000) return;
          int reach = List.of(3, 64, 8_191, 8_192, 8_193, 100_000).get(random.nextInt(6));
          var task = new Task(time.now() + random.nextInt(reach + 1), due.size());
          due.add(task);
          time.at(
              task.at(),
              () -> {
                assertThat(time.now()).isEqualTo(task.at());
                done.add(task);
                for (int i = random.nextInt(3); i >= 0; i--) more[0].run();
              });
        };
    for (int i = 0; i < 50; i++) more[0].run();
    time.runUntilIdle(100_000);
    due.sort(Comparator.comparingLong(Task::at).thenComparingInt(Task::order));
    assertThat(done).hasSize(20_000).isEqualTo(due);
  }

  /** Nothing else waits that would be found on the way. */
  @Test
  void oneTaskAloneAfterAnotherIsFoundAtAnyDistance() {
    var done = new ArrayList<Long>();
    for (int distance = 0; distance < 10_000; distance++) {
      long first = time.now() + 1;
      long second = first + distance;
      time.at(first, () -> done.add(time.now()));
      time.at(second, () -> done.add(time.now()));
      time.runUntilIdle(10);
      assertThat(done).containsExactly(first, second);
      done.clear();
    }
  }

  @Test
  void aTaskForThePastRunsNowAndTheClockNeverGoesBack() {
    time.run(100);
    time.at(5, () -> ran.add("at " + time.now()));
    time.run(50);
    assertThat(time.now()).isEqualTo(100);
    time.run(100);
    assertThat(ran).containsExactly("at 100");
  }

  @Test
  void anAlarmRingsOnceAtTheTimeLastSet() {
    var alarm = time.alarm(() -> ran.add("rang at " + time.now()));
    alarm.set(10);
    alarm.set(50);
    alarm.set(30);
    time.runUntilIdle(100);
    assertThat(ran).containsExactly("rang at 30");
  }

  @Test
  void anAlarmSetEarlierRingsEarlierAndOneSetToNeverDoesNotRing() {
    var alarm = time.alarm(() -> ran.add("rang at " + time.now()));
    alarm.set(50);
    alarm.set(10);
    time.run(20);
    alarm.set(30);
    alarm.set(VirtualTime.NEVER);
    time.runUntilIdle(100);
    assertThat(ran).containsExactly("rang at 10");
  }

  @Test
  void anAlarmPushedAheadAMillionTimesNeverFillsTheQueue() {
    var alarm = time.alarm(() -> ran.add("rang"));
    for (int step = 0; step < 1_000_000; step++) {
      time.run(step);
      alarm.set(step + 2000);
      assertThat(time.waiting()).isLessThanOrEqualTo(1);
    }
  }

  @Test
  void twoMachinesThatAnswerEachOtherForEverAreFound() {
    time.after(1, this::again);
    assertThatThrownBy(() -> time.runUntilIdle(1000))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not idle after 1000 tasks");
  }

  private void again() {
    time.after(1, this::again);
  }
}
