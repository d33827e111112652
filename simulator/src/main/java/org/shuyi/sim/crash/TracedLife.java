package org.shuyi.sim.crash;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.shuyi.kiosk.host.Hands;
import org.shuyi.kiosk.journal.FactCodec;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.Life;
import org.shuyi.kiosk.journal.SavedState;
import org.shuyi.kiosk.journal.StampedFact;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Step;
import org.shuyi.kiosk.kernel.TimeEvent;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.sim.station.Telling;

/**
 * The program that is traced: the product's turn, kernel and journal through some visits, in a
 * process of its own. As soon as a turn may act on what it committed, it says on standard output
 * where the journal must then stand, as the kernel decided it and not as the journal tells it.
 *
 * <p>Words: journal file, seed, number of this process, visits, after how many of them the program
 * is started again in order, how it ends ({@code killed} in the middle, or {@code ordered}), {@link
 * Made}.
 */
final class TracedLife implements Hands {
  /** Begins every line that says where the journal stands. */
  static final String SAID = "durable ";

  private static final Instant DAWN = Instant.parse("2026-03-01T08:00:00Z");

  private final Made made;
  private final Path file;
  private final Random random;
  private final Street street;
  private final Prints prints = new Prints();
  private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);
  private Journal journal;
  private Telling turn;
  private long ticks;
  private Chain chain;
  private Mark said = Mark.NOTHING;
  private Optional<Mark> promise = Optional.empty();
  private Life life;
  private long commands;

  public static void main(String[] words) {
    long seed = Long.parseLong(words[1]);
    int process = Integer.parseInt(words[2]);
    var traced = new TracedLife(Path.of(words[0]), seed * 1_000 + process, Made.valueOf(words[6]));
    traced.play(Integer.parseInt(words[3]), Integer.parseInt(words[4]), words[5].equals("killed"));
    // Like a kill: no file is closed, and nobody may tidy up.
    Runtime.getRuntime().halt(0);
  }

  private TracedLife(Path file, long seed, Made made) {
    this.made = made;
    this.file = file;
    random = new Random(seed);
    journal = open();
    Kiosk saved = loaded(journal);
    chain = Mark.chain(journal);
    street = new Street(random, DAWN, saved);
    commands = 100L * seed;
    life = begin(saved);
    turn = made.assembly().turn(saved, journal, this);
  }

  private Journal open() {
    boolean isNew = !Files.exists(file);
    var opened = Journal.open(file, new SplittableRandom(random.nextLong()), DAWN);
    made.spoil(opened);
    if (isNew) say(Mark.created(opened, prints.of(loaded(opened))));
    return opened;
  }

  static Kiosk loaded(Journal journal) {
    return switch (journal.load(Street.plan())) {
      case SavedState.Loaded(Kiosk kiosk) -> kiosk;
      case SavedState.Refused(String reason) -> throw new IllegalStateException(reason);
    };
  }

  private Life begin(Kiosk saved) {
    Life begun = journal.begin();
    ticks = begun.ticks();
    say(Mark.before(begun, journal.epoch(), chain, journal.applied(), prints.of(saved)).begun());
    return begun;
  }

  private void play(int visits, int visitsInALife, boolean killed) {
    restarted();
    tell(street.policy(turn.kiosk()));
    tell(street.inService(turn.kiosk(), ++commands));
    for (int i = 1; i <= visits; i++) {
      visit();
      if (i % visitsInALife == 0) {
        stop("played");
        startAgain();
      }
    }
    if (killed) breakOff();
    else stop("played to the end");
  }

  /** Somebody is in the middle of a visit, and the program is no more. */
  private void breakOff() {
    tell(street.card());
    everything();
    tell(street.touch());
    for (int i = random.nextInt(4); i > 0; i--) street.next().ifPresent(this::tell);
  }

  private void visit() {
    tell(street.card());
    everything();
    for (int i = random.nextInt(3); i > 0; i--) {
      tell(street.touch());
      everything();
    }
    tell(street.finish());
    everything();
    pass(random.nextInt(90_000));
    switch (random.nextInt(8)) {
      case 0, 1, 2 -> tell(street.applied(turn.kiosk()));
      case 3 -> tell(street.policy(turn.kiosk()));
      case 4 -> {
        tell(street.command(turn.kiosk(), ++commands));
        everything();
        tell(street.inService(turn.kiosk(), ++commands));
      }
      case 5 -> {
        tell(street.outage(true));
        pass(random.nextInt(70_000));
        street.wakeUp();
      }
      default -> pass(61_000);
    }
    everything();
  }

  private void everything() {
    for (var event = street.next(); event.isPresent(); event = street.next()) tell(event.get());
  }

  /** Time goes by, and whoever wanted to be told of it is. */
  private void pass(long millis) {
    long end = ticks + millis;
    while (Math.max(turn.wakeAt(), ticks) <= end) {
      ticks = Math.max(turn.wakeAt(), ticks);
      if (ticks >= turn.kiosk().wakeAt()) tell(new TimeEvent.TimePassed());
      everything();
      Mark next = next(turn.kiosk());
      if (!next.savesTheSameAs(said)) promise = Optional.of(next);
      turn.timePassed(now());
      promise = Optional.empty();
      ticks++;
    }
    ticks = Math.max(ticks, end);
  }

  private void tell(Event event) {
    ticks += 1 + random.nextInt(400);
    Now now = now();
    Step step = turn.kiosk().on(event, now);
    for (Fact fact : step.facts()) {
      chain = chain.then(FactCodec.encode(new StampedFact(fact, now)));
    }
    Mark next = next(step.next());
    boolean commits = step.mustFlush() || made.commitsEachTurn();
    promise = commits && !next.savesTheSameAs(said) ? Optional.of(next) : Optional.empty();
    turn.tell(event, now);
    promise = Optional.empty();
  }

  /** Where the journal stands once this is committed. */
  private Mark next(Kiosk kiosk) {
    return said.then(chain, kiosk.outbox().applied(), ticks, prints.of(kiosk));
  }

  private void restarted() {
    tell(new TimeEvent.Restarted(life.boot(), life.why()));
    street.wakeUp();
    everything();
  }

  private void stop(String why) {
    Mark next = next(turn.kiosk());
    turn.flush(now());
    if (!next.savesTheSameAs(said)) say(next);
    journal.endOrdered(why, now());
    say(said.ended(why, ticks));
    journal.close();
  }

  private void startAgain() {
    journal = open();
    Kiosk saved = loaded(journal);
    life = begin(saved);
    turn = made.assembly().turn(saved, journal, this);
    restarted();
  }

  /** Before anything is done, what was decided must be durable. */
  @Override
  public void act(Effect effect, Now now) {
    keepPromise();
    street.act(effect);
  }

  @Override
  public void turned(Kiosk kiosk, long committed) {
    keepPromise();
  }

  private void keepPromise() {
    promise.ifPresent(this::say);
    promise = Optional.empty();
  }

  private void say(Mark mark) {
    said = mark;
    try {
      out.write((SAID + mark.line() + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("nobody listens", e);
    }
  }

  private Now now() {
    return new Now(ticks, DAWN.plusMillis(ticks), Now.ClockTrust.SYNCHRONISED);
  }
}
