package org.shuyi.kiosk.centre;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.shuyi.kiosk.centre.wire.Address;
import org.shuyi.kiosk.centre.wire.AnswerMessage;
import org.shuyi.kiosk.centre.wire.AppliedMessage;
import org.shuyi.kiosk.centre.wire.AskMessage;
import org.shuyi.kiosk.centre.wire.BirthMessage;
import org.shuyi.kiosk.centre.wire.Channel;
import org.shuyi.kiosk.centre.wire.ReplyMessage;
import org.shuyi.kiosk.centre.wire.SortMessage;
import org.shuyi.kiosk.centre.wire.SortedMessage;
import org.shuyi.kiosk.centre.wire.StateMessage;
import org.shuyi.kiosk.centre.wire.StatusMessage;
import org.shuyi.kiosk.kernel.CentreEvent;
import org.shuyi.kiosk.kernel.CommandEvent;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.HealthEvent;
import org.shuyi.kiosk.kernel.Item;
import org.shuyi.kiosk.kernel.command.Answer;
import org.shuyi.kiosk.kernel.command.Command;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.policy.Policy;
import org.shuyi.kiosk.kernel.policy.Verdict;
import org.shuyi.kiosk.trust.Keys;
import org.shuyi.kiosk.trust.Octets;
import org.shuyi.kiosk.trust.Verifier;

/**
 * Keeps the line to the centre: connects, says who is there, asks, answers, sends the journal's
 * records until the centre has applied them, and hands on what the gate let through.
 *
 * <p>A machine like a driver: it is told things with the time, and answers orders for the broker
 * and events for the kernel. No thread, no sleep, no clock, no I/O but reading the backlog.
 */
public final class Courier {
  private static final long NEVER = Long.MAX_VALUE;

  /** Questions whose answer is still believed; the oldest are forgotten. */
  private static final int MOST_ASKED = 64;

  private static final long PING_EXPIRY_SECONDS = 30;

  /** The name under which oddities of the line are told. */
  private static final DeviceId LINE = new DeviceId("centre");

  /**
   * An event for the kernel.
   *
   * @param receipt to be told back as {@link Told.Settled} once committed; 0 where nobody waits
   */
  public record Delivery(Event event, long receipt) {}

  /** What a step wants done, each list in order. */
  public record Actions(List<Broker.Order> orders, List<Delivery> deliveries) {
    public Actions {
      orders = List.copyOf(orders);
      deliveries = List.copyOf(deliveries);
    }
  }

  /**
   * Who speaks, and whom it believes.
   *
   * @param boot how many times the journal has been opened
   * @param program the version of the program
   * @param centreKeys the centre's keys by id; two while one replaces the other
   */
  public record Identity(
      Address address, long boot, String program, SortedMap<String, Verifier> centreKeys) {}

  /**
   * The line for a technician's eyes.
   *
   * @param phase {@code waiting}, {@code connecting}, {@code subscribing}, {@code up} or {@code
   *     stopped}
   * @param problem what last went wrong, or empty
   * @param counters by name; they never go back
   */
  public record View(
      String phase,
      boolean online,
      long connects,
      int failures,
      String problem,
      long applied,
      long sentThrough,
      SortedMap<String, Long> counters) {}

  private sealed interface Phase {
    record Fresh() implements Phase {}

    record Waiting(long until) implements Phase {}

    record Connecting(long deadline) implements Phase {}

    record Subscribing(long deadline, int brokerTakes) implements Phase {}

    record Up(long since) implements Phase {}

    record Stopped() implements Phase {}
  }

  private final Identity who;
  private final Address us;
  private final CourierSettings settings;
  private final Backlog backlog;
  private final RandomGenerator random;
  private final CommandGate gate;
  private final Reconnect reconnect;
  private final LineCheck check;
  private final RecordWindow window;
  private final Mailbag bag;
  private final RefusalTally tally = new RefusalTally();
  private final TreeMap<String, Long> counters = new TreeMap<>();
  private final TreeMap<Long, String> asked = new TreeMap<>();

  private OptionalLong sortAsked = OptionalLong.empty();
  private Phase phase = new Phase.Fresh();
  private long connects;
  private SortedMap<String, Verifier> staff = new TreeMap<>();
  private boolean odd;
  private String problem = "";

