package org.shuyi.sim.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Told;
import org.shuyi.devices.link.DeviceLoop;
import org.shuyi.devices.link.LineAddress;
import org.shuyi.devices.lock.BoardConfig;
import org.shuyi.devices.lock.LockCommand;
import org.shuyi.devices.lock.LockNotice;
import org.shuyi.devices.lock.Polarity;
import org.shuyi.devices.lock.kerong.KerongConfig;
import org.shuyi.devices.lock.kerong.KerongDriver;
import org.shuyi.devices.tag.TagCommand;
import org.shuyi.devices.tag.TagNotice;
import org.shuyi.devices.tag.feig.FeigConfig;
import org.shuyi.devices.tag.feig.FeigDriver;
import org.shuyi.sim.device.FeigIsoHostPeer;
import org.shuyi.sim.device.KerongCu16Peer;
import org.shuyi.sim.device.Pace;
import org.shuyi.sim.device.PacedPort;
import org.shuyi.sim.device.PtyPeer;
import org.shuyi.sim.world.Bolts;
import org.shuyi.sim.world.Iso28560;
import org.shuyi.sim.world.Tag;

/**
 * P1: one exchange with a device at 9600 baud. P2: ten stacked books read and marked for loan at a
 * reader, with the commits of their visit.
 */
final class WiresBench implements Bench {
  /** 9600 8N1. */
  private static final Pace PACE = new Pace(9_600, 10);

  /** As a CU16 does by its maker's word. */
  private static final long BOARD_MICROS = 5_000;

  /** Exchanges by turns; the first of each turn is not counted. */
  private static final int TURN = 60;

  private static final int BOOKS = 10;
  private static final int ON_LOAN_AFI = 0xC2;

  /** Before a new question, FEIG manual H20800. */
  private static final double PRESCRIBED_MILLIS = 5;

  @Override
  public String name() {
    return "wires";
  }

  @Override
  public String about() {
    return "P1, P2: an exchange with a device, and ten books at a reader, beside what the wires take";
  }

  @Override
  public Findings run(Ground ground, Scale scale) throws Exception {
    var machine = Machine.here();
    var figures = new ArrayList<Figure>();
    exchanges(scale, figures);
    books(ground, scale, figures);
    return new Findings(name(), Instant.now(), machine, figures, notes(scale));
  }

  // P1.

  private static void exchanges(Scale scale, List<Figure> figures) throws Exception {
    var ours = new Parts();
    var raw = new Parts();
    try (var port = board();
        var other = board();
        var asker = new RawAsker(other)) {
      for (int turn = 0; turn < Math.max(1, scale.visits() / 3); turn++) {
        stationAsks(port, ours);
        asker.asks(TURN, raw);
      }
      figures.add(
          Figure.ratioAtMost(
              "P1",
              "exchange of 5 and 9 bytes at 9600 baud, median",
              "ms",
              Samples.of(ours.whole).median(),
              port.millis(14),
              1.03));
    }
    var own = Samples.of(ours.own);
    var twin = Samples.of(raw.own);
    figures.add(Figure.beyond("P1", "of it our own, median", "ms", own.median(), twin.median()));
    figures.add(
        Figure.beyondAtMost(
            "P1",
            "of it our own, 99.9th percentile",
            "ms",
            own.percentile(99.9),
            twin.percentile(99.9),
            1));
  }

  private static PacedPort board() throws IOException {
    var setup = new KerongCu16Peer.Setup(1, true, false, 500, 0);
    return new PacedPort(
        new KerongCu16Peer(setup, new Still(), Pace.INSTANT, 1), PACE, BOARD_MICROS);
  }

  /** How long exchanges took in all, and of it beyond wire and device, in milliseconds. */
  static final class Parts {
    private final List<Double> whole = new ArrayList<>();
    private final List<Double> own = new ArrayList<>();

    void add(long nanos, PacedPort.Exchange exchange) {
      whole.add(nanos / 1e6);
      own.add((nanos - exchange.nanos()) / 1e6);
    }
  }

  private static void stationAsks(PacedPort port, Parts parts) throws InterruptedException {
    var times = new LinkedBlockingQueue<Long>();
    var config =
        new BoardConfig(
            16,
            Polarity.of("one-is-closed"),
            Duration.ofMillis(30),
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            2,
            1,
            false);
    var driver = new Stamping(new KerongDriver(new KerongConfig(false, 0, config)), times);
    var line = LineAddress.parse("serial:" + port.path() + "?baud=9600").line();
    try (var loop =
        new DeviceLoop<>("board", line, driver, frame -> frame, notice -> {}, health -> {})) {
      loop.start();
      for (int i = 0; i < TURN; i++) {
        var exchange = port.next();
        long nanos = times.take();
        if (i > 0) parts.add(nanos, exchange);
      }
    }
  }

  /** A driver, and the time from each of its questions to the last byte of the answer. */
  private static final class Stamping implements Driver<LockCommand, LockNotice> {
    /** Of a CU16. */
    private static final int ANSWER_BYTES = 9;

    private final Driver<LockCommand, LockNotice> driver;
    private final BlockingQueue<Long> times;
    private long asked;
    private int left;

    Stamping(Driver<LockCommand, LockNotice> driver, BlockingQueue<Long> times) {
      this.driver = driver;
      this.times = times;
    }

    @Override
    public Answer<LockNotice> on(Told<LockCommand> told, long nowMillis) {
      long began = System.nanoTime();
      var answer = driver.on(told, nowMillis);
      if (told instanceof Told.Received<LockCommand>(Bytes bytes) && left > 0) {
        left -= bytes.size();
        if (left <= 0) times.add(System.nanoTime() - asked);
      }
      if (!answer.write().isEmpty()) {
        asked = began;
        left = ANSWER_BYTES;
      }
      return answer;
    }

