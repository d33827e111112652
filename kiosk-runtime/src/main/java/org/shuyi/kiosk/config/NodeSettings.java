package org.shuyi.kiosk.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.shuyi.devices.Settings;

/**
 * One table of the file, read key by key. It notes what is wrong and which keys were asked for, so
 * that those that nobody asked for can be named.
 *
 * <p>What is wrong is answered with what is usual, or with an empty text where nothing is, so that
 * the reader goes on and all complaints come at once. Reading twice is the same as reading once.
 * For one thread.
 */
public final class NodeSettings implements Settings {
  /** Longer than any address, path or password hash. */
  private static final int LONGEST_TEXT = 1024;

  private static final Pattern WHOLE = Pattern.compile("0|-?[1-9][0-9]{0,9}");

  private final String path;
  private final Place place;
  private final Node.Table table;
  private final Set<String> asked = new LinkedHashSet<>();
  private final List<Complaint> complaints = new ArrayList<>();
  private final List<NodeSettings> parts = new ArrayList<>();

  /**
   * @param path of this table in the file, empty for the whole
   * @param place of the key that leads here, named where a key is missing
   */
  NodeSettings(String path, Place place, Node.Table table) {
    this.path = path;
    this.place = place;
    this.table = table;
  }

  @Override
  public String text(String key) {
    return value(key, "a text").map(Value::text).orElse("");
  }

  @Override
  public String text(String key, String otherwise) {
    return written(key, "a text").map(Value::text).orElse(otherwise);
  }

  @Override
  public int number(String key, int least, int most, int otherwise) {
    String expected = numbers(least, most);
    return written(key, expected)
        .map(value -> number(value, least, most).orElse(otherwise))
        .orElse(otherwise);
  }

  /** A whole number that must be there. */
  OptionalInt number(String key, int least, int most) {
    String expected = numbers(least, most);
    return value(key, expected)
        .map(value -> number(value, least, most))
        .orElse(OptionalInt.empty());
  }

  @Override
  public Duration duration(String key, Duration least, Duration most, Duration otherwise) {
    String expected =
        "a time such as 800ms, 5s or 2m, from %s to %s"
            .formatted(Spans.text(least), Spans.text(most));
    Optional<Value> written = written(key, expected);
    if (written.isEmpty()) return otherwise;
    Optional<Duration> span = Spans.of(written.get().text());
    if (span.isPresent() && span.get().compareTo(least) >= 0 && span.get().compareTo(most) <= 0)
      return span.get();
    complain(written.get().isNot(expected));
    return otherwise;
  }

  @Override
  public boolean flag(String key, boolean otherwise) {
    Optional<Value> written = written(key, "true or false");
    if (written.isEmpty()) return otherwise;
    return switch (written.get().text()) {
      case "true" -> true;
      case "false" -> false;
      default -> {
        complain(written.get().isNot("true or false"));
        yield otherwise;
      }
    };
  }

  @Override
  public String choice(String key, List<String> choices, String otherwise) {
    Optional<Value> written = written(key, "one of " + String.join(", ", choices));
    if (written.isEmpty()) return otherwise;
    if (choices.contains(written.get().text())) return written.get().text();
    complain(written.get().notOneOf(choices));
    return otherwise;
  }

  @Override
  public boolean hasTable(String key) {
    return pair(key).filter(pair -> pair.value() instanceof Node.Table).isPresent();
  }

  @Override
  public Optional<Page> page(String key) {
    return value(key, "a text file").flatMap(this::page);
  }

  private Optional<Page> page(Value named) {
    Path folder = Path.of(named.place().file()).toAbsolutePath().getParent();
    Path file = folder == null ? Path.of(named.text()) : folder.resolve(named.text());
    return switch (FileText.of(file)) {
      case FileText.Text(String text) ->
          Optional.of(new DevicePage(named, text.lines().toList(), this::complain));
      case FileText.None(Complaint why) -> {
        complain(named.isNot("a text file that can be read: " + why.found()));
        yield Optional.empty();
      }
    };
  }

