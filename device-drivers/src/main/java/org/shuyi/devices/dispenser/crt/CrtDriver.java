package org.shuyi.devices.dispenser.crt;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Asking;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
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

  /** From a failure to the next look. */
  private static final long QUIET_MILLIS = 200;

  /** A jam is over when it can be initialised without moving a card; asked for so often. */
  private static final long RECHECK_MILLIS = 5_000;

  private final CrtConfig config;
  private final Tally tally =
      new Tally(
          "answers", "bytesDropped", "damaged", "late", "moved", "notMoved", "taken", "timeouts");
  private final List<DispenserNotice> notices = new ArrayList<>();
  private final Asking<Asked, Said> asking;
  private Health health = new Health.Lost("not yet spoken to");

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
  private long recheckAt;

  private record Motion(long job, Order order, Place from, Place to, long at) {}

  private sealed interface Asked {
    /** Something that moves nothing. */
    record Look(Order order) implements Asked {}

    record Move(Motion motion) implements Asked {}
  }

  public CrtDriver(CrtConfig config) {
    this.config = config;
    this.asking = new Asking<>(bytes -> CrtCodec.parse(bytes, config.address()), tally);
  }

  @Override
  public Answer<DispenserNotice> on(Told<DispenserCommand> told, long now) {
    switch (told) {
      case Told.LineUp<DispenserCommand>() -> {
        asking.lineUp(now);
        initialised = false;
        ask(Order.INITIALISE, now);
      }
      case Told.LineDown<DispenserCommand>(String why) -> {
        endMotions(Why.UNKNOWN, "the line went down");
        lose("the line is down: " + why);
        asking.lineDown();
      }
      case Told.Received<DispenserCommand>(Bytes bytes) ->
          asking.hear(bytes, said -> said(said, now));
      case Told.TimePassed<DispenserCommand>() -> timePassed(now);
      case Told.Wanted<DispenserCommand>(DispenserCommand command, long at) ->
          wanted(command, at, now);
    }
    return asking.answer(notices);
  }

  @Override
  public long wakeAt() {
    return asking.wakeAt();
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
    else if (waiting != null || asking.asked() instanceof Asked.Move)
      refuse(motion, "another is under way");
    else if (health instanceof Health.Lost(String why)) refuse(motion, why);
    else {
      waiting = motion;
      if (asking.resting()) begin(now);
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
    Bytes frame = CrtCodec.order(config.address(), motion.order());
    asking.ask(new Asked.Move(motion), frame, config.moveWithin(), now);
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
    if (asking.rested(now)) next(now);
    switch (asking.overdue(now)) {
      case null -> {}
      case Asked.Look _ -> {
        if (!asking.missedTooOften()) return;
        endMotions(Why.REFUSED, "the dispenser does not answer");
        lose("the dispenser does not answer");
        initialised = false;
        asking.rest(Asking.AGAIN_MILLIS, now);
      }
      case Asked.Move(Motion motion) -> notMoved(motion, Why.UNKNOWN, "no answer to the motion");
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
    Bytes frame = CrtCodec.order(config.address(), order);
    asking.ask(new Asked.Look(order), frame, config.answerWithin(), now);
  }

  private void said(Said said, long now) {
    switch (said) {
      case Said.Understood() -> {}
      case Said.NotUnderstood() -> notUnderstood(now);
      case Said.Done done -> {
        asking.write(CrtCodec.ACK);
        if (isAwaited(done.command(), done.parameter())) done(done, now);
        else tally.count("late");
      }
      case Said.Failed(int command, int parameter, String error) -> {
        asking.write(CrtCodec.ACK);
        if (isAwaited(command, parameter)) failed(error, now);
        else tally.count("late");
      }
    }
  }

  private boolean isAwaited(int command, int parameter) {
    return switch (asking.asked()) {
      case null -> false;
      case Asked.Look(Order order) -> CrtCodec.answers(order, command, parameter);
      case Asked.Move(Motion motion) -> CrtCodec.answers(motion.order(), command, parameter);
    };
  }

  private void notUnderstood(long now) {
    if (asking.asked() instanceof Asked.Move(Motion motion)) {
      notMoved(motion, Why.FAILED, "the dispenser did not understand");
    }
    asking.rest(QUIET_MILLIS, now);
  }

  private void done(Said.Done done, long now) {
    asking.answered();
    switch (asking.asked()) {
      case null -> {}
      case Asked.Look(Order order) -> {
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
      case Asked.Move(Motion motion) -> {
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
    asking.answered();
    if (error.equals("B0")) initialised = false;
    boolean standing = error.equals("A0") || error.equals("A1") || error.equals("B0");
    if (!standing) fault = CrtCodec.meaning(error);
    if (asking.asked() instanceof Asked.Move(Motion motion)) {
      notMoved(motion, Why.FAILED, CrtCodec.meaning(error));
    } else {
      health = new Health.Degraded(CrtCodec.meaning(error));
    }
    recheckAt = now + RECHECK_MILLIS;
    asking.rest(initialised ? QUIET_MILLIS : Asking.AGAIN_MILLIS, now);
  }

  private void seen(DispenserState seen, long now) {
    boolean agreed = seen.equals(once);
    once = seen;
    if (agreed) {
      stands = seen;
      believe(seen, now);
    }
    asking.rest(agreed ? config.poll().toMillis() : 20, now);
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
    if (asking.asked() instanceof Asked.Move(Motion motion)) {
      notMoved(motion, Why.UNKNOWN, detail);
    }
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
    health = new Health.Lost(why);
  }
}
