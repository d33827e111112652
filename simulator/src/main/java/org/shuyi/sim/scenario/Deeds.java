package org.shuyi.sim.scenario;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.device.Fault;
import org.shuyi.sim.world.Book;

/** What can be done: the sentences of people, of fate and of the centre's staff. */
final class Deeds {
  /** More rounds than a station counts in all its attempts. */
  private static final int EVERY_ROUND = 1_000;

  static final List<Form> PEOPLE =
      List.of(
          deed(
              "<actor> holds her/his card",
              "Holds it to the reader for a second. From now on this is the visitor.",
              (play, w) -> play.tap(w.actor(0))),
          deed(
              "<actor> holds her/his phone",
              "The same; some phones say another number each time.",
              (play, w) -> play.tap(w.actor(0))),
          deed(
              "<actor> leaves her/his card on the reader",
              "Holds it there until it is taken away.",
              (play, w) -> play.hold(w.actor(0))),
          deed(
              "<actor> takes her/his card away",
              "The reader is free again.",
              (play, w) -> play.carryOut(new Doing.TakeCardAway())),
          persists(
              "touch door <door>",
              "On the screen, as soon as it is offered.",
              w -> new Doing.TouchDoor(w.number(0))),
          persists(
              "touch done", "The button of whoever is done.", w -> new Doing.TouchButton("finish")),
          persists(
              "touch stay",
              "The button of whoever is still there.",
              w -> new Doing.TouchButton("stay")),
          persists(
              "touch print",
              "The button of whoever wants a receipt on paper.",
              w -> new Doing.TouchButton("print")),
          persists(
              "touch return",
              "The button of whoever returns something at the return slot.",
              w -> new Doing.TouchButton("return-book")),
          persists(
              "<actor> lays <book> into the slot",
              "Into the gate of the return slot, as soon as it is open.",
              w -> new Doing.LayIn(w.actor(0), w.book(1))),
          persists(
              "<actor> takes <book> out of the slot",
              "Out of its open gate.",
              w -> new Doing.TakeOut(w.actor(0), w.book(1))),
          persists(
              "touch <language>",
              "The screen's other language.",
              w -> new Doing.TouchLanguage(w.text(0).equals("English") ? "en" : "zh-CN")),
          persists(
              "open door <door>",
              "Pulls at its handle until it opens.",
              w -> new Doing.OpenDoor(w.number(0), false)),
          does("close door <door>", "Until it snaps in.", w -> new Doing.CloseDoor(w.number(0))),
          does(
              "open door <door> with a key",
              "As somebody does who has one; the station knows nothing of it.",
              w -> new Doing.OpenDoor(w.number(0), true)),
          deed(
              "door <door> stays locked",
              "Pulls at its handle in vain.",
              (play, w) -> play.tryHandle(w.number(0))),
          deed(
              "take <book>",
              "The visitor takes it from an open shelf.",
              (play, w) -> play.asVisitor(a -> play.carryOut(new Doing.Take(a, w.book(0))))),
          deed(
              "<actor> takes <book>",
              "Somebody else does.",
              (play, w) -> play.carryOut(new Doing.Take(w.actor(0), w.book(1)))),
          deed(
              "put <book>",
              "The visitor puts it behind the one door that is open.",
              (play, w) -> play.asVisitor(a -> play.put(a, w.book(0)))),
          deed(
              "put <book> behind door <door>",
              "The same, where several are open.",
              (play, w) ->
                  play.asVisitor(a -> play.carryOut(new Doing.Put(a, w.book(0), w.number(1))))),
          deed(
              "<actor> puts <book> behind door <door>",
              "Somebody else does.",
              (play, w) -> play.carryOut(new Doing.Put(w.actor(0), w.book(1), w.number(2)))),
          deed(
              "wait <time>",
              "Lets time go by; better is to say what is waited for.",
              (play, w) -> {
                play.stage().pass(w.time(0));
                return Seen.yes("");
              }));

