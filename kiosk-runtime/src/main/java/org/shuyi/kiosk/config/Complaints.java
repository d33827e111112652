package org.shuyi.kiosk.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;

/** Complaints as people and programs read them. */
public final class Complaints {
  /** A file that is not a configuration at all would fill the screen without telling more. */
  static final int MOST = 200;

  private static final ObjectMapper JSON = new ObjectMapper();

  private Complaints() {}

  /** One line a complaint, each with its line end. */
  public static String lines(List<Complaint> complaints) {
    var lines = new StringBuilder();
    for (Complaint complaint : complaints) lines.append(complaint.text()).append('\n');
    return lines.toString();
  }

  /**
   * An array with an object a complaint: file, line, column, key, kind (wrong, missing, unread,
   * clash or file), found, expected, near where there is one, and text.
   */
  public static String json(List<Complaint> complaints) {
    ArrayNode all = JSON.createArrayNode();
    for (Complaint complaint : complaints) {
      ObjectNode one = all.addObject();
      one.put("file", complaint.place().file());
      one.put("line", complaint.place().line());
      one.put("column", complaint.place().column());
      one.put("key", complaint.key());
      one.put("kind", word(complaint.kind()));
      one.put("found", complaint.found());
      one.put("expected", complaint.expected());
      complaint.near().ifPresent(near -> one.put("near", near));
      one.put("text", complaint.text());
    }
    return all.toPrettyString();
  }

  /** In the order of the file, each once, and not more than a person reads. */
  static List<Complaint> inOrder(List<Complaint> complaints) {
    return complaints.stream()
        .distinct()
        .sorted(Comparator.comparing(Complaint::place).thenComparing(Complaint::key))
        .limit(MOST)
        .toList();
  }

  private static String word(Complaint.Kind kind) {
    return switch (kind) {
      case WRONG -> "wrong";
      case MISSING -> "missing";
      case UNREAD -> "unread";
      case CLASH -> "clash";
      case FILE -> "file";
    };
  }
}
