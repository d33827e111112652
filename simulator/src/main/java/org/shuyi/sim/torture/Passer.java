package org.shuyi.sim.torture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.shuyi.sim.demo.TouchScreen;
import org.shuyi.sim.judge.Eyewitness;
import org.shuyi.sim.soak.Chance;
import org.shuyi.sim.world.Card;
import org.shuyi.sim.world.Person;
import org.shuyi.sim.world.Scene;
import org.shuyi.sim.world.Shelf;
import org.shuyi.sim.world.World;

/**
 * One patron at the cabinet: looks at the screen over HTTP and at the doors in the world, and does
 * what people do, whether the station lives or not.
 */
final class Passer {
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(45);
  private static final int MOST_IN_HAND = 4;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final World world;
  private final TouchScreen touch;
  private final Looks looks;
  private final Eyewitness eyes;
  private final Story story;
  private final Chance chance;
  private final Person person;
  private final Card card;
  private final BooleanSupplier hurry;
  private final TreeSet<Integer> mine = new TreeSet<>();
  private boolean wasInside;
  private int taps = 3;
  private int doorsWanted;
  private int acts;
  private int wonders = 25;

  /**
   * @param hurry true when everybody shall come to an end
   */
  Passer(
      World world,
      TouchScreen touch,
      Looks looks,
      Eyewitness eyes,
      Story story,
      Chance chance,
      Person person,
      Card card,
      BooleanSupplier hurry) {
    this.world = world;
    this.touch = touch;
    this.looks = looks;
    this.eyes = eyes;
    this.story = story;
    this.chance = chance;
    this.person = person;
    this.card = card;
    this.hurry = hurry;
    doorsWanted = chance.between(1, 3);
    acts = chance.between(1, 4);
  }

  /** Comes, does something, and goes; returns when it is over. */
  void visit() throws InterruptedException {
    story.count("visitors");
    story.tell(person.name() + " comes");
    long until = System.nanoTime() + LONGEST_NANOS;
    boolean goesOn = true;
    while (goesOn && System.nanoTime() < until) {
      mine.removeIf(world::closed);
      if (mine.isEmpty()) goesOn = read();
      else goesOn = handle();
      if (goesOn) Thread.sleep(chance.between(50, 300));
    }
    if (hurry.getAsBoolean() || !chance.percent(4)) closeMine();
    else story.count("doors left open");
    story.tell(person.name() + " goes");
  }

  private boolean read() throws InterruptedException {
    if (hurry.getAsBoolean()) {
      doorsWanted = 0;
      taps = 0;
    }
    JsonNode screen;
    try {
      var shown = looks.at(touch);
      if (shown.isEmpty()) return wonder();
      screen = shown.get();
    } catch (IOException frozenOrStarting) {
      return wonder();
    }
    if (chance.oneIn(100)) return false;
    return switch (screen.path("name").asText()) {
      case "attract", "turned-away", "out-of-service", "service" -> taps-- > 0 && tap();
      case "choose-door" -> choose(screen);
      case "doors-open" -> pull(screen);
      case "still-there" -> chance.percent(60) ? say("stay") : true;
      case "receipt" -> receipt(screen);
      default -> wonder();
    };
  }

  /** The screen is dark, or busy. */
  private boolean wonder() {
    return wonders-- > 0 && !hurry.getAsBoolean();
  }

  private boolean tap() throws InterruptedException {
    if (!world.holdCard(person, card).done()) return true;
    Thread.sleep(chance.between(250, 800));
    var _ = world.removeCard();
    // The centre is asked, and answers or does not.
    Thread.sleep(chance.between(200, 900));
    return true;
  }

  private boolean choose(JsonNode screen) throws InterruptedException {
    var offered = new ArrayList<JsonNode>();
    for (JsonNode door : screen.path("doors"))
      if (door.path("offered").asBoolean()) offered.add(door);
    wasInside = true;
    if (chance.percent(15)) return speak(screen);
    if (doorsWanted-- > 0 && !offered.isEmpty()) {
      say(chance.of(offered).path("intent"));
      return true;
    }
    if (hurry.getAsBoolean() || chance.percent(75)) say("finish");
    else return false;
    return true;
  }

  /** In one's own language, which the next one is not left with. */
  private boolean speak(JsonNode screen) throws InterruptedException {
    for (JsonNode button : screen.path("buttons")) {
      if (button.path("intent").path("intent").asText().equals("speak")) {
        eyes.speaks();
        story.count("languages chosen");
        return say(button.path("intent"));
      }
    }
    return true;
  }

  private boolean pull(JsonNode screen) {
    for (JsonNode tile : screen.path("doors")) {
      int door = tile.path("door").asInt();
      String look = tile.path("look").asText();
      if (look.equals("unlocked") && chance.percent(80) && world.openDoor(door).done()) {
        mine.add(door);
      }
      if (look.equals("open") && !world.closed(door)) mine.add(door);
    }
    return wonder();
  }

  /** One's own, or that of somebody who went before reading it. */
  private boolean receipt(JsonNode screen) throws InterruptedException {
    for (JsonNode line : screen.path("lines")) {
      eyes.reads(line.path("kind").asText(), line.path("title").asText());
    }
    if (!wasInside && taps > 0 && chance.percent(60)) {
      story.count("cards over somebody's receipt");
      taps--;
      return tap();
    }
    if (!wasInside) return say("finish");
    story.count("receipts");
    if (chance.percent(60)) say("finish");
    return false;
  }

  /** A door is open before this person. */
  private boolean handle() throws InterruptedException {
    int door = chance.of(List.copyOf(mine));
    if (acts-- <= 0 || hurry.getAsBoolean()) {
      if (!hurry.getAsBoolean() && chance.percent(3)) return false;
      Thread.sleep(chance.between(20, 600));
      closeMine();
      acts = chance.between(1, 3);
      return true;
    }
    var view = shelf(door);
    var hands = world.booksOf(person);
    if (view.isEmpty()) return true;
    Shelf shelf = view.get().shelf();
    var books = view.get().books();
    if (!hands.isEmpty() && (books.isEmpty() || chance.percent(40))) {
      var _ = world.putBook(person, chance.of(hands), shelf);
    } else if (!books.isEmpty() && hands.size() < MOST_IN_HAND) {
      var _ = world.takeBook(person, chance.of(books));
    }
    return true;
  }

  private Optional<Scene.ShelfView> shelf(int door) {
    return world.scene().shelves().stream().filter(s -> s.shelf().door() == door).findFirst();
  }

  private void closeMine() {
    for (int door : mine) {
      var _ = world.closeDoor(door);
    }
    mine.clear();
  }

  private boolean say(String intent) throws InterruptedException {
    return say(JSON.createObjectNode().put("intent", intent));
  }

  private boolean say(JsonNode intent) throws InterruptedException {
    try {
      touch.touch(intent);
    } catch (IOException gone) {
      story.count("touches lost");
    }
    return true;
  }
}
