package org.shuyi.sim.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.shuyi.sim.demo.RunningDemo;
import org.shuyi.sim.demo.TechnicianPage;
import org.shuyi.sim.demo.TouchScreen;

/**
 * Looks over everybody's shoulder: at the touch screen all the time, at the technician's page and
 * the centre's feed every second, through each life of the program.
 */
final class Onlooker implements AutoCloseable {
  private static final int SCREEN_MILLIS = 100;
  private static final int PAGE_MILLIS = 1_000;
  private static final int FEED_MILLIS = 300;

  private final Looks looks;
  private final InClear inClear;
  private final Story story;
  private final TouchScreen touch;
  private final TechnicianPage technician;
  private final Set<String> broken = new TreeSet<>();
  private final List<String> failed = new ArrayList<>();
  private final ScheduledExecutorService eyes =
      Executors.newScheduledThreadPool(
          3, Thread.ofPlatform().daemon().name("onlooker-", 1).factory());

  private interface Look {
    void look() throws IOException, InterruptedException;
  }

  Onlooker(RunningDemo demo, Looks looks, Desk desk, InClear inClear, Story story) {
    this.looks = looks;
    this.inClear = inClear;
    this.story = story;
    touch = new TouchScreen(demo.ports().touch());
    technician = new TechnicianPage(demo.ports().technician(), demo.secrets().logins().getFirst());
    every(SCREEN_MILLIS, this::screen);
    every(PAGE_MILLIS, this::page);
    every(FEED_MILLIS, desk::read);
  }

  private void every(int millis, Look look) {
    var _ = eyes.scheduleWithFixedDelay(() -> take(look), millis, millis, TimeUnit.MILLISECONDS);
  }

  private void take(Look look) {
    try {
      look.look();
    } catch (IOException frozenOrStarting) {
      // There is nothing to see then.
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error ours) {
      story.tell("the onlooker is broken: " + ours);
      synchronized (this) {
        failed.add(ours.toString());
      }
      throw ours;
    }
  }

  private void screen() throws IOException, InterruptedException {
    var _ = looks.at(touch);
  }

  private void page() {
    var page = technician.station();
    if (page.isEmpty()) return;
    story.count("looks at the technician's page");
    inClear.patron(page.get().toString()).ifPresent(this::named);
    for (JsonNode queue : page.get().path("queues")) {
      story.most("fullest queue", queue.path("length").asLong());
    }
    overfull(page.get()).forEach(this::grew);
  }

  /** The queues of a technician's page in which more waits than may. */
  static List<JsonNode> overfull(JsonNode page) {
    return page.path("queues")
        .valueStream()
        .filter(queue -> queue.path("length").asLong() > queue.path("limit").asLong())
        .toList();
  }

  private synchronized void named(String what) {
    broken.add("PRIVACY: " + what + " stands on the technician's page");
  }

  private synchronized void grew(JsonNode queue) {
    broken.add("BOUNDED: a queue is over its limit: " + queue);
  }

  /** What was wrong on the technician's page. */
  synchronized List<String> broken() {
    return List.copyOf(broken);
  }

  /** What went wrong with the looking itself: eyes that are shut see nothing. */
  synchronized List<String> failed() {
    return List.copyOf(failed);
  }

  @Override
  public void close() {
    eyes.shutdownNow();
  }
}
