package org.shuyi.sim.soak;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.shuyi.kiosk.kernel.AnnounceEvent;
import org.shuyi.kiosk.kernel.CameraEvent;
import org.shuyi.kiosk.kernel.CentreEvent;
import org.shuyi.kiosk.kernel.ClimateEvent;
import org.shuyi.kiosk.kernel.CommandEvent;
import org.shuyi.kiosk.kernel.DoorId;
import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.EntranceEvent;
import org.shuyi.kiosk.kernel.Event;
import org.shuyi.kiosk.kernel.Fact;
import org.shuyi.kiosk.kernel.HealthEvent;
import org.shuyi.kiosk.kernel.IntakeEvent;
import org.shuyi.kiosk.kernel.Kiosk;
import org.shuyi.kiosk.kernel.MagnetEvent;
import org.shuyi.kiosk.kernel.Opener;
import org.shuyi.kiosk.kernel.PlaceEvent;
import org.shuyi.kiosk.kernel.PowerEvent;
import org.shuyi.kiosk.kernel.ReceiptEvent;
import org.shuyi.kiosk.kernel.Screen;
import org.shuyi.kiosk.kernel.ServiceEvent;
import org.shuyi.kiosk.kernel.ShelfEvent;
import org.shuyi.kiosk.kernel.TimeEvent;
import org.shuyi.kiosk.kernel.UvEvent;
import org.shuyi.kiosk.kernel.VisitEvent;
import org.shuyi.kiosk.kernel.command.Action;
import org.shuyi.kiosk.kernel.command.Answer;
import org.shuyi.kiosk.kernel.custody.Custody;
import org.shuyi.kiosk.kernel.custody.CustodyBook;
import org.shuyi.kiosk.kernel.health.DeviceHealth;
import org.shuyi.kiosk.kernel.health.Devices;
import org.shuyi.kiosk.kernel.health.Serving;
import org.shuyi.kiosk.kernel.shelf.DoorState;
import org.shuyi.kiosk.kernel.visit.Visit;

/**
 * Which of the kernel's states, transitions, events, facts and effects a run has reached. What no
 * run reaches is a gap of the soak, or dead code.
 */
final class Reached {
  /** Before the name, in a tally. */
  static final String WORD = "reached ";

  private static final String FROM = "from ";

  private final Tally tally;
  private final Map<String, Map<Class<?>, String>> names = new HashMap<>();
  private final Map<String, Map<Class<?>, String>> meetings = new HashMap<>();
  private final Map<DoorId, String> doors = new HashMap<>();
  private String visit = "";
  private String serving = "";
  private @Nullable CustodyBook custody;
  private @Nullable Devices devices;

  Reached(Tally tally) {
    this.tally = tally;
  }

  /**
   * Each state, event, fact and effect that there is, and each way from one state of a door or a
   * visit to another, by the names under which they are counted.
   */
  static SortedSet<String> all() {
    var names = new TreeSet<String>();
    add(names, "door", DoorState.class);
    add(names, "visit", Visit.class);
    add(names, "place", Custody.class);
    add(names, "opener", Opener.class);
    add(names, "health", DeviceHealth.class);
    add(names, "event", Event.class);
    add(names, "touch", VisitEvent.Intent.class);
    add(names, "fact", Fact.class);
    add(names, "effect", Effect.class);
    add(names, "command", Action.class);
    for (var pull : ShelfEvent.Pull.values()) names.add("pull " + pull);
    for (var stage : Answer.Stage.values()) names.add("stage " + stage);
    for (var look : Screen.Look.values()) names.add("look " + look);
    for (var serving : List.of("all", "some doors", "no door", "closed", "off line")) {
      names.add("serving " + serving);
    }
    addWays(names, "door", DoorState.class);
    addWays(names, "visit", Visit.class);
    return names;
  }

  private static void addWays(SortedSet<String> names, String group, Class<?> family) {
    for (Class<?> from : family.getPermittedSubclasses()) {
      for (Class<?> to : family.getPermittedSubclasses()) {
        if (from != to) names.add(way(group, from.getSimpleName(), to.getSimpleName()));
      }
    }
  }

  private static String way(String group, String from, String to) {
    return FROM + group + " " + from + " to " + to;
  }

