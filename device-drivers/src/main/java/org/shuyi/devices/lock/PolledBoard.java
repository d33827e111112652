package org.shuyi.devices.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Tally;
import org.shuyi.devices.Told;
import org.shuyi.devices.lock.LockNotice.Pulled;

/**
 * A lock board that is polled for its state and told to pull bolts: the rules that every such board
 * obeys (locks.md, section 1), whatever its maker's frames look like.
 *
 * <p>One question at a time. A bolt is sent once and never again by itself. Silence makes contacts
 * UNKNOWN after three missed polls, and the board lost, and so does a program that stood still.
 * What a half-duplex adapter echoes and what comes from other addresses is dropped and counted.
 */
public abstract class PolledBoard implements Driver<LockCommand, LockNotice> {
  /** Missed polls after which nothing is known any more. */
  private static final int MISSES = 3;

  /** Rest between an answer and the next frame, so that a half-duplex line can turn round. */
  private static final long GAP_MILLIS = 10;

  /** Rest after a pull before the state is asked: boards are busy then, and makers advise it. */
  private static final long SETTLE_MILLIS = 100;

  /** A board may be deaf while it pulls; one that says nothing for so long did not hear of it. */
  private static final long SIGN_OF_LIFE_MILLIS = 1_500;

  /**
   * A door may be opened, emptied and shut in so long a time. The driver wakes itself once a second
   * at least, so only a program that stood still comes back later than this.
   */
  private static final long BLIND_MILLIS = 5_000;

  /** Longer than two of any frame; more than this without a frame is noise. */
  private static final int MOST_RECEIVED = 64;

  private final String name;
  private final BoardWire wire;
  private final BoardConfig config;
  private final Contacts contacts;
  private final Barriers barriers;
  private final Looks looks;
  private final Pulls pulls;
  private final Releases releases = new Releases();
  private final BoltSupply supply;
  private final Tally tally =
      new Tally(
          "blind",
          "bytesDropped",
          "drops",
          "echoes",
          "foreign",
          "held",
          "late",
          "polls",
          "pulls",
          "states",
          "supplies",
          "timeouts",
          "unsupplied");

  private Polarity polarity;
  private State state = new State.Down();
  private Health health = new Health.Lost("not yet spoken to");
  private Bytes received = Bytes.EMPTY;
  private final Echoes echoes = new Echoes();
  private Round round = new Round(List.of());
  private long nextPoll;
  private long now;
  private int misses;

  /** What the board said last; the same again is no news, as it is all day long. */
  private long lastBits;

  /** The channels that it did not know last. */
  private long lastUntold;

  /** Until when silence after a pull is the board's right. */
  private long deafUntil;

  /** Pulled bolts of a board that does not answer, and until when it must show a sign of life. */
  private final SortedMap<Integer, Long> sent = new TreeMap<>();

  private final List<Bytes> writes = new ArrayList<>();
  private final List<LockNotice> notices = new ArrayList<>();

  private sealed interface State {
    record Down() implements State {}

    /** Nothing is awaited; the line is free from {@code until}. */
    record Resting(long until) implements State {}

    record Asking(BoardWire.Question question, long until) implements State {}

    record Opening(int channel, long until) implements State {}

    /** A bolt waits for its supply, or for the contact that has just made. */
    record Supplying(int channel, boolean on, long until) implements State {}

    /** A bolt was told to drop, or its relay is asked whether it has let go. */
    record Dropping(int channel, boolean told, long until) implements State {}
  }

  /** The questions of one poll and what was answered to them so far. */
  private static final class Round {
    private final List<BoardWire.Question> open;
    private long bits;
    private long untold;

    private Round(List<BoardWire.Question> questions) {
      open = new ArrayList<>(questions);
    }
  }

