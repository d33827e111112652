package org.shuyi.kiosk.centre;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.shuyi.kiosk.centre.wire.Address;
import org.shuyi.kiosk.centre.wire.AnswerMessage;
import org.shuyi.kiosk.centre.wire.AskMessage;
import org.shuyi.kiosk.centre.wire.BirthMessage;
import org.shuyi.kiosk.centre.wire.Channel;
import org.shuyi.kiosk.centre.wire.RecordsMessage;
import org.shuyi.kiosk.centre.wire.SortMessage;
import org.shuyi.kiosk.centre.wire.StateMessage;
import org.shuyi.kiosk.centre.wire.StatusMessage;
import org.shuyi.kiosk.trust.Octets;

/**
 * What is to go up, and what the broker has not acknowledged yet: state and birth first, then what
 * somebody waits for, then the status, then records, within a number of permits below the broker's.
 *
 * <p>Everything is bounded and dropped oldest first: each of these messages is said again by
 * somebody who knows better.
 */
final class Mailbag {
  private static final long NEVER = Long.MAX_VALUE;

  /** One visit asks once; more are waiting in vain. */
  private static final int MOST_ASKS = 16;

  /** As many as the kernel remembers commands. */
  private static final int MOST_ANSWERS = 64;

  private static final long ANSWER_EXPIRY_SECONDS = 86_400;

  /** After the broker said that it takes no more: a pause in which it acknowledges some. */
  private static final long PAUSE_MILLIS = 100;

  /** What a published message was. */
  private sealed interface Sent {
    record State() implements Sent {}

    record Birth() implements Sent {}

    record Status() implements Sent {}

    record Ask() implements Sent {}

    record Said(AnswerMessage answer) implements Sent {}

    record Records() implements Sent {}
  }

  private record Posted(Sent what, long at) {}

  /** What an acknowledgement means for the line. */
  sealed interface Outcome {
    /** Nothing to be done. */
    record Fine() implements Outcome {}

    /** Somebody at the other end takes our messages. */
    record Heard() implements Outcome {}

    /** Success by its number, and yet nobody has the message. */
    record Unheard() implements Outcome {}

    /** The broker does not let us say this. */
    record Refused(String why) implements Outcome {}

    /** The same, of what no connection is worth anything without. */
    record Useless(String why) implements Outcome {}
  }

  /** A question whose answer somebody stands and waits for. */
  private record Question(Channel channel, Octets bytes, long patienceMillis) {}

  private final Address us;
  private final CourierSettings settings;
  private final RecordWindow window;
  private final TreeMap<Long, Posted> inFlight = new TreeMap<>();
  private final ArrayDeque<AnswerMessage> answers = new ArrayDeque<>();
  private final ArrayDeque<Question> asks = new ArrayDeque<>();
  private final TreeMap<String, Long> counters = new TreeMap<>();

  private long lastId;
  private int permits;
  private Optional<StateMessage> state = Optional.empty();
  private boolean birthDue;
  private Optional<StatusMessage> status = Optional.empty();
  private Optional<StatusMessage> statusSent = Optional.empty();
  private long statusNotBefore;
  private long notBefore;

  Mailbag(Address us, CourierSettings settings, RecordWindow window) {
    this.us = us;
    this.settings = settings;
    this.window = window;
  }

  /** A connection stands. */
  void up(int brokerTakes, StateMessage online, long now) {
    permits = Math.clamp(brokerTakes, 1, settings.inFlight());
    state = Optional.of(online);
    birthDue = true;
    statusSent = Optional.empty();
    statusNotBefore = now;
    notBefore = now;
    window.connected(now);
  }

  /** It broke: unacknowledged answers go again, questions are too late. */
  void down() {
    for (Posted posted : inFlight.descendingMap().values()) {
      if (posted.what() instanceof Sent.Said(AnswerMessage answer)) answers.addFirst(answer);
    }
    inFlight.clear();
    asks.clear();
  }

  void ask(AskMessage ask) {
    ask(new Question(Channel.ASK, Octets.of(ask.bytes()), ask.patienceMillis()));
  }

  void ask(SortMessage ask) {
    ask(new Question(Channel.SORT, Octets.of(ask.bytes()), ask.patienceMillis()));
  }

  private void ask(Question question) {
    if (asks.size() >= MOST_ASKS) asks.removeFirst();
    asks.add(question);
  }

  void say(AnswerMessage answer) {
    if (answers.size() >= MOST_ANSWERS) {
      answers.removeFirst();
      count("answers dropped");
    }
    answers.add(answer);
  }

  void report(StatusMessage latest) {
    status = Optional.of(latest);
  }

  /** The status goes now, however soon after the last. */
  void hurry(long now) {
    statusNotBefore = now;
  }

  Optional<StatusMessage> status() {
    return status;
  }

  /** The other side has forgotten who we are. */
  void introduceAgain() {
    birthDue = true;
  }

  void birthAgain() {
    if (inFlight.isEmpty()) birthDue = true;
  }

