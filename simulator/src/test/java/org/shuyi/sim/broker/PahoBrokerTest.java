package org.shuyi.sim.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.kiosk.centre.wire.Address;
import org.shuyi.kiosk.centre.wire.Channel;
import org.shuyi.kiosk.centre.wire.StateMessage;
import org.shuyi.kiosk.kernel.CentreEvent;
import org.shuyi.kiosk.kernel.CommandEvent;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.trust.Keys;
import org.shuyi.kiosk.trust.Signer;
import org.shuyi.kiosk.trust.Verifier;

/** The courier over real sockets and a real broker, which is taken away and brought back. */
class PahoBrokerTest {
  private static final Address US = new Address("demo", "cabinet-1");
  private static final KeyPair PAIR = Keys.generate(new SecureRandom());
  private static final Signer CENTRE = new Signer("centre-1", PAIR.getPrivate());

  @TempDir Path folder;

  private static SortedMap<String, Verifier> keys() {
    var keys = new TreeMap<String, Verifier>();
    keys.put("centre-1", new Verifier("centre-1", PAIR.getPublic()));
    return keys;
  }

  @Test
  void threeHundredRecordsArriveAlthoughTheBrokerGoesTwice() throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start(0, Optional.of(folder), Optional.empty());
    try (var station = new Station(broker.uri(), Optional.empty(), US, keys());
        var desk = new Desk(broker.uri(), Optional.empty(), US, CENTRE)) {
      assertThat(desk.connect()).isTrue();
      station.write(100);
      assertThat(desk.await(20, () -> desk.books().size() == 100)).isTrue();
      for (int written = 200; written <= 300; written += 100) {
        int all = written;
        broker.close();
        station.write(100);
        broker = EmbeddedBroker.start(broker.port(), Optional.of(folder), Optional.empty());
        assertThat(desk.connect()).isTrue();
        assertThat(desk.await(40, () -> desk.books().size() == all)).as("%d", all).isTrue();
      }
      assertThat(desk.books()).isEqualTo(station.journal());
      assertThat(await(station, event -> event.equals(applied(300)))).isTrue();
      // The desk may have been away itself when one was said; each life of the line has one.
      assertThat(desk.heard(Channel.BIRTH)).isNotEmpty();
    } finally {
      broker.close();
    }
  }

  private static CentreEvent.Applied applied(long through) {
    return new CentreEvent.Applied(through, java.util.List.of());
  }

  @Test
  void theLineIsOnLineAfterOneRoundTripAndGoneWithTheBroker() throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start();
    try (var desk = new Desk(broker.uri(), Optional.empty(), US, CENTRE)) {
      assertThat(desk.connect()).isTrue();
      try (var station = new Station(broker.uri(), Optional.empty(), US, keys())) {
        assertThat(await(station, new CentreEvent.LinkChanged(true)::equals)).isTrue();
        broker.close();
        assertThat(await(station, new CentreEvent.LinkChanged(false)::equals)).isTrue();
      }
    } finally {
      broker.close();
    }
  }

  @Test
  void anOrderedStopIsSaidAndIsNoDeath() throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start();
    try (var desk = new Desk(broker.uri(), Optional.empty(), US, CENTRE)) {
      assertThat(desk.connect()).isTrue();
      var station = new Station(broker.uri(), Optional.empty(), US, keys());
      assertThat(desk.await(20, () -> says(desk, StateMessage.ONLINE))).isTrue();
      station.close();
      assertThat(desk.await(20, () -> says(desk, StateMessage.STOPPED))).isTrue();
      assertThat(says(desk, StateMessage.LOST)).isFalse();
    } finally {
      broker.close();
    }
  }

  @Test
  void aKilledStationIsLost() throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start();
    try (var desk = new Desk(broker.uri(), Optional.empty(), US, CENTRE)) {
      assertThat(desk.connect()).isTrue();
      var killed = new Station(broker.uri(), Optional.empty(), US, keys());
      assertThat(await(killed, new CentreEvent.LinkChanged(true)::equals)).isTrue();
      killed.kill();
      assertThat(desk.await(20, () -> says(desk, StateMessage.LOST))).isTrue();
    } finally {
      broker.close();
    }
  }

  private static boolean says(Desk desk, String state) {
    return desk.heard(Channel.STATE).stream()
        .anyMatch(
            bytes -> new String(bytes, java.nio.charset.StandardCharsets.UTF_8).contains(state));
  }

  @Test
  void aRetainedCommandIsRefusedEvenIfItArrivesLive() throws Exception {
    EmbeddedBroker broker = EmbeddedBroker.start();
    try (var desk = new Desk(broker.uri(), Optional.empty(), US, CENTRE)) {
      assertThat(desk.connect()).isTrue();
      try (var station = new Station(broker.uri(), Optional.empty(), US, keys())) {
        assertThat(await(station, new CentreEvent.LinkChanged(true)::equals)).isTrue();
        desk.publish(Channel.COMMAND, new byte[] {'{', '}'}, true);
        assertThat(await(station, new CommandEvent.CommandsRefused("retained", 1)::equals))
            .isTrue();
      }
    } finally {
      broker.close();
    }
  }

  @Test
  void tlsWithClientCertificatesCarriesRecordsAndAStrangerIsLeftOut() throws Exception {
    Certificates made = Certificates.in(folder);
    EmbeddedBroker broker =
        EmbeddedBroker.start(0, Optional.empty(), Optional.of(made.forBroker()));
    try (var station =
            new Station(broker.uri(), Optional.of(made.client("demo.cabinet-1")), US, keys());
        var desk = new Desk(broker.uri(), Optional.of(made.client("centre")), US, CENTRE)) {
      assertThat(desk.connect()).isTrue();
      station.write(10);
      assertThat(desk.await(20, () -> desk.books().size() == 10)).isTrue();

      var stranger = new Desk(broker.uri(), Optional.of(made.stranger()), US, CENTRE);
      assertThat(stranger.connectWithin(Duration.ofSeconds(3))).isFalse();
      stranger.close();
      var misled = new Desk(broker.uri(), Optional.of(made.trustingNobodyWeKnow()), US, CENTRE);
      assertThat(misled.connectWithin(Duration.ofSeconds(3))).isFalse();
      misled.close();
    } finally {
      broker.close();
    }
  }

  private static boolean await(Station station, Predicate<Event> wanted) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      Event event = station.events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (event == null) return false;
      if (wanted.test(event)) return true;
    }
  }
}
