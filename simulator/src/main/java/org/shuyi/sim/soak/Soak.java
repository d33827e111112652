package org.shuyi.sim.soak;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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

  /** For every wait of a station that has no fault: a count of three, a door that nobody opens. */
  private static final long HEALING = 100 * SECOND;

  /** So long after the last fault every local service is healthy. */
  static final Duration HEALTHY = Duration.ofMinutes(1);

  /** So long after the last fault the line to the centre is back. */
  static final Duration LINE_AT_DESK = Duration.ofSeconds(90);

  /** The same where a whole city comes back and its stations draw their turns. */
  static final Duration LINE_IN_CITY = Duration.ofMinutes(20);

  /** More tags than one inventory tells in one answer. */
  private static final int CROWD = 70;

  private static final Instant DAWN = Instant.parse("2026-03-01T00:00:00Z");

  /** Half past midnight in the town: what a fitted cabinet does by night comes first. */
  private static final Instant MIDNIGHT = Instant.parse("2026-02-28T16:30:00Z");

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Tally tally = new Tally();
  private final Lives lives = new Lives();
  private final List<Book> books = new ArrayList<>();
  private final Swarm swarm;
  private final VirtualTown town;
  private final Encounters encounters;
  private final Troubles troubles;
  private final Optional<House> house;
  private final Optional<ReadingRoom> room;
  private final Visitors visitors;
  private final Office office;
  private final Judge judge;
  private final Meter meter;
  private final Audit audit;
  private final LyingCard lyingCard;
  private boolean judging = true;

  /**
   * What came of a seed.
   *
   * @param cpuNanos the processor's time that the seed took
   * @param violation nothing where every promise was kept
   */
  public record Outcome(
      long seed, long virtualMillis, long cpuNanos, Tally tally, Optional<Throwable> violation) {
    /** The numbers of the faults that this seed met. */
    SortedSet<Integer> faults() {
      var met = new TreeSet<Integer>();
      for (Trouble trouble : Trouble.values()) {
        if (tally.of(trouble.counted()) > 0) met.addAll(trouble.faults());
      }
      return met;
    }
  }

  /**
   * How a seed is run.
   *
   * @param hours at least 1; audited every two
   * @param always what it has in store whatever chance says
   * @param alone whether it has nothing else
   * @param street whether troubles are as rare as on a street, and audits too
   */
  record Terms(int hours, Set<Trouble> always, boolean alone, boolean street) {
    Terms {
      always = Collections.unmodifiableSet(new TreeSet<>(always));
    }

    Swarm swarm(long seed) {
      return street ? Swarm.street(seed) : Swarm.of(seed, always, alone);
    }

    static Terms hours(int hours) {
      return new Terms(hours, Set.of(), false, false);
    }
  }

  Soak(long seed, Terms terms, Assembly assembly, Trace trace) {
    this.swarm = terms.swarm(seed);
    var cast = new Cast(new Random(seed + 1));
    town =
        new VirtualTown(
            new VirtualTown.Plan(
                seed,
                swarm.cabinet(),
                swarm.holdMillis(),
                swarm.courier(),
                swarm.beginsAtNight() ? MIDNIGHT : DAWN),
            Cast.rules(),
            cast.patrons(),
            "command-");
    encounters = new Encounters(town, tally);
    stock(cast, new Random(seed + 2));
    town.station().assemble(assembly);
    town.station().outboxLimit(swarm.outbox());
    town.world().watch(lives);
    var witness = new Witness(town, lives, tally);
    town.world().watch((at, deed) -> trace.line(at, () -> "world  " + deed.words()));
    town.world().watch(witness);
    meter = new Meter(town, tally);
    town.world().watch(meter);
    troubles = new Troubles(town, swarm, seed + 3, this::lifeEnded, encounters, tally, trace);
    house =
        swarm.isFitted()
            ? Optional.of(new House(town, lives, swarm, seed + 7, encounters, tally, trace))
            : Optional.empty();
    var rules = new RulesWatch();
    var ordered = new TreeSet<String>();
    rules.signed(town.centre().rules());
    room =
        swarm.isInARoom()
            ? Optional.of(
                ReadingRoom.around(town, witness, lives, rules, cast, seed + 8, tally, trace))
            : Optional.empty();
    var privacy = new Privacy(cast.neighbours().stream().map(one -> one.token()).toList());
    var applied = new AppliedWatch(town);
    judge =
        new Judge(
            town,
            witness,
            troubles,
            privacy,
            rules,
            applied,
            new OutboxWatch(swarm.outbox()),
            ordered,
            meter,
            new FittingsJudge(town, house),
            room.map(ReadingRoom::judge),
            lives,
            tally,
            trace);
    town.station().watch(judge);
    Entry entry =
        room.map(ReadingRoom::passers).map(Entry.class::cast).orElse(Entry.FROM_THE_STREET);
    visitors = new Visitors(town, witness, swarm, cast, seed + 4, entry, encounters, tally, trace);
    office = new Office(town, swarm, cast, rules, ordered, applied, seed + 5, tally, trace);
    audit = new Audit(town, witness, judge, books);
    lyingCard = new LyingCard(town, visitors, witness, meter, audit, seed + 6, tally, trace);
  }

  private void stock(Cast cast, Random random) {
    for (int i = 0; i < swarm.books(); i++) {
      Book book = Cast.own(i);
      if (swarm.has(Trouble.TWO_TAGS) && i % 9 == 4) {
        encounters.happened(Trouble.TWO_TAGS);
        book =
            new Book(book.barcode(), book.title(), List.of(book.tags().getFirst(), Cast.again(i)));
      }
      stock(book, random);
    }
    if (swarm.has(Trouble.SAME_ID_TWICE)) {
      encounters.happened(Trouble.SAME_ID_TWICE);
      for (int i = 0; i < 2; i++) stock(Cast.twin(i), random);
    }
    if (swarm.has(Trouble.CROWD) && (random.nextInt(5) == 0 || swarm.asks(Trouble.CROWD))) {
      encounters.happened(Trouble.CROWD);
      for (int i = 0; i < CROWD; i++) stock(Cast.own(100 + i), 1);
    }
    int others = random.nextInt(4);
    for (int i = 0; i < others; i++) give(Cast.others(i), cast, random);
    if (swarm.has(Trouble.STRANGE_ITEM)) {
      for (int i = 0; i < 2; i++) give(Cast.blank(i), cast, random);
      for (int i = 0; i < 2; i++) give(Cast.untagged(i), cast, random);
    }
    if (swarm.has(Trouble.GARBAGE_ON_TAG)) {
      for (int i = 0; i < 4; i++) give(Cast.garbage(i, random), cast, random);
    }
  }

  private void stock(Book book, Random random) {
    stock(book, 1 + random.nextInt(VirtualTown.DOORS));
  }

  private void stock(Book book, int door) {
    books.add(book);
    town.world().stock(book, town.shelf(door));
  }

  private void give(Book book, Cast cast, Random random) {
    books.add(book);
    town.world().give(book, anybody(cast, random));
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
    return run(seed, Terms.hours(hours), assembly, trace);
  }

  static Outcome run(long seed, Terms terms, Assembly assembly, Trace trace) {
    long began = THREADS.getCurrentThreadCpuTime();
    var soak = new Soak(seed, terms, assembly, trace);
    Optional<Throwable> violation = Optional.empty();
    try {
      soak.live(terms.hours() * HOUR);
    } catch (RuntimeException | AssertionError failure) {
      violation = Optional.of(failure);
      trace.line(soak.town.time().now(), () -> "FAILED " + failure);
    } finally {
      soak.close();
    }
    long lived = soak.town.time().now();
    soak.meter.stop();
    soak.tally.count("steps", soak.town.time().steps());
    soak.tally.count("messages doubled", soak.town.broker().doubled());
    soak.tally.count("messages lost", soak.town.broker().lost());
    return new Outcome(
        seed, lived, THREADS.getCurrentThreadCpuTime() - began, soak.tally, violation);
  }

  /** People come and go, and nobody looks into the books in between. */
  void serve(long millis) {
    town.station().powerOn();
    town.time().run(millis);
  }

  /** The program ends in order, and so much time passes. */
  void end(long millis) {
    town.station().whenEnded((inOrder, why) -> {});
    visitors.goHome();
    town.station().stop("measured");
    pass(millis);
  }

  void close() {
    town.journal().close();
  }

  /** What the disk keeps of a life is known when it ends, and not when the next one begins. */
  private void lifeEnded() {
    meter.ended();
    lives.ends(town.time().now());
    if (judging) judge.read();
  }

  private void live(long millis) {
    new FaultHours(town.time(), tally).begin();
    troubles.begin();
    town.station().powerOn();
    while (town.time().now() < millis) {
      long until = Math.min(millis, town.time().now() + swarm.round().toMillis());
      troubles.begin();
      house.ifPresent(House::begin);
      room.ifPresent(one -> one.troubles().begin());
      visitors.begin();
      office.begin();
      storm(until);
      calm();
    }
    audit.countWorkItems(tally);
    // What a lying card keeps nobody can judge record by record.
    judging = false;
    if (swarm.has(Trouble.CARD_LIES)) lyingCard.play(lineBack());
  }

  private void storm(long until) {
    judge.suspicions().ordered(false);
    town.time().run(until);
  }

  /** All is well from now on; after a while everything must agree. */
  private void calm() {
    troubles.heal();
    house.ifPresent(House::heal);
    room.ifPresent(one -> one.troubles().heal());
    visitors.goHome();
    office.goHome();
    pass(HEALTHY.toMillis());
    visitors.technicianLeaves();
    // Unless the centre has just had it started anew.
    if (town.time().now() - judge.commandedAt() > HEALTHY.toMillis()) audit.works();
    pass(HEALING - HEALTHY.toMillis());
    // A command that had waited for the line may open a door meanwhile.
    while (town.time().now() - judge.commandedAt() < HEALING) pass(MINUTE);
    audit.works();
    room.ifPresent(one -> one.judge().healed(town.station().kiosk()));
    office.takeBack();
    pass(lineBack());
    // What was ordered while the line was still away has expired meanwhile.
    office.takeBack();
    office.count();
    judge.suspicions().ordered(true);
    pass(2 * MINUTE + lineBack() / 2);
    audit.works();
    // What needs no flush of its own goes with the next one, at most a minute later.
    if (town.station().kiosk().outbox().waiting() > 0) pass(MINUTE + 5 * SECOND);
    audit.settled();
    tally.count("audits");
  }

  /** The longest wait for a line: spread or the cap of retries, some checks, and records again. */
  private long lineBack() {
    return (swarm.city() ? LINE_IN_CITY : LINE_AT_DESK).toMillis();
  }

  private void pass(long millis) {
    town.time().run(town.time().now() + millis);
  }
}
