package org.shuyi.sim.street;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.shuyi.sim.page.Changes;
import org.shuyi.sim.page.Links;
import org.shuyi.sim.page.LocalPage;
import org.shuyi.sim.page.Unwelcome;
import org.shuyi.sim.world.Book;
import org.shuyi.sim.world.Happened;
import org.shuyi.sim.world.Person;
import org.shuyi.sim.world.Scene;
import org.shuyi.sim.world.Shelf;
import org.shuyi.sim.world.World;

/**
 * The simulated world in a browser, for people and for the scenario player: what is, and hands.
 *
 * <p>Everything shown is read from the {@link World} and nothing from the station. An act is done
 * or refused by the world; README.md beside this file has the list.
 */
public final class Street implements AutoCloseable {
  private static final int LINES = 30;

  /** A lamp that is lit or put out is seen by then. */
  private static final long LAMPS_MILLIS = 200;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final World world;
  private final Pocket pocket;
  private final List<Person> people;
  private final Map<String, String> devices;
  private final Mischief mischief;
  private final Changes changes = new Changes();
  private final TreeSet<Integer> stuck = new TreeSet<>();
  private final TreeMap<String, Integer> missing = new TreeMap<>();

  /** Rung by each deed, since it may draw a latch. */
  private final Semaphore deeds = new Semaphore(0);

  private final AtomicReference<List<Scene.DoorView>> doors = new AtomicReference<>(List.of());
  private final LocalPage page;
  private final Thread looking;

  /**
   * @param port 0 for any free one
   * @param people the first is the one who looks at the page
   * @param devices what can be unplugged: the world's name and what people call it
   */
  public Street(
      int port,
      World world,
      Pocket pocket,
      List<Person> people,
      Map<String, String> devices,
      Mischief mischief,
      Links links) {
    this.world = world;
    this.pocket = pocket;
    this.people = List.copyOf(people);
    this.devices = new LinkedHashMap<>(devices);
    this.mischief = mischief;
    var plan =
        new LocalPage.Plan(Street.class)
            .file("icon.svg")
            .file("street.css")
            .file("street.js")
            .picture("/api/links", links::json)
            .picture("/api/world", this::picture)
            .picture("/api/history", this::wholeHistory)
            .act("/api/act", this::act);
    page = new LocalPage(port, plan, "/api/changes", changes, this::picture);
    doors.set(world.scene().doors());
    world.watch((at, deed) -> happened());
    looking = Thread.ofVirtual().name("street").start(this::look);
  }

  public int port() {
    return page.port();
  }

  @Override
  public void close() {
    looking.interrupt();
    page.close();
  }

