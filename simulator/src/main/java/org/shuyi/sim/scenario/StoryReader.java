package org.shuyi.sim.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.shuyi.sim.scenario.Story.Complaint;
import org.shuyi.sim.scenario.Story.Reading;
import org.shuyi.sim.scenario.Story.Sentence;

/**
 * Reads a story: lines of {@code #} are prose, the first paragraph of them says why it exists, and
 * every other line is one sentence of the {@link Phrasebook}.
 */
public final class StoryReader {
  /** Longer than any story that somebody wants to read. */
  private static final int MOST_LINES = 500;

  private static final int LONGEST_LINE = 300;

  private final String file;
  private final Company company;
  private final List<Complaint> complaints = new ArrayList<>();
  private final List<Sentence> sentences = new ArrayList<>();
  private final List<String> prose = new ArrayList<>();
  private final List<String> why = new ArrayList<>();
  private boolean opened;

  private StoryReader(String file, Company company) {
    this.file = file;
    this.company = company;
  }

  /**
   * @param company of the stage on which it will be played: its people and books are the words that
   *     a story can use
   * @throws IOException where the file cannot be read
   */
  public static Reading read(Path file, Company company) throws IOException {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.txt$", "");
    return read(file.toString(), name, Files.readString(file), company);
  }

  static Reading read(String file, String name, String text, Company company) {
    return new StoryReader(file, company).read(name, text);
  }

  private Reading read(String name, String text) {
    var lines = text.lines().toList();
    if (lines.size() > MOST_LINES) {
      complain(MOST_LINES, 1, lines.size() + " lines; a story has " + MOST_LINES + " at most");
    } else {
      for (int i = 0; i < lines.size(); i++) line(i + 1, lines.get(i));
      if (complaints.isEmpty() && sentences.isEmpty()) complain(1, 1, "a story without a step");
    }
    if (!complaints.isEmpty()) return new Reading.Refused(complaints);
    String paragraph = String.join(" ", why);
    String title = paragraph.split("(?<=[.。]) ?", 2)[0].replaceFirst("[.。]$", "");
    return new Reading.Read(new Story(name, title, paragraph, sentences));
  }

  private void line(int number, String line) {
    String words = line.strip();
    if (words.isEmpty()) {
      paragraphEnds();
    } else if (words.startsWith("#")) {
      prose.add(words.substring(1).strip());
      if (prose.getLast().isEmpty()) paragraphEnds();
    } else if (!opened && prose.isEmpty()) {
      opened = true;
      complain(number, 1, "a story opens with a comment, # and why it exists");
    } else {
      paragraphEnds();
      sentence(number, line);
    }
  }

  /** The first paragraph is the reason; later ones belong to the step that follows. */
  private void paragraphEnds() {
    prose.removeIf(String::isEmpty);
    if (opened || prose.isEmpty()) return;
    opened = true;
    why.addAll(prose);
    prose.clear();
  }

  private void sentence(int number, String line) {
    if (line.length() > LONGEST_LINE) {
      complain(number, LONGEST_LINE, "a line has " + LONGEST_LINE + " characters at most");
      return;
    }
    List<Token> tokens = Token.of(line);
    Optional<Token> unclosed = tokens.stream().filter(t -> !t.closed()).findFirst();
    if (unclosed.isPresent()) {
      complain(number, unclosed.get().column(), "this text has no second quotation mark");
      return;
    }
    boolean atOnce = begins(tokens, "at", "once");
    List<Token> rest = atOnce ? tokens.subList(2, tokens.size()) : tokens;
    Optional<Duration> within = within(rest);
    if (within.isPresent()) rest = rest.subList(0, rest.size() - 3);
    Optional<Step> step = understand(number, line, rest);
    if (step.isEmpty()) return;
    if (within.isPresent() && step.get() instanceof Step.Act) {
      complain(number, tokens.get(rest.size()).column(), "only what is expected can take its time");
    } else if (atOnce && step.get() instanceof Step.Expect) {
      complain(number, 1, "only what is done can be done at once");
    } else {
      String note = String.join(" ", prose);
      prose.clear();
      sentences.add(new Sentence(number, note, line.strip(), step.get(), atOnce, within));
    }
  }

  private static boolean begins(List<Token> tokens, String first, String second) {
    return tokens.size() > 2
        && tokens.get(0).text().equals(first)
        && tokens.get(1).text().equals(second);
  }

  private Optional<Duration> within(List<Token> tokens) {
    int at = tokens.size() - 3;
    if (at < 1 || !tokens.get(at).text().equals("within")) return Optional.empty();
    if (Slot.TIME.fill(tokens, at + 1, company) != 2) return Optional.empty();
    String time = tokens.get(at + 1).text() + " " + tokens.get(at + 2).text();
    return Optional.of(new Words(company, List.of(time)).time(0));
  }

  private Optional<Step> understand(int number, String line, List<Token> tokens) {
    int furthest = 0;
    var expected = new ArrayList<Form.Fit.Until>();
    for (Form form : Phrasebook.FORMS) {
      switch (form.fit(tokens, company)) {
        case Form.Fit.Whole(var filled) -> {
          return Optional.of(form.meaning().apply(new Words(company, filled)));
        }
        case Form.Fit.Until until -> {
          if (until.at() > furthest) expected.clear();
          if (until.at() >= furthest) expected.add(until);
          furthest = Math.max(furthest, until.at());
        }
      }
    }
    explain(number, line, tokens, furthest, expected);
    return Optional.empty();
  }

  private void explain(
      int number, String line, List<Token> tokens, int at, List<Form.Fit.Until> expected) {
    boolean ends = at >= tokens.size();
    int column = ends ? line.stripTrailing().length() + 1 : tokens.get(at).column();
    String found = ends ? "the line ends" : tokens.get(at).written() + " is not understood";
    var parts = expected.stream().flatMap(until -> until.expected().stream()).distinct().toList();
    String wanted =
        parts.isEmpty()
            ? "nothing more"
            : at == 0 && parts.size() > 8
                ? "the beginning of a sentence (./kiosk scenario --language lists them)"
                : String.join("; or ", parts.stream().map(this::words).distinct().toList());
    String guess =
        ends
            ? ""
            : Near.to(
                    tokens.get(at).text(),
                    parts.stream().flatMap(this::choices).distinct().toList())
                .map(near -> " (did you mean " + near + "?)")
                .orElse("");
    complain(number, column, found + "; expected " + wanted + guess);
  }

  private String words(Form.Part part) {
    return switch (part) {
      case Form.Part.Fixed(var alternatives) -> String.join(" or ", alternatives);
      case Form.Part.Filled(Slot slot) -> slot.expected(company);
    };
  }

  private Stream<String> choices(Form.Part part) {
    return switch (part) {
      case Form.Part.Fixed(var alternatives) -> alternatives.stream();
      case Form.Part.Filled(Slot slot) -> slot.vocabulary(company).stream();
    };
  }

  private void complain(int line, int column, String words) {
    complaints.add(new Complaint(file, line, column, words));
  }
}
