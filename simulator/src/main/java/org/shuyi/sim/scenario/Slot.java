package org.shuyi.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.shuyi.sim.world.Book;

/** A place in a sentence where one of several words may stand. */
enum Slot {
  ACTOR("somebody"),
  BOOK("a book's title in quotation marks"),
  DOOR("a door"),
  DEVICE("a device"),
  READER("a tag reader"),
  SCREEN("a screen's name"),
  LOOK("how a door looks on the screen"),
  STATE("a door's state"),
  SERVING("how the station serves"),
  STAGE("a command's end"),
  KIND("a record's kind"),
  LANGUAGE("a language"),
  COUNT("a number"),
  TIMES("how often: never, once, twice or 3 times"),
  TIME("a time, such as 12 s, 300 ms or 2 min"),
  TEXT("a text in quotation marks");

  private static final List<String> SCREENS =
      List.of(
          "attract",
          "starting",
          "asking",
          "turned-away",
          "choose-door",
          "doors-open",
          "counting",
          "still-there",
          "receipt",
          "out-of-service",
          "emergency",
          "intake-open",
          "intake-busy",
          "intake-take",
          "intake-blocked",
          "intake-stopped",
          "intake-done",
          "service");
  private static final List<String> KINDS =
      List.of(
          "visit-began",
          "visit-refused",
          "visit-ended",
          "unlock-meant",
          "door-opened",
          "door-closed",
          "door-forced",
          "door-left-open",
          "wrong-door-opened",
          "loaned",
          "returned",
          "moved",
          "stocked",
          "removed",
          "found",
          "became-suspect",
          "suspicion-ended",
          "left-uncounted",
          "mark-failed",
          "mark-repaired",
          "command-accepted",
          "command-ended",
          "commands-refused",
          "started",
          "device-became",
          "link-became",
          "policy-adopted",
          "service-changed",
          "door-barred",
          "record-was-refused",
          "tamper-began",
          "tamper-ended",
          "fire-began",
          "fire-ended",
          "emergency-ended",
          "mains-lost",
          "battery-low",
          "mains-back",
          "receipt-meant",
          "receipt-printed",
          "receipt-not-printed",
          "sort-meant",
          "taken-back",
          "handed-back",
          "slot-stopped",
          "slot-went-on",
          "went-astray",
          "exit-not-free",
          "exit-freed",
          "exit-cleared",
          "outbox-filled",
          "outbox-drained");
  private static final List<String> UNITS = List.of("ms", "s", "min");

  private final String expected;

  Slot(String expected) {
    this.expected = expected;
  }

  /** The words that may stand here; empty where any word of the right form may. */
  List<String> vocabulary(Company company) {
    return switch (this) {
      case ACTOR -> company.actors().stream().map(Company.Actor::name).toList();
      case BOOK -> company.books().stream().map(Book::title).toList();
      case DOOR -> IntStream.rangeClosed(1, Company.DOORS).mapToObj(Integer::toString).toList();
      case READER -> readers();
      case DEVICE ->
          Stream.concat(
                  Stream.of("locks", "cards", "scanner", "printer", "ups", "sorter", "tunnel"),
                  readers().stream())
              .toList();
      case SCREEN -> SCREENS;
      case LOOK -> List.of("shut", "unlocked", "open", "counting", "away");
      case STATE -> List.of("open", "locked", "unlocked");
      case SERVING -> List.of("in-service", "degraded", "out-of-service");
      case STAGE -> List.of("accepted", "running", "done", "failed", "refused", "expired");
      case KIND -> KINDS;
      case LANGUAGE -> List.of("English", "Chinese");
      case COUNT, TIMES, TIME, TEXT -> List.of();
    };
  }

  private static List<String> readers() {
    return IntStream.rangeClosed(1, Company.DOORS).mapToObj(door -> "reader-" + door).toList();
  }

  /** How many words from here on fill the slot, 0 where they do not. */
  int fill(List<Token> tokens, int at, Company company) {
    if (at >= tokens.size()) return 0;
    Token token = tokens.get(at);
    return switch (this) {
      case BOOK -> token.quoted() && vocabulary(company).contains(token.text()) ? 1 : 0;
      case TEXT -> token.quoted() ? 1 : 0;
      case ACTOR, DOOR, DEVICE, READER, SCREEN, LOOK, STATE, SERVING, STAGE, KIND, LANGUAGE ->
          !token.quoted() && vocabulary(company).contains(token.text()) ? 1 : 0;
      case COUNT -> isNumber(token) ? 1 : 0;
      case TIMES -> times(tokens, at);
      case TIME ->
          isNumber(token) && at + 1 < tokens.size() && UNITS.contains(tokens.get(at + 1).text())
              ? 2
              : 0;
    };
  }

  private static int times(List<Token> tokens, int at) {
    Token token = tokens.get(at);
    if (List.of("never", "once", "twice").contains(token.text())) return 1;
    boolean counted =
        isNumber(token) && at + 1 < tokens.size() && tokens.get(at + 1).text().equals("times");
    return counted ? 2 : 0;
  }

  private static boolean isNumber(Token token) {
    return !token.quoted() && token.text().matches("[0-9]{1,5}");
  }

  /** What is expected here, with the words to choose from where they are few. */
  String expected(Company company) {
    var words = vocabulary(company);
    return words.isEmpty() || words.size() > 8 ? expected : expected + ": " + listed(words);
  }

  private static String listed(List<String> words) {
    var all = new ArrayList<>(words);
    String last = all.removeLast();
    return all.isEmpty() ? last : String.join(", ", all) + " or " + last;
  }
}
