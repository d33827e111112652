package org.shuyi.sim.station;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.shuyi.kiosk.config.Reading;
import org.shuyi.kiosk.config.StationConfig;
import org.shuyi.sim.device.ModbusSorterPeer;

/**
 * What a cabinet of four doors is built of, and how often its devices are asked.
 *
 * @param readers 4, one behind each door, or 2 with two antennas each
 * @param lockPoll from one question for the doors' contacts to the next
 * @param cardPoll from one look for a card to the next
 * @param extras what it has besides
 */
public record Cabinet(
    Board board, int readers, Duration lockPoll, Duration cardPoll, SortedSet<Extra> extras) {
  public static final int DOORS = 4;

  /** Which lock board a cabinet has. */
  public enum Board {
    KERONG,
    WJL
  }

  public Cabinet {
    extras = Collections.unmodifiableSortedSet(new TreeSet<>(extras));
    if (readers != 2 && readers != DOORS) {
      throw new IllegalArgumentException(readers + " readers: 2 or 4 are possible");
    }
  }

  /** With nothing besides. */
  public Cabinet(Board board, int readers, Duration lockPoll, Duration cardPoll) {
    this(board, readers, lockPoll, cardPoll, new TreeSet<>());
  }

  /** The same with these devices besides. */
  public Cabinet with(Extra... others) {
    return new Cabinet(board, readers, lockPoll, cardPoll, new TreeSet<>(List.of(others)));
  }

  /** Whether all is wired that {@code fittings.yaml} says; its rules need a sensor of the air. */
  boolean fitted() {
    return extras.contains(Extra.AIR);
  }

  private boolean speaks() {
    return extras.contains(Extra.SIGN) || extras.contains(Extra.VOICE);
  }

  private boolean slotted() {
    return extras.contains(Extra.SORTER);
  }

  /** With a reader behind each door, asked as often as the product does where nobody says. */
  public static Cabinet usual(Board board) {
    return new Cabinet(board, DOORS, Duration.ofMillis(200), Duration.ofMillis(150));
  }

  private boolean isSeldomAsked() {
    return lockPoll.compareTo(usual(board).lockPoll()) > 0;
  }

  /** The reader whose antenna is behind this door, from 1. */
  public String reader(int door) {
    return "reader-" + ((door - 1) / antennas() + 1);
  }

  /** The antenna of its reader that is behind this door, from 1. */
  public int antenna(int door) {
    return (door - 1) % antennas() + 1;
  }

  /** All readers by name. */
  public SortedSet<String> readerNames() {
    var names = new TreeSet<String>();
    for (int door = 1; door <= DOORS; door++) names.add(reader(door));
    return names;
  }

  private int antennas() {
    return DOORS / readers;
  }

  /** The station's configuration, read from its file as a station does. */
  public StationConfig config() {
    try {
      Path folder = Files.createTempDirectory("cabinet-");
      Path file = folder.resolve("station.yaml");
      // Each life of the program reads the map of the sorter's registers, which lies beside.
      Path map = folder.resolve("sorter.map");
      for (Path one : List.of(folder, map)) one.toFile().deleteOnExit();
      if (slotted()) Files.writeString(map, ModbusSorterPeer.ONE_TABLE);
      try {
        Files.writeString(file, text());
        return switch (StationConfig.read(file)) {
          case Reading.Read(StationConfig config) -> config;
          case Reading.Refused(var complaints) ->
              throw new IllegalStateException(this + ": " + complaints);
        };
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text() throws IOException {
    String text = resource("cabinet.yaml");
    for (var filled : differing().entrySet()) {
      text = text.replace("{" + filled.getKey() + "}", filled.getValue());
    }
    return text;
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Cabinet.class.getResourceAsStream(name)) {
      if (in == null) throw new IllegalStateException(name + " is not in the class path");
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private SortedMap<String, String> differing() throws IOException {
    var differing = new TreeMap<String, String>();
    String[] parts = resource("fittings.yaml").split("(?m)^---\n", -1);
    String[] porch = resource("porch.yaml").split("(?m)^---\n", -1);
    boolean entered = extras.contains(Extra.PORCH);
    differing.put("more-pins", (fitted() ? parts[1] : "") + (entered ? porch[1] : ""));
    differing.put(
        "more",
        (fitted() ? parts[2] : "")
            + (entered ? porch[2] : "")
            + (speaks() ? parts[3] : "")
            + (slotted() ? resource("slot.yaml") : "")
            + (extras.contains(Extra.GNSS) ? resource("mobile.yaml") : ""));
    differing.put("lock-kind", "lock." + board.name().toLowerCase(Locale.ROOT));
    differing.put("lock-poll", lockPoll.toMillis() + "ms");
    differing.put("card-poll", cardPoll.toMillis() + "ms");
    var readers = new StringBuilder();
    for (String name : readerNames()) {
      readers.append(
          """
            %s:
              kind: tag.feig
              line: serial:/dev/shuyi/%s
              blocksReversed: true
              antennas: %d
              poll: %s
          """
              .formatted(name, name, antennas(), isSeldomAsked() ? "2s" : "1s"));
    }
    differing.put("readers", readers.toString());
    differing.put(
        "extras",
        extras.stream().map(extra -> extra.yaml(isSeldomAsked())).collect(Collectors.joining()));
    for (int door = 1; door <= DOORS; door++) {
      differing.put(
          "tags-" + door, "{device: %s, antenna: %d}".formatted(reader(door), antenna(door)));
    }
    return differing;
  }
}