  /**
   * A board.
   *
   * @param name for people, such as {@code board 0}
   */
  protected PolledBoard(String name, BoardWire wire, BoardConfig config) {
    this.name = name;
    this.wire = wire;
    this.config = config;
    this.contacts = new Contacts(config.channels(), config.equalPolls());
    this.looks = new Looks(config.channels());
    this.polarity = config.polarity();
    this.barriers = new Barriers(config.channels());
    this.pulls = new Pulls(config);
    this.supply = new BoltSupply(config);
  }

  @Override
  public final Answer<LockNotice> on(Told<LockCommand> told, long nowMillis) {
    boolean stoodStill = nowMillis - now > BLIND_MILLIS && !(state instanceof State.Down);
    now = nowMillis;
    if (stoodStill) wakeUp();
    switch (told) {
      case Told.LineUp<LockCommand>() -> lineUp();
      case Told.LineDown<LockCommand>(String why) -> lineDown(why);
      case Told.Received<LockCommand>(Bytes bytes) -> hear(bytes);
      case Told.TimePassed<LockCommand>() -> {}
      case Told.Wanted<LockCommand>(LockCommand command, long at) -> want(command, at);
    }
    goOn();
    return Answer.taking(writes, notices);
  }

  @Override
  public final long wakeAt() {
    long wake =
        switch (state) {
          case State.Down() -> NEVER;
          case State.Resting(long until) ->
              Math.max(until, Math.min(releases.wakeAt(), Math.min(nextAsk(), pulls.wakeAt(now))));
          case State.Asking(BoardWire.Question question, long until) -> until;
          case State.Opening(int channel, long until) -> until;
          case State.Supplying(int channel, boolean on, long until) -> until;
          case State.Dropping(int channel, boolean told, long until) -> until;
        };
    for (long until : sent.values()) wake = Math.min(wake, until);
    return Math.min(wake, supply.wakeAt());
  }

  @Override
  public final Health health() {
    return health;
  }

  @Override
  public final SortedMap<String, Long> counters() {
    return tally.counters();
  }

  private void lineUp() {
    if (!(state instanceof State.Down)) lineDown("the line came up anew");
    listen();
  }

  private void listen() {
    received = Bytes.EMPTY;
    round = new Round(List.of());
    misses = 0;
    deafUntil = now;
    nextPoll = now;
    state = new State.Resting(now);
  }

  /** Nobody ran this driver: what the doors did meanwhile is not known, as with a silent board. */
  private void wakeUp() {
    tally.count("blind");
    if (state instanceof State.Opening(int channel, long until)) {
      pulled(channel, Pull.UNANSWERED, "nobody heard its answer");
    }
    unsupplied("nobody heard of its supply");
    lose("%s: not asked for more than %d s".formatted(name, BLIND_MILLIS / 1_000));
    listen();
    settle();
  }

  private void lineDown(String why) {
    if (state instanceof State.Opening(int channel, long until)) {
      pulled(channel, Pull.UNANSWERED, "the line went down: " + why);
    }
    unsupplied("the line went down: " + why);
    state = new State.Down();
    lose("the line is down: " + why);
  }

  private void want(LockCommand command, long at) {
    switch (command) {
      case LockCommand.Open open -> {
        if (health instanceof Health.Lost(String why)) {
          pulled(open.channel(), Pull.REFUSED, "the board is lost: " + why);
        } else if (supply.isStuck()) {
          pulled(open.channel(), Pull.REFUSED, supply.trouble());
        } else if (releases.stuck().containsKey(open.channel())) {
          pulled(open.channel(), Pull.REFUSED, "its relay does not let go");
        } else {
          pulls.want(open, at, now).ifPresent(notices::add);
        }
      }
      case LockCommand.Look() -> {
        looks.want();
        nextPoll = now;
        if (health instanceof Health.Lost) notices.addAll(looks.silent());
      }
      case LockCommand.Believe(Polarity proven) -> believe(proven);
      case LockCommand.Sense() -> {
        contacts.sense();
        barriers.sense();
        nextPoll = now;
        if (health instanceof Health.Lost) notices.addAll(contacts.silent());
      }
      case LockCommand.Drop(int channel) -> {
        pulls.dropped(channel, now);
        if (wire instanceof DroppingWire && channel >= 1 && channel <= config.channels()) {
          releases.pulled(channel, now);
        }
      }
      case LockCommand.Supplied(boolean on, String why) -> supplied(on, why);
      case LockCommand.SupplySeen(Contact off) -> {
        supply.seen(off, now);
        judge();
      }
    }
  }

