package org.shuyi.sim.bench;

import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.shuyi.devices.Bytes;
import org.shuyi.kiosk.trust.Keys;
import org.shuyi.kiosk.trust.PatronTokens;
import org.shuyi.sim.broker.EmbeddedBroker;
import org.shuyi.sim.centre.Address;
import org.shuyi.sim.centre.Patrons;
import org.shuyi.sim.centre.Publication;
import org.shuyi.sim.centre.ReferenceCentre;
import org.shuyi.sim.centre.Rules;

/**
 * A broker on this machine with the reference centre behind it, so that a measured station has
 * somebody to ask and its records are applied. Its line never breaks, so it is never mended.
 */
final class NearCentre implements AutoCloseable {
  private static final int LIMIT = 1_000_000;
  private static final long PATIENCE_MILLIS = 10_000;

  private final EmbeddedBroker broker;
  private final ExecutorService desk = Executors.newSingleThreadExecutor();
  private final MqttAsyncClient client;

  /** A broker alone; {@link #serve} puts the centre behind it. */
  NearCentre() throws IOException, MqttException {
    // A JDK 25 warns on the terminal of what Netty does there.
    System.setProperty("io.netty.noUnsafe", "true");
    // Nor of queues without a dead letter address, which nobody needs here.
    System.setProperty("tinylog.level@org.apache.activemq", "off");
    broker = EmbeddedBroker.start();
    client = new MqttAsyncClient(broker.uri().toString(), "near-centre", new MemoryPersistence());
  }

  int port() {
    return broker.port();
  }

  /**
   * Serves one station from now on; these patrons may borrow as they like.
   *
   * @param patrons numbers of {@link PromptWires#card}, from 0
   */
  void serve(KeyPair keys, PatronTokens tokens, int patrons) throws MqttException {
    var known = new TreeMap<String, Patrons.Patron>();
    var good = new Patrons.Patron(LIMIT, Patrons.Standing.GOOD);
    for (int i = 0; i < patrons; i++) {
      // Readers differ in which byte of a number they tell first; here either is the same patron.
      var card = Bytes.parse(PromptWires.card(i));
      known.put(tokens.token("iso14443a", card.hex()), good);
      known.put(tokens.token("iso14443a", card.reversed().hex()), good);
    }
    var rules =
        new Rules(2, 30, Duration.ofMinutes(5), 50, true, new TreeSet<>(), new TreeMap<>(), false);
    var centre =
        new ReferenceCentre(
            Keys.idOf(keys.getPublic()),
            keys.getPrivate(),
            rules,
            new Patrons(known),
            () -> "none");
    client.setCallback(new Ear(centre));
    var options = new MqttConnectionOptions();
    options.setTopicAliasMaximum(0);
    client.connect(options).waitForCompletion(PATIENCE_MILLIS);
    String all = "shuyi/1/" + StationFolder.ORGANISATION + "/" + StationFolder.STATION + "/";
    for (String kind : List.of("state", "birth", "status", "records", "ask", "answer")) {
      client.subscribe(all + kind, 1).waitForCompletion(PATIENCE_MILLIS);
    }
    var address = new Address(StationFolder.ORGANISATION, StationFolder.STATION);
    Future<?> _ = desk.submit(() -> say(centre.expect(address)));
  }

  /** Paho's thread only hears; the desk's thread does the work. */
  private final class Ear implements MqttCallback {
    private final ReferenceCentre centre;

    private Ear(ReferenceCentre centre) {
      this.centre = centre;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      var payload = Bytes.copyOf(message.getPayload());
      Future<?> _ = desk.submit(() -> say(centre.arrived(topic, payload, Instant.now())));
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

  private void say(List<Publication> publications) {
    for (Publication one : publications) {
      var message = new MqttMessage(one.payload().toArray());
      message.setQos(1);
      message.setRetained(one.retained());
      try {
        client.publish(one.topic(), message).waitForCompletion(PATIENCE_MILLIS);
      } catch (MqttException lost) {
        // The station asks again, or sends its records again.
      }
    }
  }

  @Override
  public void close() throws MqttException {
    desk.shutdownNow();
    try {
      if (client.isConnected()) client.disconnectForcibly(0, 500, false);
      client.close(true);
    } finally {
      broker.close();
    }
  }
}
