package org.shuyi.sim.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.sim.demo.StationUnit;

/** Whoever ends otherwise than asked is found. */
class LivesTest {
  @TempDir private Path folder;

  private final List<Station> stations = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private final StationUnit unit =
      new StationUnit(this::begin, (pause, act) -> later.add(act), () -> 0, news -> {});

  private Story story;

  private Lives lives;

  /** Ends at once, as it is told to. */
  private record Station(long pid, CompletableFuture<Integer> exit) implements StationUnit.Child {
    @Override
    public void kill() {
      exit.complete(Lives.KILLED);
    }

    @Override
    public void terminate() {
      exit.complete(Lives.TERMINATED);
    }
  }

  private StationUnit.Child begin() {
    var station = new Station(1_000 + stations.size(), new CompletableFuture<>());
    stations.add(station);
    return station;
  }

  @BeforeEach
  void open() throws Exception {
    story = new Story(folder.resolve("torture.log"));
    unit.powerOn();
    lives = new Lives(unit, story);
  }

  @AfterEach
  void end() {
    story.close();
  }

  @Test
  void killsAndStopsThatWereAskedForAreNoFailuresAndEachStartCounts() {
    lives.kill();
    lives.start();
    lives.terminate();
    lives.start();
    assertThat(lives.broken()).isEmpty();
    assertThat(lives.starts()).isEqualTo(3);
  }

  @Test
  void aBugIsFoundByItsExitCode() {
    stations.getFirst().exit().complete(70);
    assertThat(lives.broken()).singleElement().asString().contains("exit code 70");
  }

  @Test
  void aRestartIsAllowedAsOftenAsItWasOrdered() {
    lives.restartOrdered();
    stations.getFirst().exit().complete(75);
    assertThat(lives.broken()).isEmpty();
    later.forEach(Runnable::run);
    stations.getLast().exit().complete(75);
    assertThat(lives.broken()).singleElement().asString().contains("exit code 75");
  }

  @Test
  void aStationThatItsSupervisorHasGivenUpIsStartedAgain() {
    for (int i = 0; i < 6; i++) {
      stations.getLast().exit().complete(3);
      List.copyOf(later).forEach(Runnable::run);
      later.clear();
    }
    assertThat(unit.child()).isNull();
    lives.start();
    assertThat(unit.child()).isNotNull();
  }
}
