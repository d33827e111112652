package org.shuyi.kiosk.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.centre.Courier;
import org.shuyi.kiosk.centre.CourierSettings;
import org.shuyi.kiosk.centre.PahoBroker;
import org.shuyi.kiosk.centre.Tls;
import org.shuyi.kiosk.centre.Told;
import org.shuyi.kiosk.centre.wire.Address;
import org.shuyi.kiosk.config.CameraConfig;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.kiosk.hardware.Hardware;
import org.shuyi.kiosk.journal.Journal;
import org.shuyi.kiosk.journal.JournalFailed;
import org.shuyi.kiosk.journal.Life;
import org.shuyi.kiosk.journal.SavedState;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.EntranceEvent;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.HealthEvent;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.Status;
import org.shuyi.kiosk.kernel.TimeEvent;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.visit.Visit;
import org.shuyi.kiosk.trust.PatronTokens;
import org.shuyi.kiosk.ui.Backlog.QueueLength;
import org.shuyi.kiosk.ui.DeviceViews.DeviceView;
import org.shuyi.kiosk.ui.JournalTail.JournalLine;
import org.shuyi.kiosk.ui.PaperText;
import org.shuyi.kiosk.ui.PortTaken;
import org.shuyi.kiosk.ui.Role;
import org.shuyi.kiosk.ui.StaffLogin;
import org.shuyi.kiosk.ui.StationView;
import org.shuyi.kiosk.ui.TechnicianPages;
import org.shuyi.kiosk.ui.TechnicianSettings;
import org.shuyi.kiosk.ui.Texts;
import org.shuyi.kiosk.ui.TouchApi;
import org.shuyi.kiosk.ui.TouchSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole station on real threads and wires, from its journal to its pages. What does not come up
 * (a port that is taken, a device, the broker) leaves it degraded, and it says so.
 */
public final class RunningStation {
  private static final Logger log = LoggerFactory.getLogger(RunningStation.class);
  private static final String VERSION =
      Optional.ofNullable(RunningStation.class.getPackage().getImplementationVersion())
          .orElse("development");
  private static final long PORT_AGAIN_MILLIS = 5_000;
  private static final long STOP_MILLIS = 2_000;
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** Where systemd-timesyncd says it, for a unit that may not ask the kernel (ProtectClock). */
  private static final Path TIMESYNC = Path.of("/run/systemd/timesync/synchronized");

  private static final DeviceId TOUCH = new DeviceId("touch-api");
  private static final DeviceId DISK = new DeviceId(OutOfOrder.JOURNAL);
  private static final DeviceId TECHNICIAN = new DeviceId("technician-pages");

  private final StationConfig config;
  private final Journal journal;
  private final StationClock clock;
  private final Life life;
  private final Wires wires;
  private final Loop loop;
  private final CourierLoop courier;
  private final Camera camera;
  private final Supervisor supervisor = new Supervisor();
  private final CompletableFuture<Ending> ending = new CompletableFuture<>();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final LastScreen screens = new LastScreen();
  private volatile Optional<Status> status = Optional.empty();

  /** Why nobody is served any more, once the journal has failed; else empty. */
  private volatile String outOfOrder = "";

  private volatile DeviceHealth disk = new DeviceHealth.Ready();
  private volatile Instant diskSince = Instant.now();

  private volatile @Nullable TechnicianPages technician;

  /** The last screen, kept for a touch API that could not be opened yet. */
  private static final class LastScreen {
    private volatile @Nullable TouchApi api;
    private @Nullable Screen last;
    private @Nullable Screen veil;

    synchronized void show(Screen screen) {
      last = screen;
      shown();
    }

    /** Shows another screen until it is taken away again. */
    synchronized void veil(@Nullable Screen other) {
      veil = other;
      shown();
    }

    synchronized void openedBy(TouchApi opened) {
      api = opened;
      shown();
    }

    private void shown() {
      var present = api;
      var screen = veil != null ? veil : last;
      if (present != null && screen != null) present.show(screen);
    }

    void close() {
      var present = api;
      if (present != null) present.close();
    }
  }

