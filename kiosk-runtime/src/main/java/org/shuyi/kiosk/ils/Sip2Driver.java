package org.shuyi.kiosk.ils;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Tally;
import org.shuyi.devices.Told;

/**
 * The station's end of SIP2, one question at a time: it logs in, asks how the system is, says what
 * was lent and returned, and looks again whether the system is there while nothing happens.
 *
 * <p>A question that is not answered goes again with its number, never with another, so that the
 * system knows it. An answer is believed that has the right code, number and item and a right sum;
 * all else is counted and forgotten. Every command is answered once, and in its time.
 */
public final class Sip2Driver implements Driver<IlsCommand, IlsNotice> {
  /** More than a bag full; who comes later hears so at once. */
  public static final int MOST_WAITING = 64;

  /** The first pause after a failure; each further one is twice as long, up to the longest. */
  private static final long FIRST_PAUSE = 1_000;

  private static final long LONGEST_PAUSE = 60_000;

  /** An answer that is damaged again and again is asked for so often, and then not heard. */
  private static final int MOST_DAMAGED = 3;

  private final Sip2Config config;
  private final Tally tally =
      new Tally("answers", "damaged", "timeouts", "resent", "unexpected", "unanswered", "logins");
  private final List<IlsNotice> notices = new ArrayList<>();
  private final List<Bytes> writes = new ArrayList<>();
  private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
  private State state = new State.Down();
  private Health health = new Health.Lost("not yet spoken to");
  private Bytes received = Bytes.EMPTY;
  private Duration answerWithin;
  private int retries;
  private boolean takesLoans;
  private boolean takesReturns;
  private int sequence;
  private long pause = FIRST_PAUSE;

  private record Waiting(IlsCommand command, long until) {}

  /** A message that is under way; {@code waiting} is whose it is, if it is a command's. */
  private record Exchange(
      Sip2Message asked,
      Bytes frame,
      OptionalInt number,
      @Nullable Waiting waiting,
      int left,
      int damaged,
      long until) {
    Exchange again(long next) {
      return new Exchange(asked, frame, number, waiting, left - 1, damaged, next);
    }

    Exchange damagedOnce() {
      return new Exchange(asked, frame, number, waiting, left, damaged + 1, until);
    }
  }

  private sealed interface State {
    record Down() implements State {}

    record Asking(Exchange exchange) implements State {}

    record Idle(long lookAt) implements State {}

    /** After a failure, until it is worth another login. */
    record Resting(long until) implements State {}
  }

  public Sip2Driver(Sip2Config config) {
    this.config = config;
    this.answerWithin = config.answerWithin();
    this.retries = config.retries();
  }

  @Override
  public Answer<IlsNotice> on(Told<IlsCommand> told, long now) {
    switch (told) {
      case Told.LineUp<IlsCommand>() -> begin(now);
      case Told.LineDown<IlsCommand>(String why) -> {
        state = abandon(new State.Down(), "the line is down: " + why);
      }
      case Told.Received<IlsCommand>(Bytes bytes) -> heard(bytes, now);
      case Told.TimePassed<IlsCommand>() -> timePassed(now);
      case Told.Wanted<IlsCommand>(IlsCommand command, long at) -> wanted(command, at, now);
    }
    return Answer.taking(writes, notices);
  }

