package org.shuyi.sim.power;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The figures of one run of cuts. */
final class Figures {
  private final String name;
  private final List<Cycle> cycles;

  /**
   * @param name which station was cut, and what was wrong with it on purpose
   */
  Figures(String name, List<Cycle> cycles) {
    this.name = name;
    this.cycles = List.copyOf(cycles);
  }

  List<Cycle> cycles() {
    return cycles;
  }

  int cuts() {
    return cycles.size();
  }

  long commits() {
    return cycles.stream().mapToLong(Cycle::commits).sum();
  }

  long lost() {
    return cycles.stream().mapToLong(Cycle::lost).sum();
  }

  /** Cuts after which something was not as promised. */
  long broken() {
    return cycles.stream().filter(cycle -> !cycle.isWhole()).count();
  }

  /** Cuts that fell between a write and its flush. */
  long hits() {
    return cycles.stream()
        .filter(cycle -> cycle.loss().filter(loss -> loss.unflushed() > 0).isPresent())
        .count();
  }

  private double seconds() {
    return cycles.stream().mapToLong(Cycle::millis).sum() / 1_000.0;
  }

  String words() {
    return "%s: %d cuts (%d with unflushed data), %d commits acknowledged, %d lost, %s (%.0f s)"
        .formatted(
            name,
            cuts(),
            hits(),
            commits(),
            lost(),
            broken() == 0 ? "no promise broken" : "caught in " + broken() + " of " + cuts(),
            seconds());
  }

  ObjectNode json() {
    return new ObjectMapper()
        .createObjectNode()
        .put("run", name)
        .put("cuts", cuts())
        .put("withUnflushedData", hits())
        .put("commits", commits())
        .put("lost", lost())
        .put("broken", broken())
        .put("seconds", seconds());
  }
}
