package org.shuyi.sim.centre;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.devices.Bytes;
import org.shuyi.kiosk.centre.wire.Channel;
import org.shuyi.sim.centre.HandWritten.Journal;

class CentreLinkTest {
  private static final Address CABINET = new Address("demo", "cabinet-1");
  private static final long PATIENCE_SECONDS = 30;

  @TempDir private Path folder;
  private final KeyPair key = HandWritten.keys();
  private final CentreOffice office =
      new CentreOffice(
          new ReferenceCentre(
              "centre-1",
              key.getPrivate(),
              Rules.usual(new TreeMap<>()),
              Patrons.none(),
              () -> "c-1"),
          Instant::now);

  /** What came down to the station. */
  private final BlockingQueue<Publication> heard = new LinkedBlockingQueue<>();

  @Test
  void itHearsEachChannelOnWhichAStationSpeaks() {
    assertThat(CentreLink.UPWARD)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Channel.values())
                .filter(channel -> channel.way() == Channel.Way.UP)
                .map(channel -> "shuyi/1/+/+/" + channel.word())
                .toList());
  }

  @Test
  void theCentreAnswersOverARealBrokerAndAgainAfterTheBrokerWasAway() throws Exception {
    int port = freePort();
    String uri = "tcp://127.0.0.1:" + port;
    var journal = new Journal("0a1b2c3d4e5f6071").began().found("b1");
    var broker = broker(port);
    try (var link = new CentreLink(CentreLink.Settings.plain(uri), office).start()) {
      assertThat(link).isNotNull();
      awaitLine(true);
      assertThat(through(uri, journal.all())).isEqualTo(2);
      broker.stop();
      awaitLine(false);
      broker = broker(port);
      awaitLine(true);
      journal.found("b2");
      assertThat(through(uri, journal.batch(3, 3))).isEqualTo(3);
    } finally {
      broker.stop();
    }
    assertThat(office.online()).isFalse();
  }

  /** Sends a batch as a station would and waits for the acknowledgement. */
  private long through(String uri, Bytes batch) throws Exception {
    heard.clear();
    var station = new MqttClient(uri, "demo.cabinet-1", new MemoryPersistence());
    var options = new MqttConnectionOptions();
    options.setTopicAliasMaximum(0);
    station.setCallback(new Ear(heard));
    station.connect(options);
    station.subscribe(CABINET.topic("records/applied"), 1);
    station.publish(CABINET.topic("records"), batch.toArray(), 1, false);
    var answer = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    station.disconnect();
    station.close();
    assertThat(answer).isNotNull();
    return HandWritten.open(
            answer.payload(), "application/vnd.shuyi.applied.v1+json", "centre-1", key.getPublic())
        .get("through")
        .asLong();
  }

  private void awaitLine(boolean up) throws InterruptedException {
    var changes = office.changes();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    long seen = 0;
    while (office.online() != up) {
      assertThat(System.nanoTime()).as("waiting for the line").isLessThan(until);
      seen = changes.await(seen, 1_000);
    }
  }

  private EmbeddedActiveMQ broker(int port) throws Exception {
    var configuration =
        new ConfigurationImpl()
            .setPersistenceEnabled(false)
            .setSecurityEnabled(false)
            .setBindingsDirectory(folder.resolve("bindings").toString())
            .setJournalDirectory(folder.resolve("journal").toString())
            .addAcceptorConfiguration("mqtt", "tcp://127.0.0.1:" + port + "?protocols=MQTT");
    var broker = new EmbeddedActiveMQ().setConfiguration(configuration);
    broker.start();
    return broker;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private record Ear(BlockingQueue<Publication> heard) implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      heard.add(Publication.once(topic, message.getPayload()));
    }

    @Override
    public void disconnected(MqttDisconnectResponse why) {}

    @Override
    public void mqttErrorOccurred(MqttException error) {}

    @Override
    public void deliveryComplete(IMqttToken token) {}

    @Override
    public void connectComplete(boolean again, String uri) {}

    @Override
    public void authPacketArrived(int reason, MqttProperties properties) {}
  }
}