  /**
   * A latch that snaps in again is no deed, and its time is known: asked for before the doors are
   * looked at, so that one which snaps in between is seen. Nor is a lamp, and nobody tells of it.
   */
  private void look() {
    try {
      while (true) {
        deeds.drainPermits();
        OptionalLong latch = world.untilLatch();
        var now = world.scene().doors();
        if (!now.equals(doors.getAndSet(now))) changes.changed();
        long wait = Math.min(latch.orElse(LAMPS_MILLIS), LAMPS_MILLIS);
        boolean _ = deeds.tryAcquire(wait, MILLISECONDS);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * After a deed the doors are as it left them, so that a latch that snaps in is missed by none.
   */
  private void happened() {
    doors.set(world.scene().doors());
    changes.changed();
    deeds.release();
  }

  // What is.

  private synchronized JsonNode picture() {
    var scene = world.scene();
    var json = JSON.createObjectNode();
    json.put("at", scene.atMillis());
    json.put("mains", scene.mains()).put("network", scene.network());
    json.put("panelOpen", scene.panelOpen()).put("fire", scene.fire());
    var doors = json.putArray("doors");
    for (var door : scene.doors()) {
      var one = doors.addObject().put("number", door.number()).put("open", door.open());
      one.put("released", door.released()).put("jammed", door.jammed());
      one.put("stuckSwitch", stuck.contains(door.number())).put("lit", door.lit());
    }
    var shelves = json.putArray("shelves");
    for (var view : scene.shelves()) {
      var shelf = view.shelf();
      var one = shelves.addObject().put("name", shelf.name()).put("door", shelf.door());
      one.put("reader", shelf.reader()).put("antenna", shelf.antenna());
      books(one.putArray("books"), view.books());
    }
    var persons = json.putArray("people");
    for (var person : people) {
      var one = persons.addObject().put("name", person.name());
      books(one.putArray("books"), scene.hands().getOrDefault(person, List.of()));
    }
    json.put("card", scene.card() == null ? "" : scene.card().label());
    var cards = json.putArray("cards");
    for (var held : pocket.cards()) {
      cards
          .addObject()
          .put("id", held.id())
          .put("label", held.card().label())
          .put("note", held.note())
          .put("kind", held.kind());
    }
    devices(json.putArray("devices"), scene.unplugged());
    history(json.putArray("history"));
    return json;
  }

  private void devices(ArrayNode json, List<String> unplugged) {
    devices.forEach(
        (name, label) ->
            json.addObject()
                .put("name", name)
                .put("label", label)
                .put("plugged", !unplugged.contains(name))
                .put("missing", missing.getOrDefault(name, 0)));
  }

  /** Everything that happened, for whoever counts it. */
  private JsonNode wholeHistory() {
    var json = JSON.createArrayNode();
    history(json, world.history());
    return json;
  }

  private void history(ArrayNode json) {
    var history = world.history();
    history(json, history.subList(Math.max(0, history.size() - LINES), history.size()));
  }

  private static void history(ArrayNode json, List<World.Line> lines) {
    for (var line : lines) {
      json.addObject()
          .put("at", line.atMillis())
          .put("deed", line.deed().getClass().getSimpleName())
          .put("words", line.deed().words());
    }
  }

  private static void books(ArrayNode json, List<Book> books) {
    for (var book : books) {
      json.addObject()
          .put("barcode", book.barcode())
          .put("title", book.title())
          .put("tags", book.tags().size());
    }
  }

  // Hands.

  private JsonNode act(JsonNode body) {
    String act = body.path("act").asText("");
    return switch (act) {
      case "hold-card" -> answer(world.holdCard(person(body), card(body).card()));
      case "remove-card" -> answer(world.removeCard());
      case "open-door" -> answer(world.openDoor(door(body)));
      case "open-with-key" -> answer(world.openWithKey(door(body)));
      case "close-door" -> answer(world.closeDoor(door(body)));
      case "take" -> answer(world.takeBook(person(body), book(body)));
      case "put" -> answer(world.putBook(person(body), book(body), shelf(body)));
      case "scan" -> answer(world.scanCode(required(body, "code")));
      case "unplug" -> answer(world.unplug(device(body)));
      case "plug-in" -> answer(world.plugIn(device(body)));
      case "mains" -> answer(world.mains(on(body)));
      case "network" -> answer(world.network(on(body)));
      case "open-panel" -> answer(world.panel(true));
      case "close-panel" -> answer(world.panel(false));
      case "fire" -> answer(world.fire(on(body)));
      case "jam", "stick-switch", "miss-tags" -> fate(act, body);
      default -> throw new Unwelcome(400, "nobody can do " + act);
    };
  }

  /** What is no deed in the history: it shows only in what follows. */
  private JsonNode fate(String act, JsonNode body) {
    synchronized (this) {
      switch (act) {
        case "jam" -> world.jam(door(body), on(body));
        case "stick-switch" -> {
          mischief.stickSwitch(door(body), on(body));
          if (on(body)) stuck.add(door(body));
          else stuck.remove(door(body));
        }
        default -> {
          int perMille = Math.clamp(body.path("perMille").asInt(0), 0, 1000);
          mischief.missTags(device(body), perMille);
          missing.put(device(body), perMille);
        }
      }
    }
    changes.changed();
    return answer(true, act);
  }

  private JsonNode answer(Happened happened) {
    if (happened instanceof Happened.Refused(String why)) throw new Unwelcome(409, why);
    return answer(true, happened.words());
  }

  private static ObjectNode answer(boolean done, String words) {
    return JSON.createObjectNode().put("done", done).put("words", words);
  }

  private Person person(JsonNode body) {
    String name = body.path("person").asText("");
    if (name.isEmpty()) return people.getFirst();
    return people.stream()
        .filter(p -> p.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new Unwelcome(404, "nobody is called " + name));
  }

  private Pocket.Held card(JsonNode body) {
    String id = required(body, "card");
    return pocket.cards().stream()
        .filter(c -> c.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new Unwelcome(404, "there is no card " + id));
  }

  private int door(JsonNode body) {
    int number = body.path("door").asInt(0);
    boolean known = world.scene().doors().stream().anyMatch(d -> d.number() == number);
    if (!known) throw new Unwelcome(404, "there is no door " + body.path("door").asText("at all"));
    return number;
  }

  private String device(JsonNode body) {
    String name = required(body, "device");
    if (!devices.containsKey(name)) throw new Unwelcome(404, "there is no device " + name);
    return name;
  }

  /** A book by its barcode or its title, wherever it is. */
  private Book book(JsonNode body) {
    String name = required(body, "book");
    var scene = world.scene();
    var all = new ArrayList<Book>();
    scene.shelves().forEach(s -> all.addAll(s.books()));
    scene.hands().values().forEach(all::addAll);
    return all.stream()
        .filter(b -> b.barcode().equals(name))
        .findFirst()
        .or(() -> all.stream().filter(b -> b.title().equals(name)).findFirst())
        .orElseThrow(() -> new Unwelcome(404, "there is no book " + name));
  }

  /** By its own name, or the first one behind a door. */
  private Shelf shelf(JsonNode body) {
    String name = body.path("shelf").asText("");
    int door = body.path("door").asInt(0);
    return world.scene().shelves().stream()
        .map(s -> s.shelf())
        .filter(s -> name.isEmpty() ? s.door() == door : s.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new Unwelcome(404, "there is no such shelf"));
  }

  private static boolean on(JsonNode body) {
    var on = body.get("on");
    if (on == null || !on.isBoolean()) throw new Unwelcome(400, "say on: true or false");
    return on.booleanValue();
  }

  private static String required(JsonNode body, String member) {
    String text = body.path(member).asText("");
    if (text.isEmpty() || text.length() > 200) throw new Unwelcome(400, "say which " + member);
    return text;
  }
}