  /** Whether a name is that of a way from one state to another. */
  static boolean isTransition(String name) {
    return name.startsWith(FROM);
  }

  /** Each event in each state of its door, or of the visit. */
  private static SortedSet<String> meetings() {
    var names = new TreeSet<String>();
    var events = new TreeSet<String>();
    add(events, "", Event.class);
    var atDoors = new TreeSet<String>();
    add(atDoors, "", ShelfEvent.class);
    atDoors.add(" " + ServiceEvent.DoorWanted.class.getSimpleName());
    for (String event : events) {
      boolean atDoor = atDoors.contains(event);
      Class<?> family = atDoor ? DoorState.class : Visit.class;
      for (Class<?> state : family.getPermittedSubclasses()) {
        names.add("at" + event + " in " + (atDoor ? "door " : "visit ") + state.getSimpleName());
      }
    }
    return names;
  }

  private static void add(SortedSet<String> names, String group, Class<?> family) {
    if (!family.isSealed()) {
      names.add(group + " " + family.getSimpleName());
      return;
    }
    for (Class<?> one : family.getPermittedSubclasses()) add(names, group, one);
  }

  /** How often each was reached that was. */
  static Map<String, Long> of(Tally tally) {
    var reached = new TreeMap<String, Long>();
    tally
        .counts()
        .forEach(
            (what, times) -> {
              if (what.startsWith(WORD)) reached.put(what.substring(WORD.length()), times);
            });
    return reached;
  }

  /** What a run never reached. */
  static List<String> never(Tally tally) {
    var reached = of(tally).keySet();
    return all().stream().filter(name -> !reached.contains(name)).toList();
  }

  /** As it is printed. */
  static List<String> lines(Tally tally) {
    var lines = new ArrayList<String>();
    of(tally).forEach((what, times) -> lines.add("%10d  %s".formatted(times, what)));
    never(tally).forEach(what -> lines.add("     never  " + what));
    var met = of(tally).keySet();
    meetings().stream()
        .filter(name -> !met.contains(name))
        .forEach(what -> lines.add("     never  " + what));
    lines.add(
        "%d of %d states, transitions, events, facts and effects reached"
            .formatted(all().size() - never(tally).size(), all().size()));
    return lines;
  }

  void told(Event event, Kiosk kiosk) {
    count("event", event);
    String state =
        switch (event) {
          case ShelfEvent shelf -> doorOf(shelf, kiosk).orElse("");
          case VisitEvent _ -> "visit " + word(kiosk.visits().now());
          case ServiceEvent.DoorWanted(var person, DoorId door) -> door(door, kiosk).orElse("");
          case TimeEvent _, ServiceEvent _, CentreEvent _ -> "visit " + word(kiosk.visits().now());
          case IntakeEvent _ -> "visit " + word(kiosk.visits().now());
          case CommandEvent _, HealthEvent _, PowerEvent _ -> "visit " + word(kiosk.visits().now());
          case AnnounceEvent _, CameraEvent _ -> "visit " + word(kiosk.visits().now());
          case ClimateEvent _, ReceiptEvent _, UvEvent _, MagnetEvent _ ->
              "visit " + word(kiosk.visits().now());
          case PlaceEvent _ -> "visit " + word(kiosk.visits().now());
          case EntranceEvent _ -> "visit " + word(kiosk.visits().now());
        };
    tally.count(met(event.getClass(), state));
    switch (event) {
      case VisitEvent.Touched(VisitEvent.Intent intent) -> count("touch " + word(intent));
      case ShelfEvent.BoltPulled pulled -> count("pull " + pulled.pull());
      case CommandEvent.CommandReceived(var command) -> count("command " + word(command.action()));
      case VisitEvent _, ShelfEvent _, CommandEvent _, TimeEvent _ -> {}
      case ServiceEvent _,
          CentreEvent _,
          HealthEvent _,
          PowerEvent _,
          ClimateEvent _,
          ReceiptEvent _,
          IntakeEvent _,
          UvEvent _,
          MagnetEvent _,
          EntranceEvent _,
          AnnounceEvent _,
          CameraEvent _,
          PlaceEvent _ -> {}
    }
  }

