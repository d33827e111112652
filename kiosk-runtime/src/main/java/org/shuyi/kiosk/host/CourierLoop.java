package org.shuyi.kiosk.host;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.centre.Broker;
import org.shuyi.kiosk.centre.Courier;
import org.shuyi.kiosk.centre.Told;
import org.shuyi.kiosk.kernel.CentreEvent;
import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.HealthEvent;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.ui.LinkState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The courier's thread: what it is told goes through one bounded queue. */
final class CourierLoop implements LinkState {
  private static final Logger log = LoggerFactory.getLogger(CourierLoop.class);

  /**
   * Some seconds of everything that can be told; what finds no room is said again by its sender.
   */
  static final int CAPACITY = 1_024;

  private static final Duration ROOM_AGAIN = Duration.ofMillis(5);
  private static final Duration AFTER_STUMBLE = Duration.ofSeconds(30);
  private static final DeviceId LINE = new DeviceId("centre");
  private static final DeviceHealth STUMBLED = new DeviceHealth.Degraded("the courier stumbled");

  private final Courier courier;
  private final Broker broker;
  private final Loop kernel;
  private final String address;
  private final BlockingQueue<Told> queue = new ArrayBlockingQueue<>(CAPACITY);
  // Bounded: one of each, and as many settled ones as the broker gives us unacknowledged messages.
  private final Map<String, Told> kept = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::run, "courier");
  private volatile Link link;
  private volatile boolean stopping;

  /**
   * @param broker makes the port that tells this listener
   * @param address of the broker, for people
   */
  CourierLoop(
      Courier courier,
      Function<Consumer<Broker.Notice>, Broker> broker,
      Loop kernel,
      String address) {
    this.courier = courier;
    this.kernel = kernel;
    this.address = address;
    this.broker = broker.apply(notice -> tell(new Told.Noticed(notice)));
    this.link = new Link(false, address, Instant.now(), "not yet connected");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /**
   * Enqueues. What finds no room and is said once only (rules, status, growth, what is settled) is
   * kept until there is; the rest is asked again by its sender.
   */
  void tell(Told told) {
    if (queue.offer(told)) return;
    switch (told) {
      case Told.Ruled ruled -> kept.put("rules", told);
      case Told.Reported reported -> kept.put("status", told);
      case Told.Grew grew -> kept.put("growth", told);
      case Told.Settled(long receipt) -> kept.put("settled " + receipt, told);
      case Told.Stopping stop -> kept.put("stop", told);
      case Told.Noticed notice -> dropped(told);
      case Told.Asked ask -> dropped(told);
      case Told.AskedOfItem ask -> dropped(told);
      case Told.Said said -> dropped(told);
      // Without it the news only take their usual time.
      case Told.Hurried hurried -> {}
      case Told.TimePassed passed -> {}
    }
  }

  /** Nobody's name is in a log: only what sort of thing it was. */
  private static void dropped(Told told) {
    log.warn("the courier's queue is full: {}", told.getClass().getSimpleName());
  }

  int waiting() {
    return queue.size();
  }

  @Override
  public Link link() {
    return link;
  }

  /** Says good-bye to the broker and ends; waits at most {@code millis}. */
  void stop(long millis) throws InterruptedException {
    stopping = true;
    tell(new Told.Stopping());
    thread.join(millis);
    broker.close();
  }

  private void run() {
    boolean over = false;
    while (!over) {
      try {
        over = turn();
      } catch (RuntimeException bug) {
        // The station serves on without its centre, says so, and the line is tried again.
        log.error("the courier stumbled", bug);
        kernel.noticed(LINE, new CentreEvent.LinkChanged(false));
        kernel.noticed(LINE, new HealthEvent.DeviceChanged(LINE, STUMBLED));
        over = stopping;
        LockSupport.parkNanos(AFTER_STUMBLE.toNanos());
      }
    }
  }

  /** One step; true when it was the last. */
  private boolean turn() {
    Told told = next();
    step(told == null ? new Told.TimePassed() : told);
    boolean last = told instanceof Told.Stopping;
    for (String each : List.copyOf(kept.keySet())) {
      Told late = kept.remove(each);
      if (late != null) {
        step(late);
        last |= late instanceof Told.Stopping;
      }
    }
    return last;
  }

  private @Nullable Told next() {
    long wake = courier.wakeAt();
    long patience = wake == Long.MAX_VALUE ? 60_000 : Math.clamp(wake - now(), 0, 60_000);
    try {
      return queue.poll(patience, TimeUnit.MILLISECONDS);
    } catch (InterruptedException unasked) {
      return null;
    }
  }

  private void step(Told told) {
    Courier.Actions actions = courier.on(told, now());
    actions.orders().forEach(broker::carryOut);
    actions.deliveries().forEach(this::deliver);
    show();
  }

  /** Waits for room in the kernel's queue: the kernel never waits for the courier. */
  private void deliver(Courier.Delivery delivery) {
    Runnable then =
        () -> {
          if (delivery.receipt() != 0) tell(new Told.Settled(delivery.receipt()));
        };
    while (!kernel.tell(delivery.event(), then)) {
      if (stopping || kernel.hasEnded()) return;
      LockSupport.parkNanos(ROOM_AGAIN.toNanos());
    }
  }

  private void show() {
    var view = courier.view();
    String reason = view.online() ? "" : view.problem().isEmpty() ? view.phase() : view.problem();
    Link now = link;
    if (now.online() == view.online() && now.reason().equals(reason)) return;
    Instant since = now.online() == view.online() ? now.since() : Instant.now();
    link = new Link(view.online(), address, since, reason);
    log.info("the line to the centre is {}", view.online() ? "up" : "down: " + reason);
  }

  private static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
