package org.shuyi.sim.centre;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sits the centre behind an MQTT 5 broker, and connects again for ever when the line breaks.
 *
 * <p>Paho holds nothing: each connection is a new client, what could not be sent is dropped, and
 * the protocol brings it again (rules are retained and said at each connect; a station sends
 * records until they are applied). One thread keeps the line, one tells the office what arrived.
 */
public final class CentreLink implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(CentreLink.class);

  /** Ten batches from each of a thousand stations; a station sends again what is dropped here. */
  private static final int MOST_WAITING = 10_000;

  /** Below the 100 in-flight messages that brokers commonly grant. */
  private static final int MOST_IN_FLIGHT = 60;

  private static final Duration PATIENCE = Duration.ofSeconds(8);
  static final List<String> UPWARD =
      Stream.of("state", "birth", "status", "records", "ask", "sort", "answer")
          .map(kind -> Address.ROOT + "+/+/" + kind)
          .toList();

  private final Settings settings;
  private final CentreOffice office;
  private final BlockingQueue<Arrival> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
  private final Thread keeper;
  private final Thread reader;
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * @param uri such as {@code tcp://localhost:1883} or {@code ssl://localhost:8883}
   * @param clientId never used by another client of the broker
   * @param tls the centre's own certificate and whom it trusts, for {@code ssl}
   */
  public record Settings(
      String uri,
      String clientId,
      Optional<SSLSocketFactory> tls,
      Optional<String> user,
      Optional<String> password) {
    public static Settings plain(String uri) {
      return new Settings(
          uri, "shuyi-centre", Optional.empty(), Optional.empty(), Optional.empty());
    }
  }

  private record Arrival(String topic, Bytes payload) {}

  public CentreLink(Settings settings, CentreOffice office) {
    this.settings = settings;
    this.office = office;
    this.keeper = Thread.ofPlatform().daemon().name("centre-line").unstarted(this::keep);
    this.reader = Thread.ofPlatform().daemon().name("centre-desk").unstarted(this::read);
  }

  public CentreLink start() {
    reader.start();
    keeper.start();
    return this;
  }

  @Override
  public void close() {
    closing.countDown();
    keeper.interrupt();
    reader.interrupt();
    try {
      keeper.join(PATIENCE);
      reader.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try {
      while (true) {
        var arrival = waiting.take();
        office.arrived(arrival.topic(), arrival.payload());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep() {
    var chance = new Random();
    try {
      int failures = 0;
      int pause;
      do {
        failures = holdOneConnection() ? 0 : failures + 1;
        pause = chance.nextInt(100, 200 << Math.min(failures, 4));
      } while (!closing.await(pause, TimeUnit.MILLISECONDS));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when the connection is over; true where it had come about. */
  private boolean holdOneConnection() throws InterruptedException {
    var over = new CountDownLatch(1);
    boolean up = false;
    MqttAsyncClient client = null;
    try {
      client = new MqttAsyncClient(settings.uri(), settings.clientId(), new MemoryPersistence());
      client.setCallback(new Ear(over));
      client.connect(options()).waitForCompletion(PATIENCE.toMillis());
      subscribe(client);
      office.lineUp(new Mouth(client)::say);
      up = true;
      over.await();
    } catch (MqttException e) {
      log.debug("no line to {}: {}", settings.uri(), e.getMessage());
    } finally {
      office.lineDown();
      if (client != null) end(client);
    }
    return up;
  }

  private MqttConnectionOptions options() {
    var options = new MqttConnectionOptions();
    options.setAutomaticReconnect(false);
    options.setCleanStart(true);
    options.setKeepAliveInterval(20);
    options.setReceiveMaximum(1000);
    options.setTopicAliasMaximum(0);
    options.setConnectionTimeout((int) PATIENCE.toSeconds());
    settings.tls().ifPresent(options::setSocketFactory);
    settings.user().ifPresent(options::setUserName);
    settings.password().ifPresent(p -> options.setPassword(p.getBytes(StandardCharsets.UTF_8)));
    return options;
  }

  /** A broker may refuse a subscription and keep the connection. */
  private static void subscribe(MqttAsyncClient client) throws MqttException {
    int[] qos = new int[UPWARD.size()];
    Arrays.fill(qos, 1);
    var token = client.subscribe(UPWARD.toArray(String[]::new), qos);
    token.waitForCompletion(PATIENCE.toMillis());
    for (int code : token.getReasonCodes()) {
      if (code >= 0x80) throw new MqttException(code);
    }
  }

  private static void end(MqttAsyncClient client) {
    try {
      if (client.isConnected()) client.disconnectForcibly(0, 500, false);
    } catch (MqttException alreadyGone) {
      log.debug("the line was gone: {}", alreadyGone.getMessage());
    }
    try {
      client.close(true);
    } catch (MqttException alreadyClosed) {
      log.debug("the client was closed: {}", alreadyClosed.getMessage());
    }
  }

  /** Says what the office wants said, never more at a time than the broker takes. */
  private static final class Mouth {
    private final MqttAsyncClient client;
    private final Semaphore permits = new Semaphore(MOST_IN_FLIGHT);

    private Mouth(MqttAsyncClient client) {
      this.client = client;
    }

    void say(Publication publication) {
      try {
        if (!permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) return;
        client.publish(publication.topic(), message(publication), null, new Returned(permits));
      } catch (MqttException e) {
        permits.release();
        log.debug("not sent, the station will ask again: {}", e.getMessage());
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    }

    private static MqttMessage message(Publication publication) {
      var message = new MqttMessage(publication.payload().toArray());
      message.setQos(1);
      message.setRetained(publication.retained());
      var properties = new MqttProperties();
      publication.expiry().ifPresent(e -> properties.setMessageExpiryInterval(e.toSeconds()));
      message.setProperties(properties);
      return message;
    }
  }

  private record Returned(Semaphore permits) implements MqttActionListener {
    @Override
    public void onSuccess(IMqttToken token) {
      permits.release();
    }

    @Override
    public void onFailure(@Nullable IMqttToken token, @Nullable Throwable why) {
      permits.release();
    }
  }

  /** Only hears: whatever takes time happens on the reader's thread. */
  private final class Ear implements MqttCallback {
    private final CountDownLatch over;

    private Ear(CountDownLatch over) {
      this.over = over;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      if (!waiting.offer(new Arrival(topic, Bytes.copyOf(message.getPayload())))) {
        log.warn("{} messages wait, {} is dropped and will come again", MOST_WAITING, topic);
      }
    }

    @Override
    public void disconnected(MqttDisconnectResponse why) {
      over.countDown();
    }

    @Override
    public void mqttErrorOccurred(MqttException error) {
      log.debug("an error on the line: {}", error.getMessage());
    }

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean again, String uri) {}

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {}
  }
}
