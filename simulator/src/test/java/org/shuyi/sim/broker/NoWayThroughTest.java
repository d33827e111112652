package org.shuyi.sim.broker;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.shuyi.kiosk.centre.wire.Address;
import org.shuyi.kiosk.trust.Keys;
import org.shuyi.kiosk.trust.Signer;
import org.shuyi.kiosk.trust.Verifier;

/**
 * Fault 65 where it is real: a name that nobody can resolve, and a portal that answers in the
 * broker's place. The line stays down and says why, records wait, and all arrive once there is a
 * broker.
 */
@Timeout(120)
class NoWayThroughTest {
  private static final Address US = new Address("demo", "cabinet-1");
  private static final KeyPair PAIR = Keys.generate(new SecureRandom());
  private static final Signer CENTRE = new Signer("centre-1", PAIR.getPrivate());

  private static Station station(URI broker) {
    var keys = new TreeMap<String, Verifier>();
    keys.put("centre-1", new Verifier("centre-1", PAIR.getPublic()));
    return new Station(broker, Optional.empty(), US, keys);
  }

  /** RFC 6761 keeps .invalid free of names. */
  @Test
  void aNameThatNobodyResolvesIsToldAndTheStationGoesOn() throws Exception {
    try (var station = station(URI.create("tcp://broker.invalid:1883"))) {
      station.write(10);
      awaitProblem(station, "broker.invalid");
      assertThat(station.events).isEmpty();
      assertThat(station.journal()).hasSize(10);
    }
  }

  /** It takes whatever comes, says where one may log in, and hangs up. */
  private static final class Portal implements AutoCloseable {
    private static final byte[] LOG_IN =
        "HTTP/1.1 302 Found\r\nLocation: http://portal.invalid/\r\nContent-Length: 0\r\n\r\n"
            .getBytes(US_ASCII);

    private final ServerSocket door;
    private final CountDownLatch callers = new CountDownLatch(2);

    Portal() throws IOException {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread.ofPlatform().name("portal").daemon().start(this::answer);
    }

    int port() {
      return door.getLocalPort();
    }

    private void answer() {
      while (!door.isClosed()) {
        try (Socket caller = door.accept();
            OutputStream out = caller.getOutputStream()) {
          callers.countDown();
          out.write(LOG_IN);
          out.flush();
          caller.shutdownOutput();
          while (caller.getInputStream().read() >= 0) {}
        } catch (IOException hungUp) {
          // The next one.
        }
      }
    }

    @Override
    public void close() throws IOException {
      door.close();
    }
  }

  @Test
  void aPortalThatAnswersForTheBrokerIsNoBrokerAndTheBrokerIsFoundBehindIt() throws Exception {
    var portal = new Portal();
    int port = portal.port();
    URI uri = URI.create("tcp://127.0.0.1:" + port);
    try (portal;
        var station = station(uri)) {
      station.write(10);
      assertThat(portal.callers.await(60, TimeUnit.SECONDS)).as("called twice").isTrue();
      assertThat(station.problem()).isNotBlank();
      assertThat(station.events).as("no line was ever up").isEmpty();
      portal.close();
      EmbeddedBroker broker = EmbeddedBroker.start(port, Optional.empty(), Optional.empty());
      try (var desk = new Desk(uri, Optional.empty(), US, CENTRE)) {
        assertThat(desk.connect()).isTrue();
        assertThat(desk.await(60, () -> desk.books().equals(station.journal()))).isTrue();
      } finally {
        broker.close();
      }
    }
  }

  private static void awaitProblem(Station station, String words) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!station.problem().toLowerCase(Locale.ROOT).contains(words)) {
      assertThat(System.nanoTime()).as(station.problem()).isLessThan(end);
      assertThat(station.events.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }
  }
}
