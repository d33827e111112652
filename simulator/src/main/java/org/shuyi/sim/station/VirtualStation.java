package org.shuyi.sim.station;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.link.Line;
import org.shuyi.devices.link.Pins;
import org.shuyi.kiosk.centre.Broker;
import org.shuyi.kiosk.centre.Courier;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.centre.Told;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.host.Hands;
import org.shuyi.kiosk.host.Routing;
import org.shuyi.kiosk.host.StationClock;
import org.shuyi.kiosk.host.Wiring;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.Life;
import org.shuyi.kiosk.journal.SavedState;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.TimeEvent;
import org.shuyi.kiosk.kernel.VisitEvent;
import org.shuyi.kiosk.trust.PatronTokens;
import org.shuyi.sim.time.VirtualTime;

/**
 * A station in virtual time: the product's own turn, hardware, drivers, journal and courier,
 * without a thread. Its journal outlives a power cut, everything else is gone.
 *
 * <p>What reaches the journal is durable here when commit returns; what a real disk does to that is
 * another test's affair.
 */
public final class VirtualStation {
  private final StationConfig config;
  private final PatronTokens tokens;
  private final VirtualTime time;
  private final SortedMap<String, ? extends Line> lines;
  private final Journal journal;
  private final Courier.Identity identity;
  private final CourierSettings courierSettings;
  private final BrokerMaker brokers;
  private final RandomGenerator random;
  private OptionalInt outboxLimit = OptionalInt.empty();
  private Supplier<Instant> calendar;
  private boolean synchronised = true;
  private long stalledUntil;
  private Cuts cuts = Cuts.NEVER;
  private Probe probe = Probe.NONE;
  private Assembly assembly = Assembly.PRODUCT;
  private LifeEnd lifeEnd = this::startAgain;
  private @Nullable Pins pins;
  private @Nullable Run run;
  private Optional<Screen> screen = Optional.empty();
  private Optional<String> restartWanted = Optional.empty();
  private int lives;

  /** Makes a broker port that tells this listener. */
  public interface BrokerMaker {
    Broker connect(Consumer<Broker.Notice> listener);
  }

  /**
   * @param lines by device name
   * @param dawn what the calendar says at virtual time 0
   */
  public VirtualStation(
      StationConfig config,
      PatronTokens tokens,
      VirtualTime time,
      SortedMap<String, ? extends Line> lines,
      Journal journal,
      Courier.Identity identity,
      CourierSettings courierSettings,
      BrokerMaker brokers,
      RandomGenerator random,
      Instant dawn) {
    this.config = config;
    this.tokens = tokens;
    this.time = time;
    this.lines = lines;
    this.journal = journal;
    this.identity = identity;
    this.courierSettings = courierSettings;
    this.brokers = brokers;
    this.random = random;
    this.calendar = () -> dawn.plusMillis(time.now());
  }

  /** From now on the power may go where these say. */
  public void cuts(Cuts others) {
    cuts = others;
  }

  /** The pins of the board, where the configuration names any; for all lives. */
  public void pins(Pins board) {
    pins = board;
  }

  /**
   * What the board's calendar says from now on, in this life and the next.
   *
   * @param vouchedFor whether something outside, such as a time server, says so too
   */
  public void calendar(Supplier<Instant> said, boolean vouchedFor) {
    calendar = said;
    synchronised = vouchedFor;
  }

  /** The kernel's loop stands still for so long; devices and their drivers do not. */
  public void stall(long millis) {
    stalledUntil = Math.max(stalledUntil, time.now() + millis);
  }

  public void watch(Probe looker) {
    probe = looker;
  }

  /** Of what the next lives are put together. */
  public void assemble(Assembly other) {
    assembly = other;
  }

  /** Who decides what follows the end of a life; a program that ended itself is started again. */
  public void whenEnded(LifeEnd other) {
    lifeEnd = other;
  }

  private void startAgain(boolean inOrder, String why) {
    if (inOrder) time.after(2_000, this::powerOn);
  }

  /** From the next start on, so many records may wait; far fewer than a configuration allows. */
  public void outboxLimit(int records) {
    outboxLimit = OptionalInt.of(records);
  }

  /** Starts the program; the state comes from the journal, the world is sensed. */
  public void powerOn() {
    if (run != null) return;
    lives++;
    run = new Run();
    run.begin();
  }

  /** The program is gone in the middle of whatever it did. */
  public void powerCut() {
    if (run == null) return;
    run.die();
    run = null;
    screen = Optional.empty();
  }

  /** Ends in order: what waits is committed. */
  public void stop(String why) {
    if (run == null) return;
    run.endInOrder(why);
    run = null;
    screen = Optional.empty();
  }

  public boolean isUp() {
    return run != null;
  }

  /** How often the program was started. */
  public int lives() {
    return lives;
  }

  /** What the touch screen shows, if the program runs and has shown anything. */
  public Optional<Screen> screen() {
    return screen;
  }

  /** Touches the screen. */
  public void touch(VisitEvent.Intent intent) {
    tell(new VisitEvent.Touched(intent));
  }

  /** Puts an event into the kernel's queue, as the pages do. */
  public void tell(Event event) {
    if (run != null) run.enqueue(event, () -> {});
  }

