package org.shuyi.devices.dispenser.crt;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Tally;
import org.shuyi.devices.Told;
import org.shuyi.devices.dispenser.DispenserCommand;
import org.shuyi.devices.dispenser.DispenserNotice;
import org.shuyi.devices.dispenser.DispenserNotice.Why;
import org.shuyi.devices.dispenser.DispenserState;
import org.shuyi.devices.dispenser.DispenserState.Place;
import org.shuyi.devices.dispenser.crt.CrtCodec.Order;
import org.shuyi.devices.dispenser.crt.CrtCodec.Said;

/**
 * One CRT dispenser: a motion at a time, sent once and never again, and its sensors asked in
 * between. A card is drawn only when the sensors have just said twice that none is out.
 */
public final class CrtDriver implements Driver<DispenserCommand, DispenserNotice> {
  /** A motion that comes later than this surprises the person at the gate. */
  private static final long LATEST_MILLIS = 2_000;

  /** Questions without answer before the dispenser counts as silent. */
  private static final int MISSES = 3;

  private static final long QUIET_MILLIS = 200;
  private static final long AGAIN_MILLIS = 1_000;

  /** A jam is over when it can be initialised without moving a card; asked for so often. */
  private static final long RECHECK_MILLIS = 5_000;

  private final CrtConfig config;
  private final Tally tally =
      new Tally("answers", "bytesDropped", "late", "moved", "notMoved", "taken", "timeouts");
  private final List<Bytes> writes = new ArrayList<>();
  private final List<DispenserNotice> notices = new ArrayList<>();
  private State state = new State.Down();
  private Health health = new Health.Lost("not yet spoken to");
  private Bytes received = Bytes.EMPTY;

  /** As two looks in a row agreed on, since the last motion; nothing while that is not so. */
  private @Nullable DispenserState stands;

  private @Nullable DispenserState once;
  private @Nullable DispenserState told;
  private @Nullable Motion waiting;
  private String fault = "";

  /** Since when a card is seen in the gate; {@link Driver#NEVER} while none is. */
  private long gateSince = NEVER;

  /** Whether a motion of unknown end, or a time without us, may have moved the card. */
  private boolean doubtful;

  private boolean initialised;
  private boolean sense;
  private int misses;
  private long recheckAt;

  private record Motion(long job, Order order, Place from, Place to, long at) {}

  private sealed interface State {
    record Down() implements State {}

    record Resting(long until) implements State {}

    /** Something that moves nothing was asked. */
    record Asking(Order order, long until) implements State {}

    record Moving(Motion motion, long until) implements State {}
  }

  public CrtDriver(CrtConfig config) {
    this.config = config;
  }

  @Override
  public Answer<DispenserNotice> on(Told<DispenserCommand> told, long now) {
    switch (told) {
      case Told.LineUp<DispenserCommand>() -> {
        misses = 0;
        initialised = false;
        ask(Order.INITIALISE, now);
      }
      case Told.LineDown<DispenserCommand>(String why) -> {
        endMotions(Why.UNKNOWN, "the line went down");
        lose("the line is down: " + why);
        state = new State.Down();
      }
      case Told.Received<DispenserCommand>(Bytes bytes) -> heard(bytes, now);
      case Told.TimePassed<DispenserCommand>() -> timePassed(now);
      case Told.Wanted<DispenserCommand>(DispenserCommand command, long at) ->
          wanted(command, at, now);
    }
    var answer = new Answer<>(writes, notices);
    writes.clear();
    notices.clear();
    return answer;
  }

