package org.shuyi.devices.tag.feig;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Tally;
import org.shuyi.devices.Told;
import org.shuyi.devices.tag.TagCommand;
import org.shuyi.devices.tag.TagNotice;
import org.shuyi.devices.tag.feig.FeigFrame.Reply;
import org.shuyi.devices.tag.feig.FeigTalk.Heard;

/**
 * One FEIG HF reader: it is woken (sign of life, RF reset), does one job after another, and is
 * asked for a sign of life when there is none. One that comes back is woken again before it counts.
 */
public final class FeigDriver implements Driver<TagCommand, TagNotice> {
  /** Counts that wait; each antenna's door wants one at a time, so more than these are a fault. */
  private static final int MOST_COUNTS = 8;

  /**
   * Marks that wait: each book of the fullest shelf, loaded at once without marks. Written one
   * after another they take a minute or two.
   */
  private static final int MOST_MARKS = 300;

  /** Between signs of life: with three waits of 300 ms an unplugged reader is lost within 3 s. */
  private static final long SIGN_OF_LIFE_MILLIS = 1_000;

  private final FeigConfig config;
  private final Tally tally =
      new Tally(
          "answers",
          "bytesDropped",
          "damaged",
          "echoes",
          "falseUids",
          "foreign",
          "late",
          "otherTransponders",
          "refusals",
          "repeats",
          "requests",
          "timeouts");
  private final List<Bytes> writes = new ArrayList<>();
  private final List<TagNotice> notices = new ArrayList<>();
  private final ArrayDeque<FeigCounting> counts = new ArrayDeque<>();

  /** Written when no count waits: a patron waits for a count, and nobody for a mark. */
  private final ArrayDeque<FeigMarking> marks = new ArrayDeque<>();

  private final FeigTalk talk;
  private State state = new State.Down();
  private Health health = new Health.Lost("not yet spoken to");
  private int antenna;

  private sealed interface State {
    record Down() implements State {}

    /** Asked for a sign of life after a silence. */
    record Waking() implements State {}

    /** It lives; its field is being reset. */
    record Resetting() implements State {}

    record Idle(long until) implements State {}

    /** Idle, and asked for a sign of life. */
    record Probing() implements State {}

    /** Its antenna is being switched on, or its field reset, for this job. */
    record Preparing(FeigJob job) implements State {}

    record Working(FeigJob job) implements State {}

    /** Silent; tried again at {@code until}. */
    record Gone(long until) implements State {}
  }

  public FeigDriver(FeigConfig config) {
    this.config = config;
    this.talk = new FeigTalk(config.address(), writes::add, tally);
  }

  @Override
  public Answer<TagNotice> on(Told<TagCommand> told, long now) {
    switch (told) {
      case Told.LineUp<TagCommand>() -> lineUp(now);
      case Told.LineDown<TagCommand>(String why) -> {
        lose("the line is down: " + why);
        state = new State.Down();
      }
      case Told.Received<TagCommand>(Bytes bytes) -> heard(talk.received(bytes, now), now);
      case Told.TimePassed<TagCommand>() -> {
        heard(talk.timePassed(now), now);
        goOn(now);
      }
      case Told.Wanted<TagCommand>(TagCommand command, long _) -> want(command, now);
    }
    var answer = new Answer<>(writes, notices);
    writes.clear();
    notices.clear();
    return answer;
  }