  private void hear(Bytes bytes) {
    received = received.plus(bytes);
    while (!received.isEmpty() && !echoes.mayBegin(received, now)) {
      var parsed = wire.parse(received, state instanceof State.Opening o ? o.channel() : 0);
      if (echoes.isOne(received, parsed, now)) {
        tally.count("echoes");
        received = received.from(echoes.cameBack());
        continue;
      }
      switch (parsed) {
        case Parsed.Frame<BoardFrame>(BoardFrame frame, int size) -> {
          received = received.from(size);
          understand(frame);
        }
        case Parsed.Noise<BoardFrame>(int size, String why) -> shed(size);
        case Parsed.More<BoardFrame>() -> {
          if (received.size() > MOST_RECEIVED) shed(received.size());
          return;
        }
      }
    }
  }

  private void shed(int size) {
    tally.count("bytesDropped", size);
    received = received.from(size);
  }

  private void understand(BoardFrame frame) {
    switch (frame) {
      case BoardFrame.State told -> {
        if (state instanceof State.Asking asking
            && asking.question().channels() == told.channels()) {
          answered(asking.question(), told);
        } else {
          tally.count("late");
        }
      }
      case BoardFrame.Opened(int channel, String said) -> {
        if (state instanceof State.Opening opening && opening.channel() == channel) {
          pulled(channel, Pull.ACKNOWLEDGED, said);
          settle();
        } else {
          tally.count("late");
        }
      }
      case BoardFrame.NotOpened(int channel, String said) -> {
        if (state instanceof State.Opening opening && opening.channel() == channel) {
          pulled(channel, Pull.FAILED, said);
          settle();
        } else {
          tally.count("late");
        }
      }
      case BoardFrame.Dropped() -> {
        if (state instanceof State.Dropping(int channel, boolean told, long until) && told) {
          dropped(channel);
        } else {
          tally.count("late");
        }
      }
      case BoardFrame.Held(boolean held, String said) -> {
        if (state instanceof State.Dropping(int channel, boolean told, long until)) {
          if (held) stillHeld(channel, said);
          else releases.released(channel);
          rest(GAP_MILLIS);
        } else {
          tally.count("late");
        }
      }
      case BoardFrame.Foreign(String what) -> tally.count("foreign");
    }
  }

  private void answered(BoardWire.Question question, BoardFrame.State told) {
    round.bits |= told.bits() & question.channels();
    round.untold |= told.untold() & question.channels();
    round.open.remove(question);
    misses = 0;
    told.occupied().ifPresent(bits -> notices.addAll(barriers.polled(bits)));
    rest(GAP_MILLIS);
    if (round.open.isEmpty()) state(round.bits, round.untold);
  }

  private void state(long bits, long untold) {
    tally.count("states");
    health = healthNow();
    boolean news = bits != lastBits || untold != lastUntold || !contacts.isSteady();
    if (news) notices.addAll(contacts.polled(contacts(bits, untold)));
    if (looks.isWaiting()) notices.addAll(looks.polled(bits));
    lastBits = bits;
    lastUntold = untold;
    sent.keySet()
        .forEach(
            channel -> pulled(channel, Pull.SENT, "the board lives and does not answer an unlock"));
    sent.clear();
  }

  private void believe(Polarity proven) {
    if (config.polarity() != Polarity.UNPROVEN || proven == Polarity.UNPROVEN) return;
    polarity = proven;
    pulls.prove();
    notices.addAll(contacts.silent());
    judge();
  }

