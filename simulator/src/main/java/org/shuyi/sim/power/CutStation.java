package org.shuyi.sim.power;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.shuyi.kiosk.journal.JournalFailed;
import org.shuyi.sim.centre.ReferenceCentre;
import org.shuyi.sim.demo.RunningDemo;
import org.shuyi.sim.demo.Townsfolk;
import org.shuyi.sim.judge.Agreement;
import org.shuyi.sim.judge.Durable;
import org.shuyi.sim.judge.Eyewitness;
import org.shuyi.sim.world.Deed;

/** A whole station and its disk, whose power goes again and again; each time all is judged. */
final class CutStation {
  static final String JOURNAL = "journal.db";

  /** One in so many cuts falls into a start. */
  private static final int STARTS = 6;

  /** In so many lives one has the centre sign other rules. */
  private static final int NEW_RULES = 4;

  private static final int WRITES_OF_A_START = 20;
  private static final int WRITES_OF_A_FLUSH = 3;
  private static final int WRITES_OF_SOME_TURNS = 12;
  private static final int LONGEST_LIFE_MILLIS = 3_000;
  private static final long ENDS_WITHIN_SECONDS = 20;

  /** A start that has written less often than was drawn is over by then. */
  private static final long START_WITHIN_SECONDS = 8;

  /** A visit writes several times, and takes some seconds. */
  private static final long CUT_WITHIN_SECONDS = 30;

  private final RunningDemo demo;
  private final Townsfolk folk;
  private final Drive drive;
  private final Control control;
  private final Path scratch;
  private final TownBooks books;
  private final Promises promises = new Promises();
  private final Rulebook rules;
  private final Eyewitness eyes = new Eyewitness(System::currentTimeMillis);
  private final TownJudge judge;
  private volatile Heard heard = new Heard();
  private Reading reading = new Reading(eyes);
  private Drive.Mounted disk;
  private long atCentre;
  private long bootBefore;

  /**
   * @param demo a town whose station runs and has served nobody yet
   * @param disk on which its journal is
   * @param scratch a folder for copies of the journal
   */
  CutStation(
      RunningDemo demo,
      Townsfolk folk,
      Drive drive,
      Drive.Mounted disk,
      Control control,
      Path scratch) {
    this.demo = demo;
    this.folk = folk;
    this.drive = drive;
    this.disk = disk;
    this.control = control;
    this.scratch = scratch;
    books = new TownBooks(demo, folk);
    rules = new Rulebook(demo.centre().look(ReferenceCentre::rules));
    judge = new TownJudge(eyes, rules);
    demo.world().watch((at, deed) -> watch(deed));
    demo.world().watch(eyes);
  }

  private void watch(Deed deed) {
    if (deed instanceof Deed.BoltPulled pull) heard.pulled(Integer.toString(pull.door()));
  }

  /**
   * One life of the station, from its start to its cut, and what is left of it.
   *
   * @param number of the cut; draws it together with the seed
   * @throws Exception where the town or the disk cannot go on
   */
  Cycle cut(int number, long seed) throws Exception {
    long began = System.nanoTime();
    // Neighbouring seeds of a Random draw much the same at first.
    var random = new Random(new SplittableRandom(seed * 1_000_033 + number).nextLong());
    var now = new Heard();
    heard = now;
    var broken = new ArrayList<String>();
    var loss = live(now, random, broken);
    var child = demo.station().child();
    disk.takeAway();
    if (child != null) {
      try {
        child.exit().get(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS);
      } catch (TimeoutException | ExecutionException e) {
        throw new IOException("process " + child.pid() + " does not end", e);
      }
    }
    long before = atCentre;
    bootBefore = books.boot();
    var verdict = verdict(now, random.nextBoolean());
    broken.addAll(verdict.broken());
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    long records = Math.max(0, atCentre - before);
    return new Cycle(number, records, verdict.lost(), broken, Optional.of(loss), millis);
  }

