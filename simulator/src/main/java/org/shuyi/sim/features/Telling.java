package org.shuyi.sim.features;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.shuyi.sim.features.Standing.Place;

/**
 * Findings for a person, for a program, and in one line.
 *
 * @param commit of the sources that were tested, as {@code git describe} says it; may be empty
 */
record Telling(Findings findings, String commit) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One line: {@code 41 rows proven, 128 missing}, and whether the map is right. */
  String checked() {
    int wrong = findings.wrong().size();
    String map =
        wrong > 0
            ? "the map is wrong in " + wrong + (wrong == 1 ? " place" : " places")
            : findings.lacking() == 0
                ? "every named test ran"
                : findings.lacking() + " named tests need what this machine lacks";
    return "features: " + sum() + "; " + map + "\n";
  }

  String lines(boolean onlyMissing) {
    var text = new StringBuilder("Reports of ");
    text.append(commit.isEmpty() ? "sources of unknown commit" : commit).append('\n');
    for (Table table : findings.map().tables()) {
      List<Standing> told = told(onlyMissing).filter(s -> table.rows().contains(s.row())).toList();
      if (told.isEmpty()) continue;
      text.append("\n%c. %s%n".formatted(table.letter(), table.title()));
      told.forEach(standing -> row(text, standing, onlyMissing));
    }
    text.append('\n');
    if (findings.leftOut() > 0) text.append(findings.leftOut()).append(" left out on purpose\n");
    return text.append(sum()).append('\n').toString();
  }

  private static void row(StringBuilder text, Standing standing, boolean acceptance) {
    Row row = standing.row();
    text.append("  %s  %-8s  %s%n".formatted(row.id(), standing.place().word(), row.title()));
    if (acceptance) below(text, row.acceptance());
    if (!row.note().isEmpty()) below(text, "(" + row.note() + ")");
    for (int i = 0; i < row.proofs().size(); i++) below(text, standing.told(i));
  }

  private static void below(StringBuilder text, String line) {
    text.append(" ".repeat(17)).append(line).append('\n');
  }

  private Stream<Standing> told(boolean onlyMissing) {
    return findings.standings().stream()
        .filter(
            standing ->
                !onlyMissing
                    || standing.place() == Place.MISSING
                    || standing.place() == Place.UNPROVEN);
  }

  private String sum() {
    return findings.proven() + " rows proven, " + findings.missing() + " missing";
  }

  String json(boolean onlyMissing) {
    ObjectNode all = JSON.createObjectNode();
    all.put("commit", commit);
    all.put("proven", findings.proven());
    all.put("missing", findings.missing());
    all.put("leftOut", findings.leftOut());
    ArrayNode rows = all.putArray("rows");
    told(onlyMissing).forEach(standing -> row(rows.addObject(), standing));
    ArrayNode wrong = all.putArray("wrong");
    for (Wrong w : findings.wrong()) wrong.addObject().put("line", w.line()).put("what", w.what());
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void row(ObjectNode told, Standing standing) {
    Row row = standing.row();
    told.put("id", row.id()).put("title", row.title()).put("acceptance", row.acceptance());
    told.put("standing", standing.place().word());
    if (!row.note().isEmpty()) told.put("note", row.note());
    ArrayNode proofs = told.putArray("proofs");
    for (int i = 0; i < row.proofs().size(); i++) {
      Outcome outcome = standing.outcomes().get(i);
      ObjectNode proof = proofs.addObject();
      proof
          .put("name", row.proofs().get(i).name())
          .put("passed", outcome instanceof Outcome.Passed);
      if (!(outcome instanceof Outcome.Passed)) proof.put("told", standing.told(i));
    }
  }
}
