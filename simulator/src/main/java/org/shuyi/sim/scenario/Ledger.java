package org.shuyi.sim.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The centre's books and what it knows of the station, as its staff see them.
 *
 * @param items by barcode
 * @param loans applied since the books began
 * @param returns applied since the books began
 * @param alarms what the centre is alarmed by: gaps and forks in the station's chain of records,
 *     its panel
 * @param cases what a librarian must look at, by its kind
 * @param orders the commands that were sent, oldest first
 */
public record Ledger(
    SortedMap<String, Held> items,
    long loans,
    long returns,
    List<String> alarms,
    List<String> cases,
    List<Ordered> orders,
    Report report) {
  public Ledger {
    items = Collections.unmodifiableSortedMap(new TreeMap<>(items));
    alarms = List.copyOf(alarms);
    cases = List.copyOf(cases);
    orders = List.copyOf(orders);
  }

  /** Where the centre believes an item to be. */
  public enum Where {
    ON_LOAN("on loan"),
    HERE("behind a door"),
    STAFF("with staff"),
    SUSPECT("suspect"),
    ASTRAY("astray");

    private final String words;

    Where(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * An item.
   *
   * @param patron the first 8 digits of the token of whoever has it, or empty
   * @param door behind which it is, or empty
   */
  public record Held(Where where, String patron, String door) {
    public String words() {
      return switch (where) {
        case ON_LOAN -> "on loan to " + patron;
        case HERE -> "behind door " + door;
        case STAFF, SUSPECT, ASTRAY -> where.words();
      };
    }
  }

  /**
   * A command.
   *
   * @param stage its last answer, or {@code sent}
   */
  public record Ordered(String action, String stage, String detail) {
    public String words() {
      return action + " " + stage + (detail.isEmpty() ? "" : ": " + detail);
    }
  }

  /**
   * What the station last said of itself.
   *
   * @param online whether the centre counts it as connected
   * @param serving {@code in-service}, {@code degraded}, {@code out-of-service} or empty
   * @param doors each door's state, such as {@code barred shut}
   * @param items how many items lie behind each door
   * @param devices each device's health
   */
  public record Report(
      boolean online,
      String serving,
      String reason,
      SortedMap<String, String> doors,
      SortedMap<String, Integer> items,
      SortedMap<String, String> devices,
      int suspects) {
    public Report {
      doors = Collections.unmodifiableSortedMap(new TreeMap<>(doors));
      items = Collections.unmodifiableSortedMap(new TreeMap<>(items));
      devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
    }

    /** A station's status as it stands on the wire. */
    public static Report of(boolean online, JsonNode status) {
      var items = new TreeMap<String, Integer>();
      status.path("items").properties().forEach(e -> items.put(e.getKey(), e.getValue().asInt()));
      return new Report(
          online,
          status.path("serving").asText(""),
          status.path("reason").asText(""),
          texts(status.path("doors")),
          items,
          texts(status.path("devices")),
          status.path("suspects").asInt());
    }

    private static SortedMap<String, String> texts(JsonNode object) {
      var texts = new TreeMap<String, String>();
      object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
      return texts;
    }

    public String words() {
      return (serving.isEmpty() ? "unknown" : serving) + (reason.isEmpty() ? "" : ": " + reason);
    }
  }
}