  private List<Broker.Order> orders = new ArrayList<>();
  private List<Delivery> deliveries = new ArrayList<>();

  public Courier(Identity who, CourierSettings settings, Backlog backlog, RandomGenerator random) {
    this.who = who;
    this.us = who.address();
    this.settings = settings;
    this.backlog = backlog;
    this.random = random;
    this.gate = new CommandGate(us);
    this.reconnect = new Reconnect(random, settings);
    this.check = new LineCheck(settings);
    this.window = new RecordWindow(backlog, settings);
    this.bag = new Mailbag(us, settings, window);
  }

  /**
   * One step.
   *
   * @param now monotonic milliseconds from any origin, never going back
   */
  public Actions on(Told told, long now) {
    orders = new ArrayList<>();
    deliveries = new ArrayList<>();
    if (phase instanceof Phase.Stopped) return new Actions(orders, deliveries);
    if (phase instanceof Phase.Fresh) phase = new Phase.Waiting(now + reconnect.atFirst());
    switch (told) {
      case Told.Noticed(Broker.Notice notice) -> {
        if (notice.connection() == connects) noticed(notice, now);
      }
      case Told.Asked(Effect.AskCentre ask) -> ask(ask);
      case Told.AskedOfItem(Effect.AskItem ask) -> ask(ask);
      case Told.Said(Answer answer) -> bag.say(AnswerMessage.of(answer));
      case Told.Reported(var status) -> bag.report(StatusMessage.of(status));
      case Told.Grew() -> window.grew(now);
      case Told.Hurried() -> {
        window.hurry(now);
        bag.hurry(now);
      }
      case Told.Ruled(Policy policy) -> staff = verifiers(policy);
      case Told.Settled(long receipt) -> acknowledge(receipt);
      case Told.TimePassed() -> {}
      case Told.Stopping() -> stop();
    }
    time(now);
    if (phase instanceof Phase.Up) {
      boolean due = check.isDue(now);
      // Where nobody took our birth, it goes again with every check.
      if (due && !check.isHeardByCentre()) bag.birthAgain();
      bag.pump(this::birth, orders::add, now);
      if (due) ping(now);
    }
    check.change(now).ifPresent(online -> deliver(new CentreEvent.LinkChanged(online)));
    tally.due(now).forEach(this::deliver);
    return new Actions(orders, deliveries);
  }

  /** When it wants to be told {@link Told.TimePassed} at the latest. */
  public long wakeAt() {
    long due =
        switch (phase) {
          case Phase.Fresh fresh -> Long.MIN_VALUE;
          case Phase.Waiting(long until) -> until;
          case Phase.Connecting(long deadline) -> deadline;
          case Phase.Subscribing(long deadline, int brokerTakes) -> deadline;
          case Phase.Up(long since) ->
              Math.min(
                  odd ? since + settings.steadyAfter().toMillis() : NEVER,
                  Math.min(check.wakeAt(), bag.wakeAt()));
          case Phase.Stopped stopped -> NEVER;
        };
    if (phase instanceof Phase.Stopped) return NEVER;
    return Math.min(due, Math.min(check.changeAt(), tally.wakeAt()));
  }

  /** For the technician's page; a snapshot. */
  public View view() {
    String word =
        switch (phase) {
          case Phase.Fresh fresh -> "waiting";
          case Phase.Waiting waiting -> "waiting";
          case Phase.Connecting connecting -> "connecting";
          case Phase.Subscribing subscribing -> "subscribing";
          case Phase.Up up -> "up";
          case Phase.Stopped stopped -> "stopped";
        };
    var all = new TreeMap<>(counters);
    all.putAll(bag.counters());
    tally.ever().forEach((reason, count) -> all.put("refused, " + reason, count));
    return new View(
        word,
        check.online(),
        connects,
        reconnect.failures(),
        problem,
        window.applied(),
        window.sentThrough(),
        all);
  }

  // The life of a connection.

  private void noticed(Broker.Notice notice, long now) {
    switch (notice) {
      case Broker.Notice.Connected connected -> connected(connected, now);
      case Broker.Notice.Refused(long connection, int code, String why) -> over(code, why, now);
      case Broker.Notice.Lost(long connection, int code, String why) -> over(code, why, now);
      case Broker.Notice.Subscribed(long connection, List<Integer> codes) -> subscribed(codes, now);
      case Broker.Notice.Published(long connection, long id, int code) -> published(id, code, now);
      case Broker.Notice.Arrived arrived -> arrived(arrived, now);
    }
  }

