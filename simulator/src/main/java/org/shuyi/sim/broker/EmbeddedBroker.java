package org.shuyi.sim.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.shuyi.kiosk.centre.PahoBroker;

/**
 * Apache Artemis as an MQTT 5 broker on one port of the loopback, small enough for a laptop beside
 * a whole station. With a folder it keeps sessions, retained and acknowledged messages over a
 * restart; without one it forgets everything, as a broker that was replaced does.
 */
public final class EmbeddedBroker implements AutoCloseable {
  /**
   * @param keyStore PKCS #12 with the broker's certificate and key
   * @param trustStore PKCS #12 with the authorities whose clients are let in; all others are not
   */
  public record Secured(Path keyStore, Path trustStore, String password) {}

  private final int port;
  private final Optional<Secured> secured;
  private final EmbeddedActiveMQ artemis = new EmbeddedActiveMQ();

  private EmbeddedBroker(int port, Optional<Path> folder, Optional<Secured> secured) {
    this.port = port;
    this.secured = secured;
    artemis.setConfiguration(configuration(folder));
  }

  /**
   * Starts one.
   *
   * @param port on 127.0.0.1; 0 for any that is free
   * @param folder where it keeps what it was given; empty for in memory
   * @throws IOException if the port is taken, before anything has begun
   */
  public static EmbeddedBroker start(int port, Optional<Path> folder, Optional<Secured> secured)
      throws IOException {
    var broker = new EmbeddedBroker(free(port), folder, secured);
    try {
      broker.artemis.start();
    } catch (Exception e) {
      broker.close();
      throw new IOException("the broker does not start: " + e.getMessage(), e);
    }
    return broker;
  }

  /** In memory, on any free port. */
  public static EmbeddedBroker start() throws IOException {
    return start(0, Optional.empty(), Optional.empty());
  }

  public int port() {
    return port;
  }

  /** As {@link PahoBroker} wants it. */
  public URI uri() {
    return URI.create((secured.isPresent() ? "ssl" : "tcp") + "://127.0.0.1:" + port);
  }

  /** Stops it; every client sees its connection break. */
  @Override
  public void close() {
    try {
      artemis.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the broker does not stop: " + e.getMessage(), e);
    }
  }

  private static int free(int wanted) throws IOException {
    try (var probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new IOException("port " + wanted + " of 127.0.0.1: " + e.getMessage(), e);
    }
  }

  private Configuration configuration(Optional<Path> folder) {
    var configuration = new ConfigurationImpl();
    configuration.setName("town");
    configuration.setSecurityEnabled(false);
    configuration.setJMXManagementEnabled(false);
    // A laptop's disk may be nearly full; that is no reason to block a demo.
    configuration.setMaxDiskUsage(-1);
    configuration.setThreadPoolMaxSize(8);
    configuration.setScheduledThreadPoolMaxSize(2);
    configuration.setMessageExpiryScanPeriod(1_000);
    // What expires or cannot be delivered goes to addresses where nobody listens: it is gone,
    // quietly.
    configuration.addAddressSetting(
        "#",
        new AddressSettings()
            .setMaxDeliveryAttempts(-1)
            .setDeadLetterAddress(SimpleString.of("town.dead"))
            .setExpiryAddress(SimpleString.of("town.expired")));
    configuration.setPersistenceEnabled(folder.isPresent());
    folder.ifPresent(
        path -> {
          configuration.setJournalType(JournalType.NIO);
          configuration.setJournalFileSize(1 << 20);
          configuration.setJournalMinFiles(2);
          configuration.setJournalDirectory(path.resolve("journal").toString());
          configuration.setBindingsDirectory(path.resolve("bindings").toString());
          configuration.setLargeMessagesDirectory(path.resolve("large").toString());
          configuration.setPagingDirectory(path.resolve("paging").toString());
        });
    try {
      configuration.addAcceptorConfiguration("mqtt", acceptor());
    } catch (Exception e) {
      throw new IllegalArgumentException("acceptor " + acceptor(), e);
    }
    return configuration;
  }

  private String acceptor() {
    String plain = "tcp://127.0.0.1:" + port + "?protocols=MQTT;tcpNoDelay=true";
    return plain
        + secured
            .map(
                files ->
                    ";sslEnabled=true;needClientAuth=true;enabledProtocols=TLSv1.3"
                        + ";keyStorePath="
                        + files.keyStore()
                        + ";trustStorePath="
                        + files.trustStore()
                        + ";keyStoreType=PKCS12;trustStoreType=PKCS12"
                        + ";keyStorePassword="
                        + files.password()
                        + ";trustStorePassword="
                        + files.password())
            .orElse("");
  }
}
