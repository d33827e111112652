package org.shuyi.sim.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.shuyi.sim.scenario.Ledger.Held;
import org.shuyi.sim.scenario.Ledger.Where;
import org.shuyi.sim.world.Book;

/** What can be expected: of the screen, the world, the journal, and the centre. */
final class Expectations {
  static final List<Form> SCREEN =
      List.of(
          expect(
              "screen: <screen>",
              "Which screen is shown.",
              (play, w) -> play.look(shown -> shown.name().equals(w.text(0)))),
          expect("screen is dark", "No program answers.", (play, w) -> play.isDark()),
          expect(
              "screen shows <text>",
              "Somewhere on the screen, whatever the case of its letters.",
              (play, w) -> play.look(shown -> showsText(shown, w.text(0)))),
          expect(
              "screen: door <door> is <look>",
              "How the screen draws a door; away is one that is not in use.",
              (play, w) -> play.look(shown -> w.text(1).equals(shown.doors().get(w.number(0))))),
          line("receipt: loaned <book>", "On the receipt.", "loaned"),
          line("receipt: returned <book>", "On the receipt.", "returned"),
          line("receipt: unclear <book>", "On the receipt; staff will look.", "unclear"),
          expect(
              "receipt: nothing",
              "Nothing changed hands.",
              (play, w) ->
                  play.look(shown -> shown.name().equals("receipt") && shown.lines().isEmpty())),
          Form.of(
              "screen stays <screen> for <time>",
              "And shows nothing else in that time.",
              w -> new Step.Act(play -> play.stays(w.text(0), w.time(1)))));

  static final List<Form> WORLD =
      List.of(
          expect(
              "door <door> is <state>",
              "In the world, not on the screen.",
              (play, w) -> {
                var door = play.stage().truth().doors().get(w.number(0));
                String now = door == null ? "missing" : door.words();
                return new Seen(now.equals(w.text(1)), now.equals(w.text(1)) ? "" : now);
              }),
          slot("the slot is open", "The gate of the return slot.", Truth.ReturnSlot::open),
          slot("the slot is shut", "The same.", slot -> !slot.open()),
          expect(
              "<book> lies in bin <count>",
              "Of the return slot, in the world.",
              (play, w) ->
                  slot(
                      play,
                      slot ->
                          slot.bins()
                              .getOrDefault(w.number(1), List.of())
                              .contains(w.book(0).barcode()))),
          lamp("lamp of door <door> is lit", "In the world.", true),
          lamp("lamp of door <door> is dark", "In the world.", false),
          expect(
              "door <door> was pulled <times>",
              "By its bolt, since the story began.",
              (play, w) -> {
                int pulls = play.stage().truth().pulls(w.number(0));
                return new Seen(pulls == w.times(1), pulls == w.times(1) ? "" : pulls + " times");
              }));

  static final List<Form> JOURNAL =
      List.of(
          journal(
              "journal: taken back <book>",
              "taken-back",
              (play, w) -> e -> play.isOf(e, w.book(0))),
          journal(
              "journal: handed back because <text>",
              "handed-back",
              (play, w) -> e -> e.field("why").equals(w.text(0))),
          journal(
              "journal: loaned <book> to <actor>",
              "loaned",
              (play, w) -> e -> play.isOf(e, w.book(0)) && play.isBy(e, w.actor(1))),
          journal(
              "journal: returned <book> by <actor>",
              "returned",
              (play, w) -> e -> play.isOf(e, w.book(0)) && play.isBy(e, w.actor(1))),
          journal(
              "journal: moved <book> from door <door> to door <door>",
              "moved",
              (play, w) ->
                  e ->
                      play.isOf(e, w.book(0))
                          && e.field("from").equals(w.text(1))
                          && e.field("to").equals(w.text(2))),
          journal(
              "journal: found <book> behind door <door>",
              "found",
              (play, w) -> e -> play.isOf(e, w.book(0)) && play.isAt(e, w.number(1))),
          journal("journal: removed <book>", "removed", (play, w) -> e -> play.isOf(e, w.book(0))),
          journal(
              "journal: <book> became suspect because <text>",
              "became-suspect",
              (play, w) -> e -> play.isTagOf(e, w.book(0)) && e.field("why").equals(w.text(1))),
          journal(
              "journal: suspicion of <book> ended",
              "suspicion-ended",
              (play, w) -> e -> play.isTagOf(e, w.book(0))),
          journal(
              "journal: door <door> unlocked for <actor>",
              "unlock-meant",
              (play, w) -> e -> play.isAt(e, w.number(0)) && play.isBy(e, w.actor(1))),
          atDoor("journal: door <door> opened", "door-opened"),
          atDoor("journal: door <door> closed", "door-closed"),
          atDoor("journal: door <door> forced", "door-forced"),
          atDoor("journal: door <door> left open", "door-left-open"),
          journal(
              "journal: door <door> opened instead of door <door>",
              "wrong-door-opened",
              (play, w) ->
                  e -> e.field("opened").equals(w.text(0)) && e.field("asked").equals(w.text(1))),
          atDoor("journal: door <door> left uncounted", "left-uncounted"),
          journal(
              "journal: visit of <actor> began",
              "visit-began",
              (play, w) -> e -> play.isBy(e, w.actor(0))),
          journal(
              "journal: visit of <actor> refused because <text>",
              "visit-refused",
              (play, w) -> e -> play.isBy(e, w.actor(0)) && e.field("why").equals(w.text(1))),
          journal(
              "journal: visit ended as <text>",
              "visit-ended",
              (play, w) -> e -> e.field("how").equals(w.text(0))),
          expect(
              "journal: no <kind>",
              "Not one of this kind since the story began.",
              (play, w) -> play.count(w.text(0), 0)),
          expect(
              "journal: <count> <kind> in all",
              "So many of this kind since the story began.",
              (play, w) -> play.count(w.text(1), w.number(0))),
          expect(
              "journal: <kind>",
              "One more of this kind.",
              (play, w) -> play.journal(w.text(0), e -> true)));

