package org.shuyi.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.kiosk.config.DeviceConfig;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.host.Ending;
import org.shuyi.kiosk.host.RunningStation;
import org.shuyi.kiosk.host.Wires;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.Soundness;
import org.shuyi.kiosk.trust.Keys;
import org.shuyi.sim.device.FeigCprPeer;
import org.shuyi.sim.device.KerongCu16Peer;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.device.PtyPeer;
import org.shuyi.sim.house.Needs;
import org.shuyi.sim.house.PassedOn;
import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.Iso28560;
import org.shuyi.sim.world.Tag;
import org.shuyi.sim.world.World;

/**
 * A whole station, each of whose twenty-five readers stands behind a closed SDK in a program of its
 * own. A visitor stands at an open door while the programs are killed a hundred times; a program is
 * started again more and more seldom, so that one reader alone would take eight minutes to it.
 */
@Needs("pty")
@Timeout(120)
class KilledProgramsTest {
  private static final int DOORS = 25;
  private static final int A_BOARD = 13;
  private static final int KILLS = 4;

  private static final Bytes CARD = Bytes.parse("04A26B12100001");
  private static final Bytes BOOK = Bytes.parse("E004010012345678");

  @TempDir private Path folder;
  private final World world = new World(KilledProgramsTest::millis, 1);
  private final List<PtyPeer> peers = new ArrayList<>();
  private final CountDownLatch pulled = new CountDownLatch(1);
  private final BlockingQueue<String> screens = new LinkedBlockingQueue<>();
  private volatile Bytes held = Bytes.EMPTY;

  @AfterEach
  void unplug() {
    peers.forEach(PtyPeer::close);
  }

  @Test
  void killedAHundredTimesInAVisitTheReadersAreLostMeanwhileAndTheVisitEndsInOrder()
      throws Exception {
    plugIn();
    int port = Ground.freePort();
    var config = config(port);
    SeededJournal.write(config, 0);
    var wires = new Listening(Wires.ofThisMachine());
    var station = RunningStation.start(config, wires);
    try (var touch = new TouchClient(port)) {
      for (int door = 1; door <= DOORS; door++) wires.become(door, Health.Ready.class);
      touch.load();
      var _ = touch.watch(screens::add);
      standsBeforeTheOpenDoorOne(touch);

      try (var killers = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> all = new ArrayList<>();
        for (int door = 1; door <= DOORS; door++) {
          int number = door;
          all.add(killers.submit(() -> killAgainAndAgain(number, wires, station)));
        }
        for (Future<?> each : all) each.get();
      }
      assertThat(touch.metrics()).contains("shuyi_busy 1\n", "shuyi_visits_total 1\n");

      Files.delete(book(1));
      assertThat(world.closeDoor(1).done()).isTrue();
      awaitScreen("receipt");
      awaitFigures(touch, "shuyi_loans_total 1\n", "shuyi_suspects 0\n");
    } finally {
      station.stop(Ending.ORDERED, "the test is over");
    }
    assertThat(station.ending().get(1, TimeUnit.SECONDS)).isEqualTo(Ending.ORDERED);
    lentOnce(config);
    assertThat(programs(line -> line.contains(folder.toString())))
        .as("programs left behind")
        .isEmpty();
  }

  private void standsBeforeTheOpenDoorOne(TouchClient touch) throws Exception {
    awaitScreen("attract");
    held = CARD;
    awaitScreen("choose-door");
    held = Bytes.EMPTY;
    // Refused as long as its shelf is still being counted.
    while (touch.open(1) != 202) awaitPart("\"offered\":true");
    assertThat(pulled.await(10, TimeUnit.SECONDS)).as("the bolt is pulled").isTrue();
    assertThat(world.openDoor(1).done()).isTrue();
    awaitPart("\"look\":\"open\"");
  }

  private Void killAgainAndAgain(int door, Listening wires, RunningStation station)
      throws Exception {
    String script = folder.resolve("reader-" + door).toString();
    for (int kill = 1; kill <= KILLS; kill++) {
      var running = programs(line -> line.endsWith(script));
      assertThat(running).as("programs of reader %d", door).hasSize(1);
      running.getFirst().destroyForcibly();
      wires.become(door, Health.Lost.class);
      assertThat(station.ending()).as("the station stays up").isNotDone();
      wires.become(door, Health.Ready.class);
    }
    return null;
  }

