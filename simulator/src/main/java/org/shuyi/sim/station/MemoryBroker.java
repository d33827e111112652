package org.shuyi.sim.station;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.kiosk.centre.Broker;
import org.shuyi.kiosk.trust.Octets;
import org.shuyi.sim.centre.Publication;
import org.shuyi.sim.centre.ReferenceCentre;
import org.shuyi.sim.time.VirtualTime;

/**
 * A broker in virtual time between one station and the reference centre: it keeps a session while
 * the station is away, and by {@link Weather} it acknowledges and loses, doubles, delays and
 * reorders.
 */
public final class MemoryBroker {
  private static final int LATENCY = 20;
  private static final int LATEST = 5_000;
  private static final int REDELIVERY = 50;

  /** MQTT's reason code for a subscription that is not granted. */
  private static final int NOT_AUTHORISED = 0x87;

  /** What a broker keeps for one station that is away; the oldest go first. */
  private static final int MOST_KEPT = 1_000;

  private final VirtualTime time;
  private final Random random;
  private final Instant dawn;
  private final SortedMap<String, Publication> retained = new TreeMap<>();
  private final Deque<Publication> waiting = new ArrayDeque<>();
  private final SortedMap<Long, Publication> unsettled = new TreeMap<>();
  private ReferenceCentre centre;
  private Weather weather = Weather.FAIR;
  private boolean reachable = true;
  private boolean answersConnects = true;
  private boolean grantsSubscriptions = true;
  private int centreMillis;
  private @Nullable Client client;
  private Consumer<Mishap> watcher = mishap -> {};
  private long receipts;
  private long doubled;
  private long lost;

  /** What it did to a station. */
  public enum Mishap {
    CONNECT_UNANSWERED,
    SUBSCRIPTION_REFUSED,
    TAKEN_OVER,
    /** Something was published into a connection that leads nowhere. */
    HALF_OPEN,
    LOST,
    /** The centre took its time. */
    SLOW
  }

  public MemoryBroker(VirtualTime time, long seed, Instant dawn, ReferenceCentre centre) {
    this.time = time;
    this.random = new Random(seed);
    this.dawn = dawn;
    this.centre = centre;
    send(centre.connected());
  }

  /** Is told from now on of each mishap, when it happens. */
  public void watch(Consumer<Mishap> other) {
    watcher = other;
  }

  public void weather(Weather next) {
    weather = next;
  }

  /** Whether the station's network reaches the broker. */
  public void reachable(boolean now) {
    if (reachable == now) return;
    reachable = now;
    var gone = client;
    if (!now && gone != null) gone.lose("network is away");
  }

  /** Whether a connection that is asked for is ever answered: a captive portal says nothing. */
  public void answersConnects(boolean now) {
    answersConnects = now;
  }

  /** Whether the station may subscribe, while it stays connected all the same. */
  public void grantsSubscriptions(boolean now) {
    grantsSubscriptions = now;
  }

  /** How long the centre takes from now on for whatever reaches it. */
  public void centreTakes(int millis) {
    centreMillis = millis;
  }

  /** The connection of now leads nowhere any more, and neither end is told. */
  public void halfOpen() {
    var present = client;
    if (present != null) present.dead = true;
  }

  /** Another client comes with the station's id, and goes again. */
  public void takeOver() {
    var present = client;
    if (present == null) return;
    watcher.accept(Mishap.TAKEN_OVER);
    present.lose(Broker.TAKEN_OVER, "another client has our id");
  }

  /** Messages that wait for the station, or for its word that it has them. */
  public int waiting() {
    return waiting.size() + unsettled.size();
  }

  /** How many messages came twice by the weather. */
  public long doubled() {
    return doubled;
  }

  /** How many messages were acknowledged and lost by the weather. */
  public long lost() {
    return lost;
  }

  public boolean reachable() {
    return reachable;
  }

  public ReferenceCentre centre() {
    return centre;
  }

  /** From now on another centre reads here, such as one restored from a backup. */
  public void centre(ReferenceCentre other) {
    centre = other;
    send(other.connected());
  }

  /** Sends what the centre wants published. */
  public void send(List<Publication> publications) {
    for (Publication publication : publications) {
      if (publication.retained()) retained.put(publication.topic(), publication);
      time.after(delay(), () -> offer(publication));
      if (strikes(weather.doubled())) {
        doubled++;
        time.after(delay() + LATENCY, () -> offer(publication));
      }
    }
  }

  /** The port of one life of the station's program. */
  public Broker port(Consumer<Broker.Notice> listener) {
    return new Client(listener);
  }

  private void offer(Publication publication) {
    var present = client;
    if (present != null && present.subscribed) {
      present.deliver(publication, false);
    } else {
      waiting.add(publication);
      if (waiting.size() > MOST_KEPT) waiting.removeFirst();
    }
  }

  private int delay() {
    return strikes(weather.late()) ? LATENCY + random.nextInt(LATEST) : LATENCY;
  }

  private boolean strikes(int perMille) {
    return perMille > 0 && random.nextInt(1000) < perMille;
  }

