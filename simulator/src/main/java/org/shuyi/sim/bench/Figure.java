package org.shuyi.sim.bench;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One line of the table: what the station took, what its twin took, and whether that is good
 * enough.
 *
 * @param id of the goal, such as {@code P3}
 * @param unit of {@code ours} and {@code twin}, such as {@code ms}; empty for a count
 * @param twin absent where the goal is a count
 * @param score what the goal is compared with, in words such as {@code 0.97 x}; empty for none
 * @param goal in the words of the table; empty for a figure that is told for scale
 * @param reached absent where there is no goal
 */
record Figure(
    String id,
    String what,
    String unit,
    double ours,
    OptionalDouble twin,
    String score,
    String goal,
    Optional<Boolean> reached) {

  /** Lower is better: at most so many times the twin. */
  static Figure ratioAtMost(
      String id, String what, String unit, double ours, double twin, double limit) {
    return ratio(id, what, unit, ours, twin, "at most", limit, ours <= twin * limit);
  }

  /** Higher is better: at least so many times the twin. */
  static Figure ratioAtLeast(
      String id, String what, String unit, double ours, double twin, double limit) {
    return ratio(id, what, unit, ours, twin, "at least", limit, ours >= twin * limit);
  }

  private static Figure ratio(
      String id,
      String what,
      String unit,
      double ours,
      double twin,
      String side,
      double limit,
      boolean reached) {
    return new Figure(
        id,
        what,
        unit,
        ours,
        OptionalDouble.of(twin),
        Numbers.text(ours / twin) + " x",
        side + " " + Numbers.text(limit) + " x",
        Optional.of(reached));
  }

  /** At most so much more than the twin. */
  static Figure beyondAtMost(
      String id, String what, String unit, double ours, double twin, double limit) {
    return new Figure(
        id,
        what,
        unit,
        ours,
        OptionalDouble.of(twin),
        more(ours, twin, unit),
        "at most +" + Numbers.text(limit) + " " + unit,
        Optional.of(ours - twin <= limit));
  }

  /** A count or a size with no twin. */
  static Figure atMost(String id, String what, String unit, double ours, double limit) {
    return new Figure(
        id,
        what,
        unit,
        ours,
        OptionalDouble.empty(),
        "",
        ("at most " + Numbers.text(limit) + " " + unit).strip(),
        Optional.of(ours <= limit));
  }

  /** For scale, without a goal. */
  static Figure told(String id, String what, String unit, double ours) {
    return new Figure(id, what, unit, ours, OptionalDouble.empty(), "", "", Optional.empty());
  }

  /** Beside its twin for scale, without a goal. */
  static Figure beyond(String id, String what, String unit, double ours, double twin) {
    return new Figure(
        id,
        what,
        unit,
        ours,
        OptionalDouble.of(twin),
        more(ours, twin, unit),
        "",
        Optional.empty());
  }

  private static String more(double ours, double twin, String unit) {
    return (ours < twin ? "" : "+") + Numbers.text(ours - twin) + " " + unit;
  }
}