  private void connect(long now) {
    connects++;
    count("connects");
    phase = new Phase.Connecting(now + settings.connectPatience().toMillis());
    var will =
        new Broker.Will(
            us.topic(Channel.STATE),
            Octets.of(state(StateMessage.LOST).bytes()),
            true,
            settings.willDelay().toSeconds());
    orders.add(
        new Broker.Order.Connect(
            connects,
            new Broker.Session(
                us.clientId(),
                (int) settings.keepAlive().toSeconds(),
                settings.sessionExpiry().toSeconds(),
                settings.inFlight(),
                Channel.POLICY.mostBytes() + 4_096L,
                Optional.of(will))));
  }

  private void connected(Broker.Notice.Connected connected, long now) {
    if (!(phase instanceof Phase.Connecting)) return;
    long deadline = now + settings.connectPatience().toMillis();
    phase = new Phase.Subscribing(deadline, connected.receiveMaximum());
    orders.add(
        new Broker.Order.Subscribe(
            List.of(
                us.topic(Channel.COMMAND),
                us.topic(Channel.REPLY),
                us.topic(Channel.SORTED),
                us.topic(Channel.POLICY),
                us.topic(Channel.APPLIED),
                us.topic(Channel.PING) + "/+")));
  }

  private void subscribed(List<Integer> codes, long now) {
    if (!(phase instanceof Phase.Subscribing(long deadline, int brokerTakes))) return;
    Optional<Integer> refused = codes.stream().filter(code -> code >= Broker.ERROR).findFirst();
    if (refused.isPresent()) {
      String why = "the broker refuses a subscription (reason 0x%02x)".formatted(refused.get());
      odd(why);
      breakOff(why, now);
      return;
    }
    phase = new Phase.Up(now);
    check.up(now);
    bag.up(brokerTakes, state(StateMessage.ONLINE), now);
  }

  private StateMessage state(String word) {
    return new StateMessage(word, who.boot(), connects);
  }

  /** Ends the connection from our side. */
  private void breakOff(String why, long now) {
    orders.add(new Broker.Order.Disconnect(false));
    over(0, why, now);
  }

  private void over(int code, String why, long now) {
    if (phase instanceof Phase.Waiting) return;
    problem = why;
    count("losses");
    check.down();
    bag.down();
    boolean steady =
        phase instanceof Phase.Up(long since) && now - since >= settings.steadyAfter().toMillis();
    long rest;
    if (code == Broker.TAKEN_OVER) {
      odd("another client uses the name " + us.clientId() + ": a copied card?");
      rest = reconnect.afterTakeOver();
    } else {
      boolean wasThere = phase instanceof Phase.Up;
      rest =
          steady
              ? reconnect.afterSteadyLine()
              : wasThere ? reconnect.afterFailure() : reconnect.afterNobody();
    }
    phase = new Phase.Waiting(now + rest);
  }

  /** Something that waiting does not heal: a person must know. */
  private void odd(String why) {
    problem = why;
    if (odd) return;
    odd = true;
    deliver(new HealthEvent.DeviceChanged(LINE, new DeviceHealth.Degraded(why)));
  }

  private void stop() {
    if (phase instanceof Phase.Up) {
      publishLast(state(StateMessage.STOPPED));
    }
    if (!(phase instanceof Phase.Waiting)) orders.add(new Broker.Order.Disconnect(true));
    phase = new Phase.Stopped();
  }

  private void publishLast(StateMessage stopped) {
    orders.add(
        new Broker.Order.Publish(
            bag.nextId(),
            us.topic(Channel.STATE),
            Octets.of(stopped.bytes()),
            Channel.STATE.qos(),
            Channel.STATE.retained(),
            0));
  }

