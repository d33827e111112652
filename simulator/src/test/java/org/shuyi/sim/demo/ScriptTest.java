package org.shuyi.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.sim.scenario.Library;

/** Stories over real programs: the same files that are played in virtual time. */
@Timeout(120)
class ScriptTest {
  private static final Library LIBRARY = Library.of(DemoCommand.sources());

  @TempDir Path folder;

  /** The station's process is killed while a door stands open, and started again. */
  @Test
  void aPowerCutLosesNothingAndDoublesNothing() throws Exception {
    var script = Script.read("power-cut", LIBRARY, words -> {}).orElseThrow();
    var told = new StringWriter();
    var home = Home.take(folder.resolve("demo"), false).orElseThrow();
    var wish = new RunningDemo.Wish(DemoCommand.sources(), Ports.ANY, true, script.players());
    try (var demo = RunningDemo.start(home, wish, words -> {}, words -> {})) {
      assertThat(script.play(demo, false, new PrintWriter(told))).as(told.toString()).isTrue();
    }
    assertThat(told.toString().strip().lines().toList().getLast())
        .matches("[0-9]+ passed, 0 failed");
  }

  @Test
  void aStoryThatIsNotThereIsRefusedBeforeAnythingStarts() throws Exception {
    var complaints = new ArrayList<String>();
    assertThat(Script.read("power-kut", LIBRARY, complaints::add)).isEmpty();
    assertThat(complaints).containsExactly("there is no story power-kut; did you mean power-cut?");
  }
}
