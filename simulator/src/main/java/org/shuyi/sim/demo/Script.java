package org.shuyi.sim.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.shuyi.sim.scenario.Company;
import org.shuyi.sim.scenario.Library;
import org.shuyi.sim.scenario.Performance;
import org.shuyi.sim.scenario.Player;
import org.shuyi.sim.scenario.Story;
import org.shuyi.sim.scenario.Story.Reading;
import org.shuyi.sim.scenario.StoryReader;
import org.shuyi.sim.scenario.Transcript;

/** A story that is to be played over real programs, with the company that plays it. */
record Script(Story story, Company company) {
  /** Understood before anything is started; nothing where there are complaints. */
  static Optional<Script> read(String name, Library library, Consumer<String> complaint)
      throws IOException {
    Path file = library.file(name);
    if (!Files.isRegularFile(file)) {
      complaint.accept(library.unknown(name));
      return Optional.empty();
    }
    var company = new Company();
    return switch (StoryReader.read(file, company)) {
      case Reading.Read(Story story) -> Optional.of(new Script(story, company));
      case Reading.Refused(var complaints) -> {
        complaints.forEach(each -> complaint.accept(each.toString()));
        yield Optional.empty();
      }
    };
  }

  Players players() {
    return new StoryPlayers(company);
  }

  /** Plays it and tells it; whether all passed. */
  boolean play(RunningDemo demo, boolean json, PrintWriter out) throws RunningDemo.NotUp {
    var stage = new RealStage(demo, company);
    return (json ? silently(stage, out) : aloud(stage, out)).failed() == 0;
  }

  private Performance aloud(RealStage stage, PrintWriter out) {
    out.println();
    return Transcript.live(
        story,
        stage,
        line -> {
          out.println(line);
          out.flush();
        });
  }

  private Performance silently(RealStage stage, PrintWriter out) {
    var performance = new Player().play(story, stage);
    out.println(Transcript.json(performance));
    out.flush();
    return performance;
  }
}