  private void time(long now) {
    switch (phase) {
      case Phase.Waiting(long until) -> {
        if (now >= until) connect(now);
      }
      case Phase.Connecting(long deadline) -> {
        if (now >= deadline) breakOff("the broker does not answer a CONNECT", now);
      }
      case Phase.Subscribing(long deadline, int brokerTakes) -> {
        if (now >= deadline) breakOff("the broker does not answer a SUBSCRIBE", now);
      }
      case Phase.Up(long since) -> timeUp(since, now);
      case Phase.Fresh fresh -> {}
      case Phase.Stopped stopped -> {}
    }
  }

  private void timeUp(long since, long now) {
    if (check.isDead(now)) {
      breakOff("the line carries nothing: a ping was not answered", now);
    } else if (now >= bag.acknowledgedBy()) {
      breakOff("the broker does not acknowledge", now);
    } else if (odd && now - since >= settings.steadyAfter().toMillis()) {
      odd = false;
      deliver(new HealthEvent.DeviceChanged(LINE, new DeviceHealth.Ready()));
    }
  }

  /** A round trip through the broker. */
  private void ping(long now) {
    byte[] bytes = new byte[8];
    random.nextBytes(bytes);
    String nonce = HexFormat.of().formatHex(bytes);
    check.begin(nonce, now);
    count("checks");
    orders.add(
        new Broker.Order.Publish(
            bag.nextId(),
            us.topic(Channel.PING) + "/" + nonce,
            Octets.EMPTY,
            Channel.PING.qos(),
            Channel.PING.retained(),
            PING_EXPIRY_SECONDS));
  }

  // What goes up.

  private void ask(Effect.AskCentre ask) {
    // A question that waits for the line to come back has nobody who waits for its answer.
    if (!(phase instanceof Phase.Up)) return;
    if (asked.size() >= MOST_ASKED) asked.pollFirstEntry();
    asked.put(ask.ask(), ask.patron().hex());
    long patience = Math.clamp(ask.patience().toMillis(), 1, AskMessage.MOST_PATIENCE_MILLIS);
    bag.ask(new AskMessage(who.boot(), ask.ask(), ask.patron().hex(), patience));
  }

  private void ask(Effect.AskItem ask) {
    if (!(phase instanceof Phase.Up)) return;
    Item item = ask.item();
    long patience = Math.clamp(ask.patience().toMillis(), 1, AskMessage.MOST_PATIENCE_MILLIS);
    sortAsked = OptionalLong.of(ask.ask());
    bag.ask(
        new SortMessage(
            who.boot(), ask.ask(), item.barcode(), item.owner(), item.usage(), patience));
  }

  private BirthMessage birth() {
    long recorded = backlog.lastSeq();
    return new BirthMessage(
        who.boot(),
        connects,
        who.program(),
        BirthMessage.spoken(),
        backlog.epoch(),
        recorded,
        window.applied(),
        backlog.hashAt(recorded),
        bag.status());
  }

  private void published(long id, int code, long now) {
    check.heard(now);
    switch (bag.published(id, code, now)) {
      case Mailbag.Outcome.Fine fine -> {}
      case Mailbag.Outcome.Heard heard -> check.heardByCentre(now);
      case Mailbag.Outcome.Unheard unheard -> {
        problem = "nobody at the centre takes our messages";
        check.deaf(now);
      }
      case Mailbag.Outcome.Refused(String why) -> problem = why;
      case Mailbag.Outcome.Useless(String why) -> breakOff(why, now);
    }
  }

  // What comes down.

  private void arrived(Broker.Notice.Arrived arrived, long now) {
    check.heard(now);
    String topic = arrived.topic();
    var message = new CommandGate.Message(topic, arrived.payload(), arrived.retained());
    if (topic.equals(us.topic(Channel.COMMAND))) {
      command(message, arrived.receipt());
      return;
    }
    if (topic.startsWith(us.topic(Channel.PING) + "/")) {
      check.answered(topic.substring(us.topic(Channel.PING).length() + 1), now);
    } else if (topic.equals(us.topic(Channel.REPLY))) {
      open(Channel.REPLY, gate.reply(message, this::centreKey), now).ifPresent(this::replied);
    } else if (topic.equals(us.topic(Channel.SORTED))) {
      open(Channel.SORTED, gate.sorted(message, this::centreKey), now).ifPresent(this::sorted);
    } else if (topic.equals(us.topic(Channel.APPLIED))) {
      open(Channel.APPLIED, gate.applied(message, this::centreKey), now)
          .ifPresent(applied -> applied(applied, now));
    } else if (topic.equals(us.topic(Channel.POLICY))) {
      open(Channel.POLICY, gate.policy(message, this::centreKey), now)
          .ifPresent(rules -> deliver(new CentreEvent.PolicyArrived(rules.policy())));
    } else {
      tally.count(Refusal.MISADDRESSED.word());
    }
    acknowledge(arrived.receipt());
  }

