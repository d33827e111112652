package org.shuyi.sim.torture;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.shuyi.sim.demo.TouchScreen;

/** What stood on the touch screen when somebody looked, whoever it was; from any thread. */
final class Looks {
  /** A station that does not answer for longer may have stood still, and shows what it showed. */
  private static final long LONGEST_SILENCE = 1_000;

  /** A line that tells of an item; {@code kind} is {@code loaned}, {@code returned} or unclear. */
  record Line(String kind, String title) {}

  /**
   * One screen, from the first look at it to the last, while the station answered all the time.
   *
   * @param start of the program, in which {@code number} rises
   * @param firstAnswered when the first look was answered, in milliseconds of the wall
   * @param lastAsked when somebody looked for the last time, and still saw it
   * @param aliveSince since when the station had answered without a break
   */
  record Glance(
      String start,
      long number,
      String name,
      String language,
      List<Line> lines,
      long firstAnswered,
      long lastAsked,
      long aliveSince) {
    Glance {
      lines = List.copyOf(lines);
    }

    /** Whether it still stood there so long after that, though the station was not standing. */
    boolean outlives(long wall, long millis) {
      return lastAsked > Math.max(wall, aliveSince) + millis;
    }

    private Glance with(Glance later) {
      return new Glance(
          start,
          number,
          name,
          language,
          lines,
          Math.min(firstAnswered, later.firstAnswered),
          Math.max(lastAsked, later.lastAsked),
          aliveSince);
    }
  }

  private record Key(String start, long number, long aliveSince) {}

  private final LongSupplier clock;
  private final InClear inClear;
  private final Map<Key, Glance> glances = new LinkedHashMap<>();
  private final List<String> leaks = new ArrayList<>();
  private String start = "";
  private long answeredLast;
  private long aliveSince;

  /**
   * @param clock the wall's milliseconds, of which the station's records tell too
   */
  Looks(LongSupplier clock, InClear inClear) {
    this.clock = clock;
    this.inClear = inClear;
  }

  /**
   * Somebody looks.
   *
   * @return nothing while no station answers
   * @throws IOException where it is frozen, or ends meanwhile
   */
  Optional<JsonNode> at(TouchScreen touch) throws IOException, InterruptedException {
    long asked = clock.getAsLong();
    var shown = touch.shown();
    shown.ifPresent(screen -> saw(screen, asked, clock.getAsLong()));
    return shown;
  }

  synchronized void saw(JsonNode screen, long asked, long answered) {
    String began = screen.path("start").asText();
    boolean goesOn =
        began.equals(start)
            && asked - answeredLast <= LONGEST_SILENCE
            && answered - asked <= LONGEST_SILENCE;
    if (!goesOn) aliveSince = answered;
    start = began;
    answeredLast = Math.max(answeredLast, answered);
    long number = screen.path("number").asLong();
    var glance =
        new Glance(
            began,
            number,
            screen.path("name").asText(),
            screen.path("language").asText(),
            lines(screen),
            answered,
            asked,
            aliveSince);
    glances.merge(new Key(began, number, aliveSince), glance, Glance::with);
    inClear.patron(screen.toString()).ifPresent(what -> leaks.add(what + " stands on " + screen));
  }

  private static List<Line> lines(JsonNode screen) {
    var lines = new ArrayList<Line>();
    for (JsonNode line : screen.path("lines")) {
      lines.add(new Line(line.path("kind").asText(), line.path("title").asText()));
    }
    return lines;
  }

  /** In the order in which they were first seen. */
  synchronized List<Glance> glances() {
    return List.copyOf(glances.values());
  }

  /** What named a patron on a screen. */
  synchronized List<String> leaks() {
    return List.copyOf(leaks);
  }
}
