package org.shuyi.sim.power;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The figures of one run of cuts. */
final class Figures {
  private final String name;
  private final String unit;
  private final List<Cycle> cycles;
  private final List<String> lastLook;

  /**
   * @param name which station was cut, and what was wrong with it on purpose
   * @param unit what a cycle counts that had left the machine
   */
  Figures(String name, String unit, Outcome outcome) {
    this.name = name;
    this.unit = unit;
    this.cycles = outcome.cycles();
    this.lastLook = outcome.lastLook();
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

  /** What was wrong when all was over. */
  List<String> lastLook() {
    return lastLook;
  }

  /** Every broken promise with the number of its cut. */
  List<String> complaints() {
    return cycles.stream()
        .flatMap(
            cycle -> cycle.broken().stream().map(words -> "cut " + cycle.number() + ": " + words))
        .toList();
  }

  /** Whether nothing was wrong at all. */
  boolean isWhole() {
    return broken() == 0 && lastLook.isEmpty();
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
    String found = broken() == 0 ? "no promise broken" : "broken by " + broken() + " of " + cuts();
    String last = lastLook.isEmpty() ? "" : "; at the end: " + String.join("; ", lastLook);
    return "%s: %d cuts (%d met unflushed data), %d %s, %d lost, %s%s (%.0f s)"
        .formatted(name, cuts(), hits(), commits(), unit, lost(), found, last, seconds());
  }

  ObjectNode json() {
    return new ObjectMapper()
        .createObjectNode()
        .put("run", name)
        .put("cuts", cuts())
        .put("withUnflushedData", hits())
        .put("counted", unit)
        .put("acknowledged", commits())
        .put("lost", lost())
        .put("broken", broken())
        .put("lastLook", String.join("; ", lastLook))
        .put("seconds", seconds());
  }
}
