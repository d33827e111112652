package org.shuyi.sim.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.shuyi.devices.Health;
import org.shuyi.devices.lock.Contact;
import org.shuyi.devices.lock.LockCommand;
import org.shuyi.devices.lock.LockNotice;
import org.shuyi.devices.lock.LockNotice.Changed;
import org.shuyi.devices.lock.LockNotice.Pulled;
import org.shuyi.devices.lock.LockNotice.Sensed;
import org.shuyi.devices.lock.Pull;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.Bolts;
import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.FedBolts;
import org.shuyi.sim.world.World;

/** What every driver of a lock board promises. The world says what the bolts really did. */
abstract class LockContract extends PortContract<LockCommand, LockNotice> {
  static final int DOORS = 8;
  static final int PULSE = 500;
  static final int COOL_DOWN = 1_000;

  /** What the station allows a bolt, of which the board's pulse is a part. */
  static final Duration LONGEST_PULSE = Duration.ofMillis(800);

  private static final Given SUPPLIED = Given.of("supply", "of the station");

  static final String WORD_THAT_DROPS = "word that drops a bolt";
  private static final Given USUAL =
      Given.of(
          "channels",
          String.valueOf(DOORS),
          "pulse",
          PULSE + "ms",
          "coolDown",
          COOL_DOWN + "ms",
          "atOnce",
          "2");

  /** A board with these bolts, with a pulse of {@link #PULSE}. */
  abstract Peer peer(Bolts bolts, long seed);

  /** Whether its bits are 1 for a closed door, as delivered. */
  boolean oneIsClosed() {
    return true;
  }

  /**
   * Of a thousand bytes so many may be flipped, dropped and doubled each without a lie; fewer where
   * frames have no check of their own.
   */
  int noise() {
    return 5;
  }

  /** Whether a relay of the station feeds its bolts in every test, and not only in those of it. */
  boolean supplied() {
    return false;
  }

  private Duration atMost() {
    return supplied() ? LONGEST_PULSE : Duration.ofMillis(PULSE);
  }

  /** What else this board has to be told. */
  Given settings() {
    return Given.of();
  }

  private Given usual() {
    var usual = USUAL.and(Given.of("polarity", polarity(oneIsClosed()))).and(settings());
    return supplied() ? usual.and(SUPPLIED) : usual;
  }

  private static String polarity(boolean oneIsClosed) {
    return oneIsClosed ? "one-is-closed" : "one-is-open";
  }

  /** A board, its driver and the doors behind it. */
  private final class Cabinet {
    final VirtualTime time = new VirtualTime();
    final World world = new World(time::now, 1);
    final Rig<LockCommand, LockNotice> rig;
    final Supply supply;

    Cabinet(long seed, Given given, int latencyMillis) {
      for (int door = 1; door <= DOORS; door++) world.addDoor(door);
      var bolts = new FedBolts(world.bolts(IntStream.rangeClosed(1, DOORS).toArray()), time::now);
      var settings = usual().and(given);
      rig = new Rig<>(time, driver(settings), peer(bolts, seed), latencyMillis);
      boolean switched = settings.hasTable("supply");
      bolts.feed(!switched);
      supply = new Supply(rig, bolts);
      if (switched) rig.heardBy(supply);
    }

    /** Each time that a door's bolt was driven, from when until when, oldest first. */
    List<Driven> driven(int door) {
      var driven = new ArrayList<Driven>();
      for (World.Line line : world.history()) {
        if (line.deed() instanceof Deed.BoltPulled(int pulled, int millis) && pulled == door) {
          driven.add(new Driven(line.atMillis(), line.atMillis() + millis));
        }
        if (line.deed() instanceof Deed.BoltDropped(int dropped) && dropped == door) {
          driven.add(new Driven(driven.removeLast().from(), line.atMillis()));
        }
      }
      return driven;
    }

    List<Long> pulls(int door) {
      return world.history().stream()
          .filter(
              line ->
                  line.deed() instanceof Deed.BoltPulled(int pulled, int millis) && pulled == door)
          .map(World.Line::atMillis)
          .toList();
    }

    int pulls() {
      return IntStream.rangeClosed(1, DOORS).map(door -> pulls(door).size()).sum();
    }

    Contact believed(int door) {
      return rig.told(Changed.class).stream()
          .filter(changed -> changed.channel() == door)
          .reduce((first, second) -> second)
          .map(Changed::contact)
          .orElse(Contact.UNKNOWN);
    }

