package org.shuyi.sim.torture;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.shuyi.sim.demo.CuttableProxy;
import org.shuyi.sim.demo.RunningDemo;
import org.shuyi.sim.demo.Town;
import org.shuyi.sim.demo.Townsfolk;
import org.shuyi.sim.judge.Eyewitness;
import org.shuyi.sim.torture.Trouble.Cable;
import org.shuyi.sim.world.Person;

/** Brings a storm over the town, one thing after the other, and takes it all away again. */
final class Fate {
  private static final Person KEYHOLDER = new Person("keyholder");

  private final RunningDemo demo;
  private final Lives lives;
  private final Broker broker;
  private final Townsfolk folk;
  private final Eyewitness eyes;
  private final Desk desk;
  private final Story story;

  private interface Turn {
    void take() throws IOException, InterruptedException;
  }

  private record Due(long nanos, long number, Turn turn) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(nanos - other.nanos, 0);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Due> due = new PriorityQueue<>();
  private long numbers;

  Fate(
      RunningDemo demo,
      Lives lives,
      Broker broker,
      Townsfolk folk,
      Eyewitness eyes,
      Desk desk,
      Story story) {
    this.demo = demo;
    this.lives = lives;
    this.broker = broker;
    this.folk = folk;
    this.eyes = eyes;
    this.desk = desk;
    this.story = story;
  }

  /**
   * Lets a storm rage; what outlasts it is still there when this returns.
   *
   * @throws IOException where the broker cannot be started again
   */
  void rage(Storm storm) throws IOException, InterruptedException {
    long began = System.nanoTime();
    due.clear();
    for (var strike : storm.strikes()) {
      at(began + nanos(strike.atMillis()), () -> strike(strike.trouble()));
    }
    long end = began + nanos(storm.millis());
    while (System.nanoTime() < end) {
      var next = due.peek();
      long until = next == null ? end : Math.min(end, next.nanos());
      long wait = until - System.nanoTime();
      if (wait > 0) {
        TimeUnit.NANOSECONDS.sleep(wait);
      } else if (next != null) {
        due.remove();
        next.turn().take();
      }
    }
  }

  private void at(long nanos, Turn turn) {
    due.add(new Due(nanos, numbers++, turn));
  }

  private void after(int millis, Turn turn) {
    at(System.nanoTime() + nanos(millis), turn);
  }

