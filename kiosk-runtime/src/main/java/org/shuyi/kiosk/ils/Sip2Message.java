package org.shuyi.kiosk.ils;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A message of SIP2 as a value.
 *
 * @param code its two digits, such as {@code 12}
 * @param fixed the part of fixed length after the code
 * @param fields in their order; a code may come more than once
 * @param sequence 0 to 9, empty where it has none
 * @param checked whether its sum was there and right
 */
public record Sip2Message(
    String code, String fixed, List<Field> fields, OptionalInt sequence, boolean checked) {
  public Sip2Message {
    fields = List.copyOf(fields);
  }

  /**
   * @param id two characters, in upper case
   */
  public record Field(String id, String value) {}

  /** A message to be sent, which has no sequence number yet. */
  public static Sip2Message of(String code, String fixed, Field... fields) {
    return new Sip2Message(code, fixed, List.of(fields), OptionalInt.empty(), false);
  }

  /** The first field of this code. */
  public Optional<String> field(String id) {
    return fields.stream().filter(field -> field.id().equals(id)).map(Field::value).findFirst();
  }

  /** The character of the fixed part there, from 0. */
  public char flag(int at) {
    return fixed.charAt(at);
  }
}
