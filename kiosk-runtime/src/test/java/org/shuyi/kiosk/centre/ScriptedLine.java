package org.shuyi.kiosk.centre;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.shuyi.kiosk.centre.wire.AppliedMessage;
import org.shuyi.kiosk.centre.wire.Channel;
import org.shuyi.kiosk.centre.wire.Malformed;
import org.shuyi.kiosk.centre.wire.RecordsMessage;
import org.shuyi.kiosk.kernel.CentreEvent;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.trust.Chain;
import org.shuyi.kiosk.trust.Octets;

/**
 * A courier, a broker that does what the script says, and a centre with books, all in virtual time.
 *
 * <p>The faults it knows: a broker that is away, silent, deaf (reason 0x10), that takes a message
 * and loses it, that brings one twice or late, that never acknowledges; a cut at any moment; a
 * centre that was restored from an old copy.
 */
final class ScriptedLine {
  private record Due(long at, long order, long connection, Broker.Notice notice) {}

  final PaperBacklog backlog = new PaperBacklog();
  final SplittableRandom random;
  final Courier courier;
  final List<Event> events = new ArrayList<>();
  final List<Courier.Delivery> deliveries = new ArrayList<>();
  final List<Broker.Order> orders = new ArrayList<>();
  final List<Long> changes = new ArrayList<>();

  /** What the centre has applied, in order. */
  final List<Octets> books = new ArrayList<>();

  long now;
  long latency = 20;

  boolean away;
  boolean silent;
  boolean deaf;
  boolean refusesSubscriptions;
  double losesRecords;
  double losesAcks;
  double doubles;
  double delays;
  boolean centreSilent;
  int recordBytes;

  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(
          (a, b) ->
              a.at() != b.at() ? Long.compare(a.at(), b.at()) : Long.compare(a.order(), b.order()));
  private Chain chain = Chain.START;
  private long connection;
  private long order;
  private boolean connected;

  ScriptedLine(CourierSettings settings, long seed) {
    random = new SplittableRandom(seed);
    var who = new Courier.Identity(TestKeys.US, 3, "test", TestKeys.centreKeys());
    courier = new Courier(who, settings, backlog, random);
    tell(new Told.Ruled(TestKeys.policy()));
  }

  void tell(Told told) {
    Courier.Actions actions = courier.on(told, now);
    for (Courier.Delivery delivery : actions.deliveries()) {
      deliveries.add(delivery);
      events.add(delivery.event());
      if (delivery.event() instanceof CentreEvent.LinkChanged) changes.add(now);
    }
    actions.orders().forEach(this::carryOut);
  }

  void write(int count) {
    backlog.write(count);
    tell(new Told.Grew());
  }

  /** Lets time pass, as long as the courier does not spin. */
  void run(long millis) {
    long end = now + millis;
    int still = 0;
    while (true) {
      long next = Math.min(courier.wakeAt(), queue.isEmpty() ? Long.MAX_VALUE : queue.peek().at());
      if (next > end) break;
      still = next <= now ? still + 1 : 0;
      assertThat(still).as("steps without time passing, at %d", now).isLessThan(2_000);
      now = Math.max(now, next);
      Due due = queue.peek();
      if (due != null && due.at() <= now) {
        queue.remove();
        if (due.connection() == connection && connected) {
          tell(new Told.Noticed(due.notice()));
        }
      } else {
        tell(new Told.TimePassed());
      }
    }
    now = end;
  }

  boolean isOnline() {
    return courier.view().online();
  }

  void cut(int code) {
    if (!connected) return;
    connected = false;
    tell(new Told.Noticed(new Broker.Notice.Lost(connection, code, "cut")));
  }

  /** The centre comes back from a copy that knows this many records. */
  void restore(int count) {
    while (books.size() > count) books.removeLast();
    chain = new Chain(count, backlog.hashAt(count));
  }

  void say(Channel channel, byte[] payload) {
    say(channel, payload, channel.retained());
  }

  void say(Channel channel, byte[] payload, boolean retained) {
    notice(
        latency,
        new Broker.Notice.Arrived(
            connection, TestKeys.US.topic(channel), Octets.of(payload), retained, ++order));
  }

