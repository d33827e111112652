package org.shuyi.sim.features;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.shuyi.sim.features.Standing.Place;

/**
 * The map beside the reports: where each row stands, and what is wrong with the map.
 *
 * @param wrong in the order of the map's lines
 */
public record Findings(FeatureMap map, List<Standing> standings, List<Wrong> wrong) {
  public Findings {
    standings = List.copyOf(standings);
    wrong = List.copyOf(wrong);
  }

  /** Judges every row; {@code scenarios} is the folder of the stories. */
  public static Findings of(FeatureMap map, Reports reports, Path scenarios) {
    List<Standing> standings = map.rows().map(row -> Standing.of(row, reports, scenarios)).toList();
    var wrong = new ArrayList<>(map.wrong());
    standings.forEach(standing -> wrong.addAll(standing.wrong()));
    wrong.sort(Comparator.comparingInt(Wrong::line));
    return new Findings(map, standings, wrong);
  }

  public long proven() {
    return count(Place.PROVEN);
  }

  /** Rows without proof, and rows whose proof failed or could not run on this machine. */
  public long missing() {
    return count(Place.MISSING) + count(Place.UNPROVEN);
  }

  public long leftOut() {
    return count(Place.LEFT_OUT);
  }

  /** Proofs that this machine could not run. */
  public long lacking() {
    return standings.stream()
        .flatMap(standing -> standing.outcomes().stream())
        .filter(Outcome.Lacking.class::isInstance)
        .count();
  }

  private long count(Place place) {
    return standings.stream().filter(standing -> standing.place() == place).count();
  }
}
