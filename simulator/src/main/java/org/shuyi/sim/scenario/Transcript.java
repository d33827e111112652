package org.shuyi.sim.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.shuyi.sim.scenario.Performance.Played;

/** A performance as people read it: a line a step. */
public final class Transcript {
  private static final int STEP_WIDTH = 66;

  /** The column of a step's time. */
  private static final Pattern TIME = Pattern.compile("(?m)^([ \\d]{3}) {1,7}\\d+\\.\\d s ");

  private int number;

  private Transcript() {}

  /** The whole of it, with its last line {@code N passed, N failed}. */
  static String of(Performance performance) {
    var transcript = new Transcript();
    var lines = new ArrayList<>(transcript.begin(performance.story()));
    performance.steps().forEach(step -> lines.addAll(transcript.step(step)));
    lines.addAll(transcript.end(performance));
    return String.join("\n", lines) + "\n";
  }

  /** Plays a story and tells each step when it is over. */
  public static Performance live(Story story, Stage stage, Consumer<String> line) {
    var transcript = new Transcript();
    transcript.begin(story).forEach(line);
    var performance =
        new Player(played -> transcript.step(played).forEach(line)).play(story, stage);
    transcript.end(performance).forEach(line);
    return performance;
  }

  /** For programs. */
  public static JsonNode json(Performance performance) {
    var node = new ObjectMapper().createObjectNode();
    node.put("story", performance.story().name()).put("title", performance.story().title());
    node.put("passed", performance.passed()).put("failed", performance.failed());
    node.put("unplayed", performance.unplayed());
    var steps = node.putArray("steps");
    for (Played played : performance.steps()) {
      steps
          .addObject()
          .put("line", played.sentence().line())
          .put("step", played.sentence().words())
          .put("atMillis", played.at().toMillis())
          .put("passed", played.seen().holds())
          .put("seen", played.seen().words());
    }
    return node;
  }

  private List<String> begin(Story story) {
    return List.of(story.name() + ": " + story.title(), "");
  }

  private List<String> step(Played played) {
    var lines = new ArrayList<String>();
    if (!played.sentence().note().isEmpty()) lines.add("        # " + played.sentence().note());
    Seen seen = played.seen();
    String step =
        "%3d %7s %s %s"
            .formatted(
                ++number, time(played.at()), seen.holds() ? "✓" : "✗", played.sentence().words());
    boolean more = !seen.words().isEmpty();
    lines.add(more ? padded(step) + "  " + seen.words() : step);
    return lines;
  }

  private List<String> end(Performance performance) {
    var lines = new ArrayList<String>();
    lines.add("");
    if (performance.unplayed() > 0) {
      lines.add(performance.unplayed() + " steps after the one that failed were not played");
    }
    lines.add(totals(performance.passed(), performance.failed()));
    return lines;
  }

  /** Without the times: a driver that polls a little slower tells the same story. */
  static String withoutTimes(String transcript) {
    return TIME.matcher(transcript).replaceAll("$1 ");
  }

  static String totals(long passed, long failed) {
    return passed + " passed, " + failed + " failed";
  }

  private static String time(Duration at) {
    return String.format(Locale.ROOT, "%.1f s", at.toMillis() / 1000.0);
  }

  /** Chinese letters take two columns of a terminal. */
  private static String padded(String text) {
    int width = text.codePoints().map(c -> c >= 0x2E80 ? 2 : 1).sum();
    return text + " ".repeat(Math.max(0, STEP_WIDTH - width));
  }
}
