package org.shuyi.devices.tag.process;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.shuyi.devices.Bytes;

/**
 * A line of a program, by its members. A member that is not there, of another kind or out of range
 * is one that it has not told.
 */
record Reply(Map<String, Object> members) {
  /** A line that is no answer, such as what an SDK prints: there is nothing in it. */
  static final Reply PRINTED = new Reply(Map.of());

  /** The question's {@code ask}. */
  String to() {
    return text("to");
  }

  /** Why it could not be done: one of the words in the README; empty where it could. */
  String error() {
    return text("error");
  }

  boolean failed() {
    return !error().isEmpty();
  }

  boolean isAbout(Bytes uid) {
    return bytes("uid").equals(Optional.of(uid));
  }

  String text(String name) {
    return members.get(name) instanceof String text ? text : "";
  }

  boolean flag(String name) {
    return Boolean.TRUE.equals(members.get(name));
  }

  OptionalInt number(String name, int least, int most) {
    return members.get(name) instanceof Long number && number >= least && number <= most
        ? OptionalInt.of(number.intValue())
        : OptionalInt.empty();
  }

  int number(String name, int least, int most, int otherwise) {
    return number(name, least, most).orElse(otherwise);
  }

  /** Bytes that are written in hex digits. */
  Optional<Bytes> bytes(String name) {
    return members.get(name) instanceof String text ? hex(text) : Optional.empty();
  }

  List<String> texts(String name) {
    var texts = new ArrayList<String>();
    for (Object one : list(name)) if (one instanceof String text) texts.add(text);
    return texts;
  }

  /** The objects of a list; empty where something else stands in it. */
  Optional<List<Reply>> parts(String name) {
    var parts = new ArrayList<Reply>();
    for (Object one : list(name)) {
      if (!(one instanceof Json.Members(Map<String, Object> members))) return Optional.empty();
      parts.add(new Reply(members));
    }
    return members.get(name) instanceof List<?> ? Optional.of(parts) : Optional.empty();
  }

  private List<?> list(String name) {
    return members.get(name) instanceof List<?> list ? list : List.of();
  }

  private static Optional<Bytes> hex(String text) {
    boolean digits = text.length() % 2 == 0 && text.chars().allMatch(HexFormat::isHexDigit);
    return digits ? Optional.of(Bytes.parse(text)) : Optional.empty();
  }
}
