package org.shuyi.devices.modbus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.devices.Settings;

/**
 * A map file: which register or coil of one maker's machine holds what, and which numbers it means
 * something by. Machines have no common map, so there is one file a maker.
 *
 * <p>A line is {@code name = place} or {@code name = number}; {@code #} begins a comment. Every
 * entry that is asked for stands there once. One that a machine does not have says {@code none:}
 * and why, where we can do without. What is missing, doubled, unknown or lies elsewhere than it can
 * is refused with its line.
 */
public final class RegisterMap {
  /** Registers or bits that one question may span: a frame of 70 ms at 19200 baud. */
  static final int MOST_WORDS = 64;

  static final int MOST_BITS = 512;

  private final SortedMap<String, Place> places = new TreeMap<>();
  private final SortedMap<String, Integer> codes = new TreeMap<>();
  private final SortedMap<String, String> absent = new TreeMap<>();
  private final List<Span> spans = new ArrayList<>();

  /** A part of a table that is read by one question. */
  public record Span(Place.Table table, int first, int count) {
    public Request question() {
      return table.read(first, count);
    }
  }

  private RegisterMap() {}

  /** The map of a machine with these entries; every complaint goes to the page. */
  public static RegisterMap read(Settings.Page page, List<Entry> entries) {
    var map = new RegisterMap();
    var known = new TreeMap<String, Entry>();
    entries.forEach(entry -> known.put(entry.name(), entry));
    var lines = new TreeMap<String, Integer>();
    var taken = new TreeMap<Place, String>();
    for (int i = 0; i < page.lines().size(); i++) {
      String line = page.lines().get(i).replaceFirst("#.*", "").strip();
      if (!line.isEmpty()) map.line(page, i + 1, line, known, lines, taken);
    }
    for (Entry entry : entries) {
      if (!lines.containsKey(entry.name())) {
        page.refuse(0, "there is no " + entry.name(), entry.name() + " = " + entry.expected());
      }
    }
    map.spanUp(page, known);
    map.haveNeighbours(page);
    return map;
  }

  private void line(
      Settings.Page page,
      int number,
      String line,
      SortedMap<String, Entry> known,
      SortedMap<String, Integer> lines,
      SortedMap<Place, String> taken) {
    int equals = line.indexOf('=');
    if (equals < 0) {
      page.refuse(number, "there is no =", "NAME = PLACE");
      return;
    }
    String name = line.substring(0, equals).strip();
    Entry entry = known.get(name);
    Integer before = lines.putIfAbsent(name, number);
    if (entry == null) {
      page.refuse(
          number, "there is no entry " + name, "one of " + String.join(", ", known.keySet()));
    } else if (before != null) {
      page.refuse(number, name + " stands in line " + before + " already", "every entry once");
    } else {
      value(page, number, entry, line.substring(equals + 1).strip(), taken);
    }
  }

  private void value(
      Settings.Page page, int number, Entry entry, String text, SortedMap<Place, String> taken) {
    if (entry.optional() && text.startsWith("none:") && text.length() > "none:".length()) {
      absent.put(entry.name(), text.substring("none:".length()).strip());
    } else if (entry.kind() == Entry.Kind.CODE) {
      code(text)
          .ifPresentOrElse(
              code -> codes.put(entry.name(), code), () -> refuse(page, number, entry, text));
    } else {
      Place.parse(text)
          .filter(entry.kind()::takes)
          .ifPresentOrElse(
              place -> {
                String other = taken.putIfAbsent(place, entry.name());
                if (other != null) {
                  page.refuse(number, text + " is the place of " + other, "a place of its own");
                }
                places.put(entry.name(), place);
              },
              () -> refuse(page, number, entry, text));
    }
  }

  private static void refuse(Settings.Page page, int number, Entry entry, String text) {
    page.refuse(number, entry.name() + " = " + text, entry.expected());
  }

  private static Optional<Integer> code(String text) {
    if (!text.matches("\\d{1,5}")) return Optional.empty();
    return Optional.of(Integer.parseInt(text)).filter(code -> code <= 0xFFFF);
  }

  /** One question a table; a machine whose values lie too far apart would be asked too slowly. */
  private void spanUp(Settings.Page page, SortedMap<String, Entry> known) {
    for (Place.Table table : Place.Table.values()) {
      var addresses =
          known.values().stream()
              .filter(entry -> entry.kind().isRead() && places.containsKey(entry.name()))
              .map(entry -> place(entry.name()))
              .filter(place -> place.table() == table)
              .mapToInt(Place::address)
              .summaryStatistics();
      if (addresses.getCount() == 0) continue;
      int count = addresses.getMax() - addresses.getMin() + 1;
      int most = table.ofBits() ? MOST_BITS : MOST_WORDS;
      if (count > most) {
        page.refuse(
            0,
            "what is read of table %s spans %d addresses".formatted(table, count),
            "at most " + most);
      }
      spans.add(new Span(table, addresses.getMin(), Math.min(count, most)));
    }
  }

  /** One write carries a whole motion. */
  private void haveNeighbours(Settings.Page page) {
    var row = List.of("command", "argument", "sequence");
    if (!places.keySet().containsAll(row)) return;
    int first = place("command").address();
    boolean neighbours =
        place("argument").address() == first + 1 && place("sequence").address() == first + 2;
    if (!neighbours) {
      page.refuse(
          0,
          "command, argument and sequence lie apart",
          "three registers next to each other, in this order");
    }
  }

  /** Whether a machine has what this entry names. */
  public boolean has(String name) {
    return places.containsKey(name);
  }

  /** Why a machine does not have it; empty where it has. */
  public String whyNot(String name) {
    return absent.getOrDefault(name, "");
  }

  /** Where it lies. */
  public Place place(String name) {
    var place = places.get(name);
    if (place == null) throw new IllegalArgumentException("no place for " + name);
    return place;
  }

  /** The number that means this. */
  public int code(String name, int otherwise) {
    return codes.getOrDefault(name, otherwise);
  }

  /** The names of the codes that begin with {@code prefix}, by their number. */
  public SortedMap<Integer, String> codes(String prefix) {
    var names = new TreeMap<Integer, String>();
    codes.forEach(
        (name, code) -> {
          if (name.startsWith(prefix)) names.putIfAbsent(code, name.substring(prefix.length()));
        });
    return names;
  }

  /** What is to be asked to know everything. */
  public List<Span> spans() {
    return Collections.unmodifiableList(spans);
  }
}
