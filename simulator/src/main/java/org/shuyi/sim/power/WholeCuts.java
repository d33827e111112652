package org.shuyi.sim.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.shuyi.sim.demo.Home;
import org.shuyi.sim.demo.Ports;
import org.shuyi.sim.demo.RunningDemo;
import org.shuyi.sim.demo.Townsfolk;

/**
 * Cuts the power of the whole station, as shipped and as a program of its own, in the middle of
 * visits: its devices on ptys and TCP, its broker and centre in the town, its journal on a disk
 * that forgets. The town outlives it and tells what really happened.
 */
final class WholeCuts {
  private final Path sources;
  private final Path folder;
  private final long seed;
  private final Control control;
  private final Drive drive;

  /**
   * @param folder for all that the run makes
   */
  WholeCuts(Path sources, Path folder, long seed, Control control) throws IOException {
    this.sources = sources;
    this.folder = Files.createDirectories(folder);
    this.seed = seed;
    this.control = control;
    this.drive = new Drive(folder.resolve("drive"));
  }

  /**
   * Runs the cuts of these numbers, or until one breaks a promise; then a last start that only
   * looks, an ordered stop, and a look at every structure of the file system.
   *
   * @param goesOn asked before each cut: whether nothing is broken anywhere
   * @param progress is told each cycle as soon as it is judged
   * @throws Drive.Ruined where even a new file system is refused: this machine cannot do it
   */
  Outcome run(List<Integer> numbers, BooleanSupplier goesOn, Consumer<Cycle> progress)
      throws Exception {
    drive.format();
    var folk = new Townsfolk();
    try {
      var disk = drive.mount(control.mountOptions());
      var home = Home.take(folder.resolve("home"), false).orElseThrow();
      var journal = disk.path().resolve(CutStation.JOURNAL);
      var wish = new RunningDemo.Wish(sources, Ports.ANY, true, folk, journal);
      try (var demo = RunningDemo.start(home, wish, words -> {}, words -> {})) {
        var station = new CutStation(demo, folk, drive, disk, control, folder.resolve("copy"));
        var done = new ArrayList<Cycle>();
        boolean whole = true;
        for (int i = 0; whole && i < numbers.size() && goesOn.getAsBoolean(); i++) {
          var cycle = station.cut(numbers.get(i), seed);
          done.add(cycle);
          progress.accept(cycle);
          whole = cycle.isWhole();
        }
        return new Outcome(done, whole ? station.lastLook() : List.of());
      }
    } finally {
      drive.clear();
    }
  }
}