  static final List<Form> CENTRE =
      List.of(
          expect(
              "centre: <book> is on loan to <actor>",
              "In the centre's books.",
              (play, w) ->
                  held(
                      play,
                      w.book(0),
                      held ->
                          held.where() == Where.ON_LOAN
                              && play.stage().token(w.actor(1)).startsWith(held.patron()))),
          expect(
              "centre: <book> is behind door <door>",
              "In the centre's books.",
              (play, w) ->
                  held(
                      play,
                      w.book(0),
                      held -> held.where() == Where.HERE && held.door().equals(w.text(1)))),
          expect(
              "centre: <book> is suspect",
              "Nobody can say where it is.",
              (play, w) -> held(play, w.book(0), held -> held.where() == Where.SUSPECT)),
          expect(
              "centre: <book> is with staff",
              "Taken out after the centre itself unlocked the door.",
              (play, w) -> held(play, w.book(0), held -> held.where() == Where.STAFF)),
          number(
              "centre: <count> loan/loans in all", "Applied since the books began.", Ledger::loans),
          number(
              "centre: <count> return/returns in all",
              "Applied since the books began.",
              Ledger::returns),
          number(
              "centre: <count> book/books on loan",
              "At present.",
              ledger ->
                  ledger.items().values().stream().filter(h -> h.where() == Where.ON_LOAN).count()),
          number(
              "<count> item/items is/are suspect",
              "The station cannot say where they are.",
              ledger -> ledger.report().suspects()),
          expect(
              "nothing is suspect",
              "Neither for the station nor for the centre.",
              (play, w) -> nothingSuspect(play.stage().ledger())),
          expect(
              "centre: no alarm",
              "Neither gap nor fork in the chain of records, and nobody at the service panel.",
              (play, w) -> {
                var alarms = play.stage().ledger().alarms();
                return new Seen(alarms.isEmpty(), String.join("; ", alarms));
              }),
          expect(
              "centre: alarm <text>",
              "One of this name stands.",
              (play, w) -> {
                var alarms = play.stage().ledger().alarms();
                boolean stands = alarms.stream().anyMatch(a -> a.startsWith(w.text(0) + ": "));
                return new Seen(stands, String.join("; ", alarms));
              }),
          expect(
              "centre: case <text>",
              "A librarian must look at something of this kind.",
              (play, w) -> {
                var cases = play.stage().ledger().cases();
                return new Seen(cases.contains(w.text(0)), String.join(", ", cases));
              }),
          expect(
              "centre: the station is away",
              "Its connection has ended.",
              (play, w) -> new Seen(!play.stage().ledger().report().online(), "")),
          expect(
              "centre: the station is there",
              "It is connected.",
              (play, w) -> new Seen(play.stage().ledger().report().online(), "")),
          expect(
              "the command is <stage>",
              "The last one, as far as the station has answered.",
              (play, w) -> command(play, w.text(0), "")),
          expect(
              "the command is <stage> because <text>",
              "With these words in its answer.",
              (play, w) -> command(play, w.text(0), w.text(1))),
          expect(
              "status: <serving>",
              "What the station says of itself.",
              (play, w) -> {
                var report = play.stage().ledger().report();
                return new Seen(report.serving().equals(w.text(0)), report.words());
              }),
          expect(
              "status: door <door> is <text>",
              "Such as \"shut\", \"barred shut\" or \"uncounted\".",
              (play, w) -> {
                String state = play.stage().ledger().report().doors().getOrDefault(w.text(0), "?");
                return new Seen(state.equals(w.text(1)), state);
              }),
          expect(
              "status: <device> is <text>",
              "Such as \"ready\" or \"lost\".",
              (play, w) -> {
                String health =
                    play.stage().ledger().report().devices().getOrDefault(w.text(0), "?");
                return new Seen(health.startsWith(w.text(1)), health);
              }),
          expect(
              "books agree",
              "The world, the station's counts and the centre's books say the same.",
              (play, w) -> Agreement.of(play)));

