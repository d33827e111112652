package org.shuyi.sim.station;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.link.Line;
import org.shuyi.devices.link.Pins;
import org.shuyi.kiosk.centre.Broker;
import org.shuyi.kiosk.centre.Courier;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.centre.Told;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.host.Camera;
import org.shuyi.kiosk.host.Hands;
import org.shuyi.kiosk.host.OutOfOrder;
import org.shuyi.kiosk.host.Outage;
import org.shuyi.kiosk.host.Routing;
import org.shuyi.kiosk.host.StationClock;
import org.shuyi.kiosk.host.StorageWatch;
import org.shuyi.kiosk.host.Wiring;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.JournalFailed;
import org.shuyi.kiosk.journal.Life;
import org.shuyi.kiosk.journal.SavedState;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.HealthEvent;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Now;
import org.shuyi.kiosk.kernel.Plan;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.Status;
import org.shuyi.kiosk.kernel.TimeEvent;
import org.shuyi.kiosk.kernel.VisitEvent;
import org.shuyi.kiosk.kernel.visit.Visit;
import org.shuyi.kiosk.trust.PatronTokens;
import org.shuyi.kiosk.ui.PaperText;
import org.shuyi.kiosk.ui.Texts;
import org.shuyi.sim.time.VirtualTime;

/**
 * A station in virtual time: the product's own turn, hardware, drivers, journal and courier,
 * without a thread. Its journal outlives a power cut, everything else is gone.
 *
 * <p>What is committed is durable; a bad disk is for {@link Outage} and {@link StorageWatch}.
 */
public final class VirtualStation {
  /** Where its day changes. */
  private static final ZoneId TOWN = ZoneId.of("Asia/Shanghai");

  private static final DeviceId DISK = new DeviceId(OutOfOrder.JOURNAL);
  private static final Texts TEXTS = Texts.bundled();

  private StationConfig config;
  private final PatronTokens tokens;
  private final VirtualTime time;
  private final SortedMap<String, ? extends Line> lines;
  private final VirtualDisk disk;
  private final Journals journals;
  private final Courier.Identity identity;
  private final CourierSettings courierSettings;
  private final BrokerMaker brokers;
  private final RandomGenerator random;
  private UnaryOperator<Plan> limited = plan -> plan;
  private final VirtualTime.Alarm startAlarm;
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
  private Optional<String> haltWanted = Optional.empty();

  /** What still runs between a stop for want of power and the next start. */
  private Optional<DarkTime> dark = Optional.empty();

