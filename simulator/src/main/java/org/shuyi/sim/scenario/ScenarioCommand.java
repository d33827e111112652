package org.shuyi.sim.scenario;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.shuyi.sim.scenario.Story.Reading;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./kiosk scenario}: plays stories in virtual time. */
@Command(
    name = "scenario",
    header = "Plays the stories of scenarios/ in virtual time.",
    description = {
      "A story is a text that a librarian can read: what people do, and what is expected of the"
          + " station, its journal and the centre. Without a name all are played. One story is"
          + " told in full, of several only what failed.",
      "./kiosk demo --script X plays the same story over real programs."
    },
    footer = {
      "",
      "The last line is \"N passed, N failed\" and counts steps. Exit code: 0 all",
      "passed, 1 a step failed or the transcript is not the expected one, 2 the",
      "question or a story cannot be understood. scenarios/README.md explains every",
      "sentence."
    },
    mixinStandardHelpOptions = true)
public final class ScenarioCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "X",
      description = "names of stories, or files that end in .txt; all of scenarios/ without one")
  private List<String> names = new ArrayList<>();

  @Option(names = "--list", description = "the names of the stories and what they are about")
  private boolean list;

  @Option(names = "--language", description = "every sentence that a story can use")
  private boolean language;

  @Option(
      names = "--rewrite",
      description = {
        "write the expected transcripts anew, to be read before they are committed;",
        "without a name also the sentences in scenarios/README.md"
      })
  private boolean rewrite;

  @Option(names = "--json", description = "one line of JSON a story")
  private boolean json;

  private long passed;
  private long failed;
  private boolean broken;

  @Override
  public Integer call() throws IOException {
    if (language) {
      out().print(Grammar.text());
      out().flush();
      return 0;
    }
    String told = System.getProperty("shuyi.home");
    var library = Library.of(Path.of(told == null ? "" : told).toAbsolutePath().normalize());
    var chosen = names.isEmpty() ? library.names() : names;
    var stories = read(library, chosen);
    if (stories.size() < chosen.size()) return 2;
    if (list) {
      stories.forEach(story -> out().printf("%-36s %s%n", story.name(), story.title()));
      out().flush();
      return 0;
    }
    if (rewrite && names.isEmpty()) library.rewriteSentences();
    for (Story story : stories) play(story, library, stories.size() == 1);
    if (!json && stories.size() > 1) out().println("\n" + Transcript.totals(passed, failed));
    out().flush();
    return failed == 0 && !broken ? 0 : 1;
  }

  private List<Story> read(Library library, List<String> chosen) throws IOException {
    var stories = new ArrayList<Story>();
    for (String name : chosen) {
      Path file = library.file(name);
      if (!Files.isRegularFile(file)) {
        err(library.unknown(name));
        continue;
      }
      switch (StoryReader.read(file, new Company())) {
        case Reading.Read(Story story) -> stories.add(story);
        case Reading.Refused(var complaints) -> complaints.forEach(c -> err(c.toString()));
      }
    }
    return stories;
  }

  private void play(Story story, Library library, boolean alone) throws IOException {
    Performance performance = inVirtualTime(story);
    passed += performance.passed();
    failed += performance.failed();
    String transcript = Transcript.of(performance);
    boolean good = performance.failed() == 0;
    if (json) out().println(Transcript.json(performance));
    else if (alone || !good) out().print(transcript);
    else out().println("✓ " + story.name() + ": " + story.title());
    Path expected = library.expected(story.name());
    if (rewrite && good) {
      Files.createDirectories(expected.toAbsolutePath().getParent());
      Files.writeString(expected, transcript);
    } else if (good && Files.isRegularFile(expected) && !isAsExpected(expected, transcript)) {
      broken = true;
      err(
          story.name()
              + " passes, but is not the transcript of "
              + expected
              + "; read the difference and use --rewrite");
    }
    out().flush();
  }

  private static boolean isAsExpected(Path expected, String transcript) throws IOException {
    return Transcript.withoutTimes(Files.readString(expected))
        .equals(Transcript.withoutTimes(transcript));
  }

  /** One story, on a stage of its own. */
  static Performance inVirtualTime(Story story) {
    try (var stage = new VirtualStage()) {
      return new Player().play(story, stage);
    }
  }

  private PrintWriter out() {
    if (spec == null) throw new IllegalStateException("picocli gives each command its spec");
    return spec.commandLine().getOut();
  }

  private void err(String words) {
    if (spec == null) throw new IllegalStateException("picocli gives each command its spec");
    spec.commandLine().getErr().println(words);
    spec.commandLine().getErr().flush();
  }
}