    /** How long a door's bolt was driven when it was driven last. */
    long heldMillis(int door) {
      return driven(door).getLast().millis();
    }

    void open(int door) {
      open(door, atMost());
    }

    void open(int door, Duration atMost) {
      rig.want(new LockCommand.Open(door, atMost));
    }

    Cabinet begin() {
      rig.begin();
      rig.run(1_000);
      return this;
    }
  }

  private Cabinet cabinet() {
    return new Cabinet(1, Given.of(), 0).begin();
  }

  /** A bolt that was driven. */
  private record Driven(long from, long until) {
    long millis() {
      return until - from;
    }
  }

  /** The relay in the feed of the bolts, at a pin that drops it by itself. */
  private static final class Supply implements Consumer<LockNotice> {
    /** A relay needs so long to close, and to open. */
    private static final long RELAY_MILLIS = 15;

    private final Rig<LockCommand, LockNotice> rig;
    private final FedBolts bolts;
    private final VirtualTime.Alarm off;
    private boolean comes = true;
    private boolean drawn;

    /** Nobody hears the driver any more, and only the pin's own timer ends it. */
    private boolean endIsHeard = true;

    private Supply(Rig<LockCommand, LockNotice> rig, FedBolts bolts) {
      this.rig = rig;
      this.bolts = bolts;
      this.off = rig.time.alarm(this::drop);
    }

    @Override
    public void accept(LockNotice notice) {
      if (notice instanceof LockNotice.SupplyWanted(Duration atMost) && comes) {
        drawn = true;
        off.set(rig.time.now() + atMost.toMillis());
        rig.time.after(RELAY_MILLIS, () -> bolts.feed(drawn));
        rig.time.after(1, () -> rig.want(new LockCommand.Supplied(true, "")));
      }
      if (notice instanceof LockNotice.SupplyEnded && endIsHeard) off.set(rig.time.now());
    }

    private void drop() {
      drawn = false;
      bolts.feed(false);
    }
  }

  @Override
  final Rig<LockCommand, LockNotice> rig(long seed) {
    return new Cabinet(seed, Given.of(), 0).rig;
  }

  @Override
  final void work(Rig<LockCommand, LockNotice> rig) {
    rig.want(new LockCommand.Open(3, atMost()));
    rig.want(new LockCommand.Sense());
  }

  @Test
  void everyOpenIsOnePulseOfItsOwnBolt() {
    var cabinet = cabinet();
    for (int door = 1; door <= DOORS; door++) {
      cabinet.open(door);
      cabinet.rig.run(3_000);
      assertThat(cabinet.pulls(door)).as("pulls of door %d", door).hasSize(1);
      assertThat(cabinet.pulls()).isEqualTo(door);
    }
    assertThat(cabinet.rig.told(Pulled.class))
        .hasSize(DOORS)
        .allMatch(told -> told.pull() == Pull.ACKNOWLEDGED || told.pull() == Pull.SENT);
    assertThat(cabinet.world.history())
        .allMatch(
            line ->
                line.deed() instanceof Deed.BoltPulled(int door, int millis) && millis == PULSE);
  }

  private static List<Fault> troubles() {
    return List.of(
        new Fault.Deaf(),
        new Fault.Mute(1),
        new Fault.Mute(3),
        new Fault.Mute(Fault.FOR_EVER),
        new Fault.Late(60, 2),
        new Fault.Late(300, 5),
        new Fault.Late(2_500, 2),
        new Fault.Late(700, Fault.FOR_EVER),
        new Fault.OneBehind(),
        new Fault.Noise(50, 50, 50),
        new Fault.WrongAddress(0x20),
        new Fault.Echo(),
        new Fault.BusyAfterUnlock(1_200),
        new Fault.BusyAfterUnlock(4_000),
        new Fault.DeadBolt(3),
        new Fault.Refuses(3),
        new Fault.StuckContact(3, true));
  }

  @Test
  void everyOpenHasExactlyOnePulledAndAtMostOnePulseWhateverHappens() {
    for (Fault trouble : troubles()) {
      for (int before = 0; before < 300; before += 60) {
        var cabinet = cabinet();
        cabinet.rig.faults().add(trouble);
        cabinet.rig.run(before);
        cabinet.rig.forget();
        cabinet.open(3);
        cabinet.rig.run(15_000);
        cabinet.rig.faults().heal();
        cabinet.rig.run(15_000);
        settled(cabinet, trouble + " for " + before + " ms before");
      }
    }
  }

