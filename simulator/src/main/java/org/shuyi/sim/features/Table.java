package org.shuyi.sim.features;

import java.util.List;

/**
 * Rows of one letter under their heading.
 *
 * @param size the number of rows that the heading announces, which are numbered from 1
 * @param line of the map, from 1
 */
public record Table(char letter, String title, int size, List<Row> rows, int line) {
  public Table {
    rows = List.copyOf(rows);
  }
}
