package org.shuyi.sim.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.shuyi.devices.lock.Contact;
import org.shuyi.devices.lock.LockCommand;
import org.shuyi.devices.lock.LockNotice;
import org.shuyi.devices.lock.LockNotice.Changed;
import org.shuyi.sim.device.Peer;
import org.shuyi.sim.time.VirtualTime;
import org.shuyi.sim.world.Bolts;
import org.shuyi.sim.world.Deed;
import org.shuyi.sim.world.FedBolts;
import org.shuyi.sim.world.World;

/** A lock board, its driver and the doors behind it; the world says what the bolts really did. */
abstract class LockBench extends PortContract<LockCommand, LockNotice> {
  static final int DOORS = 8;
  static final int PULSE = 500;
  static final int COOL_DOWN = 1_000;

  /** What the station allows a bolt, of which the board's pulse is a part. */
  static final Duration LONGEST_PULSE = Duration.ofMillis(800);

  static final Given SUPPLIED = Given.of("supply", "of the station");

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

  Duration atMost() {
    return supplied() ? LONGEST_PULSE : Duration.ofMillis(PULSE);
  }

  /** What else this board has to be told. */
  Given settings() {
    return Given.of();
  }

  Given usual() {
    var usual = USUAL.and(Given.of("polarity", polarity(oneIsClosed()))).and(settings());
    return supplied() ? usual.and(SUPPLIED) : usual;
  }

  static String polarity(boolean oneIsClosed) {
    return oneIsClosed ? "one-is-closed" : "one-is-open";
  }

  /** A board, its driver and the doors behind it. */
  final class Cabinet {
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

  Cabinet cabinet() {
    return new Cabinet(1, Given.of(), 0).begin();
  }

  /** A bolt that was driven. */
  record Driven(long from, long until) {
    long millis() {
      return until - from;
    }
  }

  /** The relay in the feed of the bolts, at a pin that drops it by itself. */
  static final class Supply implements Consumer<LockNotice> {
    /** A relay needs so long to close, and to open. */
    private static final long RELAY_MILLIS = 15;

    private final Rig<LockCommand, LockNotice> rig;
    private final FedBolts bolts;
    private final VirtualTime.Alarm off;
    boolean comes = true;
    private boolean drawn;

    /** Nobody hears the driver any more, and only the pin's own timer ends it. */
    boolean endIsHeard = true;

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
}
