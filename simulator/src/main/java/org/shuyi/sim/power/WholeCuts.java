package org.shuyi.sim.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.journal.JournalFailed;
import org.shuyi.sim.demo.Home;
import org.shuyi.sim.demo.Ports;
import org.shuyi.sim.demo.RunningDemo;
import org.shuyi.sim.world.Deed;

/**
 * Cuts the power of the whole station, as shipped and as a program of its own, in the middle of
 * visits: its devices on ptys and TCP, its broker and centre in the town, its journal on a disk
 * that forgets. The town outlives it and tells what really happened.
 */
final class WholeCuts {
  private static final String JOURNAL = "journal.db";

  /** One in so many cuts falls into a start. */
  private static final int STARTS = 6;

  private static final int WRITES_OF_A_START = 40;
  private static final int WRITES_OF_A_FLUSH = 3;
  private static final int WRITES_OF_SOME_TURNS = 12;
  private static final int LONGEST_LIFE_MILLIS = 3_000;
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);
  private static final long ENDS_WITHIN_SECONDS = 20;

  /** A start that has written less often than was drawn is over by then. */
  private static final long START_WITHIN_SECONDS = 8;

  /** A visit writes several times, and takes some seconds. */
  private static final long CUT_WITHIN_SECONDS = 30;

  /** Every shelf is counted and every record at the centre: usually three seconds. */
  private static final long SETTLES_NANOS = TimeUnit.SECONDS.toNanos(40);

  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

  private final Path sources;
  private final Path folder;
  private final long seed;
  private final Control control;
  private final Drive drive;
  private final Townsfolk folk = new Townsfolk();
  private final Promises promises = new Promises();
  private volatile Heard heard = new Heard();
  private Drive.@Nullable Mounted mounted;
  private long atCentre;
  private long bootBefore;

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
   * Runs so many cuts, or until one breaks a promise; then a last start that only looks, an ordered
   * stop, and a look at every structure of the file system.
   *
   * @param progress is told each cycle as soon as it is judged
   * @throws Drive.Ruined where even a new file system is refused: this machine cannot do it
   */
  Outcome run(int cycles, Consumer<Cycle> progress) throws Exception {
    drive.format();
    var done = new ArrayList<Cycle>();
    try {
      var disk = mount();
      var home = Home.take(folder.resolve("home"), false).orElseThrow();
      var wish = new RunningDemo.Wish(sources, Ports.ANY, true, folk, disk.path().resolve(JOURNAL));
      try (var demo = RunningDemo.start(home, wish, words -> {}, words -> {})) {
        demo.world().watch((at, deed) -> watch(deed));
        boolean whole = true;
        while (whole && done.size() < cycles) {
          var cycle = cycle(demo, done.size() + 1);
          done.add(cycle);
          progress.accept(cycle);
          whole = cycle.isWhole();
        }
        return new Outcome(done, whole ? lastLook(demo) : List.of());
      }
    } finally {
      var left = mounted;
      if (left != null) left.takeAway();
    }
  }

  private Drive.Mounted mount() throws IOException, Drive.Ruined {
    var fresh = drive.mount(control.mountOptions());
    mounted = fresh;
    return fresh;
  }

  private void watch(Deed deed) {
    if (deed instanceof Deed.BoltPulled pull) heard.pulled(Integer.toString(pull.door()));
  }

  private Cycle cycle(RunningDemo demo, int number) throws Exception {
    long began = System.nanoTime();
    var random = new Random(seed * 1_000_033 + number);
    var present = mounted;
    if (present == null) throw new IllegalStateException("no disk");
    var now = new Heard();
    heard = now;
    var broken = new ArrayList<String>();
    var loss = live(demo, present, now, random, broken);
    var child = demo.station().child();
    present.takeAway();
    if (child != null) {
      try {
        child.exit().get(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException | ExecutionException e) {
        throw new IOException("process " + child.pid() + " does not end", e);
      }
    }
    long before = atCentre;
    bootBefore = new TownBooks(demo, folk).boot();
    var verdict = verdict(demo, now, random.nextBoolean());
    broken.addAll(verdict.broken());
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    long records = Math.max(0, atCentre - before);
    return new Cycle(number, records, verdict.lost(), broken, Optional.of(loss), millis);
  }

  /** One life of the station, from its start to its cut. */
  private Loss live(
      RunningDemo demo, Drive.Mounted present, Heard now, Random random, List<String> broken)
      throws Exception {
    var survivors = Survivors.drawn(random);
    var disk = present.disk();
    var dark = new CountDownLatch(1);
    disk.whenCut(
        () -> {
          demo.world().mains(false);
          dark.countDown();
        });
    if (!demo.world().mains() && random.nextInt(STARTS) == 0) {
      disk.cutAtWrite(1 + random.nextInt(WRITES_OF_A_START), survivors, random);
      demo.world().mains(true);
      dark.await(START_WITHIN_SECONDS, TimeUnit.SECONDS);
      return disk.cut(survivors, random);
    }
    demo.world().mains(true);
    broken.addAll(settle(demo));
    var guest = new Guest(demo, folk, now, new Random(random.nextLong()));
    var visiting = Thread.ofVirtual().start(guest);
    int writes = random.nextBoolean() ? WRITES_OF_A_FLUSH : WRITES_OF_SOME_TURNS;
    dark.await(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS);
    disk.cutAtWrite(1 + random.nextInt(writes), survivors, random);
    dark.await(CUT_WITHIN_SECONDS, TimeUnit.SECONDS);
    var loss = disk.cut(survivors, random);
    // What it waits for will not come: a killed program keeps its lines until its disk answers.
    visiting.interrupt();
    visiting.join();
    guest.trouble().ifPresent(broken::add);
    return loss;
  }

  /** The last guest goes home; then everything must agree, soon. */
  private List<String> settle(RunningDemo demo) throws Exception {
    demo.awaitStation(STARTS_WITHIN);
    Guest.closeDoors(demo.world(), folk);
    var books = new TownBooks(demo, folk);
    long until = System.nanoTime() + SETTLES_NANOS;
    while (System.nanoTime() < until) {
      if (books.serves(bootBefore) && attracts(demo) && books.differences().isEmpty()) {
        return List.of();
      }
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    var wrong = new ArrayList<>(books.differences());
    if (!books.serves(bootBefore)) wrong.add("the station does not serve");
    if (!attracts(demo)) wrong.add("the screen is " + demo.touch().shown());
    return wrong;
  }

  /** Whether the screen waits for the next reader; a receipt that is left is put away. */
  private static boolean attracts(RunningDemo demo) throws IOException, InterruptedException {
    var shown = demo.touch().shown();
    if (shown.isEmpty()) return false;
    String name = shown.get().path("name").asText();
    if (name.equals("receipt")) Guest.putAway(demo.touch());
    return name.equals("attract");
  }

  private Promises.Verdict verdict(RunningDemo demo, Heard now, boolean checkFirst)
      throws IOException {
    new TownBooks(demo, folk)
        .progress()
        .filter(progress -> progress.through() > 0)
        .ifPresent(
            progress -> {
              atCentre = progress.through();
              now.told(progress.through(), progress.hash());
            });
    try {
      if (checkFirst) drive.check();
      return promises.judge(now, durable(mount()));
    } catch (Drive.Ruined ruined) {
      String why = "the file system: " + ruined.getMessage();
      return new Promises.Verdict(promises.promised(now), List.of(why));
    } catch (JournalFailed failed) {
      String why = String.valueOf(failed.getMessage());
      return new Promises.Verdict(promises.promised(now), List.of(why));
    }
  }

  private Optional<Durable> durable(Drive.Mounted disk) throws IOException {
    // Its four doors are the demo's too, and a journal knows no more of a plan.
    var plan = PromptCabinet.plan();
    return Durable.read(disk.path().resolve(JOURNAL), folder.resolve("copy"), plan);
  }

  /** A start, an ordered stop, and nothing else. */
  private List<String> lastLook(RunningDemo demo) throws Exception {
    var now = new Heard();
    heard = now;
    demo.world().mains(true);
    var wrong = new ArrayList<>(settle(demo));
    demo.station().close();
    var present = mounted;
    if (present == null) throw new IllegalStateException("no disk");
    wrong.addAll(promises.judge(now, durable(present)).broken());
    present.unmount();
    drive.examine().ifPresent(words -> wrong.add("e2fsck: " + words));
    return wrong;
  }
}
