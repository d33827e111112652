package org.shuyi.kiosk.config;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * YAML without its surprises: tables, lists and texts. Anchors, aliases, tags, a second document
 * and a key that stands twice are refused, and nothing is ever made into a number, a date or an
 * object.
 */
final class YamlTree {
  /** The deepest value there is, {@code doors.1.lock.device}, is at 4. */
  static final int DEEPEST = 8;

  private static final String PLAIN = "plain tables, lists and texts";

  private final String file;
  private final Iterator<Event> events;
  private final List<Complaint> complaints = new ArrayList<>();

  private YamlTree(String file, Iterator<Event> events) {
    this.file = file;
    this.events = events;
  }

  /**
   * What a text holds.
   *
   * @param root empty where the text is no YAML from end to end
   */
  record Parsed(Optional<Node> root, List<Complaint> complaints) {}

  /**
   * Was complained of; the rest is not even scanned, since the scanner's effort grows with the
   * square of the depth.
   */
  private static final class TooDeep extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  static Parsed parse(String file, String text) {
    LoadSettings settings = LoadSettings.builder().setLabel(file).build();
    var tree = new YamlTree(file, new Parse(settings).parseString(text).iterator());
    try {
      return new Parsed(tree.document(), tree.complaints);
    } catch (TooDeep e) {
      return new Parsed(Optional.empty(), tree.complaints);
    } catch (MarkedYamlEngineException e) {
      tree.complain(tree.at(e.getProblemMark()), "", said(e), "YAML");
    } catch (YamlEngineException e) {
      tree.complain(Place.wholeOf(file), "", said(e), "YAML");
    }
    return new Parsed(Optional.empty(), tree.complaints);
  }

  private static String said(MarkedYamlEngineException e) {
    String context = e.getContext();
    String problem = Complaint.plain(e.getProblem());
    return context == null || context.isEmpty()
        ? problem
        : Complaint.plain(context) + ", " + problem;
  }

  private static String said(YamlEngineException e) {
    String message = e.getMessage();
    return message == null ? "this cannot be read" : Complaint.plain(message);
  }

  /** The one document there may be. */
  private Optional<Node> document() {
    Optional<Node> root = Optional.empty();
    boolean begun = false;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof DocumentStartEvent) {
        if (begun) {
          complain(at(event), "", "a second document begins", "one document");
          return Optional.empty();
        }
        begun = true;
      } else if (event instanceof NodeEvent node) {
        root = Optional.of(node("", node, 0));
      }
    }
    return root;
  }

  private Node node(String path, NodeEvent event, int depth) {
    Place place = at(event);
    if (event instanceof AliasEvent alias) {
      complain(place, path, "the alias *" + Complaint.plain(alias.getAlias().getValue()), PLAIN);
      return new Node.Broken(place);
    }
    event
        .getAnchor()
        .ifPresent(
            anchor ->
                complain(place, path, "the anchor &" + Complaint.plain(anchor.getValue()), PLAIN));
    return switch (event) {
      case ScalarEvent scalar -> {
        refuseTag(path, place, scalar.getTag());
        yield new Node.Text(place, scalar.getValue());
      }
      case CollectionStartEvent start -> {
        refuseTag(path, place, start.getTag());
        if (depth == DEEPEST) {
          complain(place, path, "a table or list at depth " + (depth + 1), "depth 8 at most");
          throw new TooDeep();
        }
        yield start instanceof MappingStartEvent
            ? table(path, place, depth + 1)
            : items(path, place, depth + 1);
      }
      default -> throw new AssertionError("an event of another kind: " + event.getEventId());
    };
  }

  private Node items(String path, Place place, int depth) {
    var nodes = new ArrayList<Node>();
    for (Event event = events.next(); !(event instanceof SequenceEndEvent); event = events.next()) {
      nodes.add(node(path + "[" + (nodes.size() + 1) + "]", (NodeEvent) event, depth));
    }
    return new Node.Items(place, nodes);
  }

  private Node table(String path, Place place, int depth) {
    Map<String, Node.Pair> pairs = new LinkedHashMap<>();
    for (Event event = events.next(); !(event instanceof MappingEndEvent); event = events.next()) {
      Node key = node(path, (NodeEvent) event, depth);
      String name = key instanceof Node.Text(Place where, String text) ? text : "";
      String inner = path.isEmpty() ? Complaint.plain(name) : path + "." + Complaint.plain(name);
      Node value = node(inner, (NodeEvent) events.next(), depth);
      switch (key) {
        case Node.Text(Place where, String text) -> {
          Node.Pair before = pairs.putIfAbsent(text, new Node.Pair(text, where, value));
          if (before != null)
            complain(
                where,
                inner,
                "the key stands in line " + before.place().line() + " already",
                "each key once");
        }
        case Node.Items items -> complain(items.place(), path, "a list as a key", "a text");
        case Node.Table table -> complain(table.place(), path, "a table as a key", "a text");
        case Node.Broken broken -> {}
      }
    }
    return new Node.Table(place, List.copyOf(pairs.values()));
  }

  private void refuseTag(String path, Place place, Optional<String> tag) {
    tag.ifPresent(word -> complain(place, path, "the tag " + Complaint.plain(word), PLAIN));
  }

  private void complain(Place place, String key, String found, String expected) {
    complaints.add(Complaint.file(place, key, found, expected));
  }

  private Place at(Event event) {
    return at(event.getStartMark());
  }

  private Place at(Optional<Mark> mark) {
    return mark.map(m -> new Place(file, m.getLine() + 1, m.getColumn() + 1))
        .orElseGet(() -> Place.wholeOf(file));
  }
}