  private Instant now() {
    return dawn.plusMillis(time.now());
  }

  /** One life's connections. */
  private final class Client implements Broker {
    private final Consumer<Notice> listener;
    private long connection;
    private boolean connected;
    private boolean subscribed;
    private boolean dead;
    private boolean closed;
    private @Nullable Will will;

    Client(Consumer<Notice> listener) {
      this.listener = listener;
    }

    @Override
    public void carryOut(Order order) {
      switch (order) {
        case Order.Connect(long number, Session session) -> connect(number, session);
        case Order.Subscribe(List<String> filters) -> subscribe(filters);
        case Order.Publish publish -> publish(publish);
        case Order.Acknowledge(long receipt) -> unsettled.remove(receipt);
        case Order.Disconnect(boolean inOrder) -> {
          if (inOrder) will = null;
          end();
        }
      }
    }

    @Override
    public void close() {
      closed = true;
      end();
    }

    private void connect(long number, Session session) {
      end();
      connection = number;
      will = session.will().orElse(null);
      time.after(
          LATENCY,
          () -> {
            if (closed || number != connection) return;
            if (!answersConnects) {
              watcher.accept(Mishap.CONNECT_UNANSWERED);
              return;
            }
            if (!reachable) {
              tell(new Notice.Refused(number, 0, "network is away"));
              return;
            }
            connected = true;
            dead = false;
            client = this;
            tell(new Notice.Connected(number, true, 16));
          });
    }

    private void subscribe(List<String> filters) {
      var codes = filters.stream().map(filter -> 1).toList();
      var refused = filters.stream().map(filter -> NOT_AUTHORISED).toList();
      long number = connection;
      time.after(
          LATENCY,
          () -> {
            if (!isOn(number)) return;
            if (!grantsSubscriptions) {
              watcher.accept(Mishap.SUBSCRIPTION_REFUSED);
              tell(new Notice.Subscribed(number, refused));
              return;
            }
            subscribed = true;
            tell(new Notice.Subscribed(number, codes));
            List.copyOf(unsettled.values()).forEach(waiting::add);
            unsettled.clear();
            retained.values().forEach(kept -> deliver(kept, true));
            var kept = new ArrayList<>(waiting);
            waiting.clear();
            kept.forEach(each -> deliver(each, false));
          });
    }

    private void publish(Order.Publish publish) {
      if (connected && dead) watcher.accept(Mishap.HALF_OPEN);
      if (!connected || dead) return;
      long number = connection;
      if (publish.topic().contains("/ping/")) {
        time.after(2 * LATENCY, () -> echo(number, publish));
      } else if (strikes(weather.lost())) {
        lost++;
        watcher.accept(Mishap.LOST);
      } else {
        if (centreMillis > 0) watcher.accept(Mishap.SLOW);
        int times = strikes(weather.doubled()) ? 2 : 1;
        doubled += times - 1;
        for (int i = 0; i < times; i++) time.after(delay() + centreMillis, () -> reach(publish));
      }
      if (publish.qos() == 0) return;
      if (strikes(weather.unacknowledged())) {
        time.after(LATENCY, () -> lose("the broker went away"));
        return;
      }
      time.after(
          LATENCY,
          () -> {
            if (isOn(number)) tell(new Notice.Published(number, publish.id(), Broker.TAKEN));
          });
    }

    private void reach(Order.Publish publish) {
      send(centre.arrived(publish.topic(), Bytes.copyOf(publish.payload().toArray()), now()));
    }

    private void echo(long number, Order.Publish publish) {
      if (isOn(number)) {
        tell(new Notice.Arrived(number, publish.topic(), publish.payload(), false, 0));
      }
    }

    private void deliver(Publication publication, boolean fromStore) {
      long receipt = ++receipts;
      if (!fromStore) unsettled.put(receipt, publication);
      long number = connection;
      time.after(
          fromStore ? 1 : REDELIVERY,
          () -> {
            if (!isOn(number)) return;
            tell(
                new Notice.Arrived(
                    number,
                    publication.topic(),
                    Octets.of(publication.payload().toArray()),
                    fromStore && publication.retained(),
                    receipt));
          });
    }

    private boolean isOn(long number) {
      return !closed && connected && !dead && number == connection;
    }

    private void lose(String why) {
      lose(0, why);
    }

    private void lose(int code, String why) {
      if (!connected) return;
      long number = connection;
      boolean heard = !dead;
      end();
      if (!closed && heard) tell(new Notice.Lost(number, code, why));
    }

    /** The connection is over; a will that was not taken back is published. */
    private void end() {
      if (!connected) return;
      connected = false;
      subscribed = false;
      if (client == this) client = null;
      Optional.ofNullable(will)
          .ifPresent(
              last ->
                  time.after(
                      LATENCY + last.delaySeconds() * 1_000,
                      () ->
                          send(
                              centre.arrived(
                                  last.topic(), Bytes.copyOf(last.payload().toArray()), now()))));
    }

    private void tell(Notice notice) {
      if (!closed) listener.accept(notice);
    }
  }
}