  static final List<Form> FATE =
      List.of(
          does("unplug <device>", "Pulls its plug.", w -> new Doing.Unplug(w.text(0))),
          does("plug in <device>", "It starts afresh.", w -> new Doing.PlugIn(w.text(0))),
          does(
              "mains off",
              "The power fails, the station's and the devices'.",
              w -> new Doing.Mains(false)),
          does("mains on", "It is back, and the station starts.", w -> new Doing.Mains(true)),
          does(
              "the printer has paper for <count> lines",
              "A receipt takes ten or more; a new roll has some thousands.",
              w -> new Doing.Paper(w.number(0))),
          does(
              "the mains fail",
              "The station goes on by its battery.",
              w -> new Doing.Feed(Doing.Fed.BATTERY)),
          does(
              "the battery is low",
              "It has some minutes left.",
              w -> new Doing.Feed(Doing.Fed.LOW_BATTERY)),
          does(
              "the mains are back",
              "And the battery is full.",
              w -> new Doing.Feed(Doing.Fed.MAINS)),
          does("network off", "The broker is out of reach.", w -> new Doing.Network(false)),
          does("network on", "It can be reached again.", w -> new Doing.Network(true)),
          does(
              "kill the station",
              "The program ends at once (SIGKILL) and stays away.",
              w -> new Doing.KillStation()),
          does("start the station", "The program starts again.", w -> new Doing.StartStation()),
          does(
              "open the service panel",
              "Behind the cabinet; a switch there feels it.",
              w -> new Doing.Panel(true)),
          does("shut the service panel", "The switch is well.", w -> new Doing.Panel(false)),
          does(
              "the fire alarm sounds",
              "The contact of the house opens, or its wire is cut.",
              w -> new Doing.Fire(true)),
          does("the fire alarm is silent", "The contact is closed.", w -> new Doing.Fire(false)),
          does(
              "staff end the emergency because <text>",
              "On site, at the technician's page.",
              w -> new Doing.EndEmergency(w.text(0))),
          does(
              "door <door> jams",
              "Its bolt is driven and does not move.",
              w -> new Doing.Jam(w.number(0), true)),
          does(
              "door <door> is repaired",
              "Its bolt moves again.",
              w -> new Doing.Jam(w.number(0), false)),
          does(
              "bolts of door <door> and door <door> are crossed",
              "Each hangs on the other's wires; their switches do not.",
              w -> new Doing.Cross(w.number(0), w.number(1), true)),
          does(
              "bolts of door <door> and door <door> are wired right",
              "Each hangs on its own wires again.",
              w -> new Doing.Cross(w.number(0), w.number(1), false)),
          does(
              "the cabinet is given a return slot",
              "With a sorter and three bins; the station is set up anew, and started.",
              w -> new Doing.BuildSlot()),
          does(
              "the cabinet is given an entrance",
              "To its room: a reader outside, a counter, an exit gate, and a door that a magnet holds;"
                  + " the station is set up anew, and started.",
              w -> new Doing.BuildEntrance()),
          does(
              "<actor> walks out",
              "Pushes the way out of the room, which gives way.",
              w -> new Doing.WalkOut(true)),
          does(
              "<actor> cannot walk out",
              "Pushes it, and it does not.",
              w -> new Doing.WalkOut(false)),
          does(
              "the exit button is pressed",
              "Beside the way out; it stands in the feed of its magnet.",
              w -> new Doing.ExitButton(true)),
          does(
              "the exit button is let go",
              "The magnet has its current again.",
              w -> new Doing.ExitButton(false)),
          does(
              "the exit is wired past the fire contact",
              "A forgotten wire: a fire does not free it any more.",
              w -> new Doing.BridgeExit(true)),
          does(
              "the exit is wired right",
              "Through the fire contact of the house.",
              w -> new Doing.BridgeExit(false)),
          does(
              "staff look after the exit because <text>",
              "On site, at the technician's page.",
              w -> new Doing.ClearExit(w.text(0))),
          does(
              "the station keeps at most <count> records",
              "It is set up anew, and started: so many may wait for the centre.",
              w -> new Doing.OutboxLimit(w.number(0))),
          trouble(
              "<reader> misses <book> once",
              "In one round of the next count.",
              w -> missing(w.book(1), 1)),
          trouble(
              "<reader> misses <book> in <count> rounds",
              "In so many rounds, one after the other; a count has several.",
              w -> missing(w.book(1), w.number(2))),
          trouble(
              "<reader> cannot see <book>",
              "Until it sees it again.",
              w -> missing(w.book(1), EVERY_ROUND)),
          trouble(
              "<device> does not answer",
              "Its cable is whole, and nothing comes.",
              w -> List.of(new Fault.Deaf())),
          trouble(
              "<device> loses an answer",
              "It does what it is told; one answer is lost.",
              w -> List.of(new Fault.Mute(1))),
          trouble("<device> works again", "Whatever ailed it is over.", w -> List.of()),
          does(
              "locks do not answer",
              "The same for the lock board.",
              w -> new Doing.Trouble("locks", List.of(new Fault.Deaf()))),
          does(
              "locks answer again",
              "The board is well.",
              w -> new Doing.Trouble("locks", List.of())));