  @Override
  public long wakeAt() {
    return switch (state) {
      case State.Down() -> NEVER;
      case State.Resting(long until) -> until;
      case State.Asking(Order _, long until) -> until;
      case State.Moving(Motion _, long until) -> until;
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

  private void wanted(DispenserCommand command, long at, long now) {
    switch (command) {
      case DispenserCommand.Draw(long job) ->
          move(new Motion(job, Order.DRAW, Place.NONE, Place.INSIDE, at), now);
      case DispenserCommand.Present(long job) ->
          move(new Motion(job, Order.PRESENT, Place.INSIDE, Place.GATE, at), now);
      case DispenserCommand.Capture(long job) ->
          move(new Motion(job, Order.CAPTURE, Place.INSIDE, Place.NONE, at), now);
      case DispenserCommand.Sense() -> sense = true;
    }
  }

  /** One motion may wait for a question that is out; a second is refused. */
  private void move(Motion motion, long now) {
    if (now - motion.at() >= LATEST_MILLIS) refuse(motion, "it came too late");
    else if (waiting != null || state instanceof State.Moving)
      refuse(motion, "another is under way");
    else if (health instanceof Health.Lost(String why)) refuse(motion, why);
    else {
      waiting = motion;
      if (state instanceof State.Resting) begin(now);
    }
  }

  /** Begins what waits, if the sensors have just said twice that it may be. */
  private void begin(long now) {
    Motion motion = waiting;
    DispenserState seen = stands;
    if (motion == null) return;
    if (now - motion.at() >= LATEST_MILLIS) {
      waiting = null;
      refuse(motion, "it came too late");
      return;
    }
    if (seen == null) {
      ask(Order.STATUS, now);
      return;
    }
    waiting = null;
    String objection = objection(motion, seen);
    if (!objection.isEmpty()) {
      refuse(motion, objection);
      return;
    }
    stands = null;
    once = null;
    doubtful = true;
    send(motion.order());
    state = new State.Moving(motion, now + config.moveWithin().toMillis());
  }

  private static String objection(Motion motion, DispenserState seen) {
    if (motion.order() == Order.CAPTURE) {
      if (seen.card() == Place.NONE) return "no card is out";
      return seen.binFull() ? "the capture bin is full" : "";
    }
    if (motion.order() == Order.DRAW) {
      if (seen.card() != Place.NONE) return "another card is out";
      return seen.stack() == DispenserState.Stack.EMPTY ? "no cards left" : "";
    }
    return seen.card() == motion.from() ? "" : "no card was drawn";
  }

  private void timePassed(long now) {
    if (now < wakeAt()) return;
    switch (state) {
      case State.Down() -> {}
      case State.Resting _ -> next(now);
      case State.Asking _ -> {
        tally.count("timeouts");
        drop(received.size());
        state = new State.Resting(now + QUIET_MILLIS);
        if (++misses < MISSES) return;
        endMotions(Why.REFUSED, "the dispenser does not answer");
        lose("the dispenser does not answer");
        initialised = false;
        state = new State.Resting(now + AGAIN_MILLIS);
      }
      case State.Moving(Motion motion, long _) -> {
        tally.count("timeouts");
        notMoved(motion, Why.UNKNOWN, "no answer to the motion");
        state = new State.Resting(now + QUIET_MILLIS);
      }
    }
  }

  private void next(long now) {
    boolean recheck = !fault.isEmpty() && now >= recheckAt;
    if (!initialised || recheck) {
      recheckAt = now + RECHECK_MILLIS;
      ask(Order.INITIALISE, now);
    } else if (waiting != null && stands != null) begin(now);
    else ask(Order.STATUS, now);
  }

  private void ask(Order order, long now) {
    send(order);
    state = new State.Asking(order, now + config.answerWithin().toMillis());
  }

  private void send(Order order) {
    drop(received.size());
    writes.add(CrtCodec.order(config.address(), order));
  }

  private void heard(Bytes bytes, long now) {
    received = received.plus(bytes);
    while (!received.isEmpty()) {
      switch (CrtCodec.parse(received, config.address())) {
        case Parsed.More<Said>() -> {
          return;
        }
        case Parsed.Noise<Said>(int size, String _) -> drop(size);
        case Parsed.Frame<Said>(Said said, int size) -> {
          received = received.from(size);
          said(said, now);
        }
      }
    }
  }

  private void said(Said said, long now) {
    switch (said) {
      case Said.Understood() -> {}
      case Said.NotUnderstood() -> notUnderstood(now);
      case Said.Done done -> {
        writes.add(CrtCodec.ACK);
        if (isAwaited(done.command(), done.parameter())) done(done, now);
        else tally.count("late");
      }
      case Said.Failed(int command, int parameter, String error) -> {
        writes.add(CrtCodec.ACK);
        if (isAwaited(command, parameter)) failed(error, now);
        else tally.count("late");
      }
    }
  }

  private boolean isAwaited(int command, int parameter) {
    return switch (state) {
      case State.Down(), State.Resting _ -> false;
      case State.Asking(Order order, long _) -> CrtCodec.answers(order, command, parameter);
      case State.Moving(Motion motion, long _) ->
          CrtCodec.answers(motion.order(), command, parameter);
    };
  }

  private void notUnderstood(long now) {
    if (state instanceof State.Moving(Motion motion, long _)) {
      notMoved(motion, Why.FAILED, "the dispenser did not understand");
    }
    if (!(state instanceof State.Down)) state = new State.Resting(now + QUIET_MILLIS);
  }

  private void done(Said.Done done, long now) {
    misses = 0;
    tally.count("answers");
    switch (state) {
      case State.Down(), State.Resting _ -> {}
      case State.Asking(Order order, long _) -> {
        switch (order) {
          case INITIALISE -> {
            initialised = true;
            fault = "";
            ask(Order.CLOSE_ENTRY, now);
          }
          case CLOSE_ENTRY -> ask(Order.STATUS, now);
          case STATUS -> seen(CrtCodec.state(done, fault), now);
          case DRAW, PRESENT, CAPTURE -> {}
        }
      }
      case State.Moving(Motion motion, long _) -> {
        fault = "";
        var after = CrtCodec.state(done, fault);
        if (after.card() == motion.to()) {
          tally.count("moved");
          notices.add(new DispenserNotice.Moved(motion.job()));
        } else notMoved(motion, Why.FAILED, "the sensors saw the card elsewhere");
        placed(after.card());
        ask(Order.STATUS, now);
      }
    }
  }

  /** Where our own motion brought the card is no hand of a person. */
  private void placed(Place place) {
    DispenserState before = told;
    if (before == null) return;
    told = new DispenserState(place, before.stack(), before.binFull(), before.fault());
    notices.add(new DispenserNotice.Changed(told));
  }

  private void failed(String error, long now) {
    misses = 0;
    if (error.equals("B0")) initialised = false;
    boolean standing = error.equals("A0") || error.equals("A1") || error.equals("B0");
    if (!standing) fault = CrtCodec.meaning(error);
    if (state instanceof State.Moving(Motion motion, long _)) {
      notMoved(motion, Why.FAILED, CrtCodec.meaning(error));
    } else {
      health = new Health.Degraded(CrtCodec.meaning(error));
    }
    recheckAt = now + RECHECK_MILLIS;
    state = new State.Resting(now + (initialised ? QUIET_MILLIS : AGAIN_MILLIS));
  }

  private void seen(DispenserState seen, long now) {
    boolean agreed = seen.equals(once);
    once = seen;
    if (agreed) {
      stands = seen;
      believe(seen, now);
    }
    state = new State.Resting(now + (agreed ? config.poll().toMillis() : 20));
    if (agreed) begin(now);
  }

  private void believe(DispenserState seen, long at) {
    DispenserState before = told;
    if (seen.card() != Place.GATE) gateSince = NEVER;
    else if (gateSince == NEVER) gateSince = at;
    boolean gone = before != null && before.card() == Place.GATE && seen.card() == Place.NONE;
    boolean taken = gone && !doubtful;
    doubtful = false;
    if (taken) {
      tally.count("taken");
      notices.add(new DispenserNotice.Taken());
    }
    var now = new DispenserState(seen.card(), seen.stack(), seen.binFull(), fault);
    if (sense || !now.equals(before)) notices.add(new DispenserNotice.Changed(now));
    sense = false;
    told = now;
    boolean left = gateSince != NEVER && at - gateSince >= config.gateFor().toMillis();
    String complaint = left ? now.complaintOfGate() : now.complaint();
    health = complaint.isEmpty() ? new Health.Ready() : new Health.Degraded(complaint);
  }

  private void endMotions(Why why, String detail) {
    if (state instanceof State.Moving(Motion motion, long _)) notMoved(motion, Why.UNKNOWN, detail);
    Motion motion = waiting;
    waiting = null;
    if (motion != null) notMoved(motion, why == Why.UNKNOWN ? Why.REFUSED : why, detail);
  }

  private void refuse(Motion motion, String why) {
    notMoved(motion, Why.REFUSED, why);
  }

  private void notMoved(Motion motion, Why why, String detail) {
    tally.count("notMoved");
    notices.add(new DispenserNotice.NotMoved(motion.job(), why, detail));
  }

  private void lose(String why) {
    doubtful = true;
    stands = null;
    once = null;
    drop(received.size());
    health = new Health.Lost(why);
  }

  private void drop(int size) {
    if (size > 0) tally.count("bytesDropped", size);
    received = received.from(size);
  }
}
