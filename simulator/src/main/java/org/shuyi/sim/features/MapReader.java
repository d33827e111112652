package org.shuyi.sim.features;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a map; the format stands at the head of {@code features.txt}. */
final class MapReader {
  private static final Pattern HEADING = Pattern.compile("== ([A-Z])\\. (.+), (\\d{1,2}) rows?");
  private static final Pattern ROW = Pattern.compile("(\\S+) {2}(\\S.*)");
  private static final Pattern ID = Pattern.compile("[A-Z]\\d\\d");
  private static final Pattern METHOD = Pattern.compile("([A-Z][\\w$]*)\\.([a-z]\\w*)");
  private static final Pattern STORY = Pattern.compile("scenario:([a-z0-9-]+)");

  private final List<Wrong> wrong = new ArrayList<>();
  private final List<Table> tables = new ArrayList<>();
  private final Set<String> ids = new TreeSet<>();
  private final List<Row> rows = new ArrayList<>();
  private @Nullable Table table;
  private @Nullable Row row;

  FeatureMap read(List<String> lines) {
    for (int i = 0; i < lines.size(); i++) line(lines.get(i), i + 1);
    endTable();
    return new FeatureMap(tables, wrong);
  }

  private void line(String line, int number) {
    if (line.isBlank() || line.startsWith("#")) return;
    if (line.startsWith("==")) heading(line, number);
    else if (line.startsWith(" ")) below(line.strip(), number);
    else begin(line, number);
  }

  private void heading(String line, int number) {
    endTable();
    Matcher found = HEADING.matcher(line);
    if (found.matches()) {
      table =
          new Table(
              found.group(1).charAt(0),
              found.group(2),
              Integer.parseInt(found.group(3)),
              List.of(),
              number);
    } else {
      wrong(number, "a heading reads '== K. Kinds of station, 7 rows'");
    }
  }

  private void begin(String line, int number) {
    endRow();
    Matcher found = ROW.matcher(line);
    if (!found.matches()) {
      wrong(number, "a row begins with its id, two spaces and its title");
      return;
    }
    String id = found.group(1);
    if (!ID.matcher(id).matches()) wrong(number, "'" + id + "' is no id: a letter and two digits");
    else if (!ids.add(id)) wrong(number, id + " stands here twice");
    else checkTable(id, number);
    row = new Row(id, found.group(2), "", "", false, List.of(), number);
  }

  private void checkTable(String id, int number) {
    if (table == null) {
      wrong(number, id + " stands before the first heading");
    } else if (id.charAt(0) != table.letter()) {
      wrong(number, id + " stands under " + table.letter() + ". " + table.title());
    } else if (place(id) < 1 || place(id) > table.size()) {
      wrong(number, id + " is unknown: the heading announces " + table.size() + " rows");
    }
  }

  private static int place(String id) {
    return Integer.parseInt(id.substring(1));
  }

  private void below(String text, int number) {
    Row on = row;
    if (on == null) {
      wrong(number, "this line belongs to no row");
    } else if (text.startsWith("= ")) {
      proof(on, text.substring(2).strip(), number);
    } else if (text.startsWith("! ") || (text.startsWith("- ") && on.note().isEmpty())) {
      row = with(on, on.acceptance(), text.substring(2).strip(), text.startsWith("! "));
    } else if (!on.note().isEmpty() && on.proofs().isEmpty()) {
      row = with(on, on.acceptance(), on.note() + " " + text, on.leftOut());
    } else if (on.proofs().isEmpty()) {
      row = with(on, (on.acceptance() + " " + text).strip(), on.note(), on.leftOut());
    } else {
      wrong(number, "after the first proof only proofs may stand: '= TestClass.method'");
    }
  }

  private static Row with(Row row, String acceptance, String note, boolean leftOut) {
    return new Row(row.id(), row.title(), acceptance, note, leftOut, row.proofs(), row.line());
  }

  private void proof(Row on, String text, int number) {
    Matcher method = METHOD.matcher(text);
    Matcher story = STORY.matcher(text);
    Proof proof;
    if (method.matches()) {
      proof = new Proof.TestMethod(method.group(1), method.group(2), number);
    } else if (story.matches()) {
      proof = new Proof.Scenario(story.group(1), number);
    } else {
      wrong(number, "'" + text + "' is no proof: TestClass.method or scenario:story");
      return;
    }
    if (on.proofs().stream().anyMatch(other -> other.name().equals(proof.name()))) {
      wrong(number, on.id() + " names " + proof.name() + " twice");
      return;
    }
    var proofs = new ArrayList<>(on.proofs());
    proofs.add(proof);
    row = new Row(on.id(), on.title(), on.acceptance(), on.note(), on.leftOut(), proofs, on.line());
  }

  private void endRow() {
    Row ended = row;
    row = null;
    if (ended == null) return;
    if (ended.acceptance().isEmpty()) wrong(ended.line(), ended.id() + " has no acceptance line");
    if (ended.leftOut() && !ended.proofs().isEmpty()) {
      wrong(ended.line(), ended.id() + " is left out and yet has a proof");
    }
    if (!ended.leftOut() && !ended.note().isEmpty() && !ended.proofs().isEmpty()) {
      wrong(ended.line(), ended.id() + " has proofs and yet says what is missing");
    }
    rows.add(ended);
  }

  private void endTable() {
    endRow();
    Table ended = table;
    table = null;
    if (ended != null) {
      for (int n = 1; n <= ended.size(); n++) {
        String id = "%c%02d".formatted(ended.letter(), n);
        if (!ids.contains(id)) wrong(ended.line(), id + " is missing");
      }
      tables.add(new Table(ended.letter(), ended.title(), ended.size(), rows, ended.line()));
    }
    rows.clear();
  }

  private void wrong(int line, String what) {
    wrong.add(new Wrong(line, what));
  }
}