  @Test
  void anOpenThatComesLateIsRefusedAndPullsNothing() {
    var cabinet = cabinet();
    cabinet.rig.forget();
    cabinet.rig.wantedEarlier(new LockCommand.Open(3, atMost()), 2_000);
    cabinet.rig.run(15_000);
    assertThat(cabinet.rig.told(Pulled.class))
        .extracting(Pulled::pull)
        .containsExactly(Pull.REFUSED);
    assertThat(cabinet.pulls()).isZero();
    cabinet.rig.wantedEarlier(new LockCommand.Open(3, atMost()), 1_900);
    cabinet.rig.run(15_000);
    assertThat(cabinet.pulls(3)).hasSize(1);
  }

  @Test
  void aLineThatGoesDownAtAnyMomentEndsTheOpenOnce() {
    for (int after = 0; after < 1_600; after += 23) {
      var cabinet = cabinet();
      cabinet.rig.forget();
      cabinet.open(3);
      cabinet.rig.run(after);
      cabinet.rig.line.unplug();
      cabinet.rig.run(4_000);
      cabinet.rig.line.plugIn();
      cabinet.rig.run(15_000);
      settled(cabinet, "unplugged after " + after + " ms");
    }
  }

  private static void settled(Cabinet cabinet, String why) {
    var told = cabinet.rig.told(Pulled.class);
    assertThat(told).as(why).hasSize(1);
    int pulls = cabinet.pulls();
    assertThat(pulls).as(why).isLessThanOrEqualTo(1);
    if (told.getFirst().pull() == Pull.REFUSED) assertThat(pulls).as(why).isZero();
  }

  @Test
  void noPulseIsRepeatedInThreeHundredDisturbedOpens() {
    var random = new Random(20_260_301);
    var cabinet = cabinet();
    var allowed = new HashMap<Integer, Integer>();
    int seen = 0;
    for (int i = 0; i < 300; i++) {
      var troubles = troubles();
      cabinet.rig.faults().add(troubles.get(random.nextInt(troubles.size())));
      int door = 1 + random.nextInt(DOORS);
      int before = cabinet.pulls(door).size();
      cabinet.open(door);
      cabinet.rig.run(random.nextInt(6_000));
      if (random.nextInt(4) == 0) {
        cabinet.rig.line.unplug();
        cabinet.rig.run(1_000);
        cabinet.rig.line.plugIn();
      }
      cabinet.rig.faults().heal();
      cabinet.rig.run(8_000);
      var told = cabinet.rig.told(Pulled.class);
      assertThat(told).hasSize(++seen);
      assertThat(told.getLast().channel()).isEqualTo(door);
      if (told.getLast().pull() != Pull.REFUSED) allowed.merge(door, 1, Integer::sum);
      assertThat(cabinet.pulls(door).size() - before).isBetween(0, 1);
      assertThat(cabinet.pulls(door).size()).isLessThanOrEqualTo(allowed.getOrDefault(door, 0));
    }
    assertThat(cabinet.pulls()).isGreaterThan(100);
  }

  @Test
  void silenceIsUnknownAndNeverClosed() {
    var cabinet = cabinet();
    assertThat(cabinet.believed(1)).isEqualTo(Contact.CLOSED);
    cabinet.rig.faults().add(new Fault.Deaf());
    cabinet.rig.run(LOST_WITHIN);
    assertThat(cabinet.rig.lost()).isTrue();
    for (int door = 1; door <= DOORS; door++) {
      assertThat(cabinet.believed(door)).isEqualTo(Contact.UNKNOWN);
    }
    cabinet.rig.forget();
    cabinet.rig.want(new LockCommand.Sense());
    cabinet.rig.run(60_000);
    assertThat(cabinet.rig.told(Sensed.class)).hasSize(1);
    assertThat(cabinet.rig.told(Sensed.class).getFirst().contacts().values())
        .hasSize(DOORS)
        .containsOnly(Contact.UNKNOWN);
    assertThat(cabinet.rig.told(Changed.class)).isEmpty();
    cabinet.rig.faults().heal();
    cabinet.rig.run(READY_WITHIN);
    assertThat(cabinet.rig.health()).isEqualTo(new Health.Ready());
    assertThat(cabinet.believed(1)).isEqualTo(Contact.CLOSED);
  }