  @Override
  public long wakeAt() {
    return switch (state) {
      case State.Down() -> NEVER;
      case State.Asking(Exchange exchange) -> exchange.until();
      case State.Idle(long lookAt) -> lookAt;
      case State.Resting(long until) -> until;
    };
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public SortedMap<String, Long> counters() {
    return tally.counters();
  }

  private void wanted(IlsCommand command, long at, long now) {
    long until = at + config.patience().toMillis();
    if (!(health instanceof Health.Ready)) unanswered(command, "the system cannot be asked");
    else if (waiting.size() >= MOST_WAITING) unanswered(command, "too many questions wait");
    else {
      waiting.add(new Waiting(command, until));
      if (state instanceof State.Idle) next(now);
    }
  }

  private void begin(long now) {
    received = Bytes.EMPTY;
    if (config.login().isThere()) {
      tally.count("logins");
      ask(Sip2Talk.login(config), null, now);
    } else {
      ask(Sip2Talk.status(), null, now);
    }
  }

  /** The oldest command that somebody still waits for, or a look whether the system is there. */
  private void next(long now) {
    for (Waiting one = waiting.poll(); one != null; one = waiting.poll()) {
      boolean taken = one.command() instanceof IlsCommand.Lend ? takesLoans : takesReturns;
      if (now >= one.until()) unanswered(one.command(), "too late");
      else if (!taken) unanswered(one.command(), "the system takes none now");
      else {
        ask(Sip2Talk.of(one.command(), config), one, now);
        return;
      }
    }
    state = new State.Idle(now + config.poll().toMillis());
  }

  private void ask(Sip2Message message, @Nullable Waiting one, long now) {
    OptionalInt number = config.detects() ? OptionalInt.of(sequence) : OptionalInt.empty();
    sequence = (sequence + 1) % 10;
    Bytes frame = Sip2Codec.encode(message, number, config.charset());
    writes.add(frame);
    state =
        new State.Asking(new Exchange(message, frame, number, one, retries, 0, until(one, now)));
  }

  private long until(@Nullable Waiting one, long now) {
    long soon = now + answerWithin.toMillis();
    return one == null ? soon : Math.min(soon, one.until());
  }

  private void timePassed(long now) {
    switch (state) {
      case State.Down() -> {}
      case State.Resting(long until) -> {
        if (now >= until) begin(now);
      }
      case State.Idle(long lookAt) -> {
        if (now >= lookAt) ask(Sip2Talk.status(), null, now);
      }
      case State.Asking(Exchange exchange) -> {
        if (now >= exchange.until()) silent(exchange, now);
      }
    }
  }

  private void silent(Exchange exchange, long now) {
    tally.count("timeouts");
    received = Bytes.EMPTY;
    Waiting one = exchange.waiting();
    boolean late = one != null && now >= one.until();
    if (exchange.left() > 0 && !late) again(exchange, now);
    else fail("the system does not answer", now);
  }

  /** The same bytes with the same number: the system knows them again. */
  private void again(Exchange exchange, long now) {
    tally.count("resent");
    writes.add(exchange.frame());
    state = new State.Asking(exchange.again(until(exchange.waiting(), now)));
  }

  private void heard(Bytes bytes, long now) {
    received = received.plus(bytes);
    while (!received.isEmpty()) {
      switch (Sip2Codec.parse(received, config.charset())) {
        case Parsed.More<Sip2Message>() -> {
          return;
        }
        case Parsed.Noise<Sip2Message>(int size, String _) -> {
          received = received.from(size);
          if (size > 1) damaged();
        }
        case Parsed.Frame<Sip2Message>(Sip2Message message, int size) -> {
          received = received.from(size);
          if (config.detects() && !message.checked()) damaged();
          else answered(message, now);
        }
      }
    }
  }

  /** Asks for the answer again; its time does not begin anew. */
  private void damaged() {
    tally.count("damaged");
    if (!(state instanceof State.Asking(Exchange exchange))) return;
    if (exchange.damaged() >= MOST_DAMAGED) return;
    writes.add(Sip2Codec.askAgain(config.detects()));
    state = new State.Asking(exchange.damagedOnce());
  }

  private void answered(Sip2Message message, long now) {
    if (!(state instanceof State.Asking(Exchange exchange))) {
      tally.count("unexpected");
    } else if (message.code().equals("96")) {
      if (exchange.left() > 0) again(exchange, now);
    } else if (!message.code().equals(Sip2Talk.answerTo(exchange.asked()))
        || isAnother(exchange.number(), message.sequence())) {
      tally.count("unexpected");
    } else {
      concluded(exchange, message, now);
    }
  }

  /** Some systems leave the number out. */
  private static boolean isAnother(OptionalInt asked, OptionalInt told) {
    return asked.isPresent() && told.isPresent() && !asked.equals(told);
  }

  private void concluded(Exchange exchange, Sip2Message message, long now) {
    Waiting one = exchange.waiting();
    if (one != null) {
      Optional<IlsNotice> notice = Sip2Talk.notice(one.command(), message);
      if (notice.isEmpty()) {
        tally.count("unexpected");
        return;
      }
      tally.count("answers");
      notices.add(notice.get());
      next(now);
    } else if (message.code().equals("94")) {
      tally.count("answers");
      if (message.flag(0) == '1') ask(Sip2Talk.status(), null, now);
      else refused(now);
    } else {
      tally.count("answers");
      learn(SystemStatus.read(message, config), now);
    }
  }

  /** A wrong login is not said again and again: the system may lock it. */
  private void refused(long now) {
    pause = LONGEST_PAUSE;
    fail("the system refuses the login", now);
  }

  private void learn(SystemStatus status, long now) {
    answerWithin = status.answerWithin();
    retries = status.retries();
    takesLoans = status.takesLoans();
    takesReturns = status.takesReturns();
    if (!status.online()) {
      fail("the system says that it is off line", now);
      return;
    }
    pause = FIRST_PAUSE;
    health = new Health.Ready();
    next(now);
  }

  private void fail(String why, long now) {
    state = abandon(new State.Resting(now + pause), why);
    pause = Math.min(LONGEST_PAUSE, 2 * pause);
  }

  /** Whoever waits is told, and nothing that was half heard is believed. */
  private State abandon(State next, String why) {
    if (state instanceof State.Asking(Exchange exchange)) {
      Waiting one = exchange.waiting();
      if (one != null) unanswered(one.command(), why);
    }
    waiting.forEach(one -> unanswered(one.command(), why));
    waiting.clear();
    received = Bytes.EMPTY;
    health = new Health.Lost(why);
    return next;
  }

  private void unanswered(IlsCommand command, String why) {
    tally.count("unanswered");
    notices.add(new IlsNotice.Unanswered(command.ask(), why));
  }
}
