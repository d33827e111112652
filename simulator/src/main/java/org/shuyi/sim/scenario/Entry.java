package org.shuyi.sim.scenario;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A record of the station's journal as a technician reads it.
 *
 * @param text its fields, {@code door=2 item=[...]}
 */
public record Entry(long seq, String kind, String text) {

  /** The fields by name, in order; a list keeps its brackets. */
  public Map<String, String> fields() {
    var fields = new LinkedHashMap<String, String>();
    for (String word : words()) {
      int equals = word.indexOf('=');
      if (equals > 0) fields.put(word.substring(0, equals), bare(word.substring(equals + 1)));
    }
    return fields;
  }

  public String field(String name) {
    return fields().getOrDefault(name, "");
  }

  /** Split at blanks outside of brackets and quotation marks. */
  private ArrayList<String> words() {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    var open = new ArrayDeque<Character>();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean quoted = !open.isEmpty() && open.peek() == '"';
      if (c == '"') {
        if (quoted) open.pop();
        else open.push('"');
      } else if (!quoted && c == '[') {
        open.push('[');
      } else if (!quoted && c == ']' && !open.isEmpty()) {
        open.pop();
      }
      if (c == ' ' && open.isEmpty()) {
        words.add(word.toString());
        word.setLength(0);
      } else {
        word.append(c);
      }
    }
    words.add(word.toString());
    return words;
  }

  private static String bare(String value) {
    boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
