package org.shuyi.sim.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The language for people: every sentence with its meaning, by what it is about. */
final class Grammar {
  private Grammar() {}

  private static Map<String, List<Form>> chapters() {
    var chapters = new LinkedHashMap<String, List<Form>>();
    chapters.put("People", Deeds.PEOPLE);
    chapters.put("Fate", Deeds.FATE);
    chapters.put("The centre's staff", Deeds.CENTRE);
    chapters.put("Expected of the screen", Expectations.SCREEN);
    chapters.put("Expected of the world", Expectations.WORLD);
    chapters.put("Expected of the journal", Expectations.JOURNAL);
    chapters.put("Expected of the centre", Expectations.CENTRE);
    return chapters;
  }

  /** For a terminal. */
  static String text() {
    var lines = new ArrayList<String>();
    chapters()
        .forEach(
            (title, forms) -> {
              lines.add(lines.isEmpty() ? title : "\n" + title);
              forms.forEach(
                  form -> lines.add("  %-52s %s".formatted(form.written(), form.explanation())));
            });
    return String.join("\n", lines) + "\n";
  }

  /** For a README: the tables between its two marks. */
  static String markdown() {
    var lines = new ArrayList<String>();
    chapters()
        .forEach(
            (title, forms) -> {
              lines.add("");
              lines.add("### " + title);
              lines.add("");
              lines.add("| Sentence | Meaning |");
              lines.add("| --- | --- |");
              forms.forEach(
                  form -> lines.add("| `%s` | %s |".formatted(form.written(), form.explanation())));
            });
    return String.join("\n", lines) + "\n";
  }
}