  /** The station's books now, or as the last life left them. */
  public Kiosk kiosk() {
    if (run != null) return run.turn.kiosk();
    return saved();
  }

  public Journal journal() {
    return journal;
  }

  private Kiosk saved() {
    return switch (journal.load(plan())) {
      case SavedState.Loaded(Kiosk kiosk) -> kiosk;
      case SavedState.Refused(String reason) -> throw new IllegalStateException(reason);
    };
  }

  private Plan plan() {
    Plan plan = Wiring.plan(config);
    return outboxLimit.isPresent() ? plan.withOutboxLimit(outboxLimit.getAsInt()) : plan;
  }

  /** One life of the program. */
  private final class Run implements Hands {
    private final Life life = journal.begin();
    private final StationClock clock =
        new StationClock(life, time::now, () -> calendar.get(), () -> synchronised);
    private final VirtualEdge edge = new VirtualEdge(time, lines, pins);
    private final Hands hands;
    private final Telling turn;
    private final Courier courier;
    private final Broker broker;
    private final VirtualTime.Alarm kernelAlarm = time.alarm(this::timePassed);
    private final VirtualTime.Alarm courierAlarm =
        time.alarm(() -> tellCourier(new Told.TimePassed()));
    private boolean alive = true;

    Run() {
      var hardware = Wiring.hardware(config, tokens, edge, event -> enqueue(event, () -> {}));
      hands =
          assembly.hands(
              new Routing(
                  hardware,
                  told -> time.after(0, () -> tellCourier(told)),
                  shown -> screen = Optional.of(shown),
                  status -> {},
                  reason -> restartWanted = Optional.of(reason),
                  clock::ticks));
      turn = assembly.turn(saved(), journal, this);
      var who =
          new Courier.Identity(
              identity.address(), life.boot(), identity.program(), identity.centreKeys());
      courier = new Courier(who, courierSettings, assembly.backlog(journal), random);
      broker =
          brokers.connect(notice -> time.after(0, () -> tellCourier(new Told.Noticed(notice))));
    }

    void begin() {
      enqueue(new TimeEvent.Restarted(life.boot(), life.why()), () -> {});
      time.after(0, edge::open);
      tellCourier(new Told.TimePassed());
    }

    void enqueue(Event event, Runnable then) {
      time.after(0, () -> step(() -> tell(event), then));
    }

    private void tell(Event event) {
      probe.told(event);
      assembly.heard(event).ifPresent(told -> turn.tell(told, clock.now()));
    }

    @Override
    public void act(Effect effect, Now decided) {
      cutAt(before(effect));
      probe.acts(effect);
      hands.act(effect, decided);
    }

    @Override
    public void turned(Kiosk kiosk, long committed) {
      hands.turned(kiosk, committed);
      probe.turned(kiosk);
    }

    void die() {
      alive = false;
      edge.die();
      broker.close();
    }

    void endInOrder(String why) {
      turn.flush(clock.now());
      journal.endOrdered(why, clock.now());
      tellCourier(new Told.Stopping());
      die();
    }

    private void timePassed() {
      step(
          () -> {
            if (clock.ticks() >= turn.kiosk().wakeAt()) tell(new TimeEvent.TimePassed());
            turn.timePassed(clock.now());
          },
          () -> {});
    }

    private void step(Runnable telling, Runnable then) {
      if (!alive) return;
      if (time.now() < stalledUntil) {
        time.at(stalledUntil, () -> step(telling, then));
        return;
      }
      try {
        cutAt(Cuts.Boundary.BEFORE_TURN);
        telling.run();
        then.run();
        long wake = turn.wakeAt();
        kernelAlarm.set(
            wake == Long.MAX_VALUE ? VirtualTime.NEVER : time.now() + wake - clock.ticks());
        cutAt(Cuts.Boundary.AFTER_TURN);
      } catch (PowerCut cut) {
        if (cuts.linesAreQuicker()) edge.hurry();
        powerCut();
        lifeEnd.ended(false, "power cut");
        return;
      }
      restartIfWanted();
    }

    private void restartIfWanted() {
      if (restartWanted.isEmpty()) return;
      String why = restartWanted.get();
      restartWanted = Optional.empty();
      stop(why);
      lifeEnd.ended(true, why);
    }

    private static Cuts.Boundary before(Effect effect) {
      return switch (effect) {
        case Effect.Unlock _ -> Cuts.Boundary.BEFORE_PULL;
        case Effect.Mark _ -> Cuts.Boundary.BEFORE_MARK;
        case Effect.Restart _ -> Cuts.Boundary.BEFORE_EFFECT;
        case Effect.Wish _ -> Cuts.Boundary.BEFORE_EFFECT;
      };
    }

    private void cutAt(Cuts.Boundary boundary) {
      if (cuts.cutAt(boundary)) throw new PowerCut();
    }

    private void tellCourier(Told told) {
      if (!alive) return;
      var actions = courier.on(told, time.now());
      actions.orders().forEach(broker::carryOut);
      for (Courier.Delivery delivery : actions.deliveries()) {
        enqueue(delivery.event(), () -> settle(delivery.receipt()));
      }
      courierAlarm.set(courier.wakeAt());
    }

    private void settle(long receipt) {
      if (receipt != 0) tellCourier(new Told.Settled(receipt));
    }
  }
}
