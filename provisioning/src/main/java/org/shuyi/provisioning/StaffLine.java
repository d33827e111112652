package org.shuyi.provisioning;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.shuyi.kiosk.centre.Broker;
import org.shuyi.kiosk.centre.PahoBroker;
import org.shuyi.kiosk.centre.Tls;
import org.shuyi.kiosk.trust.Octets;

/** One short connection of a person to the broker: a session that begins and ends with it. */
final class StaffLine implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** A station's policy is the longest message that can come. */
  private static final long LONGEST_PACKET = 1 << 20;

  private final BlockingQueue<Broker.Notice> notices = new LinkedBlockingQueue<>();
  private final ArrayDeque<Broker.Notice.Arrived> arrived = new ArrayDeque<>();
  private final URI uri;
  private final PahoBroker broker;
  private long lastId;

  StaffLine(URI uri, Optional<Tls> tls) {
    this.uri = uri;
    try {
      broker = new PahoBroker(uri, tls, notices::add);
    } catch (IllegalArgumentException e) {
      throw new Failed(Exit.USAGE, String.valueOf(e.getMessage()));
    }
  }

  /** Connects and subscribes, or says why not and what to do. */
  void open(List<String> filters) {
    broker.carryOut(new Broker.Order.Connect(1, session()));
    Broker.Notice first =
        await(PATIENCE, Broker.Notice.Connected.class, Broker.Notice.Refused.class);
    if (first instanceof Broker.Notice.Refused refused) throw unreachable(refused.why());
    broker.carryOut(new Broker.Order.Subscribe(filters));
    Broker.Notice second = await(PATIENCE, Broker.Notice.Subscribed.class);
    if (second instanceof Broker.Notice.Subscribed subscribed
        && subscribed.codes().stream().anyMatch(code -> code >= Broker.ERROR)) {
      throw unreachable("the broker does not let us listen to " + filters);
    }
  }

  private static Broker.Session session() {
    byte[] bytes = new byte[6];
    new SecureRandom().nextBytes(bytes);
    String id = "ctl-" + HexFormat.of().formatHex(bytes);
    return new Broker.Session(id, 30, 0, 100, LONGEST_PACKET, Optional.empty());
  }

  /**
   * Publishes at QoS 1 and waits for the broker's word.
   *
   * @return MQTT's reason code
   */
  int publish(String topic, byte[] payload, long expirySeconds) {
    long id = ++lastId;
    broker.carryOut(
        new Broker.Order.Publish(id, topic, Octets.of(payload), 1, false, expirySeconds));
    Broker.Notice notice = await(PATIENCE, Broker.Notice.Published.class);
    return notice instanceof Broker.Notice.Published published ? published.code() : Broker.ERROR;
  }

  /** The next message, or empty when none came in time. */
  Optional<Broker.Notice.Arrived> next(Duration patience) {
    if (!arrived.isEmpty()) return Optional.of(arrived.removeFirst());
    Broker.Notice notice = poll(patience);
    return switch (notice) {
      case Broker.Notice.Arrived message -> Optional.of(message);
      case null -> Optional.empty();
      case Broker.Notice.Connected other -> Optional.empty();
      case Broker.Notice.Refused other -> throw unreachable(other.why());
      case Broker.Notice.Lost other -> throw unreachable(other.why());
      case Broker.Notice.Subscribed other -> Optional.empty();
      case Broker.Notice.Published other -> Optional.empty();
    };
  }

  @SafeVarargs
  private Broker.Notice await(Duration patience, Class<? extends Broker.Notice>... wanted) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Broker.Notice notice = poll(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      if (notice == null) throw unreachable("no answer within " + patience.toSeconds() + " s");
      for (Class<? extends Broker.Notice> kind : wanted) {
        if (kind.isInstance(notice)) return notice;
      }
      if (notice instanceof Broker.Notice.Lost lost) throw unreachable(lost.why());
      if (notice instanceof Broker.Notice.Arrived message) arrived.add(message);
    }
  }

  private Broker.@org.jspecify.annotations.Nullable Notice poll(Duration patience) {
    try {
      Broker.Notice notice = notices.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (notice instanceof Broker.Notice.Arrived message && message.receipt() != 0) {
        broker.carryOut(new Broker.Order.Acknowledge(message.receipt()));
      }
      return notice;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failed(Exit.NO_ANSWER, "interrupted");
    }
  }

  private Failed unreachable(String why) {
    String place = why.startsWith(uri.toString()) ? why : uri + ": " + why;
    return new Failed(
        Exit.NO_ANSWER,
        place
            + "\n  Is a broker running there? ./kiosk demo starts one, and prints the profile for --profile."
            + "\n  Another address: --broker tcp://HOST:PORT or ssl://HOST:PORT with --trusted FILE.");
  }

  @Override
  public void close() {
    broker.carryOut(new Broker.Order.Disconnect(true));
  }
}