  static final List<Form> CENTRE =
      List.of(
          command("unlock door <door>", "One pulse of its bolt.", "unlock"),
          command("lock door <door>", "Keeps it from patrons.", "lock"),
          command("release door <door>", "Gives it back to patrons.", "release"),
          order(
              "out of service <text>",
              "No new visits, with this text on the screen.",
              w -> one("text", w.text(0)),
              "out-of-service",
              1),
          order("in service", "Visits begin again.", w -> new TreeMap<>(), "in-service", 0),
          order("an inventory", "Every shelf is counted.", w -> new TreeMap<>(), "inventory", 0),
          order(
              "a restart",
              "The program ends in order and is started again.",
              w -> new TreeMap<>(),
              "restart",
              0),
          does(
              "the same command again",
              "The very message, as a broker may deliver it.",
              w -> new Doing.CommandAgain()));

  private Deeds() {}

  private static Form deed(String written, String explanation, BiFunction<Play, Words, Seen> act) {
    return Form.of(written, explanation, w -> new Step.Act(play -> act.apply(play, w)));
  }

  private static Form does(String written, String explanation, Function<Words, Doing> doing) {
    return deed(written, explanation, (play, w) -> play.carryOut(doing.apply(w)));
  }

  private static Form persists(String written, String explanation, Function<Words, Doing> doing) {
    return deed(written, explanation, (play, w) -> play.persist(doing.apply(w)));
  }

  private static Form trouble(
      String written, String explanation, Function<Words, List<Fault>> faults) {
    return does(written, explanation, w -> new Doing.Trouble(w.text(0), faults.apply(w)));
  }

  private static List<Fault> missing(Book book, int rounds) {
    return book.tags().stream().map(tag -> missing(tag.uid(), rounds)).toList();
  }

  private static Fault missing(Bytes uid, int rounds) {
    return new Fault.Missed(uid, rounds);
  }

  private static Form command(String what, String explanation, String action) {
    return order(what, explanation, w -> one("door", w.text(0)), action, 1);
  }

  private static Form order(
      String what,
      String explanation,
      Function<Words, SortedMap<String, String>> parameters,
      String action,
      int reasonAt) {
    return does(
        "centre commands " + what + " because <text>",
        explanation,
        w -> new Doing.Command(action, parameters.apply(w), w.text(reasonAt), false));
  }

  private static SortedMap<String, String> one(String name, String value) {
    var map = new TreeMap<String, String>();
    map.put(name, value);
    return map;
  }
}
