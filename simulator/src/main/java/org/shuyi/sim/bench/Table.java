package org.shuyi.sim.bench;

import java.util.ArrayList;
import java.util.List;

/** Figures as a table for a terminal. */
final class Table {
  private static final List<String> HEAD =
      List.of("", "what", "ours", "twin", "score", "goal", "reached");

  private Table() {}

  static String of(List<Figure> figures) {
    var rows = new ArrayList<List<String>>();
    rows.add(HEAD);
    for (Figure figure : figures) rows.add(row(figure));
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) widths[i] = Math.max(widths[i], row.get(i).length());
    }
    var text = new StringBuilder();
    for (List<String> row : rows) line(row, widths, text);
    return text.toString();
  }

  private static List<String> row(Figure figure) {
    return List.of(
        figure.id(),
        figure.what(),
        withUnit(figure.ours(), figure.unit()),
        figure.twin().isPresent() ? withUnit(figure.twin().getAsDouble(), figure.unit()) : "",
        figure.score(),
        figure.goal(),
        figure.reached().map(yes -> yes ? "yes" : "no").orElse(""));
  }

  static String withUnit(double number, String unit) {
    return (Numbers.text(number) + " " + unit).strip();
  }

  private static void line(List<String> row, int[] widths, StringBuilder text) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      boolean number = i == 2 || i == 3 || i == 4;
      String cell = row.get(i);
      String gap = " ".repeat(widths[i] - cell.length());
      line.append(number ? gap + cell : cell + gap).append("  ");
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }
}