  @Test
  void aChangeIsBelievedAfterTwoEqualPollsAndNotBefore() {
    var flicker = new Flicker();
    var time = new VirtualTime();
    var rig = new Rig<>(time, driver(usual()), peer(flicker, 1), 0).begin();
    rig.run(2_000);
    rig.forget();
    flicker.openFor = 1;
    rig.run(5_000);
    assertThat(rig.told(Changed.class)).isEmpty();
    flicker.openFor = 2;
    rig.run(5_000);
    assertThat(rig.told(Changed.class))
        .containsExactly(new Changed(1, Contact.OPEN), new Changed(1, Contact.CLOSED));
  }

  /** Eight closed doors, of which the first reads as open for so many looks. */
  private static final class Flicker implements Bolts {
    private int openFor;

    @Override
    public void pull(int channel, int millis) {}

    @Override
    public void drop(int channel) {}

    @Override
    public boolean closed(int channel) {
      return channel != 1 || openFor-- <= 0;
    }

    @Override
    public boolean occupied(int channel) {
      return false;
    }
  }

  @Test
  void aDoorThatOpensAndClosesIsToldWithinASecond() {
    var cabinet = cabinet();
    assertThat(cabinet.world.openWithKey(5).done()).isTrue();
    cabinet.rig.run(1_000);
    assertThat(cabinet.believed(5)).isEqualTo(Contact.OPEN);
    assertThat(cabinet.world.closeDoor(5).done()).isTrue();
    cabinet.rig.run(1_000);
    assertThat(cabinet.believed(5)).isEqualTo(Contact.CLOSED);
    for (int door = 1; door <= DOORS; door++) {
      if (door != 5) assertThat(cabinet.believed(door)).isEqualTo(Contact.CLOSED);
    }
  }

  @Test
  void atMostSoManyBoltsPullAtOnceAndEachCoolsDownUnderAHundredRandomOrders() {
    for (int atOnce = 1; atOnce <= 3; atOnce++) {
      var cabinet = new Cabinet(1, Given.of("atOnce", String.valueOf(atOnce)), 0).begin();
      var random = new Random(atOnce);
      for (int i = 0; i < 100; i++) {
        cabinet.open(1 + random.nextInt(DOORS));
        cabinet.rig.run(random.nextInt(400));
      }
      cabinet.rig.run(10_000);
      assertThat(cabinet.rig.told(Pulled.class)).hasSize(100);
      long refused =
          cabinet.rig.told(Pulled.class).stream()
              .filter(told -> told.pull() == Pull.REFUSED)
              .count();
      assertThat(cabinet.pulls()).isEqualTo(100 - (int) refused).isGreaterThan(10);
      heldTogether(cabinet, atOnce);
    }
  }

  private static void heldTogether(Cabinet cabinet, int atOnce) {
    var all = new ArrayList<Long>();
    for (int door = 1; door <= DOORS; door++) {
      var pulls = cabinet.pulls(door);
      all.addAll(pulls);
      for (int i = 1; i < pulls.size(); i++) {
        assertThat(pulls.get(i) - pulls.get(i - 1)).isGreaterThanOrEqualTo(PULSE + COOL_DOWN);
      }
    }
    for (long begun : all) {
      long together = all.stream().filter(other -> other <= begun && begun < other + PULSE).count();
      assertThat(together).as("bolts held at %d ms", begun).isLessThanOrEqualTo(atOnce);
    }
  }

  /** Where the board has a word that drops a bolt by the driver, and elsewhere by its supply. */
  @Test
  void aRelayThatSticksIsReleasedWithinTheLongestPulse() {
    Given given = abilities().contains(WORD_THAT_DROPS) ? Given.of() : SUPPLIED;
    for (int lateMillis : new int[] {0, 16}) {
      var cabinet = new Cabinet(1, given, lateMillis).begin();
      cabinet.rig.faults().add(new Fault.RelaySticks(3, true));
      cabinet.open(3, LONGEST_PULSE);
      cabinet.rig.run(5_000);
      assertThat(cabinet.pulls(3)).hasSize(1);
      assertThat(cabinet.heldMillis(3)).isLessThanOrEqualTo(LONGEST_PULSE.toMillis());
      assertThat(cabinet.rig.health()).isEqualTo(new Health.Ready());
    }
  }

