package org.shuyi.sim.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.config.Reading;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.host.Wiring;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.sim.demo.AotCache;
import org.shuyi.sim.demo.Exchange;
import org.shuyi.sim.demo.Home;
import org.shuyi.sim.demo.Ports;
import org.shuyi.sim.demo.RunningDemo;
import org.shuyi.sim.demo.StationUnit;
import org.shuyi.sim.demo.Townsfolk;
import org.shuyi.sim.judge.Agreement;
import org.shuyi.sim.judge.Durable;
import org.shuyi.sim.judge.Eyewitness;
import org.shuyi.sim.judge.Ledger;
import org.shuyi.sim.soak.Chance;
import org.shuyi.sim.soak.Violation.Promise;
import org.shuyi.sim.torture.Calm.Restless;
import org.shuyi.sim.world.Card;

/**
 * One run: storms over a whole demo, and between them quiet points at which the station is stopped
 * in order and its journal is held against the world and the centre's books.
 */
final class Torture implements AutoCloseable {
  /** Between two lines of progress. */
  private static final long PROGRESS_SECONDS = 30;

  private static final int SHORTEST_STORM = 12_000;
  private static final int LONGEST_STORM = 35_000;
  private static final int MEAN_MILLIS = 2_000;

  /** A trace in the log, a turn that failed, or memory that is gone. */
  private static final Pattern BUG =
      Pattern.compile("^\\s+at [\\w.$/]+\\(|a turn failed|^Exception in thread|OutOfMemoryError");

  /**
   * What is asked of a run.
   *
   * @param sources the folder with the launcher
   * @param lasts begins no storm after so long
   * @param within the longest of each wait for rest; 60 s, more on a machine that is busy
   * @param embedded the broker within this program instead of Mosquitto
   */
  record Wish(Path sources, long seed, Duration lasts, Duration within, boolean embedded) {}

  private final Wish wish;
  private final Home home;
  private final Story story;
  private final Townsfolk folk = new Townsfolk();
  private final Eyewitness eyes;
  private final InClear inClear;
  private final Looks looks;
  private final Desk desk;
  private final Onlooker onlooker;
  private final AtomicReference<@Nullable Broker> opened = new AtomicReference<>();
  private final RunningDemo demo;
  private final Broker broker;
  private final Plan plan;
  private final Lives lives;
  private final Fate fate;
  private final Calm calm;
  private final Pavement pavement;
  private final List<String> broken = new ArrayList<>();
  private final long began = System.nanoTime();
  private Optional<Vitals> first = Optional.empty();
  private Optional<Vitals> last = Optional.empty();
  private long slowest;
  private long listensSince;
  private long records;

  /**
   * Opens a town with a station in it.
   *
   * @param home is closed with it
   * @throws Exception where the town or its station does not come up
   */
  static Torture open(Wish wish, Home home, Consumer<String> progress) throws Exception {
    var story = new Story(home.root().resolve("torture.log"));
    try {
      return new Torture(wish, home, story, progress);
    } catch (Exception e) {
      story.close();
      throw e;
    }
  }

  private Torture(Wish wish, Home home, Story story, Consumer<String> progress) throws Exception {
    this.wish = wish;
    this.home = home;
    this.story = story;
    story.tell("seed " + wish.seed());
    var demoWish = new RunningDemo.Wish(wish.sources(), Ports.ANY, true, folk);
    AotCache.of(wish.sources()).make();
    demo = RunningDemo.start(home, demoWish, exchange(), progress, story::tell);
    broker = Objects.requireNonNull(opened.get(), "the town has opened a broker");
    plan = plan(home);
    var city = demo.secrets().tokens();
    eyes = new Eyewitness(System::currentTimeMillis, card -> InClear.token(city, card));
    demo.world().watch(eyes);
    demo.hear(eyes::inventory);
    inClear = new InClear(cards(), city);
    looks = new Looks(System::currentTimeMillis, inClear);
    desk = new Desk(demo.centre(), System::currentTimeMillis);
    lives = new Lives(demo.station(), story);
    fate = new Fate(demo, lives, broker, folk, eyes, desk, story);
    calm = new Calm(demo, fate, story, wish.within());
    onlooker = new Onlooker(demo, looks, desk, inClear, story);
    pavement = new Pavement(demo, folk, eyes, looks, story, new Chance(wish.seed() + 1));
  }

  private List<Card> cards() {
    return Stream.concat(folk.readers().stream(), Stream.of(Pavement.STRANGER))
        .map(Townsfolk.Reader::card)
        .toList();
  }

  private Exchange exchange() {
    return (at, port) -> {
      Broker fresh =
          wish.embedded() ? Artemis.open(at.root(), port) : Mosquitto.open(at.root(), port);
      opened.set(fresh);
      return fresh;
    };
  }

  private static Plan plan(Home home) throws IOException {
    return switch (StationConfig.read(home.stationFile(), Wiring::complaints)) {
      case Reading.Read(StationConfig config) -> Wiring.plan(config);
      case Reading.Refused(var complaints) -> throw new IOException(complaints.toString());
    };
  }