  private static long nanos(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private void strike(Trouble trouble) throws IOException {
    story.tell("fate: " + trouble.words());
    story.count("troubles");
    int millis = trouble.millis();
    var world = demo.world();
    switch (trouble) {
      case Trouble.Killed _ -> kill(millis);
      case Trouble.KilledTwice(int afterMillis) -> {
        kill(0);
        after(afterMillis, () -> kill(0));
      }
      case Trouble.Stopped _ -> {
        story.count("stops");
        freeze(false);
        lives.terminate();
      }
      case Trouble.Frozen _ -> {
        story.count("freezes");
        freeze(true);
        after(millis, () -> freeze(false));
      }
      case Trouble.MainsFailed _ -> {
        story.count("mains failures");
        lives.kill();
        var _ = world.mains(false);
        after(millis, this::mainsBack);
      }
      case Trouble.BrokerKilled(int away, boolean forgets) -> {
        story.count("broker restarts");
        broker.kill();
        after(away, () -> broker.start(forgets));
      }
      case Trouble.CableCut(Cable cable, int away) -> {
        story.count("cuts");
        proxy(cable).cut();
        after(away, () -> proxy(cable).mend());
      }
      case Trouble.CableBad(Cable cable, var carriage, int away) -> {
        story.count(carriage.swallows() ? "half-open lines" : "slow lines");
        proxy(cable).carry(carriage);
        after(away, () -> proxy(cable).mend());
      }
      case Trouble.Unplugged(String device, int away) -> {
        story.count("devices unplugged");
        var _ = world.unplug(device);
        after(away, () -> world.plugIn(device));
      }
      case Trouble.Ailing(String device, var fault, int away) -> {
        story.count("devices ailing");
        demo.ail(device, List.of(fault));
        after(away, () -> demo.ail(device, List.of()));
      }
      case Trouble.Jammed(int door, int away) -> {
        world.jam(door, true);
        after(away, () -> world.jam(door, false));
      }
      case Trouble.Key(int door, boolean takes, int away) -> {
        if (world.openWithKey(door).done()) {
          story.count("keys");
          if (takes) takeOne(door);
          after(away, () -> world.closeDoor(door));
        }
      }
      case Trouble.SecondCard(int patron, int away) -> {
        var reader = folk.readers().get(patron);
        if (world.holdCard(reader.person(), reader.card()).done()) {
          after(away, () -> world.removeCard());
        }
      }
      case Trouble.Ordered(String action, int door, int away) -> ordered(action, door, away);
      case Trouble.Ruled(int days, int freshSeconds, int itemsOffline, int blocked) -> {
        story.count("new rules");
        desk.sign(days, Duration.ofSeconds(freshSeconds), itemsOffline, blocked(blocked));
      }
    }
  }

  /** Every thread of the program stands still, or goes on. */
  private void freeze(boolean frozen) throws IOException {
    if (frozen) eyes.freezes(true);
    lives.freeze(frozen);
    if (!frozen) eyes.freezes(false);
  }

  private List<String> blocked(int patron) {
    if (patron < 0) return List.of();
    return List.of(Townsfolk.token(demo.secrets().tokens(), folk.readers().get(patron)));
  }

  private void ordered(String action, int door, int millis) {
    boolean sent = order(action, door);
    String back =
        switch (action) {
          case "lock" -> "release";
          case "out-of-service" -> "in-service";
          default -> "";
        };
    if (sent && !back.isEmpty()) after(millis, () -> order(back, door));
  }

  private void kill(int millis) {
    story.count("kills");
    lives.kill();
    if (millis == 0) lives.start();
    else after(millis, lives::start);
  }

  private void mainsBack() {
    var _ = demo.world().mains(true);
    lives.start();
  }

  private CuttableProxy proxy(Cable cable) {
    return switch (cable) {
      case STATION -> demo.cable();
      case CENTRE -> demo.desk();
    };
  }

  private void takeOne(int door) {
    for (var view : demo.world().scene().shelves()) {
      if (view.shelf().door() == door && !view.books().isEmpty()) {
        var _ = demo.world().takeBook(KEYHOLDER, view.books().getFirst());
        return;
      }
    }
  }

  /**
   * Orders something as the supervisor.
   *
   * @return false where the centre has no line; nothing is kept for later then
   */
  boolean order(String action, int door) {
    var parameters = new TreeMap<String, String>();
    switch (action) {
      case "lock", "release", "unlock" -> parameters.put("door", Integer.toString(door));
      case "out-of-service" -> parameters.put("text", "closed for now");
      default -> {}
    }
    if (action.equals("restart")) lives.restartOrdered();
    boolean sent =
        demo.centre()
            .order(
                Town.STATION,
                action,
                parameters,
                "torture",
                false,
                List.of(demo.secrets().desk().getFirst()));
    if (sent) story.count("commands");
    return sent;
  }

  /** Every fault ends: whatever was taken away is there again, and works. */
  void heal() throws IOException {
    story.tell("fate: all is well from now on");
    due.clear();
    var world = demo.world();
    broker.start(false);
    for (Cable cable : Cable.values()) proxy(cable).mend();
    if (!world.mains()) {
      var _ = world.mains(true);
    }
    for (String device : demo.deviceNames()) {
      if (world.unplugged(device)) {
        var _ = world.plugIn(device);
      }
      demo.ail(device, List.of());
    }
    for (var door : world.scene().doors()) world.jam(door.number(), false);
    freeze(false);
    lives.start();
  }
}
