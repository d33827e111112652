package org.shuyi.kiosk.centre.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The members of one JSON object: each is read once with its bounds, and none may be left over. */
final class Members {
  private static final Pattern INSTANT =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z");

  private final String where;
  private final ObjectNode object;
  private final TreeSet<String> unread = new TreeSet<>();

  Members(String where, ObjectNode object) {
    this.where = where;
    this.object = object;
    object.fieldNames().forEachRemaining(unread::add);
  }

  boolean has(String name) {
    return object.has(name);
  }

  String text(String name, int least, int most) throws Malformed {
    String text = plain(name, take(name));
    if (text.length() < least || text.length() > most) {
      throw bad(name, "a text of " + least + " to " + most + " characters");
    }
    return text;
  }

  String text(String name, Pattern pattern) throws Malformed {
    String text = plain(name, take(name));
    if (!pattern.matcher(text).matches()) throw bad(name, "a text that matches " + pattern);
    return text;
  }

  String oneOf(String name, List<String> words) throws Malformed {
    String text = plain(name, take(name));
    if (!words.contains(text)) throw bad(name, "one of " + words);
    return text;
  }

  long whole(String name, long least, long most) throws Malformed {
    return whole(name, take(name), least, most);
  }

  private long whole(String name, JsonNode node, long least, long most) throws Malformed {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) throw bad(name, "an integer");
    long value = node.longValue();
    if (value < least || value > most) throw bad(name, least + " to " + most);
    return value;
  }

  boolean bool(String name) throws Malformed {
    JsonNode node = take(name);
    if (!node.isBoolean()) throw bad(name, "true or false");
    return node.booleanValue();
  }

  Instant instant(String name) throws Malformed {
    String text = plain(name, take(name));
    try {
      if (INSTANT.matcher(text).matches()) return Instant.parse(text);
    } catch (DateTimeException noSuchDay) {
      throw bad(name, "a moment that exists");
    }
    throw bad(name, "a moment such as 2026-11-22T01:30:00Z");
  }

  Members object(String name) throws Malformed {
    if (take(name) instanceof ObjectNode inner) return new Members(where + name + ".", inner);
    throw bad(name, "an object");
  }

  List<Members> objects(String name, int least, int most) throws Malformed {
    var found = new ArrayList<Members>();
    for (JsonNode node : array(name, least, most)) {
      if (!(node instanceof ObjectNode inner)) throw bad(name, "objects");
      found.add(new Members(where + name + ".", inner));
    }
    return found;
  }

  List<String> texts(String name, int most, Pattern pattern) throws Malformed {
    var found = new ArrayList<String>();
    for (JsonNode node : array(name, 0, most)) {
      String text = plain(name, node);
      if (!pattern.matcher(text).matches()) throw bad(name, "texts that match " + pattern);
      found.add(text);
    }
    return found;
  }

  /** Every member that was not read yet, as a text of at most {@code longest} characters. */
  SortedMap<String, String> allTexts(int most, int longest) throws Malformed {
    var found = new TreeMap<String, String>();
    for (String name : names(most)) found.put(name, text(name, 0, longest));
    return found;
  }

  /** Every member that was not read yet, as a number from 0 on. */
  SortedMap<String, Long> allWholes(int most, long largest) throws Malformed {
    var found = new TreeMap<String, Long>();
    for (String name : names(most)) found.put(name, whole(name, 0, largest));
    return found;
  }

  /** The members that were not read yet. */
  List<String> names(int most) throws Malformed {
    if (unread.size() > most) throw bad("*", "at most " + most + " members");
    for (String name : unread) plain(name, object.textNode(name));
    return List.copyOf(unread);
  }

  /** Nothing may be left: what a later version adds gets another version number. */
  void end() throws Malformed {
    if (!unread.isEmpty()) throw new Malformed("unknown member " + where + unread.first());
  }

  private Iterable<JsonNode> array(String name, int least, int most) throws Malformed {
    if (!(take(name) instanceof ArrayNode array)) throw bad(name, "a list");
    if (array.size() < least || array.size() > most) {
      throw bad(name, "a list of " + least + " to " + most);
    }
    Iterator<JsonNode> nodes = array.iterator();
    return () -> nodes;
  }

  private JsonNode take(String name) throws Malformed {
    JsonNode node = object.get(name);
    if (node == null) throw new Malformed("no member " + where + name);
    unread.remove(name);
    return node;
  }

  /**
   * Texts end on screens, in records and in terminals: no control characters, no half characters.
   */
  private String plain(String name, JsonNode node) throws Malformed {
    if (!node.isTextual()) throw bad(name, "a text");
    String text = node.textValue();
    for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
        throw bad(name, "a text without control characters");
      }
    }
    return text;
  }

  private Malformed bad(String name, String expected) {
    return new Malformed(where + name + ": expected " + expected);
  }
}
