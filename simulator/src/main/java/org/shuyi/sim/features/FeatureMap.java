package org.shuyi.sim.features;

import java.util.List;
import java.util.stream.Stream;

/** The map from promised features to their proofs, as {@code features.txt} says it. */
public record FeatureMap(List<Table> tables, List<Wrong> wrong) {
  public FeatureMap {
    tables = List.copyOf(tables);
    wrong = List.copyOf(wrong);
  }

  /** Reads a map; whatever is wrong with it is told and never thrown. */
  public static FeatureMap read(List<String> lines) {
    return new MapReader().read(lines);
  }

  public Stream<Row> rows() {
    return tables.stream().flatMap(table -> table.rows().stream());
  }
}