  @Test
  void behindASupplyAHealthyPulseIsWhole() {
    for (int lateMillis : new int[] {0, 16}) {
      var cabinet = new Cabinet(1, SUPPLIED, lateMillis).begin();
      for (int door = 1; door <= DOORS; door++) {
        cabinet.open(door, LONGEST_PULSE);
        cabinet.rig.run(3_000);
        assertThat(cabinet.driven(door)).extracting(Driven::millis).containsExactly((long) PULSE);
      }
      assertThat(cabinet.rig.health()).isEqualTo(new Health.Ready());
    }
  }

  /** The board hangs, its line breaks, or our own loop stands still: the bolt is let go. */
  @Test
  void behindASupplyABoltThatIsHeldIsReleasedWithinTheLongestPulseWhateverHappens() {
    List<Consumer<Cabinet>> troubles =
        List.of(
            cabinet -> {},
            cabinet -> cabinet.rig.faults().add(new Fault.Deaf()),
            cabinet -> cabinet.rig.line.unplug(),
            cabinet -> cabinet.supply.endIsHeard = false);
    for (int trouble = 0; trouble < troubles.size(); trouble++) {
      var cabinet = new Cabinet(1, SUPPLIED, 0).begin();
      cabinet.rig.faults().add(new Fault.RelaySticks(3, false));
      cabinet.open(3, LONGEST_PULSE);
      cabinet.rig.run(200);
      assertThat(cabinet.driven(3)).as("trouble %d", trouble).hasSize(1);
      troubles.get(trouble).accept(cabinet);
      cabinet.rig.run(20_000);
      assertThat(cabinet.driven(3))
          .as("trouble %d", trouble)
          .singleElement()
          .satisfies(d -> assertThat(d.millis()).isBetween(1L, LONGEST_PULSE.toMillis()));
    }
  }

  @Test
  void behindASupplyAHundredRandomOrdersPullOneBoltAtATimeAndNoCoilIsHeldOrHurried() {
    for (boolean welded : new boolean[] {false, true}) {
      var cabinet = new Cabinet(1, SUPPLIED.and(Given.of("atOnce", "3")), 0).begin();
      if (welded) cabinet.rig.faults().add(new Fault.RelaySticks(3, false));
      var random = new Random(5);
      for (int i = 0; i < 100; i++) {
        cabinet.open(1 + random.nextInt(DOORS), LONGEST_PULSE);
        cabinet.rig.run(random.nextInt(1_500));
      }
      cabinet.rig.run(10_000);
      assertThat(cabinet.rig.told(Pulled.class)).hasSize(100);
      assertThat(cabinet.pulls()).isGreaterThan(30);
      var all = new ArrayList<Driven>();
      for (int door = 1; door <= DOORS; door++) {
        var driven = cabinet.driven(door);
        rested(driven, "door %d, welded %s".formatted(door, welded));
        if (door != 3 || !welded) all.addAll(driven);
      }
      all.sort(Comparator.comparingLong(Driven::from));
      rested(all, "one after the other");
    }
  }

  /** Each within the longest pulse, and a cool-down apart from the one before. */
  private static void rested(List<Driven> driven, String whose) {
    assertThat(driven).as(whose).isNotEmpty();
    for (int i = 0; i < driven.size(); i++) {
      assertThat(driven.get(i).millis()).as(whose).isLessThanOrEqualTo(LONGEST_PULSE.toMillis());
      if (i > 0) {
        assertThat(driven.get(i).from() - driven.get(i - 1).until())
            .as(whose)
            .isGreaterThanOrEqualTo(COOL_DOWN);
      }
    }
  }

  @Test
  void withoutItsSupplyNothingIsSentAndItIsTold() {
    var cabinet = new Cabinet(1, SUPPLIED, 0).begin();
    cabinet.supply.comes = false;
    cabinet.open(3, LONGEST_PULSE);
    cabinet.rig.run(3_000);
    assertThat(cabinet.rig.told(Pulled.class))
        .extracting(Pulled::pull)
        .containsExactly(Pull.REFUSED);
    assertThat(cabinet.rig.complaint()).contains("the supply of its bolts does not come on");
    cabinet.supply.comes = true;
    cabinet.rig.run(3_000);
    assertThat(cabinet.pulls()).as("nothing was sent that moves now").isZero();
    cabinet.open(3, LONGEST_PULSE);
    cabinet.rig.run(3_000);
    assertThat(cabinet.pulls(3)).hasSize(1);
    assertThat(cabinet.rig.health()).isEqualTo(new Health.Ready());
  }