  /** Something other than the board's own words says how well it is. */
  private void judge() {
    if (!(health instanceof Health.Lost)) health = healthNow();
  }

  private Health healthNow() {
    if (polarity == Polarity.UNPROVEN) {
      return new Health.Degraded(name + ": polarity is not proven, no door opens");
    }
    if (!supply.trouble().isEmpty()) return new Health.Degraded(name + ": " + supply.trouble());
    SortedMap<Integer, String> stuck = releases.stuck();
    return stuck.isEmpty()
        ? new Health.Ready()
        : new Health.Degraded(
            "%s: the relay of channel %d does not let go, %s"
                .formatted(name, stuck.firstKey(), stuck.get(stuck.firstKey())));
  }

  private SortedMap<Integer, Contact> contacts(long bits, long untold) {
    var said = new TreeMap<Integer, Contact>();
    for (int channel = 1; channel <= config.channels(); channel++) {
      boolean unknown = (untold >> (channel - 1) & 1) == 1;
      var contact = polarity.read((bits >> (channel - 1) & 1) == 1);
      said.put(channel, unknown ? Contact.UNKNOWN : contact);
    }
    return said;
  }

  /** What the time asks for: waits that ended, then the next frame if the line is free. */
  private void goOn() {
    if (state instanceof State.Asking(BoardWire.Question question, long until) && now >= until)
      missedPoll();
    if (state instanceof State.Opening(int channel, long until) && now >= until) {
      tally.count("timeouts");
      pulled(channel, Pull.UNANSWERED, "no answer within %d ms".formatted(longestOpen()));
      rest(GAP_MILLIS);
    }
    if (state instanceof State.Dropping(int channel, boolean told, long until) && now >= until) {
      tally.count("timeouts");
      shed(received.size());
      releases.unanswered(channel, now);
      rest(GAP_MILLIS);
    }
    waitForSupply();
    sent.entrySet().removeIf(entry -> now >= entry.getValue() && unanswered(entry.getKey()));
    notices.addAll(pulls.expired(now));
    if (state instanceof State.Resting(long until) && now >= until) {
      Optional<Integer> over = releases.next(now);
      if (over.isPresent() && wire instanceof DroppingWire able) drop(over.get(), able);
      else nextPull().ifPresentOrElse(this::begin, this::pollIfDue);
    }
  }

  private Optional<LockCommand.Open> nextPull() {
    if (!config.supplied() || supply.isReady()) return pulls.next(now);
    if (!supply.isStuck()) pulls.hold(supply.readyAt());
    return Optional.empty();
  }

  private void begin(LockCommand.Open next) {
    if (!config.supplied()) {
      open(next.channel());
      return;
    }
    tally.count("supplies");
    supply.wanted(next.atMost(), now);
    notices.add(new LockNotice.SupplyWanted(next.atMost()));
    state = new State.Supplying(next.channel(), false, now + BoltSupply.COMES_MILLIS);
  }

  private void supplied(boolean on, String why) {
    if (!(state instanceof State.Supplying(int channel, boolean known, long until)) || known)
      return;
    if (on) state = new State.Supplying(channel, true, now + BoltSupply.MAKES_MILLIS);
    else noSupply(channel, why);
  }

  /** What the time says of a supply: that it came, that it did not, that it is over or sticks. */
  private void waitForSupply() {
    if (state instanceof State.Supplying(int channel, boolean on, long until) && now >= until) {
      if (!on) noSupply(channel, "nobody said so for %d ms".formatted(BoltSupply.COMES_MILLIS));
      else if (supply.lasts(now)) open(channel);
      else noSupply(channel, "it is over before a pulse would be");
    }
    if (supply.isOver(now)) endSupply();
    if (supply.sticksNow(now)) {
      judge();
      notices.addAll(pulls.giveUp(supply.trouble()));
    }
  }