  private static List<ProcessHandle> programs(Predicate<String> name) {
    return ProcessHandle.current()
        .children()
        .filter(child -> name.test(child.info().commandLine().orElse("")))
        .toList();
  }

  private void lentOnce(StationConfig config) throws IOException {
    try (var journal = Journal.open(config.journal(), new SecureRandom(), Instant.now())) {
      assertThat(journal.tail(1_000)).filteredOn(line -> line.kind().equals("loaned")).hasSize(1);
      assertThat(journal.verifyAll()).isEqualTo(new Soundness.Sound(journal.lastSeq()));
    }
  }

  private void awaitScreen(String name) throws InterruptedException {
    awaitPart("\"name\":\"" + name + "\"");
  }

  private void awaitPart(String part) throws InterruptedException {
    String screen;
    do {
      screen = screens.poll(20, TimeUnit.SECONDS);
      assertThat(screen).as("a screen with %s", part).isNotNull();
    } while (!screen.contains(part));
  }

  /** A turn tells its screen before its figures. */
  private static void awaitFigures(TouchClient touch, String... wanted) throws Exception {
    long until = millis() + 20_000;
    String figures;
    do {
      figures = touch.metrics();
    } while (millis() < until && !Stream.of(wanted).allMatch(figures::contains));
    assertThat(figures).contains(wanted);
  }

  // The cabinet.

  private void plugIn() throws IOException {
    for (int door = 1; door <= DOORS; door++) world.addDoor(door);
    world.watch(
        (at, deed) -> {
          if (deed instanceof Deed.BoltPulled) pulled.countDown();
        });
    for (int board = 0; board * A_BOARD < DOORS; board++) {
      int first = board * A_BOARD + 1;
      int last = Math.min(DOORS, first + A_BOARD - 1);
      var bolts = world.bolts(IntStream.rangeClosed(first, last).toArray());
      attach(
          "locks-" + board,
          new KerongCu16Peer(KerongCu16Peer.Setup.USUAL, bolts, KerongCu16Peer.PACE, board));
    }
    attach("cards", new FeigCprPeer(0, () -> held.isEmpty() ? null : held, FeigCprPeer.PACE, 9));
    for (int door = 1; door <= DOORS; door++) program(door);
    Files.createFile(book(1));
  }

  private void attach(String name, Peer peer) throws IOException {
    peers.add(PtyPeer.at(folder.resolve(name), peer, KilledProgramsTest::millis));
  }

  private static long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  /** There while the book lies behind the door. */
  private Path book(int door) {
    return folder.resolve("book-" + door);
  }

  /** A program as the README of tag.process wants it, of builtins of the shell alone. */
  private void program(int door) throws IOException {
    var tag = Tag.of(BOOK.toString(), Iso28560.book("10086420001", "CN-440100-1-GZL"));
    String uid = "\"uid\":\"" + hex(BOOK) + '"';
    String text =
        """
        #!/bin/sh
        while IFS= read -r line; do
          case $line in
            *'"ask":"ping"'*) echo '%s' ;;
            *'"ask":"hello"'*) echo '%s' ;;
            *'"ask":"antenna"'*) echo '%s' ;;
            *'"ask":"inventory"'*) if [ -e '%s' ]; then echo '%s'; else echo '%s'; fi ;;
            *'"ask":"tag"'*) echo '%s' ;;
            *'"ask":"read"'*) echo '%s' ;;
          esac
        done
        """
            .formatted(
                line("\"to\":\"ping\""),
                line(
                    "\"to\":\"hello\",\"version\":1,\"program\":\"killed"
                        + " 1.0\",\"antennas\":1,\"can\":[\"write\"]"),
                line("\"to\":\"antenna\",\"antenna\":1"),
                book(door),
                line("\"to\":\"inventory\",\"tags\":[{" + uid + ",\"dsfid\":6}]"),
                line("\"to\":\"inventory\",\"tags\":[]"),
                line(
                    "\"to\":\"tag\","
                        + uid
                        + ",\"afi\":194,\"blocks\":"
                        + Tag.BLOCKS
                        + ",\"blockSize\":4"),
                line(
                    "\"to\":\"read\","
                        + uid
                        + ",\"first\":0,\"blockSize\":4,\"content\":\""
                        + hex(tag.memory())
                        + '"'));
    var mode = PosixFilePermissions.fromString("rwxr-xr-x");
    Path script =
        Files.createFile(
            folder.resolve("reader-" + door + ".new"), PosixFilePermissions.asFileAttribute(mode));
    Files.writeString(script, text);
    Files.move(script, folder.resolve("reader-" + door));
  }