  @Test
  @WhereItCan(WORD_THAT_DROPS)
  void aRelayThatDoesNotLetGoIsToldAndNotPulledAgainUntilItDoes() {
    var cabinet = cabinet();
    cabinet.rig.faults().add(new Fault.RelaySticks(3, false));
    cabinet.open(3);
    cabinet.rig.run(3_000);
    assertThat(cabinet.rig.health())
        .isInstanceOfSatisfying(
            Health.Degraded.class,
            degraded -> assertThat(degraded.why()).contains("channel 3 does not let go"));
    cabinet.open(3);
    cabinet.open(4);
    cabinet.rig.run(3_000);
    assertThat(cabinet.rig.told(Pulled.class))
        .extracting(Pulled::channel, told -> told.pull() == Pull.REFUSED)
        .containsExactly(tuple(3, false), tuple(3, true), tuple(4, false));
    cabinet.rig.faults().heal();
    cabinet.rig.run(3_000);
    assertThat(cabinet.rig.health()).isEqualTo(new Health.Ready());
    cabinet.open(3);
    cabinet.rig.run(3_000);
    assertThat(cabinet.pulls(3)).hasSize(2);
  }

  @Test
  @WhereItCan(WORD_THAT_DROPS)
  void aRelayThatSticksWhileTheLineIsDownIsReleasedWhenItIsBack() {
    var cabinet = cabinet();
    cabinet.rig.faults().add(new Fault.RelaySticks(3, true));
    cabinet.open(3);
    cabinet.rig.run(200);
    cabinet.rig.line.unplug();
    cabinet.rig.run(5_000);
    assertThat(cabinet.heldMillis(3)).isEqualTo(Fault.FOR_EVER);
    cabinet.rig.line.plugIn();
    cabinet.rig.run(1_000);
    assertThat(cabinet.heldMillis(3)).isLessThan(6_500);
  }

  @Test
  void aReversedPolarityThatIsProvenTellsTheDoorsAsTheyAre() {
    var cabinet = new Cabinet(1, Given.of("polarity", polarity(!oneIsClosed())), 0);
    cabinet.rig.faults().add(new Fault.PolarityReversed());
    cabinet.begin();
    for (int door = 1; door <= DOORS; door++) {
      assertThat(cabinet.believed(door)).isEqualTo(Contact.CLOSED);
    }
    cabinet.world.openWithKey(2);
    cabinet.rig.run(1_000);
    assertThat(cabinet.believed(2)).isEqualTo(Contact.OPEN);
    cabinet.open(1);
    cabinet.rig.run(3_000);
    assertThat(cabinet.pulls(1)).hasSize(1);
  }

  @Test
  void anUnprovenPolarityOpensNothingAndTellsNothing() {
    var cabinet = new Cabinet(1, Given.of("polarity", "unproven"), 0).begin();
    assertThat(cabinet.rig.health()).isInstanceOf(Health.Degraded.class);
    for (int door = 1; door <= DOORS; door++) cabinet.open(door);
    cabinet.rig.run(10_000);
    assertThat(cabinet.pulls()).isZero();
    assertThat(cabinet.rig.told(Pulled.class))
        .hasSize(DOORS)
        .allMatch(told -> told.pull() == Pull.REFUSED);
    assertThat(cabinet.believed(1)).isEqualTo(Contact.UNKNOWN);
  }

  @Test
  void whatMayNotOrCannotBePulledIsRefused() {
    var cabinet = cabinet();
    cabinet.rig.want(new LockCommand.Open(0, atMost()));
    cabinet.rig.want(new LockCommand.Open(DOORS + 1, atMost()));
    cabinet.rig.want(new LockCommand.Open(1, atMost().minusMillis(1)));
    cabinet.rig.run(5_000);
    cabinet.rig.line.unplug();
    cabinet.rig.run(1_000);
    cabinet.open(1);
    cabinet.rig.run(1_000);
    cabinet.rig.line.plugIn();
    cabinet.rig.run(10_000);
    assertThat(cabinet.rig.told(Pulled.class))
        .hasSize(4)
        .allMatch(told -> told.pull() == Pull.REFUSED);
    assertThat(cabinet.pulls()).isZero();
  }