  /** A text that must be there, with its place; empty where it was complained of. */
  Optional<Value> value(String key, String expected) {
    if (pair(key).isEmpty()) lack(key, expected);
    return written(key, expected);
  }

  /** A text of a form, that must be there. */
  Optional<Value> value(String key, Pattern form, String expected) {
    Optional<Value> value = value(key, expected);
    if (value.isEmpty() || form.matcher(value.get().text()).matches()) return value;
    complain(value.get().isNot(expected));
    return Optional.empty();
  }

  /** A text that may be there, with its place; empty too where it was complained of. */
  Optional<Value> written(String key, String expected) {
    return pair(key).flatMap(pair -> value(path(key), pair.value(), expected));
  }

  /** The items of a list of texts; empty where there is none or it was complained of. */
  List<Value> values(String key, String expected) {
    var values = new ArrayList<Value>();
    int number = 0;
    for (Node item : items(key, expected)) {
      value(path(key) + "[" + ++number + "]", item, expected).ifPresent(values::add);
    }
    return values;
  }

  /** The tables of a list, each to be read; empty where there is none or it was complained of. */
  List<NodeSettings> sections(String key, String expected) {
    var sections = new ArrayList<NodeSettings>();
    int number = 0;
    for (Node item : items(key, expected)) {
      section(path(key) + "[" + ++number + "]", item.place(), item).ifPresent(sections::add);
    }
    return sections;
  }

  /** A table that may be left out, and then has no keys; empty where it was complained of. */
  Optional<NodeSettings> section(String key) {
    return pair(key)
        .map(pair -> section(path(key), pair.place(), pair.value()))
        .orElseGet(() -> section(path(key), place, new Node.Table(place, List.of())));
  }

  /** A table that must be there; empty where it was complained of. */
  Optional<NodeSettings> section(String key, String expected) {
    if (pair(key).isEmpty()) {
      lack(key, expected);
      return Optional.empty();
    }
    return section(key);
  }

  /** Every key of this table with the table behind it, where the file chooses the keys. */
  List<Named> sections() {
    var sections = new ArrayList<Named>();
    for (Node.Pair pair : table.pairs()) {
      asked.add(pair.key());
      String inner = path(Complaint.plain(pair.key()));
      sections.add(new Named(pair.key(), pair.place(), section(inner, pair.place(), pair.value())));
    }
    return sections;
  }

  /** The keys of this table, where the file chooses them. */
  List<String> keys() {
    return table.pairs().stream().map(Node.Pair::key).toList();
  }

  /**
   * Leaves the unread keys of a table within to somebody else; what was wrong so far stays here.
   */
  void handOver(NodeSettings part) {
    parts.remove(part);
    complaints.addAll(part.complaints());
  }

  /** A key that the file chose; without a table where that was complained of. */
  record Named(String name, Place place, Optional<NodeSettings> section) {}

  /** Whether a key is written, whatever it holds. */
  boolean has(String key) {
    return pair(key).isPresent();
  }

  boolean isEmptyList(String key) {
    return pair(key)
        .map(
            pair ->
                switch (pair.value()) {
                  case Node.Items(Place where, List<Node> nodes) -> nodes.isEmpty();
                  case Node.Text(Place where, String text) -> text.isEmpty();
                  case Node.Table table -> false;
                  case Node.Broken broken -> false;
                })
        .orElse(false);
  }

  boolean isEmpty() {
    return table.pairs().isEmpty();
  }

  /** Where the value of a key stands, or where it should have stood. */
  Place placeOf(String key) {
    return find(key).map(pair -> pair.value().place()).orElse(place);
  }

