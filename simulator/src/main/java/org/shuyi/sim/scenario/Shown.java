package org.shuyi.sim.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The touch screen as somebody before it sees it.
 *
 * @param name which screen, such as {@code attract}
 * @param language a tag such as {@code zh-CN}
 * @param texts every text on it, the title first
 * @param doors how each door looks, such as {@code shut}
 * @param lines what was lent and returned, where the screen tells it
 */
public record Shown(
    String name,
    String language,
    List<String> texts,
    SortedMap<Integer, String> doors,
    List<Line> lines) {
  public Shown {
    texts = List.copyOf(texts);
    doors = Collections.unmodifiableSortedMap(new TreeMap<>(doors));
    lines = List.copyOf(lines);
  }

  /**
   * One line of a receipt.
   *
   * @param kind {@code loaned}, {@code returned} or {@code unclear}
   * @param title the item's title, or its barcode where the tag has none
   */
  public record Line(String kind, String title, String detail) {}

  /** The screen's name and its title, and what a receipt lists. */
  public String words() {
    var words = new ArrayList<String>();
    words.add(name + " “" + texts.getFirst() + "”");
    for (Line line : lines) words.add(line.kind() + " " + line.title());
    return String.join(", ", words);
  }
}