  void sayApplied() {
    var applied =
        new AppliedMessage(
            TestKeys.US.toString(), PaperBacklog.EPOCH, books.size(), Optional.empty(), List.of());
    say(Channel.APPLIED, TestKeys.seal(Channel.APPLIED, applied.bytes(), TestKeys.CENTRE));
  }

  List<Broker.Order.Publish> published(Channel channel) {
    return orders.stream()
        .filter(Broker.Order.Publish.class::isInstance)
        .map(Broker.Order.Publish.class::cast)
        .filter(publish -> publish.topic().equals(TestKeys.US.topic(channel)))
        .toList();
  }

  private void notice(long in, Broker.Notice notice) {
    queue.add(new Due(now + in, ++order, connection, notice));
  }

  private void carryOut(Broker.Order wanted) {
    orders.add(wanted);
    switch (wanted) {
      case Broker.Order.Connect(long number, Broker.Session session) -> {
        connection = number;
        connected = true;
        if (away) notice(5, new Broker.Notice.Refused(number, 0, "connection refused"));
        else if (!silent) notice(latency, new Broker.Notice.Connected(number, true, 20));
      }
      case Broker.Order.Subscribe(List<String> filters) -> {
        int code = refusesSubscriptions ? 0x87 : 1;
        var codes = filters.stream().map(filter -> code).toList();
        if (!silent) notice(latency, new Broker.Notice.Subscribed(connection, codes));
      }
      case Broker.Order.Publish publish -> publish(publish);
      case Broker.Order.Acknowledge acknowledge -> {}
      case Broker.Order.Disconnect disconnect -> connected = false;
    }
  }

  private void publish(Broker.Order.Publish publish) {
    if (silent || !connected) return;
    if (publish.topic().startsWith(TestKeys.US.topic(Channel.PING))) {
      notice(
          2 * latency,
          new Broker.Notice.Arrived(connection, publish.topic(), Octets.EMPTY, false, 0));
      return;
    }
    if (random.nextDouble() >= losesAcks) {
      int code = deaf ? Broker.NOBODY_SUBSCRIBES : Broker.TAKEN;
      notice(2 * latency, new Broker.Notice.Published(connection, publish.id(), code));
    }
    if (deaf) return;
    boolean records = publish.topic().equals(TestKeys.US.topic(Channel.RECORDS));
    if (records) {
      recordBytes += publish.payload().size();
      if (random.nextDouble() >= losesRecords) centreReads(publish.payload());
      if (random.nextDouble() < doubles) centreReads(publish.payload());
    } else if (publish.topic().equals(TestKeys.US.topic(Channel.BIRTH)) && !centreSilent) {
      sayApplied();
    }
  }

  /** As asyncapi.yaml has it: each record once, the chain checked, every batch answered. */
  private void centreReads(Octets payload) {
    if (centreSilent) return;
    RecordsMessage batch;
    try {
      batch = RecordsMessage.read(payload.toArray());
    } catch (Malformed e) {
      throw new AssertionError(e);
    }
    assertThat(batch.epoch()).isEqualTo(PaperBacklog.EPOCH);
    if (batch.firstSeq() <= books.size() + 1L) {
      assertThat(batch.hashBefore()).isEqualTo(backlog.hashAt(batch.firstSeq() - 1));
      for (long seq = books.size() + 1L; seq <= batch.lastSeq(); seq++) {
        Octets bytes = batch.records().get((int) (seq - batch.firstSeq()));
        books.add(bytes);
        chain = chain.then(bytes.toArray());
      }
      assertThat(chain.hash()).isEqualTo(backlog.hashAt(chain.seq()));
    }
    var applied =
        new AppliedMessage(
            TestKeys.US.toString(), PaperBacklog.EPOCH, books.size(), Optional.empty(), List.of());
    byte[] sealed = TestKeys.seal(Channel.APPLIED, applied.bytes(), TestKeys.CENTRE);
    long late = random.nextDouble() < delays ? random.nextLong(5_000) : 0;
    var notice =
        new Broker.Notice.Arrived(
            connection, TestKeys.US.topic(Channel.APPLIED), Octets.of(sealed), false, ++order);
    notice(2 * latency + late, notice);
  }
}
