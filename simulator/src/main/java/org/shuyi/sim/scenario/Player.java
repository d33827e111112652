package org.shuyi.sim.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.shuyi.sim.scenario.Performance.Played;
import org.shuyi.sim.scenario.Story.Sentence;

/** Plays stories on a stage, whichever it is. */
public final class Player {
  /** People take their time; also slower than a lock board's poll. */
  private static final Duration PACE = Duration.ofMillis(600);

  private final Consumer<Played> audience;

  /** Without anybody who looks on. */
  public Player() {
    this(played -> {});
  }

  /**
   * @param audience is told of each step when it is over
   */
  Player(Consumer<Played> audience) {
    this.audience = audience;
  }

  /** Plays until the end, or until a step fails: what follows from it would fail too. */
  public Performance play(Story story, Stage stage) {
    var play = new Play(stage);
    var steps = new ArrayList<Played>();
    for (Sentence sentence : story.sentences()) {
      Seen seen = play(sentence, play);
      var played = new Played(sentence, stage.now(), seen);
      steps.add(played);
      audience.accept(played);
      if (!seen.holds()) break;
    }
    return new Performance(story, steps);
  }

  private static Seen play(Sentence sentence, Play play) {
    return switch (sentence.step()) {
      case Step.Act(Function<Play, Seen> act) -> {
        if (!sentence.atOnce()) play.stage().pass(PACE);
        yield act.apply(play);
      }
      case Step.Expect(Function<Play, Seen> look) -> {
        Duration within = sentence.within().orElse(play.stage().patience());
        yield await(look, play, play.stage().now().plus(within));
      }
    };
  }

  private static Seen await(Function<Play, Seen> look, Play play, Duration until) {
    while (true) {
      Seen seen = look.apply(play);
      if (seen.holds() || play.stage().now().compareTo(until) >= 0) return seen;
      play.stage().pass(play.stage().blink());
    }
  }
}