  /** Nothing was sent, and nothing has moved. */
  private void noSupply(int channel, String why) {
    tally.count("unsupplied");
    supply.failed(why);
    pulls.notPulled(channel);
    pulled(channel, Pull.REFUSED, supply.trouble());
    endSupply();
    judge();
    rest(GAP_MILLIS);
  }

  /** What is no longer heard needs no current either. */
  private void unsupplied(String why) {
    if (state instanceof State.Supplying(int channel, boolean on, long until)) {
      pulls.notPulled(channel);
      pulled(channel, Pull.REFUSED, why);
    }
    if (supply.isWanted()) endSupply();
  }

  private void endSupply() {
    pulls.hold(supply.ended(now));
    notices.add(new LockNotice.SupplyEnded());
  }

  private void missedPoll() {
    tally.count("timeouts");
    shed(received.size());
    rest(GAP_MILLIS);
    round = new Round(List.of());
    if (now < deafUntil) return;
    misses++;
    if (misses >= MISSES) lose("%s: no answer to %d polls".formatted(name, MISSES));
  }

  private boolean unanswered(int channel) {
    pulled(
        channel,
        Pull.UNANSWERED,
        "the board was silent for %d ms after it".formatted(SIGN_OF_LIFE_MILLIS));
    return true;
  }

  private void lose(String why) {
    sent.keySet().forEach(channel -> pulled(channel, Pull.UNANSWERED, why));
    sent.clear();
    notices.addAll(pulls.giveUp("the board is lost: " + why));
    notices.addAll(contacts.silent());
    notices.addAll(barriers.silent());
    notices.addAll(looks.silent());
    health = new Health.Lost(why);
  }

  private void open(int channel) {
    tally.count("pulls");
    round = new Round(List.of());
    deafUntil = now + SIGN_OF_LIFE_MILLIS;
    write(wire.open(channel));
    if (config.supplied()) {
      supply.used(now);
      pulls.pulledFrom(channel, now);
    }
    if (wire instanceof DroppingWire) releases.pulled(channel, now + config.pulse().toMillis());
    if (wire.openAnswerWithin().isPresent()) {
      state = new State.Opening(channel, now + longestOpen());
    } else {
      sent.put(channel, deafUntil);
      settle();
    }
  }

  /** Its pulse is over: where its relay sticks, the bolt is still held. */
  private void drop(int channel, DroppingWire able) {
    tally.count("drops");
    write(able.drop(channel));
    state = new State.Dropping(channel, true, now + config.answerWithin().toMillis());
  }

  private void dropped(int channel) {
    if (!(wire instanceof DroppingWire able)) return;
    write(able.whetherHeld(channel));
    state = new State.Dropping(channel, false, now + config.answerWithin().toMillis());
  }

  private void stillHeld(int channel, String said) {
    tally.count("held");
    releases.held(channel, said, now);
    if (releases.stuck().containsKey(channel)) health = healthNow();
  }

  private void settle() {
    rest(SETTLE_MILLIS);
    nextPoll = now + SETTLE_MILLIS;
  }

  private void pollIfDue() {
    if (now < nextAsk()) return;
    if (round.open.isEmpty()) {
      tally.count("polls");
      nextPoll = now + config.poll().toMillis();
      round = new Round(wire.questions());
    }
    var question = round.open.getFirst();
    echoes.asking();
    write(question.frame());
    state = new State.Asking(question, now + config.answerWithin().toMillis());
  }

  /** A poll that has begun goes on at once. */
  private long nextAsk() {
    return round.open.isEmpty() ? nextPoll : now;
  }

  /** Sends a frame; what came before it cannot be its answer. */
  private void write(Bytes frame) {
    shed(received.size());
    echoes.sent(frame, now);
    writes.add(frame);
  }

  private void rest(long millis) {
    state = new State.Resting(now + millis);
  }

  private long longestOpen() {
    return wire.openAnswerWithin().orElseThrow().toMillis();
  }

  private void pulled(int channel, Pull pull, String detail) {
    notices.add(new Pulled(channel, pull, detail));
  }
}
