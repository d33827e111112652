package org.shuyi.sim.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One form of sentence: {@code touch door <door>}. A word may have alternatives, {@code her/his}.
 *
 * @param written as in the language's README
 * @param explanation in a sentence
 */
record Form(String written, String explanation, List<Part> parts, Function<Words, Step> meaning) {

  sealed interface Part {
    record Fixed(List<String> alternatives) implements Part {}

    record Filled(Slot slot) implements Part {}
  }

  /** How far a line fits. */
  sealed interface Fit {
    record Whole(List<String> filled) implements Fit {}

    /**
     * @param at the token that does not fit; the number of tokens where the line is too short
     * @param expected the part that should stand there, or nothing more
     */
    record Until(int at, List<Part> expected) implements Fit {}
  }

  static Form of(String written, String explanation, Function<Words, Step> meaning) {
    var parts = new ArrayList<Part>();
    for (String word : written.split(" ", -1)) {
      parts.add(
          word.startsWith("<")
              ? new Part.Filled(
                  Slot.valueOf(word.substring(1, word.length() - 1).toUpperCase(Locale.ROOT)))
              : new Part.Fixed(List.of(word.split("/", -1))));
    }
    return new Form(written, explanation, List.copyOf(parts), meaning);
  }

  boolean isExpectation(Words anything) {
    return meaning.apply(anything) instanceof Step.Expect;
  }

  Fit fit(List<Token> tokens, Company company) {
    var filled = new ArrayList<String>();
    int at = 0;
    for (Part part : parts) {
      int taken =
          switch (part) {
            case Part.Fixed(var alternatives) ->
                at < tokens.size()
                        && !tokens.get(at).quoted()
                        && alternatives.contains(tokens.get(at).text())
                    ? 1
                    : 0;
            case Part.Filled(Slot slot) -> slot.fill(tokens, at, company);
          };
      if (taken == 0) return new Fit.Until(at, List.of(part));
      if (part instanceof Part.Filled) {
        filled.add(
            String.join(" ", tokens.subList(at, at + taken).stream().map(Token::text).toList()));
      }
      at += taken;
    }
    return at == tokens.size() ? new Fit.Whole(filled) : new Fit.Until(at, List.of());
  }
}