  @Override
  public long wakeAt() {
    return switch (state) {
      case State.Idle(long until) -> until;
      case State.Gone(long until) -> until;
      case State.Down() -> NEVER;
      case State.Waking _, State.Resetting _, State.Probing _, State.Preparing _, State.Working _ ->
          talk.wakeAt();
    };
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public SortedMap<String, Long> counters() {
    return tally.counters();
  }

  private void lineUp(long now) {
    lose("the line came up anew");
    wake(now);
  }

  private void wake(long now) {
    antenna = 0;
    talk.reset();
    talk.askVersion(now);
    state = new State.Waking();
  }

  private void want(TagCommand command, long now) {
    switch (command) {
      case TagCommand.Count count ->
          want(counts, MOST_COUNTS, new FeigCounting(count, config, tally), objection(count), now);
      case TagCommand.Mark mark ->
          want(marks, MOST_MARKS, new FeigMarking(mark, config), objection(mark), now);
    }
  }

  private <J extends FeigJob> void want(
      ArrayDeque<J> waiting, int most, J job, String objection, long now) {
    String why = refusal(waiting, most, job.antenna(), objection);
    if (!why.isEmpty()) {
      notices.add(job.failed(why));
      return;
    }
    waiting.add(job);
    if (state instanceof State.Idle) begin(now);
  }

  private String refusal(
      ArrayDeque<? extends FeigJob> waiting, int most, int antennaWanted, String objection) {
    if (health instanceof Health.Lost(String why)) return "the reader is lost: " + why;
    if (waiting.size() >= most) return "%d of its kind are waiting already".formatted(most);
    if (antennaWanted < 1 || antennaWanted > config.antennas()) {
      return "no antenna %d: this reader has 1 to %d".formatted(antennaWanted, config.antennas());
    }
    return objection;
  }

  private static String objection(TagCommand.Count count) {
    return count.rounds() < 1 || count.rounds() > 20
        ? "%d rounds: 1 to 20 are possible".formatted(count.rounds())
        : "";
  }

  private static String objection(TagCommand.Mark mark) {
    return mark.uid().size() == 8 ? "" : "a tag's number has 8 bytes";
  }

  private void heard(Heard heard, long now) {
    switch (heard) {
      case Heard.Nothing() -> {}
      case Heard.Silent(String why) -> silent(why, now);
      case Heard.Answered(Reply reply) -> answered(reply, now);
    }
  }

  private void answered(Reply reply, long now) {
    switch (state) {
      case State.Down _, State.Idle _, State.Gone _ -> tally.count("late");
      case State.Waking() -> {
        talk.ask(FeigCodec.RF_RESET, Bytes.EMPTY, FeigTalk.VERSION_WITHIN, now);
        state = new State.Resetting();
      }
      case State.Resetting() -> {
        health =
            reply.status() == FeigCodec.OK
                ? new Health.Ready()
                : new Health.Degraded("RF reset: " + FeigCodec.status(reply));
        begin(now);
      }
      case State.Probing() -> begin(now);
      case State.Preparing(FeigJob job) -> prepared(job, reply, now);
      case State.Working(FeigJob job) -> {
        job.answered(reply);
        work(job, now);
      }
    }
  }

  private void prepared(FeigJob job, Reply reply, long now) {
    if (reply.status() == FeigCodec.OK) {
      antenna = job.antenna();
      work(job, now);
    } else {
      notices.add(job.failed("antenna %d: %s".formatted(job.antenna(), FeigCodec.status(reply))));
      begin(now);
    }
  }

  /**
   * The next job, or rest. Before each count the field is switched on anew: a reader that lost its
   * settings in a brown-out, while its line stayed up, would see an empty shelf.
   */
  private void begin(long now) {
    FeigJob job = counts.isEmpty() ? marks.poll() : counts.poll();
    if (job == null) {
      state = new State.Idle(now + SIGN_OF_LIFE_MILLIS);
      return;
    }
    boolean anew = job instanceof FeigCounting;
    if (config.antennas() > 1 && (anew || antenna != job.antenna())) {
      prepare(job, FeigCodec.RF, Bytes.of(job.antenna()), now);
    } else if (anew) {
      prepare(job, FeigCodec.RF_RESET, Bytes.EMPTY, now);
    } else {
      work(job, now);
    }
  }

  private void prepare(FeigJob job, int command, Bytes data, long now) {
    talk.ask(command, data, FeigTalk.VERSION_WITHIN, now);
    state = new State.Preparing(job);
  }

  private void work(FeigJob job, long now) {
    var question = job.next();
    if (question.isPresent()) {
      talk.ask(question.get().command(), question.get().data(), config.answerWithin(), now);
      state = new State.Working(job);
    } else {
      notices.add(job.end());
      begin(now);
    }
  }

  private void goOn(long now) {
    if (state instanceof State.Idle(long until) && now >= until) {
      talk.askVersion(now);
      state = new State.Probing();
    }
    if (state instanceof State.Gone(long until) && now >= until) wake(now);
  }

  private void silent(String why, long now) {
    lose(why);
    state = new State.Gone(now + SIGN_OF_LIFE_MILLIS);
  }

  private void lose(String why) {
    if (state instanceof State.Working(FeigJob job)) notices.add(job.failed(why));
    if (state instanceof State.Preparing(FeigJob job)) notices.add(job.failed(why));
    giveUp(counts, why);
    giveUp(marks, why);
    talk.reset();
    health = new Health.Lost(why);
  }

  private void giveUp(ArrayDeque<? extends FeigJob> waiting, String why) {
    while (!waiting.isEmpty()) notices.add(waiting.remove().failed("the reader is lost: " + why));
  }
}
