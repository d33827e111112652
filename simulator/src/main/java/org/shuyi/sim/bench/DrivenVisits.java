package org.shuyi.sim.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A {@link DrivenStation} and the patrons who come to it, one after the other. */
final class DrivenVisits implements AutoCloseable {
  /**
   * Enough that the centre's word on each is mostly fresh, and the section of the known is used.
   */
  static final int PATRONS = 50;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Child station;
  private final TouchClient touch;
  private int visits;

  /**
   * Starts the station and waits until all four doors are counted and offered.
   *
   * @param before put before the command, such as a tracer
   */
  DrivenVisits(Ground ground, StationFolder folder, List<String> before, Path log)
      throws IOException, InterruptedException {
    var command = new ArrayList<>(before);
    command.addAll(ground.java(List.of(), DrivenStation.class, folder.file().toString()));
    station = Child.start(command, log);
    touch = new TouchClient(folder.touchPort());
    try {
      station.hear("ready");
      touch.load();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  long pid() {
    return station.pid();
  }

  /**
   * One visit: books are taken, or those of the visit before put back. Patrons and doors take turns
   * by pairs of visits.
   */
  void visit(int books) throws IOException, InterruptedException {
    int pair = visits++ / 2;
    station.say("tap " + pair % PATRONS + " " + books);
    openDoor(1 + pair % StationFolder.DOORS);
    awaitReceipt();
  }

  private void awaitReceipt() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (var screen = touch.screen(); !isReceipt(screen); screen = touch.screen()) {
      if (System.nanoTime() > end) throw new IOException("no receipt; the screen: " + screen);
    }
  }

  private static boolean isReceipt(JsonNode screen) {
    return screen.path("name").asText().equals("receipt");
  }

  private void openDoor(int door) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (touch.open(door) != 202) {
      if (System.nanoTime() > end) {
        throw new IOException("door " + door + " is not offered; the screen: " + touch.screen());
      }
    }
  }

  /** The value of a line of the station's own metrics. */
  long metric(String name) throws IOException, InterruptedException {
    return touch
        .metrics()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToLong(line -> Long.parseLong(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new IOException("no " + name));
  }

  /** Ends the station in order. */
  void end() throws IOException, InterruptedException {
    station.say("end");
    station.end();
  }

  @Override
  public void close() {
    touch.close();
    station.close();
  }
}
