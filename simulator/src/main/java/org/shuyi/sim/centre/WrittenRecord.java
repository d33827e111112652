package org.shuyi.sim.centre;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.shuyi.devices.Bytes;

/**
 * One record as a station wrote it: {@code [kind, format, ticks, wall, clock trusted, fields...]}.
 *
 * @param kind such as {@code loaned}; one that we do not know is kept and has no effect on the
 *     books
 * @param ticks milliseconds that the station's journal had lived
 * @param wall the station's calendar, to be believed only where {@code trusted}
 */
record WrittenRecord(
    String kind, int format, long ticks, Instant wall, boolean trusted, List<JsonNode> fields) {
  private static final int HEAD = 5;
  private static final CBORMapper CBOR = new CBORMapper();

  /** An item as its tag names it. */
  record WrittenItem(ItemId id, String title) {}

  static WrittenRecord parse(Bytes bytes) throws Malformed {
    JsonNode whole;
    try {
      whole = CBOR.readTree(bytes.toArray());
    } catch (IOException e) {
      throw new Malformed("no CBOR: " + e.getClass().getSimpleName());
    }
    if (whole == null || !whole.isArray() || whole.size() < HEAD) throw new Malformed("no record");
    if (!whole.get(0).isTextual() || !whole.get(1).isInt())
      throw new Malformed("no kind or format");
    for (int i = 2; i < 4; i++) {
      if (!whole.get(i).isIntegralNumber()) throw new Malformed("no time at place " + i);
    }
    if (!whole.get(4).isBoolean()) throw new Malformed("no trust at place 4");
    var fields = new ArrayList<JsonNode>();
    for (int i = HEAD; i < whole.size(); i++) fields.add(whole.get(i));
    return new WrittenRecord(
        whole.get(0).textValue(),
        whole.get(1).intValue(),
        whole.get(2).longValue(),
        Instant.ofEpochMilli(whole.get(3).longValue()),
        whole.get(4).booleanValue(),
        List.copyOf(fields));
  }

  String text(int field) throws Malformed {
    var node = field(field);
    if (!node.isTextual()) throw new Malformed(kind + ": field " + field + " is no text");
    return node.textValue();
  }

  long number(int field) throws Malformed {
    var node = field(field);
    if (!node.isIntegralNumber()) throw new Malformed(kind + ": field " + field + " is no number");
    return node.longValue();
  }

  boolean truth(int field) throws Malformed {
    var node = field(field);
    if (!node.isBoolean()) throw new Malformed(kind + ": field " + field + " is no truth value");
    return node.booleanValue();
  }

  Instant instant(int field) throws Malformed {
    return Instant.ofEpochMilli(number(field));
  }

  List<String> texts(int field) throws Malformed {
    var node = field(field);
    if (!node.isArray()) throw new Malformed(kind + ": field " + field + " is no list");
    var texts = new ArrayList<String>();
    for (var element : node) {
      if (!element.isTextual()) throw new Malformed(kind + ": field " + field + " holds no texts");
      texts.add(element.textValue());
    }
    return texts;
  }

  /** {@code [barcode, owner, title, usage]}. */
  WrittenItem item(int field) throws Malformed {
    var node = field(field);
    if (!node.isArray()
        || node.size() < 4
        || !node.get(0).isTextual()
        || !node.get(1).isTextual()) {
      throw new Malformed(kind + ": field " + field + " is no item");
    }
    if (node.get(0).textValue().isEmpty()) throw new Malformed(kind + ": an item without barcode");
    return new WrittenItem(
        new ItemId(node.get(1).textValue(), node.get(0).textValue()), node.get(2).asText());
  }

  private JsonNode field(int field) throws Malformed {
    if (field >= fields.size()) throw new Malformed(kind + ": field " + field + " is missing");
    return fields.get(field);
  }
}