    @Override
    public long wakeAt() {
      return driver.wakeAt();
    }

    @Override
    public Health health() {
      return driver.health();
    }

    @Override
    public SortedMap<String, Long> counters() {
      return driver.counters();
    }
  }

  /** Doors that nobody opens. */
  private static final class Still implements Bolts {
    @Override
    public void pull(int channel, int millis) {}

    @Override
    public void drop(int channel) {}

    @Override
    public boolean closed(int channel) {
      return true;
    }

    @Override
    public boolean occupied(int channel) {
      return false;
    }
  }

  // P2.

  private static void books(Ground ground, Scale scale, List<Figure> figures) throws Exception {
    Path folder = ground.fresh("wires");
    var tags = new ArrayList<Tag>();
    for (int i = 0; i < BOOKS; i++) {
      var contents = Iso28560.book("1008642000" + i, "CN-440100-1-GZL");
      tags.add(new Tag(Bytes.parse("E0040100000010%02X".formatted(i)), contents, 0x07, 6, true));
    }
    var reader =
        new BusyPeer(
            new FeigIsoHostPeer(
                FeigIsoHostPeer.Setup.USUAL, antenna -> tags, FeigIsoHostPeer.PACE, 1));
    var config =
        StationFolder.write(folder, device -> "tcp:127.0.0.1:1", Ground.freePort()).config();
    SeededJournal.write(config, 0);
    var whole = new ArrayList<Double>();
    var floors = new ArrayList<Double>();
    try (var port = PtyPeer.at(folder.resolve("pad"), reader, WiresBench::millis);
        var commits = new JournalCommits(config)) {
      var pad = new Pad(port.path());
      try (pad) {
        pad.isReady();
        for (int i = 0; i <= scale.repeats(); i++) {
          boolean lent = i % 2 == 0;
          reader.forget();
          long began = System.nanoTime();
          commits.commit();
          pad.count();
          for (Tag tag : tags) pad.mark(tag.uid(), lent ? ON_LOAN_AFI : 0x07, !lent);
          commits.commit();
          if (i == 0) continue;
          whole.add((System.nanoTime() - began) / 1e6);
          floors.add(reader.busyMillis() + reader.questions() * PRESCRIBED_MILLIS);
        }
      }
    }
    figures.add(
        Figure.ratioAtMost(
            "P2",
            "ten stacked books read, marked and read back, two commits",
            "ms",
            Samples.of(whole).median(),
            Samples.of(floors).median(),
            1.15));
    figures.add(Figure.told("P2", "questions to the reader", "", reader.questions()));
  }

  private static long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  /** The station's side of the reader: its driver in its loop on its line. */
  private static final class Pad implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;
    private static final int EIGHT_BLOCKS = 8;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final BlockingQueue<TagNotice> notices = new LinkedBlockingQueue<>();
    private final BlockingQueue<Health> healths = new LinkedBlockingQueue<>();
    private final DeviceLoop<TagCommand, TagNotice> loop;
    private long request;

    Pad(Path port) {
      var config = new FeigConfig(255, 1, EIGHT_BLOCKS, true, true, SECOND, SECOND);
      loop =
          new DeviceLoop<>(
              "pad",
              LineAddress.parse("serial:" + port + "?baud=38400").line(),
              new FeigDriver(config),
              frame -> frame,
              notices::add,
              healths::add);
      loop.start();
    }

    void isReady() throws IOException, InterruptedException {
      @Nullable Health health;
      do {
        health = healths.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (health == null) throw new IOException("the reader is not ready");
      } while (!(health instanceof Health.Ready));
    }

    /** One inventory that is complete, and eight blocks of each book. */
    void count() throws IOException, InterruptedException {
      if (!loop.want(new TagCommand.Count(++request, 1, 1))) throw new IOException("not taken");
      var told = notices.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!(told instanceof TagNotice.Counted counted) || counted.tags().size() != BOOKS) {
        throw new IOException("not all were counted: " + told);
      }
    }

    void mark(Bytes uid, int afi, boolean eas) throws IOException, InterruptedException {
      if (!loop.want(new TagCommand.Mark(uid, 1, afi, eas))) throw new IOException("not taken");
      var told = notices.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!(told instanceof TagNotice.Marked marked) || !marked.written()) {
        throw new IOException("not marked: " + told);
      }
    }

    @Override
    public void close() {
      loop.close();
    }
  }

  private static List<String> notes(Scale scale) {
    return List.of(
        "An exchange: from the step of the real lock.kerong driver that asks for the state (5 bytes)"
            + " to the end of the step that hears the last of 9 bytes, over the real line and loop, on"
            + " a pty whose far end keeps each byte back as 9600 baud would and thinks for 5 ms. Beside"
            + " it stands what wire and device take by calculation. Our own part is the rest after the"
            + " far end's own stamps; the twin of that is a bare program on such a port, by turns of "
            + TURN
            + " exchanges, "
            + Math.max(1, scale.visits() / 3)
            + " of each.",
        "Ten books: inventory, 8 blocks of each, then AFI and EAS written and read back on each, by the"
            + " real tag.feig driver at 38400 8E1, and a commit of the journal before and after. Beside"
            + " it: the time in which the simulated reader was busy by its own clock (wire, radio and"
            + " reader, in whole milliseconds) and the 5 ms that its maker prescribes before each"
            + " question. There is no desk yet: no screen and no kernel are in it, nor the 60 ms to the"
            + " first title.");
  }
}
