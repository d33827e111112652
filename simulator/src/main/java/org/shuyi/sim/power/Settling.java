package org.shuyi.sim.power;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.shuyi.sim.demo.RunningDemo;
import org.shuyi.sim.demo.Townsfolk;

/**
 * After a start the last guest goes home; then world, station and centre must agree soon, and
 * nothing of the visit that was cut may show.
 */
final class Settling {
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

  /** Every shelf is counted and every record at the centre: usually three seconds. */
  private static final long SETTLES_NANOS = TimeUnit.SECONDS.toNanos(40);

  private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

  private final RunningDemo demo;
  private final Townsfolk folk;
  private final TownBooks books;
  private final Rulebook rules;
  private final Reading reading;

  /**
   * @param reading of whoever was there when the power went
   */
  Settling(RunningDemo demo, Townsfolk folk, TownBooks books, Rulebook rules, Reading reading) {
    this.demo = demo;
    this.folk = folk;
    this.books = books;
    this.rules = rules;
    this.reading = reading;
  }

  /**
   * Waits until all agree.
   *
   * @param bootBefore the start that the centre heard from before this one
   * @return what is still wrong when the time is over, in words
   */
  List<String> settle(long bootBefore) throws Exception {
    demo.awaitStation(STARTS_WITHIN);
    Guest.closeDoors(demo.world(), folk);
    long until = System.nanoTime() + SETTLES_NANOS;
    var wrong = wrong(bootBefore);
    while (!wrong.isEmpty() && System.nanoTime() < until) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      wrong = wrong(bootBefore);
    }
    reading.strange().ifPresent(wrong::add);
    return wrong;
  }

  private List<String> wrong(long bootBefore) throws IOException, InterruptedException {
    var wrong = new ArrayList<String>();
    books.unserved(bootBefore).ifPresent(wrong::add);
    if (books.rules() != rules.newest()) {
      wrong.add("it obeys rules %d, and %d are signed".formatted(books.rules(), rules.newest()));
    }
    screen().ifPresent(wrong::add);
    // Last, since it costs most.
    if (wrong.isEmpty()) wrong.addAll(books.differences());
    return wrong;
  }

  /**
   * It waits for the next reader, and tells of no other. Whoever stood at an open door gets their
   * receipt first, and puts it away.
   */
  private Optional<String> screen() throws IOException, InterruptedException {
    Optional<JsonNode> shown = demo.touch().shown();
    String name = shown.map(screen -> screen.path("name").asText()).orElse("dark");
    if (name.equals("receipt")) {
      reading.reads(shown.get());
      Guest.putAway(demo.touch());
    }
    boolean attracts = name.equals("attract") && shown.get().path("lines").isEmpty();
    return attracts ? Optional.empty() : Optional.of("the screen is " + shown);
  }
}
