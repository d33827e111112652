package org.shuyi.kiosk.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shuyi.devices.tag.memory.Afi;
import org.shuyi.devices.tag.memory.AllianceTag;
import org.shuyi.devices.tag.memory.Check;
import org.shuyi.devices.tag.memory.Contents;
import org.shuyi.devices.tag.memory.Dsfid;
import org.shuyi.devices.tag.memory.Eas;
import org.shuyi.devices.tag.memory.Element;
import org.shuyi.devices.tag.memory.Empty;
import org.shuyi.devices.tag.memory.Extension;
import org.shuyi.devices.tag.memory.Iso28560Part2;
import org.shuyi.devices.tag.memory.Iso28560Part3;
import org.shuyi.devices.tag.memory.Iso28560Part4;
import org.shuyi.devices.tag.memory.Legacy3m;
import org.shuyi.devices.tag.memory.Marks;
import org.shuyi.devices.tag.memory.Note;
import org.shuyi.devices.tag.memory.Oid;
import org.shuyi.devices.tag.memory.TagMemory;
import org.shuyi.devices.tag.memory.Unknown;
import org.shuyi.devices.tag.memory.Usage;
import org.shuyi.devices.tag.memory.Writing;

/**
 * Tag contents as JSON for people: numbers as on the tag in decimal, and beside them what they
 * mean.
 */
final class TagJson {
  private static final ObjectWriter WRITER =
      JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

  /** A UHF tag's memory is counted in words of two bytes. */
  private static final int WORD = 2;

  private TagJson() {}

  static String print(Map<String, Object> view) {
    try {
      return WRITER.writeValueAsString(view);
    } catch (JsonProcessingException e) {
      throw new AssertionError("maps of texts and numbers are always JSON", e);
    }
  }

  static Map<String, Object> decoded(Contents contents, Eas eas, TagMemory read) {
    var view = content(read, contents.blockSize());
    addMarks(view, contents, eas);
    int size = contents.memory().size();
    view.put("memory", memory(size, contents.blockSize()));
    addNotes(view, read, contents.blockSize());
    return view;
  }

  /** A UHF tag: its notes count words, from the PC word on into the user bank. */
  static Map<String, Object> decoded(TagMemory read) {
    var view = content(read, WORD);
    addNotes(view, read, WORD);
    return view;
  }

  private static void addNotes(Map<String, Object> view, TagMemory read, int blockSize) {
    view.put("notes", read.notes().stream().map(note -> note(note, blockSize)).toList());
  }

  private static Map<String, Object> content(TagMemory read, int blockSize) {
    var view = new LinkedHashMap<String, Object>();
    view.put("model", model(read));
    switch (read) {
      case Iso28560Part2 part2 -> addPart2(view, part2, blockSize);
      case Iso28560Part3 part3 -> addPart3(view, part3);
      case Iso28560Part4 part4 -> addPart4(view, part4);
      case AllianceTag alliance -> addAlliance(view, alliance);
      case Legacy3m legacy -> addLegacy(view, legacy);
      case Empty empty -> view.put("says", says(empty));
      case Unknown unknown -> {
        view.put("why", unknown.why());
        view.put("offset", unknown.offset());
      }
    }
    return view;
  }

  static Map<String, Object> encoded(Writing.Written written) {
    var view = new LinkedHashMap<String, Object>();
    int blockSize = written.size().blockSize();
    int used = written.blocks().size() / blockSize;
    view.put("model", "28560-2");
    view.put("hex", written.blocks().toString());
    view.put("memory", memory(written.blocks().size(), blockSize));
    view.put("ofBlocks", written.size().blocks());
    view.put(
        "clear",
        used == written.size().blocks()
            ? "nothing"
            : "blocks " + used + " to " + (written.size().blocks() - 1));
    view.put("lock", ordered("map", written.lockMap(), "blocks", List.copyOf(written.lock())));
    view.put("dsfid", number(Dsfid.ISO_28560_2.code()));
    view.put(
        "afi",
        ordered("inLibrary", number(Afi.IN_LIBRARY.code()), "onLoan", number(Afi.ON_LOAN.code())));
    view.put(
        "elements",
        written.elements().stream().map(element -> element(element, blockSize)).toList());
    return view;
  }

  private static String model(TagMemory read) {
    return switch (read) {
      case Iso28560Part2 _ -> "28560-2";
      case Iso28560Part3 _ -> "28560-3";
      case Iso28560Part4 _ -> "28560-4";
      case AllianceTag _ -> "gaoxiao";
      case Legacy3m _ -> "legacy-3m";
      case Empty _ -> "empty";
      case Unknown _ -> "unknown";
    };
  }

  private static String says(Empty empty) {
    return switch (empty.stock()) {
      case ALL_ZERO -> "blank: every byte is 00";
      case NEW_3M -> "blank: new 3M stock, 24 bytes of 55 and then 00";
    };
  }

  private static void addPart2(Map<String, Object> view, Iso28560Part2 read, int blockSize) {
    addItem(view, read);
    read.usage().ifPresent(usage -> view.put("usage", usage(usage)));
    read.title().ifPresent(title -> view.put("title", title));
    view.put("check", read.contentCheck().map(TagJson::check).orElse(ordered("name", "none")));
    view.put("elements", read.elements().stream().map(e -> element(e, blockSize)).toList());
  }

