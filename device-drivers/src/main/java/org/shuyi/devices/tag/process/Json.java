package org.shuyi.devices.tag.process;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one JSON object (RFC 8259) of whole numbers, texts, truths, lists and objects. Numbers with
 * a fraction or an exponent, {@code null}, members that come twice and anything nested deeper than
 * a list of objects in an object are refused: the protocol has none of them.
 */
final class Json {
  private static final int DEEPEST = 3;

  /** So many digits fit a {@code long} whatever they are. */
  private static final int MOST_DIGITS = 18;

  /** An object inside another. */
  record Members(Map<String, Object> members) {}

  /** The text is no such object; never leaves this class. */
  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused() {
      super("", null, false, false);
    }
  }

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  /** The members in their order: String, Long, Boolean, List or {@link Members}. */
  static Optional<Map<String, Object>> object(String text) {
    var json = new Json(text);
    try {
      json.blanks();
      var members = json.members(1);
      json.blanks();
      return json.at == text.length() ? Optional.of(members) : Optional.empty();
    } catch (Refused e) {
      return Optional.empty();
    }
  }

  private Map<String, Object> members(int depth) throws Refused {
    var members = new LinkedHashMap<String, Object>();
    take('{');
    if (taken('}')) return members;
    do {
      blanks();
      String name = string();
      blanks();
      take(':');
      if (members.put(name, value(depth)) != null) throw new Refused();
    } while (taken(','));
    take('}');
    return Collections.unmodifiableMap(members);
  }

  private List<Object> list(int depth) throws Refused {
    var list = new ArrayList<Object>();
    take('[');
    if (taken(']')) return list;
    do {
      list.add(value(depth));
    } while (taken(','));
    take(']');
    return Collections.unmodifiableList(list);
  }

  private Object value(int depth) throws Refused {
    blanks();
    Object value =
        switch (peek()) {
          case '"' -> string();
          case '{' -> new Members(members(deeper(depth)));
          case '[' -> list(deeper(depth));
          case 't' -> word("true", true);
          case 'f' -> word("false", false);
          default -> number();
        };
    blanks();
    return value;
  }

  private static int deeper(int depth) throws Refused {
    if (depth == DEEPEST) throw new Refused();
    return depth + 1;
  }

  private String string() throws Refused {
    var read = new StringBuilder();
    take('"');
    for (char c = next(); c != '"'; c = next()) {
      if (c < ' ') throw new Refused();
      read.append(c == '\\' ? escaped() : c);
    }
    return read.toString();
  }

  private char escaped() throws Refused {
    char c = next();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unit();
      default -> throw new Refused();
    };
  }

  private char unit() throws Refused {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(next(), 16);
      if (digit < 0) throw new Refused();
      unit = unit << 4 | digit;
    }
    return (char) unit;
  }

  private Boolean word(String word, boolean meaning) throws Refused {
    if (!text.startsWith(word, at)) throw new Refused();
    at += word.length();
    return meaning;
  }

  private Long number() throws Refused {
    int from = at;
    if (peek() == '-') at++;
    int digits = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') at++;
    boolean padded = at - digits > 1 && text.charAt(digits) == '0';
    if (at == digits || at - digits > MOST_DIGITS || padded) throw new Refused();
    return Long.valueOf(text.substring(from, at));
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
  }

  private boolean taken(char wanted) throws Refused {
    blanks();
    if (peek() != wanted) return false;
    at++;
    return true;
  }

  private void take(char wanted) throws Refused {
    if (next() != wanted) throw new Refused();
  }

  private char next() throws Refused {
    char c = peek();
    at++;
    return c;
  }

  private char peek() throws Refused {
    if (at >= text.length()) throw new Refused();
    return text.charAt(at);
  }
}
