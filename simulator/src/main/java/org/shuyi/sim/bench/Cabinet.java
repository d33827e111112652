package org.shuyi.sim.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.device.Faults;
import org.shuyi.sim.device.FeigCprPeer;
import org.shuyi.sim.device.FeigIsoHostPeer;
import org.shuyi.sim.device.KerongCu16Peer;
import org.shuyi.sim.device.Pace;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.device.PtyPeer;
import org.shuyi.sim.world.Bolts;
import org.shuyi.sim.world.Iso28560;
import org.shuyi.sim.world.Tag;

/**
 * The devices of a cabinet of four doors on serial ports of this machine, with the instant at which
 * a card's last byte left its reader, and at which a lock board had the order to pull a bolt.
 *
 * <p>Wires and devices take no time of their own, so that what is measured is the station's. A door
 * whose bolt is pulled stands open for the next answers and is closed after them.
 */
final class Cabinet implements AutoCloseable {
  /** A door stands open for so many answers after the pull; a driver believes two that agree. */
  private static final int OPEN_FOR = 3;

  private static final KerongCu16Peer.Setup BOARD = new KerongCu16Peer.Setup(1, true, false, 50, 0);

  private final Path folder;
  private final List<PtyPeer> peers = new ArrayList<>();
  private final Moving bolts = new Moving();
  private volatile Bytes card = Bytes.EMPTY;
  private volatile long cardToldNanos;

  /**
   * @param folder of the links that a configuration names
   */
  Cabinet(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    LongSupplier clock = () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    attach("locks", new KerongCu16Peer(BOARD, bolts, Pace.INSTANT, 1), clock);
    for (int door = 1; door <= StationFolder.DOORS; door++) {
      List<Tag> books = List.of(book(door));
      var setup = FeigIsoHostPeer.Setup.USUAL;
      attach(
          "reader-" + door,
          new FeigIsoHostPeer(setup, antenna -> books, Pace.INSTANT, door),
          clock);
    }
    var cards = new FeigCprPeer(0, () -> card.isEmpty() ? null : card, Pace.INSTANT, 9);
    attach("cards", new Telling(cards), clock);
  }

  private void attach(String name, Peer peer, LongSupplier clock) throws IOException {
    peers.add(PtyPeer.at(folder.resolve(name), peer, clock));
  }

  private static Tag book(int door) {
    var contents = Iso28560.book("1008642000" + door, "CN-440100-1-GZL");
    return Tag.of("E00401000000000" + door, contents);
  }

  /** The line of a device, for the configuration. */
  String line(String device) {
    // No parity: a pty has none, and glibc refuses to set it on one that was open before.
    return "serial:"
        + folder.resolve(device)
        + (device.equals("locks") ? "?baud=19200" : "?baud=38400");
  }

  void hold(int patron) {
    card = Bytes.parse(PromptWires.card(patron));
  }

  void takeAway() {
    card = Bytes.EMPTY;
  }

  /** When the last byte of an answer with a card's number left the reader. */
  long cardToldNanos() {
    return cardToldNanos;
  }

  /** When the board had read the order to pull this channel's bolt, or 0. */
  long pulledNanos(int channel) {
    return bolts.pulled(channel);
  }

  void forgetPulls() {
    bolts.forget();
  }

  @Override
  public void close() {
    peers.forEach(PtyPeer::close);
  }

  /** Doors that patrons open and close at once. */
  private static final class Moving implements Bolts {
    private final long[] pulledNanos = new long[17];
    private final int[] openFor = new int[17];

    @Override
    public synchronized void pull(int channel, int millis) {
      pulledNanos[channel] = System.nanoTime();
      openFor[channel] = OPEN_FOR;
    }

    @Override
    public void drop(int channel) {}

    @Override
    public synchronized boolean closed(int channel) {
      if (openFor[channel] == 0) return true;
      openFor[channel]--;
      return false;
    }

    @Override
    public boolean occupied(int channel) {
      return false;
    }

    synchronized long pulled(int channel) {
      return pulledNanos[channel];
    }

    synchronized void forget() {
      Arrays.fill(pulledNanos, 0);
    }
  }

  /** A card reader that notes when it has told a card. */
  private final class Telling implements Peer {
    /** Shorter answers carry no number. */
    private static final int WITH_NUMBER = 12;

    private final Peer reader;

    private Telling(Peer reader) {
      this.reader = reader;
    }

    @Override
    public void powerUp(long nowMillis) {
      reader.powerUp(nowMillis);
    }

    @Override
    public void hungUp(long nowMillis) {
      reader.hungUp(nowMillis);
    }

    @Override
    public void received(Bytes bytes, long nowMillis) {
      reader.received(bytes, nowMillis);
    }

    @Override
    public long wakeAt() {
      return reader.wakeAt();
    }

    @Override
    public @Nullable Bytes leaving(long nowMillis) {
      var bytes = reader.leaving(nowMillis);
      if (bytes != null && bytes.size() >= WITH_NUMBER && !card.isEmpty()) {
        cardToldNanos = System.nanoTime();
      }
      return bytes;
    }

    @Override
    public Faults faults() {
      return reader.faults();
    }
  }
}
