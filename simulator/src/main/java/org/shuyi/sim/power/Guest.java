package org.shuyi.sim.power;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.shuyi.sim.demo.RunningDemo;
import org.shuyi.sim.demo.TouchScreen;
import org.shuyi.sim.demo.Townsfolk;
import org.shuyi.sim.judge.Eyewitness;
import org.shuyi.sim.world.World;

/**
 * Whoever stands before the cabinet until the lights go out: one reader after the other taps a
 * card, opens doors, takes books and puts them back. A thread of its own.
 */
final class Guest implements Runnable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration AT_THE_HANDLE = Duration.ofSeconds(4);

  /** Nobody reads titles in less; a door that is shut sooner may be missed by its sensor. */
  private static final int READS_TITLES_MILLIS = 600;

  private static final long BLINK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningDemo demo;
  private final World world;
  private final Townsfolk folk;
  private final Heard heard;
  private final Eyewitness eyes;
  private final Random random;
  private Reading reading;
  private Optional<String> trouble = Optional.empty();

  /**
   * @param heard is told of cards and receipts
   * @param eyes is told what receipts say
   */
  Guest(RunningDemo demo, Townsfolk folk, Heard heard, Eyewitness eyes, Random random) {
    this.demo = demo;
    this.world = demo.world();
    this.folk = folk;
    this.heard = heard;
    this.eyes = eyes;
    this.reading = new Reading(eyes);
    this.random = random;
  }

  @Override
  public void run() {
    try {
      while (world.mains()) visit();
    } catch (IOException | TimeoutException e) {
      // In the dark nothing answers any more.
      if (world.mains() && trouble.isEmpty())
        trouble = Optional.of("a visitor waits in vain: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (random.nextBoolean()) closeDoors(world, folk);
  }

  /** Of whoever was there last; to be asked when the thread has ended. */
  Reading reading() {
    return reading;
  }

  /** What went wrong while there was light; to be asked when the thread has ended. */
  Optional<String> trouble() {
    return trouble;
  }

  /** The last one closes what stands open. */
  static void closeDoors(World world, Townsfolk folk) {
    world.removeCard();
    for (int door = 1; door <= folk.doors(); door++) {
      if (!world.closed(door)) world.closeDoor(door);
    }
  }

  private void visit() throws IOException, InterruptedException, TimeoutException {
    var reader = folk.draw(random);
    screen("attract");
    reading = new Reading(eyes);
    heard.tapped(Townsfolk.token(demo.secrets().tokens(), reader));
    world.holdCard(reader.person(), reader.card());
    var shown = screen("choose-door", "turned-away", "out-of-service");
    world.removeCard();
    int doors = 1 + random.nextInt(2);
    while (shown.path("name").asText().equals("choose-door") && doors-- > 0) {
      openOne(reader, shown);
      shown = screen("choose-door", "receipt", "attract");
    }
    if (shown.path("name").asText().equals("choose-door")) {
      touch(intent("finish"));
      shown = screen("receipt", "attract");
    }
    if (shown.path("name").asText().equals("receipt")) {
      heard.receipt(lines(shown, "loaned"), lines(shown, "returned"));
      reading.reads(shown);
      if (trouble.isEmpty()) trouble = reading.strange();
      putAway(demo.touch());
    }
  }

  /** A receipt goes by itself, but nobody waits for that. */
  static void putAway(TouchScreen touch) throws IOException, InterruptedException {
    touch.touch(intent("finish"));
  }

  private void openOne(Townsfolk.Reader reader, JsonNode shown)
      throws IOException, InterruptedException, TimeoutException {
    var offered = new ArrayList<String>();
    shown
        .path("doors")
        .forEach(
            door -> {
              if (door.path("offered").asBoolean()) offered.add(door.path("door").asText());
            });
    if (offered.isEmpty()) throw new IOException("no door is offered: " + shown);
    String door = offered.get(random.nextInt(offered.size()));
    touch(intent("open-door").put("door", door));
    reachIn(reader, Integer.parseInt(door));
  }

  private void reachIn(Townsfolk.Reader reader, int door) throws IOException {
    if (!opens(door)) return;
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(READS_TITLES_MILLIS));
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      pause(200);
      var shelf = world.booksOn(folk.shelf(door));
      var hands = world.booksOf(reader.person());
      if (!hands.isEmpty() && (shelf.isEmpty() || random.nextBoolean())) {
        world.putBook(reader.person(), reading.handles(any(hands)), folk.shelf(door));
      } else if (!shelf.isEmpty()) {
        world.takeBook(reader.person(), reading.handles(any(shelf)));
      }
    }
    pause(200);
    // Somebody in the dark may go and leave it open.
    if (world.mains() || random.nextBoolean()) world.closeDoor(door);
  }

  /** A bolt that a slow machine would have pulled too late is not pulled: then one looks again. */
  private boolean opens(int door) throws IOException {
    long until = System.nanoTime() + AT_THE_HANDLE.toNanos();
    while (!world.openDoor(door).done()) {
      if (!world.mains()) throw new IOException("dark");
      if (System.nanoTime() > until) return false;
      LockSupport.parkNanos(BLINK_NANOS);
    }
    return true;
  }

  private void pause(int longestMillis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(longestMillis)));
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static ObjectNode intent(String name) {
    return JSON.createObjectNode().put("intent", name);
  }

  private void touch(JsonNode intent) throws IOException, InterruptedException {
    demo.touch().touch(intent);
  }

  private JsonNode screen(String... names)
      throws IOException, InterruptedException, TimeoutException {
    var wanted = List.of(names);
    try {
      return demo.touch().await(shown -> wanted.contains(shown.path("name").asText()), PATIENCE);
    } catch (TimeoutException e) {
      throw new TimeoutException(wanted + ", and the screen is " + demo.touch().shown());
    }
  }

  private static int lines(JsonNode shown, String kind) {
    int count = 0;
    for (JsonNode line : shown.path("lines")) if (line.path("kind").asText().equals(kind)) count++;
    return count;
  }
}
