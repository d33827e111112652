package org.shuyi.sim.centre;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A command that the centre has sent, and how it went.
 *
 * @param parameters {@code door} or {@code text}, as the action needs
 * @param stages as the station answered, oldest first, without repetitions
 */
public record Order(
    String id,
    String person,
    String action,
    SortedMap<String, String> parameters,
    String reason,
    Instant sentAt,
    Instant notAfter,
    List<Stage> stages) {
  public Order {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    stages = List.copyOf(stages);
  }

  /**
   * One answer.
   *
   * @param stage {@code accepted}, {@code running}, {@code done}, {@code failed}, {@code refused}
   *     or {@code expired}
   */
  public record Stage(String stage, String detail, Instant at) {
    private static final Set<String> ENDS = Set.of("done", "failed", "refused", "expired");

    boolean ends() {
      return ENDS.contains(stage);
    }

    boolean says(Stage other) {
      return stage.equals(other.stage) && detail.equals(other.detail);
    }
  }

  /** Answers come at least once: the same words again are nothing new, nor is any after the end. */
  Order with(Stage stage) {
    boolean over = !stages.isEmpty() && stages.getLast().ends();
    if (over || stages.stream().anyMatch(stage::says)) return this;
    var longer = new ArrayList<>(stages);
    longer.add(stage);
    return new Order(id, person, action, parameters, reason, sentAt, notAfter, longer);
  }
}