  private static Optional<String> doorOf(ShelfEvent event, Kiosk kiosk) {
    DoorId id =
        switch (event) {
          case ShelfEvent.DoorOpened(DoorId door) -> door;
          case ShelfEvent.DoorClosed(DoorId door) -> door;
          case ShelfEvent.DoorUnseen(DoorId door) -> door;
          case ShelfEvent.DoorAjar(DoorId door) -> door;
          case ShelfEvent.CompartmentSeen(DoorId door, var occupancy) -> door;
          case ShelfEvent.DoorSensed(DoorId door, var contact) -> door;
          case ShelfEvent.BoltPulled(DoorId door, var pull, var detail) -> door;
          case ShelfEvent.ShelfRead read -> read.door();
          case ShelfEvent.ShelfUnread(DoorId door, var count, var why) -> door;
          case ShelfEvent.MarkEnded(DoorId door, var tag, var written, var detail) -> door;
        };
    return door(id, kiosk);
  }

  private static Optional<String> door(DoorId id, Kiosk kiosk) {
    return Optional.ofNullable(kiosk.shelf().doors().get(id))
        .map(door -> "door " + word(door.state()));
  }

  void acts(Effect effect) {
    count("effect", effect);
    if (effect instanceof Effect.Say(Answer answer)) count("stage " + answer.stage());
    if (effect instanceof Effect.Show(Screen screen)) {
      for (Screen.DoorTile tile : screen.doors()) count("look " + tile.look());
    }
  }

  void recorded(Fact fact) {
    count("fact", fact);
  }

  /** A section is looked at when it is another one: to compare all of it at each turn is dear. */
  @SuppressWarnings("ReferenceEquality")
  void turned(Kiosk kiosk) {
    kiosk
        .shelf()
        .doors()
        .forEach(
            (id, door) -> {
              String now = word(door.state());
              String before = doors.put(id, now);
              if (now.equals(before)) return;
              count("door " + now);
              count("opener " + word(door.state().openerNow()));
              if (before != null) count(way("door", before, now));
            });
    String now = word(kiosk.visits().now());
    if (!now.equals(visit)) {
      count("visit " + now);
      if (!visit.isEmpty()) count(way("visit", visit, now));
      visit = now;
    }
    if (kiosk.custody() != custody) {
      custody = kiosk.custody();
      countAll("place", custody.places().values());
    }
    if (kiosk.devices() != devices) {
      devices = kiosk.devices();
      if (!devices.online()) count("serving off line");
      countAll("health", devices.healths().values());
    }
    String serves = serving(kiosk);
    if (!serves.equals(serving)) {
      serving = serves;
      count("serving " + serving);
    }
  }

  private static String serving(Kiosk kiosk) {
    if (Serving.closed(kiosk)) return "closed";
    long doors =
        kiosk.shelf().doors().keySet().stream().filter(d -> Serving.works(kiosk, d)).count();
    return doors == 0 ? "no door" : doors < kiosk.shelf().doors().size() ? "some doors" : "all";
  }

  /** A new life begins with whatever it finds. */
  void startedAnew() {
    doors.clear();
    visit = "";
  }

  private void count(String what) {
    tally.count(WORD + what);
  }

  /** Many of a kind at once: a station has dozens of books, and looks at all of them. */
  private void countAll(String group, Collection<?> values) {
    var times = new HashMap<Class<?>, Integer>();
    for (Object value : values) times.merge(value.getClass(), 1, Integer::sum);
    times.forEach((type, many) -> tally.count(name(group, type), many));
  }

  private void count(String group, Object value) {
    tally.count(name(group, value.getClass()));
  }

  /** Put together once, since most of them are counted at every turn. */
  private String name(String group, Class<?> type) {
    return names
        .computeIfAbsent(group, _ -> new HashMap<>())
        .computeIfAbsent(type, one -> WORD + group + " " + one.getSimpleName());
  }

  private String met(Class<?> event, String state) {
    return meetings
        .computeIfAbsent(state, _ -> new HashMap<>())
        .computeIfAbsent(event, one -> WORD + "at " + one.getSimpleName() + " in " + state);
  }

  private static String word(Object value) {
    return value.getClass().getSimpleName();
  }
}