  private Loss live(Heard now, Random random, List<String> broken) throws Exception {
    var survivors = Survivors.drawn(random);
    var platter = disk.disk();
    var dark = new CountDownLatch(1);
    platter.whenCut(
        () -> {
          demo.world().mains(false);
          dark.countDown();
        });
    if (!demo.world().mains() && random.nextInt(STARTS) == 0) {
      platter.cutAtWrite(1 + random.nextInt(WRITES_OF_A_START), survivors, random);
      demo.world().mains(true);
      dark.await(START_WITHIN_SECONDS, TimeUnit.SECONDS);
      return platter.cut(survivors, random);
    }
    demo.world().mains(true);
    broken.addAll(settling().settle(bootBefore));
    var guest = new Guest(demo, folk, now, eyes, new Random(random.nextLong()));
    var visiting = Thread.ofVirtual().start(guest);
    int writes = random.nextBoolean() ? WRITES_OF_A_FLUSH : WRITES_OF_SOME_TURNS;
    if (random.nextInt(NEW_RULES) == 0) rules.change(demo.centre());
    dark.await(random.nextInt(LONGEST_LIFE_MILLIS), TimeUnit.MILLISECONDS);
    platter.cutAtWrite(1 + random.nextInt(writes), survivors, random);
    if (random.nextInt(2 * NEW_RULES) == 0) rules.change(demo.centre());
    dark.await(CUT_WITHIN_SECONDS, TimeUnit.SECONDS);
    var loss = platter.cut(survivors, random);
    // What it waits for will not come: a killed program keeps its lines until its disk answers.
    visiting.interrupt();
    visiting.join();
    guest.trouble().ifPresent(broken::add);
    reading = guest.reading();
    return loss;
  }

  private Settling settling() {
    return new Settling(demo, folk, books, rules, reading);
  }

  private Promises.Verdict verdict(Heard now, boolean checkFirst) throws IOException {
    books
        .progress()
        .filter(progress -> progress.through() > 0)
        .ifPresent(
            progress -> {
              atCentre = progress.through();
              now.told(progress.through(), progress.hash());
            });
    try {
      if (checkFirst) drive.check();
      disk = drive.mount(control.mountOptions());
      return judged(now);
    } catch (Drive.Ruined ruined) {
      String why = "the file system: " + ruined.getMessage();
      return new Promises.Verdict(promises.promised(now), List.of(why));
    } catch (JournalFailed failed) {
      String why = String.valueOf(failed.getMessage());
      return new Promises.Verdict(promises.promised(now), List.of(why));
    }
  }

  private Promises.Verdict judged(Heard now) throws IOException {
    var account = CentreAccount.of(demo);
    var found = durable();
    var verdict = promises.judge(now, found);
    var broken = new ArrayList<>(verdict.broken());
    found.ifPresent(durable -> broken.addAll(judge.judge(durable, account, now.tapped())));
    return new Promises.Verdict(verdict.lost(), broken);
  }

  private Optional<Durable> durable() throws IOException {
    // Its four doors are the demo's too, and a journal knows no more of a plan.
    return Durable.read(disk.path().resolve(JOURNAL), scratch, PromptCabinet.plan());
  }

  /**
   * A start, an ordered stop, and nothing else: then journal, centre and world must tell the same,
   * the file system must be whole, and no card's number may lie about.
   */
  List<String> lastLook() throws Exception {
    var now = new Heard();
    heard = now;
    demo.world().mains(true);
    var wrong = new ArrayList<>(settling().settle(bootBefore));
    demo.station().close();
    wrong.addAll(judged(now).broken());
    durable()
        .ifPresent(
            durable ->
                wrong.addAll(
                    demo.centre()
                        .look(
                            centre ->
                                Agreement.judge(durable, demo.world(), folk.books(), centre))));
    disk.unmount();
    drive.examine().ifPresent(words -> wrong.add("e2fsck: " + words));
    var numbers = new CardNumbers(folk.readers().stream().map(Townsfolk.Reader::card).toList());
    wrong.addAll(numbers.in(drive.image()));
    wrong.addAll(numbers.in(demo.home().stationLog()));
    return wrong;
  }
}