  private RunningStation(StationConfig config, PatronTokens tokens, Wires wires, Journal journal)
      throws IOException {
    this.config = config;
    this.wires = wires;
    this.journal = journal;
    this.life = journal.begin();
    this.clock = new StationClock(life, RunningStation::monotonic, Instant::now, trust());
    Hardware hardware = Wiring.hardware(config, tokens, wires, this::noticed);
    var hands =
        new Routing(
            hardware,
            new PaperText(Texts.bundled(), Wiring.name(config), ZoneId::systemDefault),
            this::tellCourier,
            screens::show,
            reported -> status = Optional.of(reported),
            reason -> endLater(Ending.RESTART, reason),
            reason -> endLater(Ending.POWER, reason),
            clock::ticks);
    this.camera = camera();
    hands.with(camera);
    this.loop = new Loop(new Turn(saved(), journal, hands), clock, this::failed);
    this.courier = courier();
  }

  /**
   * Starts a station.
   *
   * @throws IOException if its keys cannot be read
   * @throws JournalFailed if its journal cannot be opened, or another instance has it
   */
  public static RunningStation start(StationConfig config) throws IOException {
    return start(config, Wires.ofThisMachine());
  }

  /** The same on other wires than those of this machine, as a bench may have them. */
  public static RunningStation start(StationConfig config, Wires wires) throws IOException {
    PatronTokens tokens = Keyring.tokens(config);
    Journal journal = openJournal(config);
    try {
      var station = new RunningStation(config, tokens, wires, journal);
      station.begin();
      return station;
    } catch (IOException | RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  static Journal openJournal(StationConfig config) {
    var station = config.station();
    String owner = station.organisation() + "/" + station.id();
    return Journal.open(config.journal(), owner, new SecureRandom(), Instant.now());
  }

  /** Completed once, when the station has ended of itself or was told to. */
  public CompletableFuture<Ending> ending() {
    return ending;
  }

  /** The one way to stop: outputs safe, journal closed, reason recorded. Safe to call twice. */
  public void stop(Ending how, String why) {
    if (!stopped.compareAndSet(false, true)) return;
    log.info("stopping: {}", why);
    // A program that waits for the mains goes on, and systemd must not think that it hangs.
    if (how != Ending.POWER) supervisor.stopping();
    quietly("devices", wires::close);
    quietly("kernel", () -> loop.stop(STOP_MILLIS));
    quietly("journal's end", () -> endJournal(how, why));
    quietly("camera", camera::close);
    quietly("courier", () -> courier.stop(STOP_MILLIS));
    quietly("pages", this::closePages);
    quietly("journal", journal::close);
    quietly("watchdog", supervisor::close);
    ending.complete(how);
  }

  private void begin() {
    log.info("boot {} of this journal, last end: {}", life.boot(), life.why());
    loop.tell(new TimeEvent.Restarted(life.boot(), life.why()));
    loop.start();
    open(TOUCH, this::openTouch);
    open(TECHNICIAN, this::openTechnician);
    wires.start();
    courier.start();
    supervisor.ready((event, then) -> outOfOrder.isEmpty() && loop.tell(event, then));
    supervisor.every(LOOK, watch()::look);
  }

  /** Always beside the journal that knows of them: what is no longer configured is still erased. */
  private Camera camera() throws IOException {
    Path folder = config.journal().resolveSibling("pictures");
    if (config.camera().isEmpty()) return new NoCamera(folder, this::noticed);
    CameraConfig settings = config.camera().get();
    var pictures =
        new PictureFolder(folder, Wiring.name(config), Keyring.pictures(settings.sealTo()));
    return new ProgramCamera(settings.program(), pictures, this::noticed);
  }

  private StorageWatch watch() {
    return new StorageWatch(
        journal,
        () -> Journal.quarantined(config.journal()),
        life.why().startsWith("ordered") || life.boot() == 1,
        clock::ticks,
        loop::turnSince,
        () -> loop.kiosk().visits().now() instanceof Visit.Nobody,
        slow -> screens.veil(slow ? OutOfOrder.screen(language()) : null),
        this::diskBecame,
        why -> endLater(Ending.RESTART, why));
  }

  private String language() {
    return config.station().languages().getFirst();
  }

  private CourierLoop courier() throws IOException {
    var station = config.station();
    var who =
        new Courier.Identity(
            new Address(station.organisation(), station.id()),
            life.boot(),
            VERSION,
            Keyring.centre(config));
    CourierSettings settings = Courtesy.of(config);
    var machine =
        new Courier(who, settings, new JournalBacklog(journal, this::disowned), new SecureRandom());
    URI broker = URI.create(config.centre().broker());
    Optional<Tls> tls =
        config
            .centre()
            .tls()
            .map(
                t -> new Tls(t.trust(), Optional.of(new Tls.Own(t.certificate(), t.privateKey()))));
    return new CourierLoop(
        machine, listener -> new PahoBroker(broker, tls, listener), loop, config.centre().broker());
  }

  private Kiosk saved() throws IOException {
    return switch (journal.load(Wiring.plan(config))) {
      case SavedState.Loaded(Kiosk kiosk) -> kiosk;
      case SavedState.Refused(String reason) ->
          throw new IOException(config.journal() + ": " + reason);
    };
  }

  // Pages.

  private interface Opening {
    void open();
  }

  /**
   * Opens a port; one that is taken, or whose certificate cannot be read, is tried again, and the
   * station says meanwhile what is away.
   */
  private void open(DeviceId page, Opening opening) {
    if (tryOpen(page, opening)) return;
    supervisor.retry(PORT_AGAIN_MILLIS, () -> stopped.get() || tryOpen(page, opening));
  }

  private boolean tryOpen(DeviceId page, Opening opening) {
    try {
      opening.open();
      loop.tell(new HealthEvent.DeviceChanged(page, new DeviceHealth.Ready()));
      return true;
    } catch (PortTaken | UncheckedIOException closed) {
      String why = String.valueOf(closed.getMessage());
      log.warn("{}: {}", page, why);
      loop.tell(new HealthEvent.DeviceChanged(page, new DeviceHealth.Lost(why)));
      return false;
    }
  }

  private void openTouch() {
    var station = config.station();
    var settings =
        new TouchSettings(
            "127.0.0.1",
            config.touchPort(),
            station.demo(),
            station.languages().getFirst(),
            Duration.ofSeconds(10));
    screens.openedBy(
        TouchApi.start(settings, Texts.bundled(), loop::tell, () -> status, clock::ticks));
  }

  private void openTechnician() {
    var page = config.technician();
    List<StaffLogin> staff =
        page.staff().stream()
            .map(s -> new StaffLogin(s.name(), Role.of(s.role()), s.hash()))
            .toList();
    var settings =
        new TechnicianSettings(
            page.bind(), page.port(), config.station().demo(), page.names(), page.tls(), staff);
    technician = TechnicianPages.start(settings, view(), loop::tell, clock::ticks);
  }

  private StationView view() {
    Supplier<Kiosk> kiosk = loop::kiosk;
    return new StationView(
        config.station().organisation() + "/" + config.station().id(),
        kiosk,
        () -> status,
        this::devices,
        wires,
        this::newest,
        courier,
        this::queues);
  }

  /** The devices, and the disk where something is wrong with it or waits to be fetched from it. */
  private List<DeviceView> devices() {
    DeviceHealth health = outOfOrder.isEmpty() ? disk : new DeviceHealth.Lost(outOfOrder);
    if (health instanceof DeviceHealth.Ready) return wires.devices();
    String name = OutOfOrder.JOURNAL;
    String where = config.journal().toString();
    var view =
        new DeviceView(
            name, name, where, health.word(), health.reason(), diskSince, new TreeMap<>());
    return Stream.concat(Stream.of(view), wires.devices().stream()).toList();
  }

  private void diskBecame(DeviceHealth health) {
    disk = health;
    diskSince = Instant.now();
    loop.noticed(DISK, new HealthEvent.DeviceChanged(DISK, health));
  }

  private List<JournalLine> newest(int count) {
    if (journal.isBroken()) return List.of();
    return journal.tail(count).reversed().stream()
        .map(
            line ->
                new JournalLine(
                    line.seq(), line.time(), line.clockTrusted(), line.kind(), line.text()))
        .toList();
  }

  private List<QueueLength> queues() {
    var outbox = loop.kiosk().outbox();
    return List.of(
        new QueueLength("kernel", loop.waiting(), Loop.CAPACITY),
        new QueueLength("courier", courier.waiting(), CourierLoop.CAPACITY),
        new QueueLength(
            "records for the centre", Math.toIntExact(outbox.waiting()), config.outboxLimit()));
  }

  private void closePages() {
    screens.close();
    var open = technician;
    if (open != null) open.close();
  }

  // Inside.

  private void noticed(Event event) {
    loop.noticed(source(event), event);
  }

  /**
   * What an event is about, where it finds no room: a later one takes the place of its like only.
   */
  static DeviceId source(Event event) {
    if (event instanceof EntranceEvent entrance) return source(entrance);
    if (!(event instanceof HealthEvent health)) return new DeviceId("any");
    return switch (health) {
      case HealthEvent.DeviceChanged(DeviceId device, var _) -> device;
      case HealthEvent.DeviceMissed(DeviceId device) -> device;
      case HealthEvent.BoardRead(DeviceId board, var _) -> new DeviceId("bits of " + board.name());
      case HealthEvent.GuardChanged(var guard, var _) -> contact(guard.word());
      case HealthEvent.TamperChanged _ -> new DeviceId("panel");
      case HealthEvent.FireChanged _, HealthEvent.FireUnseen _ -> new DeviceId("fire");
    };
  }

  private static DeviceId source(EntranceEvent event) {
    return switch (event) {
      case EntranceEvent.ContactChanged(var contact, var _) -> contact(contact.word());
      case EntranceEvent.ContactUnseen(var contact) -> contact(contact.word());
      case EntranceEvent.CardHeld _, EntranceEvent.CardUseless _ -> new DeviceId("entrance card");
      case EntranceEvent.Opened _ -> new DeviceId("entrance");
    };
  }

  private static DeviceId contact(String word) {
    return new DeviceId("contact " + word);
  }

  /** Routing is made before the courier is; nothing is told before both are there. */
  private void tellCourier(Told told) {
    courier.tell(told);
  }

  private void failed(Throwable failure) {
    log.error("a turn failed", failure);
    String why = String.valueOf(failure.getMessage());
    if (failure instanceof JournalFailed) new Thread(() -> storageFailed(why), "storage").start();
    else endLater(Ending.BUG, why);
  }

  // Storage.

  /**
   * Nothing can be made durable any more, so nobody is served: outputs safe, a screen that says so,
   * an alarm over the line while that lives. What the flush that failed left behind is for the disk
   * to say: when it works again, it is asked, and the program begins anew.
   */
  private void storageFailed(String why) {
    var storage = new FileStorage(config.journal());
    var outage = new Outage(journal, storage, language(), () -> status, this::sayOutOfOrder);
    outage.begins(why);
    quietly("devices", wires::close);
    supervisor.retry(Outage.EVERY.toMillis(), () -> storageWorks(outage));
  }

  private void sayOutOfOrder(String why, Screen screen, Status now) {
    outOfOrder = why;
    screens.veil(screen);
    status = Optional.of(now);
    courier.tell(new Told.Reported(now));
  }

  private boolean storageWorks(Outage outage) {
    supervisor.alive();
    if (stopped.get()) return true;
    if (!outage.isOver()) return false;
    endLater(Ending.DISK, "the disk works again");
    return true;
  }

  /**
   * The centre has another story than our journal: it is given up, and all that is owed goes on.
   */
  private void disowned(String why, long centreHas) {
    if (journal.setAsideAtNextStart(why, centreHas)) endLater(Ending.RESTART, why);
    else log.warn("the journal cannot be put aside, and the centre will say again: {}", why);
  }

  /** Stops from a thread of its own, since whoever asks may be one of those that are to end. */
  private void endLater(Ending how, String why) {
    new Thread(() -> stop(how, why), "ending").start();
  }

  private void endJournal(Ending how, String why) {
    boolean ordered = how == Ending.ORDERED || how == Ending.RESTART || how == Ending.POWER;
    if (ordered && !journal.isBroken()) journal.endOrdered(why, clock.now());
  }

  private BooleanSupplier trust() {
    return switch (config.clock()) {
      case SYSTEM -> () -> true;
      case KERNEL -> () -> Native.clockIsSynchronised() || Files.exists(TIMESYNC);
    };
  }

  private static long monotonic() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private interface Step {
    void run() throws InterruptedException;
  }

  /** A step that fails does not keep the others from being taken. */
  private static void quietly(String what, Step step) {
    try {
      step.run();
    } catch (InterruptedException | RuntimeException | Error failure) {
      log.warn("stopping the {} failed", what, failure);
    }
  }
}
