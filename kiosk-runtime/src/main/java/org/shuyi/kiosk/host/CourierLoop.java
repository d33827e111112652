package org.shuyi.kiosk.host;

import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.centre.Broker;
import org.shuyi.kiosk.centre.Courier;
import org.shuyi.kiosk.centre.Told;
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

  private final Courier courier;
  private final Broker broker;
  private final Loop kernel;
  private final String address;
  private final BlockingQueue<Told> queue = new ArrayBlockingQueue<>(CAPACITY);
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

  /** Enqueues; what finds no room is dropped, since every sender says it again or asks again. */
  void tell(Told told) {
    if (!queue.offer(told)) log.warn("the courier's queue is full: {}", told);
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
    step(new Told.TimePassed());
    while (true) {
      Told told = next();
      step(told == null ? new Told.TimePassed() : told);
      if (stopping && told instanceof Told.Stopping) return;
    }
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
    try {
      Courier.Actions actions = courier.on(told, now());
      actions.orders().forEach(broker::carryOut);
      actions.deliveries().forEach(this::deliver);
      show();
    } catch (RuntimeException bug) {
      // The station serves on without its centre; the next start says everything again.
      log.error("the courier could not take {}", told, bug);
    }
  }

  /** What the kernel's queue has no room for stays with the broker, which delivers it again. */
  private void deliver(Courier.Delivery delivery) {
    boolean taken =
        kernel.tell(
            delivery.event(),
            () -> {
              if (delivery.receipt() != 0) tell(new Told.Settled(delivery.receipt()));
            });
    if (!taken) log.warn("the kernel's queue is full: {}", delivery.event());
  }

  private void show() {
    var view = courier.view();
    String reason = view.online() ? "" : view.problem().isEmpty() ? view.phase() : view.problem();
    Link now = link;
    if (now.online() == view.online() && now.reason().equals(reason)) return;
    Instant since = now.online() == view.online() ? now.since() : Instant.now();
    link = new Link(view.online(), address, since, reason);
    log.info("the line to the centre is {} {}", view.online() ? "up" : "down", reason);
  }

  private static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
