package org.shuyi.sim.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.shuyi.sim.scenario.Ledger;
import org.shuyi.sim.scenario.Ledger.Held;
import org.shuyi.sim.scenario.Ledger.Ordered;
import org.shuyi.sim.scenario.Ledger.Where;
import org.shuyi.sim.scenario.Shown;
import org.shuyi.sim.scenario.Truth;

/** What the pages of a demo tell, as a story looks at it. */
final class Pictures {
  private Pictures() {}

  /** Of the touch API. */
  static Shown screen(JsonNode screen) {
    var texts = new ArrayList<String>();
    texts.add(screen.path("title").path("text").asText());
    texts.add(screen.path("hint").path("text").asText());
    screen.path("notices").forEach(notice -> texts.add(notice.path("text").asText()));
    screen.path("buttons").forEach(button -> texts.add(button.path("label").path("text").asText()));
    var lines = new ArrayList<Shown.Line>();
    for (JsonNode line : screen.path("lines")) {
      lines.add(
          new Shown.Line(
              line.path("kind").asText(),
              line.path("title").asText(),
              line.path("detail").path("text").asText()));
      texts.add(lines.getLast().title());
      texts.add(lines.getLast().detail());
    }
    var doors = new TreeMap<Integer, String>();
    screen
        .path("doors")
        .forEach(door -> doors.put(door.path("door").asInt(), door.path("look").asText()));
    return new Shown(
        screen.path("name").asText(), screen.path("language").asText(), texts, doors, lines);
  }

  /** Of the street. */
  static Truth truth(JsonNode world, JsonNode history) {
    var doors = new TreeMap<Integer, Truth.Door>();
    for (JsonNode door : world.path("doors")) {
      doors.put(
          door.path("number").asInt(),
          new Truth.Door(
              door.path("open").asBoolean(),
              door.path("released").asBoolean(),
              door.path("lit").asBoolean()));
    }
    var shelves = new TreeMap<Integer, List<String>>();
    world
        .path("shelves")
        .forEach(shelf -> shelves.put(shelf.path("door").asInt(), barcodes(shelf)));
    var hands = new TreeMap<String, List<String>>();
    world
        .path("people")
        .forEach(person -> hands.put(person.path("name").asText(), barcodes(person)));
    return new Truth(doors, shelves, hands, texts(history, "words"), Optional.empty());
  }

  private static List<String> barcodes(JsonNode holder) {
    return texts(holder.path("books"), "barcode");
  }

  private static List<String> texts(JsonNode array, String member) {
    var texts = new ArrayList<String>();
    array.forEach(each -> texts.add(each.path(member).asText()));
    return texts;
  }

  /** Of the centre. */
  static Ledger ledger(JsonNode centre) {
    var books = centre.path("books");
    var station = station(centre);
    var items = new TreeMap<String, Held>();
    books.path("places").forEach(item -> items.put(item.path("barcode").asText(), held(item)));
    var alarms = new ArrayList<String>();
    station.path("alarms").forEach(alarm -> alarms.add(alarm.asText()));
    var orders = new ArrayList<Ordered>();
    station.path("orders").forEach(order -> orders.add(ordered(order)));
    return new Ledger(
        items,
        books.path("loansApplied").asLong(),
        books.path("returnsApplied").asLong(),
        alarms,
        texts(books.path("cases"), "kind"),
        orders,
        Ledger.Report.of(
            station.path("state").path("state").asText().equals("online"), station.path("status")));
  }

  private static JsonNode station(JsonNode centre) {
    for (JsonNode station : centre.path("stations")) {
      if (station.path("address").asText().equals(Town.STATION.toString())) return station;
    }
    return centre.path("no station");
  }

  private static Held held(JsonNode item) {
    Where where =
        switch (item.path("place").asText()) {
          case "on-loan" -> Where.ON_LOAN;
          case "here" -> Where.HERE;
          case "staff" -> Where.STAFF;
          case "suspect" -> Where.SUSPECT;
          default -> Where.ASTRAY;
        };
    return new Held(where, item.path("patron").asText(), item.path("door").asText());
  }

  private static Ordered ordered(JsonNode order) {
    String action = order.path("action").asText().toLowerCase(Locale.ROOT);
    var stages = order.path("stages");
    var last = stages.path(stages.size() - 1);
    return new Ordered(action, last.path("stage").asText("sent"), last.path("detail").asText(""));
  }
}
