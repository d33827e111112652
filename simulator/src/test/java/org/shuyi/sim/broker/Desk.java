package org.shuyi.sim.broker;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.shuyi.kiosk.centre.Broker;
import org.shuyi.kiosk.centre.PahoBroker;
import org.shuyi.kiosk.centre.Tls;
import org.shuyi.kiosk.centre.wire.Address;
import org.shuyi.kiosk.centre.wire.AppliedMessage;
import org.shuyi.kiosk.centre.wire.Channel;
import org.shuyi.kiosk.centre.wire.Malformed;
import org.shuyi.kiosk.centre.wire.RecordsMessage;
import org.shuyi.kiosk.centre.wire.SignedMessage;
import org.shuyi.kiosk.trust.Envelope;
import org.shuyi.kiosk.trust.Octets;
import org.shuyi.kiosk.trust.Signer;

/**
 * A clerk at the centre who writes down records and signs for them; a client of the same port.
 * After a break somebody must call {@link #connect} again.
 */
final class Desk implements AutoCloseable {
  private static final Octets EPOCH = Octets.ofHex("0a1b2c3d4e5f6071");

  private final Address station;
  private final Signer signer;
  private final PahoBroker broker;
  private final List<Octets> books = new ArrayList<>();
  private final List<Broker.Notice.Arrived> heard = new ArrayList<>();
  private CountDownLatch ready = new CountDownLatch(1);
  private long connection;
  private long lastId;

  Desk(URI uri, Optional<Tls> tls, Address station, Signer signer) {
    this.station = station;
    this.signer = signer;
    this.broker = new PahoBroker(uri, tls, this::noticed);
  }

  boolean connect() throws InterruptedException {
    return connectWithin(Duration.ofSeconds(20));
  }

  boolean connectWithin(Duration patience) throws InterruptedException {
    CountDownLatch latch;
    synchronized (this) {
      ready = new CountDownLatch(1);
      latch = ready;
      connection++;
    }
    broker.carryOut(
        new Broker.Order.Connect(
            connection, new Broker.Session("centre", 60, 3_600, 100, 1 << 20, Optional.empty())));
    return latch.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  void publish(Channel channel, byte[] payload) {
    publish(channel, payload, channel.retained());
  }

  void publish(Channel channel, byte[] payload, boolean retained) {
    broker.carryOut(
        new Broker.Order.Publish(
            ++lastId, station.topic(channel), Octets.of(payload), 1, retained, 0));
  }

  synchronized List<Octets> books() {
    return List.copyOf(books);
  }

  synchronized List<byte[]> heard(Channel channel) {
    return heard.stream()
        .filter(arrived -> arrived.topic().equals(station.topic(channel)))
        .map(arrived -> arrived.payload().toArray())
        .toList();
  }

  private synchronized void noticed(Broker.Notice notice) {
    if (notice.connection() != connection) return;
    switch (notice) {
      case Broker.Notice.Connected connected ->
          broker.carryOut(
              new Broker.Order.Subscribe(
                  List.of(
                      station.topic(Channel.RECORDS),
                      station.topic(Channel.BIRTH),
                      station.topic(Channel.STATE),
                      station.topic(Channel.ANSWER))));
      case Broker.Notice.Subscribed subscribed -> ready.countDown();
      case Broker.Notice.Arrived arrived -> {
        heard.add(arrived);
        if (arrived.topic().equals(station.topic(Channel.RECORDS))) read(arrived.payload());
        broker.carryOut(new Broker.Order.Acknowledge(arrived.receipt()));
      }
      case Broker.Notice.Published published -> {}
      case Broker.Notice.Refused refused -> {}
      case Broker.Notice.Lost lost -> {}
    }
    notifyAll();
  }

  private void read(Octets payload) {
    try {
      RecordsMessage batch = RecordsMessage.read(payload.toArray());
      if (batch.firstSeq() <= books.size() + 1L) {
        for (long seq = books.size() + 1L; seq <= batch.lastSeq(); seq++) {
          books.add(batch.records().get((int) (seq - batch.firstSeq())));
        }
      }
    } catch (Malformed e) {
      throw new AssertionError(e);
    }
    var applied =
        new AppliedMessage(station.toString(), EPOCH, books.size(), Optional.empty(), List.of());
    Octets bytes = Octets.of(applied.bytes());
    publish(
        Channel.APPLIED,
        SignedMessage.bytes(Envelope.sign(Channel.APPLIED.payloadType(), bytes, signer)));
  }

  /** Waits until something is true of what was heard. */
  synchronized boolean await(long seconds, java.util.function.BooleanSupplier holds)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!holds.getAsBoolean()) {
      long rest = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (rest <= 0) return false;
      wait(rest);
    }
    return true;
  }

  @Override
  public void close() {
    broker.close();
  }
}
