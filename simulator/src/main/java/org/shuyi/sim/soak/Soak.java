package org.shuyi.sim.soak;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.shuyi.sim.station.Assembly;
import org.shuyi.sim.station.VirtualTown;
import org.shuyi.sim.world.Book;

/**
 * One seed: a station lives through some hours of visits and faults, and every so often all is
 * healed and everything compared. Nothing but the seed decides what happens.
 */
public final class Soak {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  /** Between two audits. */
  private static final long ROUND = 2 * HOUR;

  /** For every wait of a station that has no fault: a count of three, a door that nobody opens. */
  private static final long HEALING = 100 * SECOND;

  private static final Instant DAWN = Instant.parse("2026-03-01T00:00:00Z");

  private final Tally tally = new Tally();
  private final List<Book> books = new ArrayList<>();
  private final Swarm swarm;
  private final VirtualTown town;
  private final Troubles troubles;
  private final Visitors visitors;
  private final Office office;
  private final Judge judge;
  private final Audit audit;

  /**
   * What came of a seed.
   *
   * @param violation nothing where every promise was kept
   */
  public record Outcome(
      long seed, long virtualMillis, long wallNanos, Tally tally, Optional<Throwable> violation) {}

  private Soak(long seed, Assembly assembly, Trace trace) {
    this.swarm = Swarm.of(seed);
    var cast = new Cast(new Random(seed + 1));
    town =
        new VirtualTown(
            new VirtualTown.Plan(seed, swarm.board(), swarm.holdMillis(), swarm.courier(), DAWN),
            Cast.rules(),
            cast.patrons(),
            "command-");
    stock(cast, new Random(seed + 2));
    town.station().assemble(assembly);
    var witness = new Witness(town, tally);
    town.world().watch((at, deed) -> trace.line(at, () -> "world  " + deed.words()));
    town.world().watch(witness);
    troubles = new Troubles(town, swarm, seed + 3, tally, trace);
    judge = new Judge(town, witness, troubles, tally, trace);
    town.station().watch(judge);
    visitors = new Visitors(town, swarm, cast, seed + 4, tally, trace);
    office = new Office(town, swarm, cast, seed + 5, tally, trace);
    audit = new Audit(town, witness, judge, books);
  }

  private void stock(Cast cast, Random random) {
    for (int i = 0; i < swarm.books(); i++) {
      Book book = Cast.own(i);
      books.add(book);
      town.world().stock(book, town.shelf(1 + random.nextInt(VirtualTown.DOORS)));
    }
    int others = random.nextInt(4);
    for (int i = 0; i < others; i++) {
      Book book = Cast.others(i);
      books.add(book);
      town.world().give(book, anybody(cast, random));
    }
    int blanks = random.nextInt(3);
    for (int i = 0; i < blanks; i++) town.world().give(Cast.blank(i), anybody(cast, random));
  }

  private static org.shuyi.sim.world.Person anybody(Cast cast, Random random) {
    return cast.neighbours().get(random.nextInt(cast.neighbours().size())).person();
  }

  /**
   * Runs a seed.
   *
   * @param hours at least 1; audited every two
   * @param assembly the product, or one with a bug in it
   */
  public static Outcome run(long seed, int hours, Assembly assembly, Trace trace) {
    long began = System.nanoTime();
    var soak = new Soak(seed, assembly, trace);
    Optional<Throwable> violation = Optional.empty();
    try {
      soak.live(hours * HOUR);
    } catch (RuntimeException | AssertionError failure) {
      violation = Optional.of(failure);
      trace.line(soak.town.time().now(), () -> "FAILED " + failure);
    } finally {
      soak.town.journal().close();
    }
    long lived = soak.town.time().now();
    soak.tally.count("steps", soak.town.time().steps());
    soak.tally.count("messages doubled", soak.town.broker().doubled());
    soak.tally.count("messages lost", soak.town.broker().lost());
    return new Outcome(seed, lived, System.nanoTime() - began, soak.tally, violation);
  }

  private void live(long millis) {
    troubles.begin();
    town.station().powerOn();
    while (town.time().now() < millis) {
      long until = Math.min(millis, town.time().now() + ROUND);
      troubles.begin();
      visitors.begin();
      office.begin();
      town.time().run(until);
      calm();
    }
  }

  /** All is well from now on; after a while everything must agree. */
  private void calm() {
    troubles.heal();
    visitors.goHome();
    office.goHome();
    pass(HEALING);
    // A command that had waited for the line may open a door meanwhile.
    while (town.time().now() - judge.commandedAt() < HEALING) pass(MINUTE);
    audit.healed();
    office.takeBack();
    pass(lineBack());
    // What was ordered while the line was still away has expired meanwhile.
    office.takeBack();
    office.count();
    pass(2 * MINUTE + lineBack() / 2);
    audit.healed();
    audit.settled();
    tally.count("audits");
  }

  /** The longest wait for a line: spread or the cap of retries, some checks, and records again. */
  private long lineBack() {
    return swarm.city() ? 20 * MINUTE : 90 * SECOND;
  }

  private void pass(long millis) {
    town.time().run(town.time().now() + millis);
  }
}
