package org.shuyi.sim.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.kiosk.centre.wire.Address;
import org.shuyi.kiosk.kernel.CentreEvent;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.trust.Keys;
import org.shuyi.kiosk.trust.Signer;
import org.shuyi.kiosk.trust.Verifier;

/**
 * Fault 63: a certificate ran out while nobody was there to renew it. The line stays down and says
 * why, the station goes on writing its records, and all of them arrive once it is renewed.
 */
@Timeout(120)
class ExpiredCertificateTest {
  private static final Address US = new Address("demo", "cabinet-1");
  private static final String NAME = "demo.cabinet-1";
  private static final KeyPair PAIR = Keys.generate(new SecureRandom());
  private static final Signer CENTRE = new Signer("centre-1", PAIR.getPrivate());

  @TempDir Path folder;

  private static SortedMap<String, Verifier> keys() {
    var keys = new TreeMap<String, Verifier>();
    keys.put("centre-1", new Verifier("centre-1", PAIR.getPublic()));
    return keys;
  }

  @Test
  void aBrokersExpiredCertificateKeepsTheLineDownUntilItIsRenewed() throws Exception {
    var made = Certificates.in(folder);
    var late = made.forBrokerThatForgotToRenew();
    EmbeddedBroker broker = EmbeddedBroker.start(0, Optional.empty(), Optional.of(late));
    try (var station = new Station(broker.uri(), Optional.of(made.client(NAME)), US, keys());
        var desk = new Desk(broker.uri(), Optional.of(made.client("centre")), US, CENTRE)) {
      station.write(10);
      staysAway(station, "the broker's certificate has expired");
      broker.close();
      broker = EmbeddedBroker.start(broker.port(), Optional.empty(), Optional.of(made.forBroker()));
      assertThat(desk.connect()).isTrue();
      comesBack(station, desk);
    } finally {
      broker.close();
    }
  }

  @Test
  void ourOwnExpiredCertificateKeepsTheLineDownUntilItsFileIsRenewed() throws Exception {
    var made = Certificates.in(folder);
    var ours = made.clientThatForgotToRenew(NAME);
    EmbeddedBroker broker =
        EmbeddedBroker.start(0, Optional.empty(), Optional.of(made.forBroker()));
    try (var station = new Station(broker.uri(), Optional.of(ours), US, keys());
        var desk = new Desk(broker.uri(), Optional.of(made.client("centre")), US, CENTRE)) {
      assertThat(desk.connect()).isTrue();
      station.write(10);
      staysAway(station, "our own certificate has expired");
      assertThat(made.client(NAME)).as("the same files").isEqualTo(ours);
      comesBack(station, desk);
    } finally {
      broker.close();
    }
  }

  /** Tried three times at least, and refused each time with these words. */
  private static void staysAway(Station station, String why) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!station.problem().toLowerCase(Locale.ROOT).contains(why)) {
      assertThat(System.nanoTime()).as(station.problem()).isLessThan(end);
      assertThat(station.events.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }
  }

  private static void comesBack(Station station, Desk desk) throws Exception {
    assertThat(desk.await(40, () -> desk.books().equals(station.journal()))).isTrue();
    Event event = station.events.poll(40, TimeUnit.SECONDS);
    while (event != null && !event.equals(new CentreEvent.LinkChanged(true))) {
      event = station.events.poll(40, TimeUnit.SECONDS);
    }
    assertThat(event).isNotNull();
  }
}