  private static String line(String members) {
    String begin = "{" + members;
    var crc = new CRC32();
    crc.update(begin.getBytes(StandardCharsets.UTF_8));
    return begin + ",\"crc\":\"%08X\"}".formatted(crc.getValue());
  }

  private static String hex(Bytes bytes) {
    return HexFormat.of().withUpperCase().formatHex(bytes.toArray());
  }

  private StationConfig config(int touchPort) throws IOException {
    Files.writeString(
        folder.resolve("centre.pem"), Keys.pem(Keys.generate(new SecureRandom()).getPublic()));
    Files.writeString(folder.resolve("city.key"), "00".repeat(32));
    var text = new StringBuilder();
    text.append(
        """
        station: {organisation: gz, id: killed, demo: true}
        journal: {file: journal.db}
        touch: {port: %d}
        technician: {port: %d}
        centre: {broker: "tcp://127.0.0.1:%d", key: centre.pem}
        city-keys: [{number: 1, file: city.key}]
        clock: {trust: system}
        rounds: 2
        devices:
          cards: {kind: card.feig, line: "serial:%s?baud=38400"}
        """
            .formatted(touchPort, Ground.freePort(), Ground.freePort(), folder.resolve("cards")));
    for (int board = 0; board * A_BOARD < DOORS; board++) {
      text.append(
          "  locks-%d: {kind: lock.kerong, line: \"serial:%s?baud=19200\", polarity: one-is-closed, supply: none}\n"
              .formatted(board, folder.resolve("locks-" + board)));
    }
    for (int door = 1; door <= DOORS; door++) {
      text.append(
          "  reader-%d: {kind: tag.process, line: \"process:%s\"}\n"
              .formatted(door, folder.resolve("reader-" + door)));
    }
    text.append("doors:\n");
    for (int door = 1; door <= DOORS; door++) {
      text.append(
          "  \"%d\": {lock: {device: locks-%d, channel: %d}, tags: {device: reader-%d, antenna: 1}}\n"
              .formatted(door, (door - 1) / A_BOARD, (door - 1) % A_BOARD + 1, door));
    }
    return StationFolder.read(Files.writeString(folder.resolve("station.yaml"), text));
  }

  /** The station's own wires, and what is heard of the readers' health on the way. */
  private static final class Listening extends PassedOn {
    private final Map<String, BlockingQueue<Health>> healths = new ConcurrentHashMap<>();

    Listening(Wires wires) {
      super(wires);
    }

    private BlockingQueue<Health> of(String device) {
      return healths.computeIfAbsent(device, name -> new LinkedBlockingQueue<>());
    }

    void become(int door, Class<? extends Health> wanted) throws InterruptedException {
      var heard = of("reader-" + door);
      Health health;
      do {
        health = heard.poll(20, TimeUnit.SECONDS);
        assertThat(health).as("reader %d becomes %s", door, wanted.getSimpleName()).isNotNull();
      } while (!wanted.isInstance(health));
    }

    @Override
    public <C, N> void run(
        DeviceConfig config,
        Driver<C, N> driver,
        Function<Consumer<C>, Consumer<N>> meet,
        Consumer<Health> health) {
      super.run(
          config,
          driver,
          meet,
          now -> {
            health.accept(now);
            of(config.name()).add(now);
          });
    }
  }
}