  /**
   * Runs storms until the time is over or something is broken.
   *
   * @return the figures; {@link Figures#broken} is empty where all is well
   * @throws IOException where the broker or a journal cannot be reached
   */
  Figures run(Consumer<String> progress) throws IOException, InterruptedException {
    try (var clock = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory())) {
      var _ =
          clock.scheduleAtFixedRate(
              () -> progress.accept(words()), PROGRESS_SECONDS, PROGRESS_SECONDS, TimeUnit.SECONDS);
      try {
        storms();
      } catch (Restless restless) {
        broken(Promise.WAITS_END, String.valueOf(restless.getMessage()));
      } finally {
        clock.shutdownNow();
      }
    }
    closing();
    return figures();
  }

  private void storms() throws Restless, IOException, InterruptedException {
    var chance = new Chance(wish.seed());
    calm.serves();
    listensSince = System.currentTimeMillis();
    first = Optional.of(vitals());
    last = first;
    for (int number = 1; broken.isEmpty() && elapsed() < wish.lasts().toMillis(); number++) {
      boolean deadly = number % 3 != 2;
      int millis = chance.between(SHORTEST_STORM, LONGEST_STORM);
      var storm = Storm.draw(chance, millis, deadly, MEAN_MILLIS);
      story.tell(
          "storm %d: %d ms, %d strikes%s"
              .formatted(number, millis, storm.strikes().size(), deadly ? "" : ", none deadly"));
      story.count("storms");
      var before = vitals();
      pavement.open();
      fate.rage(storm);
      quiet(before);
    }
  }

  /** Heals everything, waits until it is well, and judges. */
  private void quiet(Vitals before) throws Restless, IOException, InterruptedException {
    fate.heal();
    long healed = elapsed();
    pavement.clear();
    calm.serves();
    long served = elapsed() - healed;
    calm.come();
    slowest = Math.max(slowest, served);
    story.tell("quiet: in service again after " + served + " ms");
    var after = vitals();
    last = Optional.of(after);
    if (after.pid() == before.pid()) grown(before, after);
    lives.rest();
    judge();
    lives.start();
    calm.serves();
    story.count("quiet points");
  }

  private Vitals vitals() throws IOException {
    var child = demo.station().child();
    if (child == null) throw new IOException("the station does not run");
    return Vitals.of(child.pid());
  }

  private void grown(Vitals before, Vitals after) {
    story.tell("one life through a storm: " + before.words() + ", then " + after.words());
    story.count("lives through a storm");
    if (after.hasOutgrown(before)) {
      broken(Promise.BOUNDED, before.words() + " became " + after.words());
    }
  }

  private void judge() throws IOException {
    var found = Durable.read(home.root().resolve("journal.db"), home.root().resolve("copy"), plan);
    if (found.isEmpty()) {
      broken(Promise.DURABLE, "the journal is gone");
      return;
    }
    var durable = found.get();
    records = durable.lastSeq();
    desk.read();
    var facts = durable.stampedAfter(0);
    broken.addAll(Ledger.judge(facts, eyes));
    broken.addAll(Privacy.judge(facts, eyes, looks, desk.words(), inClear, plan));
    broken.addAll(RulesKept.judge(facts, durable.policy(), desk.signed(), desk.words(), eyes));
    broken.addAll(Evidence.judge(facts, eyes, listensSince, plan.rounds()));
    broken.addAll(onlooker.broken());
    broken.addAll(
        demo.centre().look(centre -> Agreement.judge(durable, demo.world(), folk.books(), centre)));
    story.tell("judged: " + records + " records, " + broken.size() + " promises broken");
  }

  /** What is to be seen of the whole run. */
  private void closing() throws IOException {
    for (String life : lives.broken()) broken(Promise.HEALS, life);
    for (String shut : onlooker.failed()) {
      broken(Promise.BOUNDED, "the torture itself broke: " + shut);
    }
    if (!pavement.isAlive()) broken(Promise.BOUNDED, "the torture itself broke, see its log");
    for (String line : Files.readAllLines(home.stationLog(), StandardCharsets.UTF_8)) {
      inClear
          .patron(line)
          .ifPresent(what -> broken(Promise.PRIVACY, what + " in the station's log: " + line));
      if (BUG.matcher(line).find()) {
        broken(Promise.HEALS, "in the station's log: " + line.strip());
        break;
      }
    }
  }

  private void broken(Promise promise, String words) {
    story.tell("BROKEN " + promise + ": " + words);
    broken.add(promise + ": " + words);
  }

  private long elapsed() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
  }

  private String words() {
    return figures().progress();
  }

  private Figures figures() {
    long loans = demo.centre().look(centre -> centre.books().loansApplied());
    long returns = demo.centre().look(centre -> centre.books().returnsApplied());
    return new Figures(
        wish.seed(),
        broker.name(),
        elapsed(),
        lives.starts(),
        loans,
        returns,
        records,
        slowest,
        first,
        last,
        story.counts(),
        List.copyOf(broken));
  }

  /** The station, for whoever must end it whatever happens. */
  StationUnit station() {
    return demo.station();
  }

  /** Ends everything; nobody stays behind. */
  @Override
  public void close() throws IOException {
    lives.freeze(false);
    pavement.close();
    onlooker.close();
    history();
    demo.close();
    story.close();
  }

  private void history() throws IOException {
    var lines = demo.world().history().stream().map(Object::toString).toList();
    Files.write(home.root().resolve("world.log"), lines, StandardCharsets.UTF_8);
  }
}
