package org.shuyi.sim.scenario;

import java.util.ArrayList;
import java.util.List;

/**
 * A word of a line, or a text in quotation marks.
 *
 * @param column where it begins, from 1
 * @param closed false for a text whose second quotation mark is missing
 */
record Token(int column, String text, boolean quoted, boolean closed) {
  static List<Token> of(String line) {
    var tokens = new ArrayList<Token>();
    int at = 0;
    while (at < line.length()) {
      if (Character.isWhitespace(line.charAt(at))) {
        at++;
        continue;
      }
      int end = line.charAt(at) == '"' ? line.indexOf('"', at + 1) : wordEnd(line, at);
      boolean quoted = line.charAt(at) == '"';
      if (!quoted) {
        tokens.add(new Token(at + 1, line.substring(at, end), false, true));
        at = end;
      } else if (end < 0) {
        tokens.add(new Token(at + 1, line.substring(at + 1), true, false));
        at = line.length();
      } else {
        tokens.add(new Token(at + 1, line.substring(at + 1, end), true, true));
        at = end + 1;
      }
    }
    return tokens;
  }

  private static int wordEnd(String line, int from) {
    int end = from;
    while (end < line.length()
        && !Character.isWhitespace(line.charAt(end))
        && line.charAt(end) != '"') {
      end++;
    }
    return end;
  }

  /** As it stands in the line. */
  String written() {
    return quoted ? '"' + text + '"' : text;
  }
}