  /** Publishes what may go now. */
  void pump(Birth birth, Consumer<Broker.Order> orders, long now) {
    if (now < notBefore) return;
    if (state.isPresent() && room()) {
      post(Channel.STATE, state.get().bytes(), 0, new Sent.State(), orders, now);
      state = Optional.empty();
    }
    if (birthDue && room()) {
      birthDue = false;
      post(Channel.BIRTH, birth.now().bytes(), 0, new Sent.Birth(), orders, now);
    }
    while (!asks.isEmpty() && room()) {
      Question ask = asks.removeFirst();
      long expiry = (ask.patienceMillis() + 999) / 1_000;
      post(ask.channel(), ask.bytes().toArray(), expiry, new Sent.Ask(), orders, now);
    }
    while (!answers.isEmpty() && room()) {
      AnswerMessage answer = answers.removeFirst();
      var said = new Sent.Said(answer);
      post(Channel.ANSWER, answer.bytes(), ANSWER_EXPIRY_SECONDS, said, orders, now);
    }
    if (statusWaits() && now >= statusNotBefore && room()) {
      statusSent = status;
      statusNotBefore = now + settings.statusEvery().toMillis();
      byte[] bytes = status.orElseThrow().bytes();
      post(Channel.STATUS, bytes, 0, new Sent.Status(), orders, now);
    }
    pumpRecords(orders, now);
  }

  /** The birth as it is at the moment of sending. */
  interface Birth {
    BirthMessage now();
  }

  private void pumpRecords(Consumer<Broker.Order> orders, long now) {
    while (roomForRecords()) {
      long before = window.highestSent();
      Optional<RecordsMessage> batch = window.next(now);
      if (batch.isEmpty()) return;
      count("record batches");
      if (batch.get().firstSeq() <= before) count("record batches sent again");
      byte[] bytes = batch.get().bytes();
      post(Channel.RECORDS, bytes, window.expirySeconds(), new Sent.Records(), orders, now);
    }
  }

  private boolean room() {
    return inFlight.size() < permits;
  }

  private boolean roomForRecords() {
    return inFlight.size() < Math.max(1, permits - CourierSettings.KEPT_FOR_LIVE);
  }

  private boolean statusWaits() {
    return status.isPresent() && !status.equals(statusSent);
  }

  private void post(
      Channel channel,
      byte[] payload,
      long expiry,
      Sent what,
      Consumer<Broker.Order> orders,
      long now) {
    long id = nextId();
    inFlight.put(id, new Posted(what, now));
    orders.accept(
        new Broker.Order.Publish(
            id, us.topic(channel), Octets.of(payload), channel.qos(), channel.retained(), expiry));
  }

  /** Ids are never used twice in a life. */
  long nextId() {
    return ++lastId;
  }

  Outcome published(long id, int code, long now) {
    Posted posted = inFlight.remove(id);
    if (posted == null) return new Outcome.Fine();
    if (code == Broker.TOO_MANY) return again(posted.what(), now);
    if (code >= Broker.ERROR) return refused(posted.what(), code, now);
    return switch (posted.what()) {
      case Sent.State state -> new Outcome.Fine();
      case Sent.Status reported -> new Outcome.Fine();
      case Sent.Said said -> new Outcome.Fine();
      case Sent.Ask ask -> heard(code);
      case Sent.Birth birth -> heard(code);
      case Sent.Records records -> {
        if (code == Broker.NOBODY_SUBSCRIBES) window.notTaken(now);
        yield heard(code);
      }
    };
  }

  private static Outcome heard(int code) {
    return code == Broker.NOBODY_SUBSCRIBES ? new Outcome.Unheard() : new Outcome.Heard();
  }

  private Outcome again(Sent what, long now) {
    count("too many in flight");
    notBefore = now + PAUSE_MILLIS;
    return switch (what) {
      case Sent.State late -> new Outcome.Useless("the broker takes no message at all");
      case Sent.Birth late -> {
        birthDue = true;
        yield new Outcome.Fine();
      }
      case Sent.Status late -> {
        statusSent = Optional.empty();
        yield new Outcome.Fine();
      }
      case Sent.Ask late -> new Outcome.Fine();
      case Sent.Said(AnswerMessage answer) -> {
        answers.addFirst(answer);
        yield new Outcome.Fine();
      }
      case Sent.Records late -> {
        window.notTaken(now);
        yield new Outcome.Fine();
      }
    };
  }

  private Outcome refused(Sent what, int code, long now) {
    count("publications refused");
    return switch (what) {
      case Sent.State late -> new Outcome.Useless(refusal("state", code));
      case Sent.Birth late -> new Outcome.Useless(refusal("birth", code));
      case Sent.Status late -> new Outcome.Refused(refusal("status", code));
      case Sent.Ask late -> new Outcome.Refused(refusal("ask", code));
      case Sent.Said late -> new Outcome.Refused(refusal("answer", code));
      case Sent.Records late -> {
        window.notTaken(now);
        yield new Outcome.Refused(refusal("records", code));
      }
    };
  }

  private static String refusal(String what, int code) {
    return "the broker refuses %s (reason 0x%02x)".formatted(what, code);
  }

  /** When the oldest message in flight has waited too long for its acknowledgement. */
  long acknowledgedBy() {
    return inFlight.isEmpty()
        ? NEVER
        : inFlight.firstEntry().getValue().at() + settings.ackPatience().toMillis();
  }

  long wakeAt() {
    long wake = acknowledgedBy();
    boolean live = state.isPresent() || birthDue || !asks.isEmpty() || !answers.isEmpty();
    if (room() && live) wake = Math.min(wake, notBefore);
    if (room() && statusWaits()) wake = Math.min(wake, Math.max(statusNotBefore, notBefore));
    if (roomForRecords()) wake = Math.min(wake, Math.max(window.wakeAt(), notBefore));
    return wake;
  }

  SortedMap<String, Long> counters() {
    return counters;
  }

  private void count(String what) {
    counters.merge(what, 1L, Long::sum);
  }
}
