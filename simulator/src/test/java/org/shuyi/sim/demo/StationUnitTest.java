package org.shuyi.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StationUnitTest {
  private static final class Station implements StationUnit.Child {
    final CompletableFuture<Integer> exit = new CompletableFuture<>();
    boolean obeys = true;
    boolean asked;
    boolean killed;

    @Override
    public long pid() {
      return 4711;
    }

    @Override
    public CompletableFuture<Integer> exit() {
      return exit;
    }

    @Override
    public void kill() {
      killed = true;
    }

    @Override
    public void terminate() {
      asked = true;
      if (obeys) exit.complete(143);
    }
  }

  private record Later(Duration pause, Runnable act) {}

  private final List<Station> stations = new ArrayList<>();
  private final List<Later> later = new ArrayList<>();
  private final List<String> news = new ArrayList<>();
  private long now = 1_000_000;
  private final StationUnit unit =
      new StationUnit(
          this::begin, (wait, act) -> later.add(new Later(wait, act)), () -> now, news::add);

  private StationUnit.Child begin() {
    stations.add(new Station());
    return stations.getLast();
  }

  @Test
  void itStartsWithTheMainsAndOnlyOnce() {
    assertThat(stations).isEmpty();
    unit.powerOn();
    unit.powerOn();
    assertThat(stations).hasSize(1);
  }

  @Test
  void whoeverWaitsForAStationHasItAsSoonAsItIsStarted() throws InterruptedException {
    assertThat(unit.child(Duration.ZERO)).isNull();
    Thread.ofVirtual().start(unit::powerOn);
    assertThat(unit.child(Duration.ofSeconds(60))).isNotNull();
  }

  @Test
  void aStationThatEndsIsStartedAgainAfterASecond() {
    unit.powerOn();
    ends(1);
    assertThat(later).singleElement().extracting(Later::pause).isEqualTo(Duration.ofSeconds(1));
    assertThat(stations).hasSize(1);
    timePasses();
    assertThat(stations).hasSize(2);
    assertThat(news).containsExactly("the station ended (exit code 1) and is started again");
  }

  @Test
  void aCommandedRestartIsObeyedAtOnce() {
    unit.powerOn();
    ends(75);
    assertThat(later).singleElement().extracting(Later::pause).isEqualTo(Duration.ZERO);
    timePasses();
    assertThat(stations).hasSize(2);
    assertThat(news).containsExactly("the station ended (as it was told to) and is started again");
  }

  @Test
  void theSixthEndWithinAMinuteIsTheLast() {
    unit.powerOn();
    for (int i = 0; i < 5; i++) {
      ends(3);
      timePasses();
    }
    assertThat(stations).hasSize(6);
    ends(3);
    assertThat(later).isEmpty();
    assertThat(news).last().asString().contains("ended too often (exit code 3)");
  }

  @Test
  void fiveEndsInAMinuteAreForgottenAfterIt() {
    unit.powerOn();
    for (int i = 0; i < 5; i++) {
      ends(3);
      timePasses();
    }
    now += 60_000;
    ends(3);
    assertThat(later).hasSize(1);
  }

  @Test
  void aPowerCutKillsAndNobodyStartsItAgain() {
    unit.powerOn();
    unit.powerOff();
    assertThat(stations.getFirst().killed).isTrue();
    ends(137);
    assertThat(later).isEmpty();
    assertThat(unit.child()).isNull();
    assertThat(news).isEmpty();
  }

  @Test
  void whenTheMainsAreBackItStartsAtOnce() {
    unit.powerOn();
    unit.powerOff();
    ends(137);
    unit.powerOn();
    assertThat(stations).hasSize(2);
  }

  @Test
  void mainsThatAreBackBeforeTheOldStationIsGoneWaitForItsEnd() {
    unit.powerOn();
    unit.powerOff();
    unit.powerOn();
    assertThat(stations).hasSize(1);
    ends(137);
    assertThat(stations).hasSize(2);
    assertThat(news).isEmpty();
  }

  @Test
  void aStartThatWaitedThroughAPowerCutIsVoid() {
    unit.powerOn();
    ends(1);
    unit.powerOff();
    unit.powerOn();
    assertThat(stations).hasSize(2);
    timePasses();
    assertThat(stations).hasSize(2);
  }

  @Test
  void aCrashIsNoPowerCut() {
    unit.powerOn();
    unit.crash();
    assertThat(stations.getFirst().killed).isTrue();
    ends(137);
    timePasses();
    assertThat(stations).hasSize(2);
    assertThat(news).containsExactly("the station ended (killed) and is started again");
  }

  @Test
  void theOrderedStopAsksFirst() {
    unit.powerOn();
    unit.close();
    assertThat(stations.getFirst().asked).isTrue();
    assertThat(stations.getFirst().killed).isFalse();
    assertThat(later).isEmpty();
    unit.close();
    unit.powerOn();
    assertThat(stations).hasSize(1);
  }

  @Test
  void whatEndsAfterTheStopIsLeftAlone() {
    unit.powerOn();
    ends(130);
    unit.close();
    timePasses();
    assertThat(stations).hasSize(1);
  }

  private void ends(int exit) {
    stations.getLast().exit.complete(exit);
  }

  private void timePasses() {
    var due = List.copyOf(later);
    later.clear();
    now += 1000;
    due.forEach(one -> one.act().run());
  }
}