  /** Acknowledged only when it is settled: until then the broker keeps it for us. */
  private void command(CommandGate.Message message, long receipt) {
    switch (gate.command(message, key -> Optional.ofNullable(staff.get(key)))) {
      case Judged.Passed<Command>(Command command, List<String> signers) ->
          deliveries.add(new Delivery(new CommandEvent.CommandReceived(command), receipt));
      case Judged.Refused<Command>(Refusal reason, String detail) -> {
        tally.count(reason.word());
        acknowledge(receipt);
      }
    }
  }

  private <M> Optional<M> open(Channel channel, Judged<M> judged, long now) {
    return switch (judged) {
      case Judged.Passed<M>(M message, List<String> signers) -> {
        check.good(now);
        yield Optional.of(message);
      }
      case Judged.Refused<M>(Refusal reason, String detail) -> {
        tally.count(channel.message() + ": " + reason.word());
        yield Optional.empty();
      }
    };
  }

  private void replied(ReplyMessage reply) {
    if (reply.boot() != who.boot() || !reply.patron().equals(asked.get(reply.ask()))) {
      count("replies to no question");
      return;
    }
    asked.remove(reply.ask());
    Verdict verdict =
        reply.welcome() ? new Verdict.Welcome(reply.mayBorrow()) : new Verdict.Refused(reply.why());
    deliver(new CentreEvent.PatronAnswered(reply.ask(), verdict));
  }

  /** One item lies in the tunnel at a time, so one question is open. */
  private void sorted(SortedMessage reply) {
    if (reply.boot() != who.boot() || !sortAsked.equals(OptionalLong.of(reply.ask()))) {
      count("replies to no question");
      return;
    }
    sortAsked = OptionalLong.empty();
    deliver(new CentreEvent.ItemAnswered(reply.ask(), reply.verdict()));
  }

  private void applied(AppliedMessage message, long now) {
    long before = window.applied();
    switch (window.on(message, now)) {
      case OTHER_EPOCH -> count("applied of another epoch");
      case BEYOND_US -> {
        tally.count("applied: beyond the journal");
        disowned("the centre has records that this journal never wrote", message.through());
      }
      case FORKED -> {
        tally.count("applied: another story");
        disowned("the centre has other records under the same numbers", message.through());
      }
      case NOTHING_NEW -> {
        if (!message.refused().isEmpty()) deliver(event(message));
      }
      case MOVED -> {
        // A restored centre has forgotten which numbers its staff have used; a birth says them.
        if (message.through() < before) bag.introduceAgain();
        deliver(event(message));
      }
    }
  }

  private void disowned(String why, long centreHas) {
    odd(why + ": a card that loses what it took, or a copied one?");
    backlog.disowned(why, centreHas);
  }

  private CentreEvent.Applied event(AppliedMessage message) {
    return new CentreEvent.Applied(
        message.through(),
        message.refused().stream()
            .map(
                one ->
                    new CentreEvent.RecordRefused(
                        one.seq(), one.reason(), backlog.arrived(one.seq())))
            .toList());
  }

  private void acknowledge(long receipt) {
    if (receipt != 0) orders.add(new Broker.Order.Acknowledge(receipt));
  }

  private void deliver(Event event) {
    deliveries.add(new Delivery(event, 0));
  }

  private Optional<Verifier> centreKey(String keyId) {
    return Optional.ofNullable(who.centreKeys().get(keyId));
  }

  private static SortedMap<String, Verifier> verifiers(Policy policy) {
    var verifiers = new TreeMap<String, Verifier>();
    policy
        .keys()
        .forEach((id, key) -> verifiers.put(id, new Verifier(id, Keys.publicKey(key.publicKey()))));
    return verifiers;
  }

  private void count(String what) {
    counters.merge(what, 1L, Long::sum);
  }
}
