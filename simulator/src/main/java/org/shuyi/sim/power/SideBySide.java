package org.shuyi.sim.power;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.shuyi.sim.demo.AotCache;

/**
 * Several whole stations that are cut side by side, each in a town and on a disk of its own: a
 * cycle is mostly a wait for visitors and devices.
 */
final class SideBySide {
  private final List<WholeCuts> stations = new ArrayList<>();
  private final Path sources;
  private final AtomicBoolean whole = new AtomicBoolean(true);

  /**
   * @param count how many stations, from 1
   * @param folder for all that the run makes; each station has a folder of its own in it
   */
  SideBySide(int count, Path sources, Path folder, long seed, Control control) throws IOException {
    this.sources = sources;
    for (int i = 1; i <= count; i++) {
      stations.add(new WholeCuts(sources, home(folder, i), seed, control));
    }
  }

  private static Path home(Path folder, int station) {
    return folder.resolve("station-" + station);
  }

  /** The folders of a run's drives, which a run that is ended leaves behind. */
  static List<Path> drives(Path folder, int count) {
    var drives = new ArrayList<Path>();
    for (int i = 1; i <= count; i++) drives.add(home(folder, i).resolve("drive"));
    return drives;
  }

  /**
   * Runs so many cuts in all, or until one breaks a promise.
   *
   * @param progress is told each cycle as soon as it is judged, one at a time
   * @return the cycles by their numbers
   * @throws Drive.Ruined where even a new file system is refused: this machine cannot do it
   * @throws Exception of the first station that cannot go on; the others are ended
   */
  Outcome run(int cycles, Consumer<Cycle> progress) throws Exception {
    AotCache.of(sources).make();
    var threads =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("cuts-", 1).factory());
    var running = new ExecutorCompletionService<Outcome>(threads);
    try {
      for (int i = 0; i < stations.size(); i++) {
        var station = stations.get(i);
        var numbers = numbers(i, cycles);
        running.submit(() -> station.run(numbers, whole::get, cycle -> told(cycle, progress)));
      }
      var done = new ArrayList<Cycle>();
      var wrong = new ArrayList<String>();
      for (int i = 0; i < stations.size(); i++) {
        var outcome = running.take().get();
        done.addAll(outcome.cycles());
        wrong.addAll(outcome.lastLook());
      }
      done.sort(Comparator.comparingInt(Cycle::number));
      return new Outcome(done, wrong);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      threads.shutdownNow();
      threads.close();
    }
  }

  /** The stations share the numbers of the cuts, so that a seed draws each cut once. */
  private List<Integer> numbers(int station, int cycles) {
    var numbers = new ArrayList<Integer>();
    for (int n = station + 1; n <= cycles; n += stations.size()) numbers.add(n);
    return numbers;
  }

  private synchronized void told(Cycle cycle, Consumer<Cycle> progress) {
    if (!cycle.isWhole()) whole.set(false);
    progress.accept(cycle);
  }
}
