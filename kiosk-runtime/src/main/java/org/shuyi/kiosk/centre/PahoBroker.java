package org.shuyi.kiosk.centre;

import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClientException;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.trust.Octets;

/**
 * The broker by Eclipse Paho, kept on a short lead: a new client for each connection, nothing
 * persisted, no reconnecting of its own, no topic aliases, acknowledgements by hand. Every callback
 * only tells the listener, which only enqueues.
 *
 * <p>Paho's traps and why each of these is so: paho.mqtt.java #999 (blocking in callbacks), #1028
 * (no CONNACK; the courier's watchdog ends that by {@link Order.Disconnect}), #1104 (aliases),
 * #1048 (session expiry), and a reconnect delay that all clients of a program share.
 */
public final class PahoBroker implements Broker {
  /** It writes a stack trace for each line that breaks, which the listener hears of anyway. */
  private static final Logger PAHO = Logger.getLogger("org.eclipse.paho.mqttv5.client");

  static {
    PAHO.setLevel(Level.OFF);
  }

  private final URI uri;
  private final Optional<Tls> tls;
  private final Consumer<Notice> listener;

  /** Everything below is under the monitor of this object; Paho is never called under it. */
  private @Nullable Line line;

  private boolean closed;
  private long lastReceipt;

  /**
   * @param uri {@code tcp://host:port} or {@code ssl://host:port}
   * @param tls wanted for {@code ssl}
   * @param listener told from threads of Paho's; must only enqueue
   * @throws IllegalArgumentException if the address cannot be used; says what is expected
   */
  public PahoBroker(URI uri, Optional<Tls> tls, Consumer<Notice> listener) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme();
    boolean known = scheme.equals("tcp") || scheme.equals("ssl");
    if (!known || uri.getHost() == null || uri.getPort() < 0) {
      throw new IllegalArgumentException(
          "broker '" + uri + "': expected tcp://host:port or ssl://host:port");
    }
    if (scheme.equals("ssl") && tls.isEmpty()) {
      throw new IllegalArgumentException(
          "broker '" + uri + "': ssl needs a file of trusted certificates");
    }
    this.uri = uri;
    this.tls = tls;
    this.listener = listener;
  }

  @Override
  public void carryOut(Order order) {
    switch (order) {
      case Order.Connect(long connection, Session session) -> connect(connection, session);
      case Order.Subscribe(List<String> filters) -> current().ifPresent(l -> l.subscribe(filters));
      case Order.Publish publish -> current().ifPresent(l -> l.publish(publish));
      case Order.Acknowledge(long receipt) -> current().ifPresent(l -> l.acknowledge(receipt));
      case Order.Disconnect(boolean inOrder) -> end(inOrder);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    end(false);
  }

  private void connect(long connection, Session session) {
    end(false);
    Line fresh;
    try {
      fresh = new Line(connection, session);
    } catch (MqttException | IOException e) {
      listener.accept(new Notice.Refused(connection, 0, why(e)));
      return;
    }
    synchronized (this) {
      if (closed) return;
      line = fresh;
    }
    fresh.connect();
  }

  private synchronized Optional<Line> current() {
    return Optional.ofNullable(line);
  }

  private synchronized boolean isCurrent(Line asked) {
    return line == asked && !closed;
  }

  private synchronized long nextReceipt() {
    return ++lastReceipt;
  }

  private void end(boolean inOrder) {
    Line ended;
    synchronized (this) {
      ended = line;
      line = null;
    }
    // Paho waits for its threads when it ends; nobody here waits for Paho.
    if (ended != null) Thread.ofVirtual().name("mqtt-end").start(() -> ended.end(inOrder));
  }

  private String why(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null && root.getCause() != root) root = root.getCause();
    String text = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    String by =
        switch (root) {
          case CertificateExpiredException expired -> "the broker's certificate has expired, ";
          case CertificateNotYetValidException early ->
              "the broker's certificate is not yet valid by this clock, ";
          default -> "";
        };
    // Under TLS 1.3 whoever is turned away for its certificate sees a broken pipe, and no reason.
    String ours = tls.flatMap(files -> files.outOfDate(Instant.now())).orElse("");
    return uri + ": " + by + text + (ours.isEmpty() ? "" : "; " + ours);
  }

  /** One connection: one client object, used once. */
  private final class Line implements MqttCallback {
    private final long connection;
    private final Session session;
    private final MqttConnectionOptions options;
    private final MqttAsyncClient client;
    private final Map<Long, Integer> receipts = new HashMap<>();

    Line(long connection, Session session) throws MqttException, IOException {
      this.connection = connection;
      this.session = session;
      this.options = options(session);
      this.client =
          new MqttAsyncClient(uri.toString(), session.clientId(), new MemoryPersistence());
      client.setManualAcks(true);
      client.setCallback(this);
    }

    private void tell(Notice notice) {
      if (isCurrent(this)) listener.accept(notice);
    }

    void connect() {
      try {
        client.connect(
            options,
            null,
            new Listening() {
              @Override
              public void onSuccess(IMqttToken token) {
                connected(token);
              }

              @Override
              public void onFailure(IMqttToken token, Throwable e) {
                tell(new Notice.Refused(connection, reason(token, e), why(e)));
              }
            });
      } catch (MqttException e) {
        tell(new Notice.Refused(connection, 0, why(e)));
      }
    }

    private void connected(IMqttToken token) {
      try {
        TopicAliases.off(client);
      } catch (ReflectiveOperationException e) {
        tell(new Notice.Refused(connection, 0, "this Paho is another than the one we know: " + e));
        return;
      }
      MqttProperties said = token.getResponseProperties();
      Integer most = said == null ? null : said.getReceiveMaximum();
      tell(
          new Notice.Connected(
              connection, token.getSessionPresent(), most == null ? 65_535 : most));
    }

    void subscribe(List<String> filters) {
      MqttSubscription[] subscriptions =
          filters.stream()
              .map(
                  filter -> {
                    var subscription = new MqttSubscription(filter, 1);
                    // Else the broker hides from us that somebody published a retained command.
                    subscription.setRetainAsPublished(true);
                    return subscription;
                  })
              .toArray(MqttSubscription[]::new);
      try {
        client.subscribe(
            subscriptions,
            null,
            new Listening() {
              @Override
              public void onSuccess(IMqttToken token) {
                tell(new Notice.Subscribed(connection, codes(token)));
              }

              @Override
              public void onFailure(IMqttToken token, Throwable e) {
                List<Integer> codes = codes(token);
                boolean said = codes.stream().anyMatch(code -> code >= ERROR);
                tell(new Notice.Subscribed(connection, said ? codes : List.of(ERROR)));
              }
            },
            new MqttProperties());
      } catch (MqttException e) {
        tell(new Notice.Subscribed(connection, List.of(ERROR)));
      }
    }

    void publish(Order.Publish publish) {
      var message = new MqttMessage(publish.payload().toArray());
      message.setQos(publish.qos());
      message.setRetained(publish.retained());
      var properties = new MqttProperties();
      if (publish.expirySeconds() > 0) {
        properties.setMessageExpiryInterval(publish.expirySeconds());
      }
      message.setProperties(properties);
      try {
        client.publish(
            publish.topic(),
            message,
            null,
            new Listening() {
              @Override
              public void onSuccess(IMqttToken token) {
                List<Integer> codes = codes(token);
                int code = codes.isEmpty() ? TAKEN : codes.getFirst();
                tell(new Notice.Published(connection, publish.id(), code));
              }

              @Override
              public void onFailure(IMqttToken token, Throwable e) {
                int code = Math.max(ERROR, reason(token, e));
                tell(new Notice.Published(connection, publish.id(), code));
              }
            });
      } catch (MqttException e) {
        boolean full = e.getReasonCode() == MqttClientException.REASON_CODE_MAX_INFLIGHT;
        tell(new Notice.Published(connection, publish.id(), full ? TOO_MANY : ERROR));
      }
    }

    void acknowledge(long receipt) {
      Integer id;
      synchronized (receipts) {
        id = receipts.remove(receipt);
      }
      if (id == null) return;
      try {
        client.messageArrivedComplete(id, 1);
      } catch (MqttException alreadyGone) {
        // The broker will send it again, and it is known by its id.
        tell(new Notice.Lost(connection, 0, why(alreadyGone)));
      }
    }

    void end(boolean inOrder) {
      try {
        if (inOrder && client.isConnected()) client.disconnect(1_000).waitForCompletion(3_000);
        else client.disconnectForcibly(0, 200, false);
      } catch (MqttException ended) {
        // It was over already, which is what is wanted.
      }
      try {
        client.close(true);
      } catch (MqttException ended) {
        // Nothing of it is used again.
      }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      long receipt = 0;
      if (message.getQos() > 0) {
        receipt = nextReceipt();
        synchronized (receipts) {
          // More than the receive maximum cannot come unacknowledged.
          if (receipts.size() <= session.receiveMaximum()) receipts.put(receipt, message.getId());
        }
      }
      Octets payload = Octets.of(message.getPayload());
      tell(new Notice.Arrived(connection, topic, payload, message.isRetained(), receipt));
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
      MqttException cause = response.getException();
      int code = response.getReturnCode();
      if (code == 0 && cause != null && cause.getReasonCode() < 256) code = cause.getReasonCode();
      String text =
          cause == null
              ? uri + ": the broker ended the connection (reason 0x%02x)".formatted(code)
              : why(cause);
      tell(new Notice.Lost(connection, code, text));
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
      tell(new Notice.Lost(connection, 0, why(exception)));
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
      // Each publication has its own listener.
    }

    @Override
    public void connectComplete(boolean reconnect, @Nullable String serverUri) {
      // The connect token's listener has told it.
    }

    @Override
    public void authPacketArrived(int reasonCode, @Nullable MqttProperties properties) {
      // We offer no authentication method, so none can be asked for.
    }
  }

  /** A listener that Paho may call from its own threads. */
  private interface Listening extends MqttActionListener {}

  private static List<Integer> codes(@Nullable IMqttToken token) {
    int[] codes = token == null ? null : token.getReasonCodes();
    return codes == null ? List.of() : Arrays.stream(codes).boxed().toList();
  }

  private static int reason(@Nullable IMqttToken token, Throwable e) {
    for (int code : codes(token)) {
      if (code >= ERROR) return code;
    }
    boolean mqtt = e instanceof MqttException known && known.getReasonCode() < 256;
    return mqtt && e instanceof MqttException known ? known.getReasonCode() : 0;
  }

  private MqttConnectionOptions options(Session session) throws IOException {
    var options = new MqttConnectionOptions();
    options.setAutomaticReconnect(false);
    options.setCleanStart(session.expirySeconds() == 0);
    options.setSessionExpiryInterval(session.expirySeconds());
    options.setReceiveMaximum(session.receiveMaximum());
    options.setMaximumPacketSize(session.maximumPacket());
    options.setTopicAliasMaximum(0);
    options.setKeepAliveInterval(session.keepAliveSeconds());
    options.setConnectionTimeout(10);
    options.setExecutorServiceTimeout(0);
    if (uri.getScheme().toLowerCase(Locale.ROOT).equals("ssl")) {
      Tls files = tls.orElseThrow();
      options.setSocketFactory(PromptSockets.tls(files.context().getSocketFactory()));
      options.setHttpsHostnameVerificationEnabled(true);
    } else {
      options.setSocketFactory(PromptSockets.plain());
    }
    session.will().ifPresent(will -> setWill(options, will));
    return options;
  }

  private static void setWill(MqttConnectionOptions options, Will will) {
    var message = new MqttMessage(will.payload().toArray());
    message.setQos(1);
    message.setRetained(will.retained());
    options.setWill(will.topic(), message);
    var properties = new MqttProperties();
    properties.setWillDelayInterval(will.delaySeconds());
    options.setWillMessageProperties(properties);
  }
}