  private static void addPart3(Map<String, Object> view, Iso28560Part3 read) {
    addItem(view, read);
    // The tag holds the class only, in one nibble.
    read.usage()
        .ifPresent(
            usage -> view.put("usage", ordered("onTag", usage.group(), "says", usage.says())));
    view.put("doubtful", read.doubtful());
    view.put("check", check(read.crc()));
    view.put(
        "firstByte",
        ordered(
            "onTag",
            read.firstByte(),
            "hex",
            hex(read.firstByte()),
            "ambiguous",
            read.ambiguous()));
    view.put("partsOnTag", ordered("total", read.totalByte(), "part", read.partByte()));
    view.put("ownerOnTag", read.ownerField());
    view.put("reversedBlocks", read.reversedBlocks());
    view.put("extensions", read.extensions().stream().map(TagJson::extension).toList());
  }

  private static void addPart4(Map<String, Object> view, Iso28560Part4 read) {
    addItem(view, read);
    view.put("uii", read.uii());
    var afi = number(read.pc().afi());
    afi.put("says", Afi.of(read.pc().afi()).map(Afi::says).orElse("none that a library writes"));
    view.put("pc", ordered("onTag", "%04X".formatted(read.pc().value()), "afi", afi));
    read.usage().ifPresent(usage -> view.put("usage", usage(usage)));
    read.title().ifPresent(title -> view.put("title", title));
    read.user()
        .ifPresent(
            user ->
                view.put("elements", user.elements().stream().map(e -> element(e, WORD)).toList()));
  }

  private static void addAlliance(Map<String, Object> view, AllianceTag read) {
    addItem(view, read);
    view.put("onLoan", read.onLoan());
    view.put("sorting", read.sorting());
    view.put("index", List.copyOf(read.index()));
    view.put("elements", read.elements());
  }

  private static void addLegacy(Map<String, Object> view, Legacy3m read) {
    addItem(view, read);
    view.put("check", ordered("name", "none"));
    view.put("type", ordered("onTag", read.type(), "says", read.typeSays()));
    view.put("branchAndLibrary", read.branchAndLibrary().toString());
    view.put("custom", read.custom().toString());
  }

  private static void addItem(Map<String, Object> view, TagMemory read) {
    view.put("intact", read.intact());
    read.itemId().ifPresent(id -> view.put("itemId", id));
    read.owner().ifPresent(owner -> view.put("owner", owner));
    read.parts()
        .ifPresent(parts -> view.put("parts", ordered("part", parts.part(), "of", parts.total())));
  }

  private static Map<String, Object> usage(Usage usage) {
    var view = number(usage.code());
    view.put("class", usage.group());
    view.put("subclass", usage.detail());
    view.put("says", usage.says());
    return view;
  }

  private static void addMarks(Map<String, Object> view, Contents contents, Eas eas) {
    contents.afi().ifPresent(code -> view.put("marks", marks(code, eas)));
    contents.dsfid().ifPresent(code -> view.put("dsfid", number(code)));
  }

  private static Map<String, Object> marks(int code, Eas eas) {
    var afi = number(code);
    afi.put("says", Afi.of(code).map(Afi::says).orElse("none that a library writes"));
    return ordered("afi", afi, "eas", says(eas), "verdict", says(new Marks(code, eas).verdict()));
  }

  private static String says(Eas eas) {
    return switch (eas) {
      case ON -> "on";
      case OFF -> "off";
      case NOT_KNOWN -> "not known";
    };
  }

  private static String says(Marks.Verdict verdict) {
    return switch (verdict) {
      case SECURED -> "secured";
      case RELEASED -> "released";
      case DISAGREE -> "AFI and EAS disagree: to be repaired";
      case NOT_KNOWN -> "not known";
    };
  }

  private static Map<String, Object> element(Element element, int blockSize) {
    var view =
        ordered(
            "oid", element.oid(), "name", Oid.of(element.oid()).map(Oid::label).orElse("reserved"));
    view.put("text", element.text());
    view.put(
        "compaction",
        ordered("code", element.compaction().code(), "name", element.compaction().label()));
    view.put("offset", element.offset());
    view.put("block", element.offset() / blockSize);
    view.put("bytes", element.size());
    view.put("padding", element.padding());
    view.put("data", element.data().toString());
    view.put("whole", element.whole());
    return view;
  }

  private static Map<String, Object> extension(Extension extension) {
    var view = ordered("id", extension.id(), "name", extension.name());
    extension.mediaFormat().ifPresent(format -> view.put("mediaFormat", format));
    view.put("fields", extension.fields());
    view.put("offset", extension.offset());
    view.put("payload", extension.payload().toString());
    view.put("whole", extension.whole());
    return view;
  }

  private static Map<String, Object> check(Check check) {
    return ordered(
        "name",
        check.name(),
        "found",
        check.found(),
        "expected",
        check.expected(),
        "ok",
        check.ok());
  }

  private static Map<String, Object> note(Note note, int blockSize) {
    var weight =
        switch (note.weight()) {
          case REMARK -> "remark";
          case DAMAGE -> "damage";
        };
    var view =
        ordered("weight", weight, "offset", note.offset(), "block", note.offset() / blockSize);
    view.put("found", note.found());
    view.put("expected", note.expected());
    return view;
  }

  private static Map<String, Object> memory(int bytes, int blockSize) {
    return ordered(
        "bytes", bytes, "blocks", (bytes + blockSize - 1) / blockSize, "blockSize", blockSize);
  }

  private static Map<String, Object> number(int value) {
    return ordered("onTag", value, "hex", hex(value));
  }

  private static String hex(int value) {
    return "%02X".formatted(value);
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    var view = new LinkedHashMap<String, Object>();
    for (int i = 0; i < namesAndValues.length; i += 2)
      view.put((String) namesAndValues[i], namesAndValues[i + 1]);
    return view;
  }
}
