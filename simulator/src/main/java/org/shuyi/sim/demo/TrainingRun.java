package org.shuyi.sim.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A station in a town of its own, which comes up, gets its line to the centre, and is stopped. */
final class TrainingRun {
  private static final Duration ON_LINE_WITHIN = Duration.ofSeconds(60);
  private static final long LOOK_AGAIN_MILLIS = 60;

  /** It writes its cache at its end: usually five seconds on two cores. */
  private static final long ENDS_WITHIN_SECONDS = 120;

  private TrainingRun() {}

  /**
   * Runs one.
   *
   * @param folder the town's home
   * @param words for the JVM
   * @throws Exception where the town does not open, or the station does not come up or end
   */
  static void run(Path sources, Path folder, List<String> words) throws Exception {
    var home =
        Home.take(folder, false)
            .orElseThrow(() -> new IOException(folder + " is another demo's home"));
    var wish = new RunningDemo.Wish(sources, Ports.ANY, false);
    try (var demo = RunningDemo.start(home, wish, part -> {}, news -> {})) {
      var station = new StationProgram(() -> words, home, Map.of()).start();
      try {
        awaitOnLine(demo.touch(), station);
        station.terminate();
        station.exit().get(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
      } finally {
        station.kill();
      }
    }
  }

  private static void awaitOnLine(TouchScreen touch, StationUnit.Child station) throws Exception {
    long until = System.nanoTime() + ON_LINE_WITHIN.toNanos();
    while (System.nanoTime() < until) {
      var shown = touch.shown();
      if (shown.isPresent() && !shown.get().path("offline").asBoolean(true)) return;
      try {
        int exit = station.exit().get(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        throw new IOException("the station ended with exit code " + exit);
      } catch (TimeoutException stillRuns) {
        // As it should be.
      }
    }
    throw new IOException("the station gets no line to the centre");
  }
}
