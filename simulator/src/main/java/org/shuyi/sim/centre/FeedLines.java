package org.shuyi.sim.centre;

import java.time.Instant;
import java.util.regex.Pattern;
import org.shuyi.sim.centre.Circulation.Outcome;

/** Turns a record into a line that a librarian can read. */
final class FeedLines {
  private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{32}");

  private FeedLines() {}

  static void add(
      Feed feed, Address station, WrittenRecord record, long seq, Outcome outcome, Instant now) {
    String title = "";
    String patron = "";
    for (var field : record.fields()) {
      if (title.isEmpty() && field.isArray() && field.size() == 4 && field.get(0).isTextual()) {
        title = field.get(2).asText().isEmpty() ? field.get(0).asText() : field.get(2).asText();
      }
      if (patron.isEmpty() && field.isTextual() && TOKEN.matcher(field.textValue()).matches()) {
        patron = brief(field.textValue());
      }
    }
    feed.add(
        now, station, record.kind(), seq, title, patron, detail(record, outcome), mark(outcome));
  }

  private static String detail(WrittenRecord record, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused(String reason) -> "refused: " + reason;
      case Outcome.Applied(var cases) when !cases.isEmpty() ->
          cases.getFirst().kind() + ": " + String.join("; ", cases.getFirst().steps());
      case Outcome.Applied applied -> plain(record);
    };
  }

  private static String plain(WrittenRecord record) {
    try {
      return switch (record.kind()) {
        case "loaned" -> "from door " + record.text(4) + (record.truth(8) ? ", off line" : "");
        case "returned" -> "to door " + record.text(4);
        case "taken-back" -> "into bin " + record.number(3) + ", by " + record.text(4);
        case "sort-meant" -> "for bin " + record.number(3) + ", by " + record.text(4);
        case "handed-back", "went-astray" -> "return slot: " + last(record);
        case "slot-stopped", "slot-went-on" -> "return slot: " + record.text(0);
        case "visit-began" -> record.truth(2) ? "off line" : "";
        case "visit-ended" ->
            record.text(1) + ": " + record.number(2) + " lent, " + record.number(3) + " returned";
        case "visit-refused" -> record.text(1);
        case "door-opened", "door-closed" ->
            "door " + record.text(0) + (record.truth(2) ? ", inferred: no sensor saw it" : "");
        case "unlock-meant", "door-forced", "door-left-open", "door-ajar" ->
            "door " + record.text(0);
        case "compartment-suspect", "compartment-cleared" ->
            "compartment " + record.text(0) + ": " + record.text(1);
        case "wrong-door-opened" ->
            "door " + record.text(1) + " opened instead of door " + record.text(0);
        case "tamper-began" ->
            "service panel opened"
                + (record.text(0).isEmpty() ? ", nobody in service mode" : ", " + record.text(0));
        case "outbox-filled" -> record.number(0) + " records waited, and no more fitted";
        case "outbox-drained" -> "half of the outbox is free again";
        case "tamper-ended" -> "service panel shut";
        case "alarm-began" ->
            record.text(0)
                + (record.text(1).isEmpty() ? ", nobody in service mode" : ", " + record.text(1));
        case "alarm-ended" -> record.text(0);
        case "fire-began" -> "fire input active";
        case "fire-ended" -> "fire input closed, nobody has looked yet";
        case "emergency-ended" -> record.text(0) + ": " + record.text(1);
        case "exit-not-free" -> "the way out, after a second: " + record.text(0);
        case "exit-freed" -> "the way out, after " + record.number(0) + " ms";
        case "exit-cleared" -> record.text(0) + ": " + record.text(1);
        case "link-became" -> record.truth(0) ? "on line" : "off line";
        case "record-salvaged" -> "record " + record.number(1) + " of a damaged journal";
        case "records-lost" ->
            record.number(2) == 0
                ? "of a damaged journal, from " + record.number(1) + " on"
                : "of a damaged journal, " + record.number(1) + " to " + record.number(2);
        case "policy-adopted" -> "version " + record.number(0);
        case "stocked", "removed", "found" -> "door " + record.text(2);
        case "moved" -> "from door " + record.text(2) + " to " + record.text(3);
        case "became-suspect" -> "door " + record.text(1) + ": " + record.text(2);
        case "suspicion-ended" -> "door " + record.text(1) + ": " + record.text(2);
        default -> first(record);
      };
    } catch (Malformed e) {
      return "";
    }
  }

  private static String last(WrittenRecord record) {
    return record.fields().getLast().asText();
  }

  /** The texts and numbers that stand first, which say enough of the rarer kinds. */
  private static String first(WrittenRecord record) {
    var words = new StringBuilder();
    for (var field : record.fields()) {
      if (!field.isValueNode() || field.asText().isEmpty()) continue;
      String text = field.asText();
      if (TOKEN.matcher(text).matches()) continue;
      if (text.length() > 24) text = text.substring(0, 24) + "…";
      words.append(words.isEmpty() ? "" : ", ").append(text);
      if (words.length() > 60) break;
    }
    return words.toString();
  }

  private static String mark(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Refused refused -> "refused";
      case Outcome.Applied(var cases) -> cases.isEmpty() ? "applied" : "case";
    };
  }

  static String brief(String token) {
    return token.substring(0, Math.min(8, token.length()));
  }
}