  /** The full path of a key of this table. */
  String path(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Complains that a key, or what it should hold, is missing. */
  void lack(String key, String expected) {
    complain(Complaint.missing(placeOf(key), path(key), expected));
  }

  void complain(Complaint complaint) {
    complaints.add(complaint);
  }

  /** What was wrong with the values that were asked for, here and in the tables within. */
  List<Complaint> complaints() {
    var all = new ArrayList<Complaint>(complaints);
    for (NodeSettings part : parts) all.addAll(part.complaints());
    return all;
  }

  /** The keys that nobody has asked for yet, here and in the tables within. */
  List<Complaint> unread() {
    List<String> free = asked.stream().filter(key -> find(key).isEmpty()).toList();
    List<String> known = free.isEmpty() ? List.copyOf(asked) : free;
    var unread = new ArrayList<Complaint>();
    for (Node.Pair pair : table.pairs()) {
      if (!asked.contains(pair.key()))
        unread.add(
            Complaint.unread(pair.place(), path(Complaint.plain(pair.key())), pair.key(), known));
    }
    for (NodeSettings part : parts) unread.addAll(part.unread());
    return unread;
  }

  private static String numbers(int least, int most) {
    return "a whole number from " + least + " to " + most;
  }

  private OptionalInt number(Value value, int least, int most) {
    if (WHOLE.matcher(value.text()).matches()) {
      long number = Long.parseLong(value.text());
      if (number >= least && number <= most) return OptionalInt.of((int) number);
    }
    complain(value.isNot(numbers(least, most)));
    return OptionalInt.empty();
  }

  private Optional<Node.Pair> pair(String key) {
    asked.add(key);
    return find(key);
  }

  private Optional<Node.Pair> find(String key) {
    return table.pairs().stream().filter(pair -> pair.key().equals(key)).findFirst();
  }

  private Optional<Value> value(String path, Node node, String expected) {
    return switch (node) {
      case Node.Text(Place where, String text) when isOneLine(text) ->
          Optional.of(new Value(text, path, where));
      case Node.Text text -> refused(path, node, expected + ", on one line and not empty");
      case Node.Items items -> refused(path, node, expected);
      case Node.Table inner -> refused(path, node, expected);
      case Node.Broken broken -> Optional.empty();
    };
  }

  private List<Node> items(String key, String expected) {
    Optional<Node.Pair> pair = pair(key);
    if (pair.isEmpty()) return List.of();
    return switch (pair.get().value()) {
      case Node.Items(Place where, List<Node> nodes) -> nodes;
      case Node.Text text when text.text().isEmpty() -> List.of();
      case Node.Text text ->
          this.<List<Node>>refused(path(key), text, "a list: " + expected).orElse(List.of());
      case Node.Table inner ->
          this.<List<Node>>refused(path(key), inner, "a list: " + expected).orElse(List.of());
      case Node.Broken broken -> List.of();
    };
  }

  /** A key with nothing behind it is a table without keys. */
  private Optional<NodeSettings> section(String path, Place from, Node node) {
    return switch (node) {
      case Node.Table inner -> Optional.of(part(path, from, inner));
      case Node.Text(Place where, String text) when text.isEmpty() ->
          Optional.of(part(path, from, new Node.Table(where, List.of())));
      case Node.Text text -> refused(path, node, "a table of keys");
      case Node.Items items -> refused(path, node, "a table of keys");
      case Node.Broken broken -> Optional.empty();
    };
  }

  private NodeSettings part(String path, Place from, Node.Table inner) {
    var part = new NodeSettings(path, from, inner);
    parts.add(part);
    return part;
  }

  private <T> Optional<T> refused(String path, Node node, String expected) {
    complain(
        new Complaint(
            node.place(), path, Complaint.Kind.WRONG, node.word(), expected, Optional.empty()));
    return Optional.empty();
  }

  private static boolean isOneLine(String text) {
    return !text.isBlank()
        && text.length() <= LONGEST_TEXT
        && text.codePoints().noneMatch(Character::isISOControl);
  }
}