  private Expectations() {}

  private static Form expect(
      String written, String explanation, BiFunction<Play, Words, Seen> look) {
    return Form.of(written, explanation, w -> new Step.Expect(play -> look.apply(play, w)));
  }

  private static Form lamp(String written, String explanation, boolean lit) {
    return expect(
        written,
        explanation,
        (play, w) -> {
          var door = play.stage().truth().doors().get(w.number(0));
          return new Seen(door != null && door.lit() == lit, "");
        });
  }

  private static Form slot(String written, String explanation, Predicate<Truth.ReturnSlot> wanted) {
    return expect(written, explanation, (play, w) -> slot(play, wanted));
  }

  private static Seen slot(Play play, Predicate<Truth.ReturnSlot> wanted) {
    return play.stage()
        .truth()
        .slot()
        .map(slot -> new Seen(wanted.test(slot), ""))
        .orElse(Seen.no("there is no return slot here; play it in virtual time"));
  }

  private static boolean showsText(Shown shown, String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return shown.texts().stream().anyMatch(t -> t.toLowerCase(Locale.ROOT).contains(wanted));
  }

  private static Form line(String written, String explanation, String kind) {
    return expect(
        written,
        explanation,
        (play, w) ->
            play.look(shown -> shown.lines().stream().anyMatch(l -> isLine(l, kind, w.book(0)))));
  }

  private static boolean isLine(Shown.Line line, String kind, Book book) {
    return line.kind().equals(kind)
        && (line.title().equals(book.title()) || line.title().equals(book.barcode()));
  }

  /** A record, told by one sentence only: two loans need two sentences. */
  private static Form journal(
      String written, String kind, BiFunction<Play, Words, Predicate<Entry>> wanted) {
    return expect(
        written, "A record " + kind + ".", (play, w) -> play.journal(kind, wanted.apply(play, w)));
  }

  private static Form atDoor(String written, String kind) {
    return journal(written, kind, (play, w) -> e -> play.isAt(e, w.number(0)));
  }

  private static Seen held(Play play, Book book, Predicate<Held> wanted) {
    Optional<Held> held = Optional.ofNullable(play.stage().ledger().items().get(book.barcode()));
    boolean fits = held.filter(wanted).isPresent();
    return new Seen(
        fits, fits ? "" : held.map(Held::words).orElse("the centre has not heard of it"));
  }

  private static Form number(String written, String explanation, ToLongFunction<Ledger> number) {
    return expect(
        written,
        explanation,
        (play, w) -> {
          long found = number.applyAsLong(play.stage().ledger());
          return new Seen(found == w.number(0), found == w.number(0) ? "" : "" + found);
        });
  }

  private static Seen nothingSuspect(Ledger ledger) {
    if (ledger.report().suspects() > 0) {
      return Seen.no(ledger.report().suspects() + " suspect at the station");
    }
    long there = ledger.items().values().stream().filter(h -> h.where() == Where.SUSPECT).count();
    return new Seen(there == 0, there == 0 ? "" : there + " suspect at the centre");
  }

  private static Seen command(Play play, String stage, String words) {
    var orders = play.stage().ledger().orders();
    if (orders.isEmpty()) return Seen.no("no command was sent");
    var last = orders.getLast();
    return new Seen(last.stage().equals(stage) && last.detail().contains(words), last.words());
  }
}
