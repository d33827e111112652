package org.shuyi.sim.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * What one bench found.
 *
 * @param notes how exactly it was measured, a sentence each
 */
record Findings(
    String bench, Instant at, Machine machine, List<Figure> figures, List<String> notes) {
  private static final ObjectMapper JSON = new ObjectMapper();

  Findings {
    figures = List.copyOf(figures);
    notes = List.copyOf(notes);
  }

  /** As it is kept in {@code target/bench/NAME.json}. */
  ObjectNode json() {
    var json = JSON.createObjectNode();
    json.put("bench", bench);
    json.put("at", at.toString());
    json.putObject("machine")
        .put("processor", machine.processor())
        .put("cores", machine.cores())
        .put("kernel", machine.kernel())
        .put("jvm", machine.jvm())
        .put("load", machine.load());
    var all = json.putArray("figures");
    for (Figure figure : figures) {
      var one = all.addObject();
      one.put("id", figure.id()).put("what", figure.what()).put("unit", figure.unit());
      one.put("ours", figure.ours());
      figure.twin().ifPresent(twin -> one.put("twin", twin));
      one.put("score", figure.score()).put("goal", figure.goal());
      figure.reached().ifPresent(yes -> one.put("reached", yes));
    }
    var told = json.putArray("notes");
    notes.forEach(told::add);
    return json;
  }
}
