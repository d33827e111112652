package org.shuyi.sim.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.shuyi.sim.centre.Order;
import org.shuyi.sim.demo.RunningDemo;
import org.shuyi.sim.demo.TechnicianPage;
import org.shuyi.sim.demo.TouchScreen;
import org.shuyi.sim.demo.Town;

/** Waits until the town has come to rest; every wait has a name and an end. */
final class Calm {
  private static final int LOOK_MILLIS = 100;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningDemo demo;
  private final Fate fate;
  private final Story story;
  private final Duration within;
  private final TouchScreen touch;
  private final TechnicianPage technician;

  /** Something that should have come about, and did not. */
  static final class Restless extends Exception {
    private static final long serialVersionUID = 1L;

    private Restless(String words) {
      super(words);
    }
  }

  private interface Look {
    /** What is still missing; nothing where all is as wished. */
    Optional<String> missing() throws IOException, InterruptedException;
  }

  /**
   * @param within the longest of each wait
   */
  Calm(RunningDemo demo, Fate fate, Story story, Duration within) {
    this.demo = demo;
    this.fate = fate;
    this.story = story;
    this.within = within;
    touch = new TouchScreen(demo.ports().touch());
    technician = new TechnicianPage(demo.ports().technician(), demo.secrets().logins().getFirst());
  }

  /**
   * Waits for all the rest: the line is back, staff has taken back what it ordered and had the
   * shelves counted, and the centre has every record.
   */
  void come() throws Restless, InterruptedException {
    await("the line to the centre", this::online);
    await("the newest rules", this::told);
    var orders = new String[] {"in-service", "release", "release", "release", "release"};
    for (int i = 0; i < orders.length; i++) obeyed(orders[i], i);
    for (int tries = 1; !counted(); tries++) {
      if (tries == 3) throw new Restless("books that are there stay suspect after three counts");
    }
    await("the centre to have every record", this::drained);
  }

  /** Shelves are counted when somebody asks; a count that is disturbed leaves a suspect. */
  private boolean counted() throws Restless, InterruptedException {
    obeyed("inventory", 0);
    await("the shelves to be counted", this::atRest);
    var station = technician.station().orElseThrow(() -> new Restless("the technician's page"));
    for (JsonNode door : station.path("doors")) {
      for (JsonNode suspect : door.path("suspects")) {
        if (!suspect.path("why").asText().equals("missing")) return false;
      }
    }
    return true;
  }

  /** Serves patrons: all devices well, all doors shut, nobody there. */
  void serves() throws Restless, InterruptedException {
    await("the station in service", this::serving);
  }

  private Optional<String> serving() throws IOException, InterruptedException {
    closeDoors();
    var screen = touch.shown();
    if (screen.isEmpty()) return Optional.of("the screen is dark");
    String name = screen.get().path("name").asText();
    // Somebody has gone and left a visit open, which anybody may end.
    if (!name.equals("attract") && !name.equals("out-of-service")) {
      touch.touch(JSON.createObjectNode().put("intent", "finish"));
      return Optional.of("the screen shows " + name);
    }
    return atRest();
  }

  private void closeDoors() {
    for (var door : demo.world().scene().doors()) {
      if (door.open()) {
        var _ = demo.world().closeDoor(door.number());
      }
    }
    if (demo.world().scene().card() != null) {
      var _ = demo.world().removeCard();
    }
  }

  private Optional<String> atRest() {
    var answer = technician.station();
    if (answer.isEmpty()) return Optional.of("the technician's page does not answer");
    var station = answer.get();
    for (JsonNode device : station.path("devices")) {
      if (!device.path("health").asText().equals("ready")) {
        return Optional.of(
            device.path("name").asText()
                + " is "
                + device.path("health").asText()
                + ": "
                + device.path("reason").asText());
      }
    }
    for (JsonNode door : station.path("doors")) {
      if (!door.path("state").asText().equals("shut")) {
        return Optional.of(
            "door " + door.path("door").asText() + " is " + door.path("state").asText());
      }
    }
    return station.path("busy").asBoolean() ? Optional.of("a visit goes on") : Optional.empty();
  }

  private Optional<String> online() {
    var station = technician.station();
    boolean near = station.filter(s -> s.path("link").path("online").asBoolean()).isPresent();
    if (!near) return Optional.of("the station says that it is off line");
    if (!demo.centre().online()) return Optional.of("the centre has no line");
    boolean known = demo.centre().look(centre -> centre.online(Town.STATION));
    return known ? Optional.empty() : Optional.of("the centre takes the station for off line");
  }

  private Optional<String> told() {
    return demo.centre()
        .look(
            centre -> {
              long newest = centre.rules().version();
              long known =
                  centre
                      .status(Town.STATION)
                      .map(status -> status.path("policyVersion").asLong())
                      .orElse(0L);
              return known == newest
                  ? Optional.empty()
                  : Optional.of("it says %d, signed are %d".formatted(known, newest));
            });
  }

  /** Sends an order until it is done. */
  private void obeyed(String action, int door) throws Restless, InterruptedException {
    var sentAt = new long[] {0};
    await(
        "the order " + action,
        () -> {
          var order = lastOrder();
          boolean ours = sentAt[0] != 0 && order.filter(o -> o.action().equals(action)).isPresent();
          String stage = ours ? lastStage(order.get()) : "";
          if (stage.equals("done")) return Optional.empty();
          boolean over = List.of("failed", "refused", "expired").contains(stage);
          long silent = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sentAt[0]);
          if (sentAt[0] == 0 || over || silent > 8_000) {
            sentAt[0] = fate.order(action, door) ? System.nanoTime() : 0;
          }
          return Optional.of(ours ? "it is " + order.get().stages() : "it is not sent");
        });
  }

  private Optional<Order> lastOrder() {
    return demo.centre()
        .look(
            centre -> {
              var orders = centre.orders(Town.STATION);
              return orders.isEmpty() ? Optional.empty() : Optional.of(orders.getLast());
            });
  }

  private static String lastStage(Order order) {
    return order.stages().isEmpty() ? "" : order.stages().getLast().stage();
  }

  private Optional<String> drained() {
    var station = technician.station();
    if (station.isEmpty()) return Optional.of("the technician's page does not answer");
    // The page also counts what waits for the next flush; the journal's newest is on the disk.
    long newest = station.get().path("journal").path(0).path("seq").asLong();
    var progress = demo.centre().look(centre -> centre.progress(Town.STATION));
    long through = progress.isEmpty() ? 0 : progress.getLast().through();
    return through >= newest
        ? Optional.empty()
        : Optional.of("it has %d of %d".formatted(through, newest));
  }

  private void await(String what, Look look) throws Restless, InterruptedException {
    long began = System.nanoTime();
    Optional<String> missing;
    do {
      try {
        missing = look.missing();
      } catch (IOException away) {
        missing = Optional.of("nobody answers: " + away.getMessage());
      }
      if (missing.isEmpty()) {
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        story.most("slowest wait: " + what, millis);
        return;
      }
      Thread.sleep(LOOK_MILLIS);
    } while (System.nanoTime() - began < within.toNanos());
    throw new Restless("waited %d s for %s: %s".formatted(within.toSeconds(), what, missing.get()));
  }
}