  @Test
  void everySenseIsAnsweredOnceAndForEveryChannel() {
    for (Fault trouble : troubles()) {
      var cabinet = cabinet();
      cabinet.rig.faults().add(trouble);
      for (int i = 1; i <= 3; i++) {
        cabinet.rig.want(new LockCommand.Sense());
        cabinet.rig.run(137);
      }
      cabinet.rig.run(5_000);
      cabinet.rig.faults().heal();
      cabinet.rig.run(10_000);
      var sensed = cabinet.rig.told(Sensed.class);
      assertThat(sensed).as(trouble.toString()).hasSize(3);
      assertThat(sensed).allMatch(told -> told.contacts().size() == DOORS);
    }
  }

  @Test
  void aBoardThatIsBusyAfterAnUnlockIsNotLost() {
    var cabinet = cabinet();
    cabinet.rig.faults().add(new Fault.BusyAfterUnlock(1_000));
    cabinet.rig.forget();
    cabinet.open(3);
    cabinet.rig.run(10_000);
    assertThat(cabinet.rig.healths).isEmpty();
    assertThat(cabinet.rig.told(Pulled.class)).hasSize(1);
    assertThat(cabinet.rig.told(Changed.class)).isEmpty();
    assertThat(cabinet.pulls()).isEqualTo(1);
  }

  @Test
  void anEchoingAdapterChangesNothing() {
    var cabinet = cabinet();
    cabinet.rig.faults().add(new Fault.Echo());
    serves(cabinet, "echo");
  }

  @Test
  void anAdapterThatHoldsBytesBackChangesNothing() {
    serves(new Cabinet(1, Given.of(), 16).begin(), "16 ms late");
  }

  @Test
  void answersInAnyPiecesAndDoubledAreUnderstood() {
    for (int at = 1; at < 10; at++) {
      var cabinet = cabinet();
      cabinet.rig.inPieces(Pieces.cutAt(at));
      serves(cabinet, "cut after " + at);
    }
    for (int seed = 1; seed <= 10; seed++) {
      var cabinet = cabinet();
      cabinet.rig.inPieces(Pieces.byChance(seed));
      serves(cabinet, "seed " + seed);
    }
    var single = cabinet();
    single.rig.inPieces(Pieces.SINGLE);
    serves(single, "byte by byte");
    var doubled = cabinet();
    doubled.rig.inPieces(Pieces.DOUBLED);
    serves(doubled, "doubled");
  }

  private static void serves(Cabinet cabinet, String how) {
    cabinet.rig.run(2_000);
    cabinet.rig.forget();
    cabinet.open(4);
    cabinet.rig.run(2_000);
    assertThat(cabinet.world.openDoor(4).done()).as(how).isTrue();
    cabinet.rig.run(2_000);
    assertThat(cabinet.rig.told(Pulled.class)).as(how).hasSize(1);
    assertThat(cabinet.rig.told(Pulled.class).getFirst().pull())
        .as(how)
        .isIn(Pull.ACKNOWLEDGED, Pull.SENT);
    assertThat(cabinet.pulls()).as(how).isEqualTo(1);
    assertThat(cabinet.rig.told(Changed.class))
        .as(how)
        .containsExactly(new Changed(4, Contact.OPEN));
    assertThat(cabinet.rig.health()).as(how).isEqualTo(new Health.Ready());
  }

  @Test
  void noiseNeverMakesADoorOpenOrClosedThatIsNot() {
    for (int seed = 1; seed <= 5; seed++) {
      var cabinet = new Cabinet(seed, Given.of(), 0).begin();
      cabinet.world.openWithKey(2);
      cabinet.rig.run(2_000);
      cabinet.rig.forget();
      cabinet.rig.faults().add(new Fault.Noise(noise(), noise(), noise()));
      cabinet.rig.run(600_000);
      for (var changed : cabinet.rig.told(Changed.class)) {
        assertThat(changed.contact())
            .isIn(Contact.UNKNOWN, changed.channel() == 2 ? Contact.OPEN : Contact.CLOSED);
      }
    }
  }

  @Test
  void anAnswerFromAnotherAddressIsNobodys() {
    var cabinet = new Cabinet(1, Given.of(), 0);
    cabinet.rig.faults().add(new Fault.WrongAddress(0x20));
    cabinet.begin();
    assertThat(cabinet.rig.lost()).isTrue();
    assertThat(cabinet.rig.told(Changed.class)).isEmpty();
  }
}