  private CameraMaker cameras = events -> Camera.NONE;
  private int lives;

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
      VirtualDisk disk,
      Courier.Identity identity,
      CourierSettings courierSettings,
      BrokerMaker brokers,
      RandomGenerator random,
      Instant dawn) {
    this.config = config;
    this.tokens = tokens;
    this.time = time;
    this.lines = lines;
    this.journals = new Journals(journal, disk, random, () -> calendar.get());
    this.disk = disk;
    this.startAlarm = time.alarm(this::powerOn);
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

  /** Makes the camera of each life, which tells its events to the station. */
  public void camera(CameraMaker maker) {
    cameras = maker;
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

  /** The whole program stands still for so long, as where its machine is out of breath. */
  public void freeze(long millis) {
    stall(millis);
    if (run != null) run.edge.freeze(time.now() + millis);
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
    limited = plan -> plan.withOutboxLimit(records);
  }

  /** From the next start on, this is its configuration. */
  public void configured(StationConfig anew) {
    config = anew;
  }

  /** Starts the program; the state comes from the journal, the world is sensed. */
  public void powerOn() {
    if (run != null) return;
    dark.ifPresent(DarkTime::end);
    lives++;
    try {
      run = new Run(journals.opened());
      run.begin();
    } catch (JournalFailed failed) {
      waitForDisk();
    }
  }

  /** The journal cannot be opened: a screen says so, until it is worth another start. */
  private void waitForDisk() {
    screen = Optional.of(OutOfOrder.screen(language()));
    startAlarm.set(time.now() + Outage.EVERY.toMillis());
  }

  private String language() {
    return config.station().languages().getFirst();
  }

  /**
   * From now on the disk says that it has what it is given, and keeps it only until the power goes.
   */
  public void diskLies() {
    journals.lies();
  }

  /** The program is gone in the middle of whatever it did. */
  public void powerCut() {
    startAlarm.set(VirtualTime.NEVER);
    dark.ifPresent(DarkTime::end);
    if (run != null) run.die();
    run = null;
    screen = Optional.empty();
    journals.powerGone();
  }

  /** Ends in order: what waits is committed. */
  public void stop(String why) {
    if (run == null) return;
    run.endInOrder(why);
    run = null;
    screen = Optional.empty();
  }

  /** The program has ended before its battery does, and only looks whether the mains are back. */
  private void waitForMains(String why) {
    screen = Optional.of(OutOfOrder.dark(language()));
    dark = Optional.of(new DarkTime(config, tokens, time, lines, () -> lifeEnd.ended(true, why)));
  }

  public boolean isUp() {
    return run != null;
  }

  public long stalledUntil() {
    return stalledUntil;
  }

  public int lives() {
    return lives;
  }

  /** What the touch screen shows, if the program runs and has shown anything. */
  public Optional<Screen> screen() {
    return screen;
  }

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

  /** The one of now: after a failure of the disk it is opened anew. */
  public Journal journal() {
    return journals.now();
  }

  private Kiosk saved() {
    return switch (journals.opened().load(plan())) {
      case SavedState.Loaded(Kiosk kiosk) -> kiosk;
      case SavedState.Refused(String reason) -> throw new IllegalStateException(reason);
    };
  }

  private Plan plan() {
    return limited.apply(Wiring.plan(config));
  }

  /** One life of the program. */
  private final class Run implements Hands {
    private final Life life;
    private final StationClock clock;
    private final VirtualEdge edge = new VirtualEdge(time, lines, pins);
    private final Hands hands;
    private final Telling turn;
    private final Courier courier;
    private final Broker broker;
    private final VirtualTime.Alarm kernelAlarm = time.alarm(this::timePassed);
    private final VirtualTime.Alarm courierAlarm =
        time.alarm(() -> tellCourier(new Told.TimePassed()));
    private final StorageWatch watch;
    private final List<Runnable> held = new ArrayList<>();
    private Optional<Status> status = Optional.empty();
    private Optional<Screen> shown = Optional.empty();
    private long flushingSince = Long.MAX_VALUE;
    private long flushingUntil;
    private boolean veiled;
    private boolean inTurn;
    private boolean torn;
    private boolean serving = true;
    private boolean alive = true;

    /**
     * @throws JournalFailed where the disk does not take that a new life begins
     */
    Run(Journal journal) {
      life = journal.begin();
      clock = new StationClock(life, time::now, () -> calendar.get(), () -> synchronised);
      var hardware = Wiring.hardware(config, tokens, edge, event -> enqueue(event, () -> {}));
      hands =
          assembly.hands(
              new Routing(
                      hardware,
                      new PaperText(TEXTS, Wiring.name(config), () -> TOWN),
                      told -> time.after(0, () -> tellCourier(told)),
                      this::show,
                      reported -> status = Optional.of(reported),
                      reason -> restartWanted = Optional.of(reason),
                      reason -> haltWanted = Optional.of(reason),
                      clock::ticks)
                  .with(cameras.make(event -> enqueue(event, () -> {}))));
      turn = assembly.turn(saved(), journal, this);
      var who =
          new Courier.Identity(
              identity.address(), life.boot(), identity.program(), identity.centreKeys());
      courier =
          new Courier(who, courierSettings, assembly.backlog(journal, this::disowned), random);
      broker =
          brokers.connect(notice -> time.after(0, () -> tellCourier(new Told.Noticed(notice))));
      watch =
          new StorageWatch(
              journal,
              List::of,
              life.why().startsWith("ordered") || life.boot() == 1,
              clock::ticks,
              () -> flushingSince,
              () -> turn.kiosk().visits().now() instanceof Visit.Nobody,
              this::veil,
              health -> enqueue(new HealthEvent.DeviceChanged(DISK, health), () -> {}),
              why -> {
                throw new AssertionError("a sound journal is given up: " + why);
              });
      disk.atFlush(
          () -> flushCut(Cuts.Boundary.BEFORE_FLUSH), () -> flushCut(Cuts.Boundary.AFTER_FLUSH));
      disk.waited();
    }

    private void show(Screen wanted) {
      shown = Optional.of(wanted);
      if (!veiled) screen = shown;
    }

    private void veil(boolean slow) {
      veiled = slow;
      screen = slow ? Optional.of(OutOfOrder.screen(language())) : shown;
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
      if (disk.toWaitFor() > 0) held.add(() -> doIt(effect, decided));
      else doIt(effect, decided);
    }

    private void doIt(Effect effect, Now decided) {
      cutAt(Cuts.Boundary.before(effect));
      probe.acts(effect);
      hands.act(effect, decided);
    }

    @Override
    public void turned(Kiosk kiosk, long committed) {
      if (disk.toWaitFor() > 0) held.add(() -> sayTurned(kiosk, committed));
      else sayTurned(kiosk, committed);
    }

    private void sayTurned(Kiosk kiosk, long committed) {
      hands.turned(kiosk, committed);
      probe.turned(kiosk);
    }

    void die() {
      alive = false;
      edge.die();
      broker.close();
    }

    void endInOrder(String why) {
      if (serving) endJournal(why);
      tellCourier(new Told.Stopping());
      die();
    }

    /** Where the disk fails just now, the next life finds what there is. */
    private void endJournal(String why) {
      try {
        turn.flush(clock.now());
        journals.now().endOrdered(why, clock.now());
      } catch (JournalFailed failed) {
        probe.outOfOrder(String.valueOf(failed.getMessage()));
      }
      disk.waited();
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
      if (!alive || !serving) return;
      if (time.now() < stalledUntil) {
        time.at(stalledUntil, () -> step(telling, then));
        return;
      }
      live(
          () -> {
            cutAt(Cuts.Boundary.BEFORE_TURN);
            inTurn = true;
            telling.run();
            inTurn = false;
            if (disk.toWaitFor() > 0) {
              held.add(() -> endTurn(then));
              waitForFlush();
            } else {
              endTurn(then);
            }
          });
    }

    private void endTurn(Runnable then) {
      then.run();
      long wake = turn.wakeAt();
      kernelAlarm.set(
          wake == Long.MAX_VALUE ? VirtualTime.NEVER : time.now() + wake - clock.ticks());
      cutAt(Cuts.Boundary.AFTER_TURN);
    }

    /**
     * Some part of this life, to its end or to that of the life. A journal that was cut off in the
     * middle of a flush knows no more what is on its disk.
     */
    private void live(Runnable part) {
      try {
        part.run();
      } catch (PowerCut cut) {
        if (torn) journals.cutOff();
        if (cuts.linesAreQuicker()) edge.hurry();
        powerCut();
        lifeEnd.ended(false, "power cut");
        return;
      } catch (JournalFailed failed) {
        fail(String.valueOf(failed.getMessage()));
        return;
      }
      endIfWanted();
    }

    private void flushCut(Cuts.Boundary boundary) {
      if (!alive || !inTurn || !cuts.cutAt(boundary)) return;
      torn = true;
      throw new PowerCut();
    }

    /**
     * The disk takes its time: nothing that the turn wants is done before it has done, and whoever
     * reads the journal waits too.
     */
    private void waitForFlush() {
      flushingSince = clock.ticks();
      flushingUntil = time.now() + disk.toWaitFor();
      disk.waited();
      stalledUntil = Math.max(stalledUntil, flushingUntil);
      var effects = List.copyOf(held);
      held.clear();
      lookAt(time.now() + StorageWatch.SLOW_MILLIS);
      time.at(flushingUntil, () -> flushed(effects));
    }

    private void flushed(List<Runnable> effects) {
      if (!alive) return;
      watch.look();
      flushingSince = Long.MAX_VALUE;
      watch.look();
      lookAt(time.now() + StorageWatch.REMEMBERED_MILLIS);
      live(() -> effects.forEach(Runnable::run));
    }

    private void lookAt(long millis) {
      time.at(
          millis,
          () -> {
            if (alive && serving) watch.look();
          });
    }

    /** Nothing can be made durable any more. */
    private void fail(String why) {
      serving = false;
      held.clear();
      disk.waited();
      var outage =
          new Outage(journals.now(), journals, language(), () -> status, this::sayOutOfOrder);
      outage.begins(why);
      edge.die();
      probe.outOfOrder(why);
      lookAgain(outage);
    }

    private void sayOutOfOrder(String why, Screen told, Status now) {
      screen = Optional.of(told);
      status = Optional.of(now);
      tellCourier(new Told.Reported(now));
    }

    private void lookAgain(Outage outage) {
      time.after(
          Outage.EVERY.toMillis(),
          () -> {
            if (!alive) return;
            if (outage.isOver()) endOfOutage();
            else lookAgain(outage);
          });
    }

    private void endOfOutage() {
      String why = "the disk works again";
      stop(why);
      lifeEnd.ended(true, why);
    }

    private void endIfWanted() {
      boolean halts = haltWanted.isPresent();
      if (!alive || (!halts && restartWanted.isEmpty())) return;
      String why = halts ? haltWanted.get() : restartWanted.get();
      if (halts) haltWanted = Optional.empty();
      else restartWanted = Optional.empty();
      stop(why);
      if (halts) waitForMains(why);
      else lifeEnd.ended(true, why);
    }

    private void cutAt(Cuts.Boundary boundary) {
      if (cuts.cutAt(boundary)) throw new PowerCut();
    }

    private void tellCourier(Told told) {
      if (!alive) return;
      if (time.now() < flushingUntil) {
        time.at(flushingUntil, () -> tellCourier(told));
        return;
      }
      var actions = courier.on(told, time.now());
      actions.orders().forEach(broker::carryOut);
      for (Courier.Delivery delivery : actions.deliveries()) {
        enqueue(delivery.event(), () -> settle(delivery.receipt()));
      }
      courierAlarm.set(courier.wakeAt());
    }

    /** The centre has another story than our journal: the next life begins another one. */
    private void disowned(String why, long centreHas) {
      journals.giveUp(why, centreHas);
      restartWanted = Optional.of(why);
      time.after(0, this::endIfWanted);
    }

    private void settle(long receipt) {
      if (receipt != 0) tellCourier(new Told.Settled(receipt));
    }
  }
}
