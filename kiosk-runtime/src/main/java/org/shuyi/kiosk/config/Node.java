package org.shuyi.kiosk.config;

import java.util.List;

/** A part of the file, with where it began. All that is no list and no table is text. */
sealed interface Node {
  Place place();

  record Text(Place place, String text) implements Node {}

  record Items(Place place, List<Node> nodes) implements Node {
    public Items {
      nodes = List.copyOf(nodes);
    }
  }

  record Table(Place place, List<Pair> pairs) implements Node {
    public Table {
      pairs = List.copyOf(pairs);
    }
  }

  /** Was complained of already: whoever reads it goes on with what is usual. */
  record Broken(Place place) implements Node {}

  /** A key with its value; within a table no two have one key. */
  record Pair(String key, Place place, Node value) {}

  /** What it is, for a complaint. */
  default String word() {
    return switch (this) {
      case Text text -> Complaint.quoted(text.text());
      case Items items -> "a list";
      case Table table -> "a table of keys";
      case Broken broken -> "something unreadable";
    };
  }
}
