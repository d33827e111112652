package org.shuyi.devices.tag;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Asking;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Health;
import org.shuyi.devices.Talk;
import org.shuyi.devices.Talk.Heard;
import org.shuyi.devices.Tally;
import org.shuyi.devices.Told;
import org.shuyi.devices.tag.ReaderWords.Settling;

/**
 * One tag reader of any maker: it is woken (sign of life, settings), does one job after another,
 * and is asked for a sign of life when there is none. One that comes back is woken again before it
 * counts. What is asked, and what the answers mean, its maker's {@link ReaderWords} say.
 *
 * @param <Q> the questions of its protocol
 * @param <R> the replies of its protocol
 */
public class ReaderDriver<Q, R> implements TagReader {
  /** Counts that wait; each antenna's door wants one at a time, so more than these are a fault. */
  private static final int MOST_COUNTS = 8;

  /**
   * Marks that wait: each book of the fullest shelf, loaded at once without marks. Written one
   * after another they take a minute or two.
   */
  private static final int MOST_MARKS = 300;

  private static final String WRITES_NOTHING = "this reader writes on no tag";

  private final ReaderWords<Q, R> words;
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
  private final ArrayDeque<Counting<Q, R>> counts = new ArrayDeque<>();

  /** Done when no count waits: a patron waits for a count, and nobody for a mark. */
  private final ArrayDeque<ReaderJob<Q, R>> marks = new ArrayDeque<>();

  private final Talk<Q, R> talk;
  private State<Q, R> state = new State.Down<>();
  private Health health = new Health.Lost("not yet spoken to");
  private int antenna;

  private sealed interface State<Q, R> {
    record Down<Q, R>() implements State<Q, R> {}

    /** Asked for a sign of life after a silence. */
    record Waking<Q, R>() implements State<Q, R> {}

    /** It lives; it is being put in order. */
    record Settling<Q, R>(ReaderWords.Settling<Q, R> settling) implements State<Q, R> {}

    record Idle<Q, R>(long until) implements State<Q, R> {}

    /** Idle, and asked for a sign of life. */
    record Probing<Q, R>() implements State<Q, R> {}

    /** Its antenna is being switched on, or its field reset, for this job. */
    record Preparing<Q, R>(ReaderJob<Q, R> job, ReaderWords.Settling<Q, R> settling)
        implements State<Q, R> {}

    record Working<Q, R>(ReaderJob<Q, R> job) implements State<Q, R> {}

    /** Silent; tried again at {@code until}. */
    record Gone<Q, R>(long until) implements State<Q, R> {}
  }

  protected ReaderDriver(ReaderWords<Q, R> words) {
    this.words = words;
    this.talk = new Talk<>(words, writes::add, tally);
  }

  @Override
  public final Set<TagAbility> abilities() {
    return words.abilities();
  }

  @Override
  public final Answer<TagNotice> on(Told<TagCommand> told, long now) {
    switch (told) {
      case Told.LineUp<TagCommand>() -> lineUp(now);
      case Told.LineDown<TagCommand>(String why) -> {
        lose("the line is down: " + why);
        state = new State.Down<>();
      }
      case Told.Received<TagCommand>(Bytes bytes) -> heard(talk.received(bytes, now), now);
      case Told.TimePassed<TagCommand>() -> {
        heard(talk.timePassed(now), now);
        goOn(now);
      }
      case Told.Wanted<TagCommand>(TagCommand command, long _) -> want(command, now);
    }
    return Answer.taking(writes, notices);
  }

  @Override
  public final long wakeAt() {
    return switch (state) {
      case State.Idle<Q, R>(long until) -> until;
      case State.Gone<Q, R>(long until) -> until;
      case State.Down<Q, R>() -> NEVER;
      case State.Waking<Q, R> _,
          State.Settling<Q, R> _,
          State.Probing<Q, R> _,
          State.Preparing<Q, R> _,
          State.Working<Q, R> _ ->
          talk.wakeAt();
    };
  }

  @Override
  public final Health health() {
    return health;
  }

  @Override
  public final SortedMap<String, Long> counters() {
    return tally.counters();
  }

  private void lineUp(long now) {
    lose("the line came up anew");
    wake(now);
  }

  private void wake(long now) {
    antenna = 0;
    talk.reset();
    talk.ask(words.hello(), Talk.FENCE_WITHIN, now);
    state = new State.Waking<>();
  }

  private void want(TagCommand command, long now) {
    switch (command) {
      case TagCommand.Count count ->
          want(counts, MOST_COUNTS, new Counting<>(count, words, tally), objection(count), now);
      case TagCommand.Mark mark ->
          words
              .writing()
              .ifPresentOrElse(
                  writing ->
                      want(
                          marks,
                          MOST_MARKS,
                          new Marking<>(mark, words, writing),
                          objection(mark.uid()),
                          now),
                  () ->
                      notices.add(
                          new TagNotice.Marked(mark.uid(), mark.antenna(), false, WRITES_NOTHING)));
      case TagCommand.Write write ->
          words
              .writing()
              .ifPresentOrElse(
                  writing ->
                      want(
                          marks,
                          MOST_MARKS,
                          new ContentWriting<>(write, words, writing),
                          objection(write.uid()),
                          now),
                  () -> notices.add(new TagNotice.Written(write.uid(), false, WRITES_NOTHING)));
    }
  }

  private <J extends ReaderJob<Q, R>> void want(
      ArrayDeque<J> waiting, int most, J job, String objection, long now) {
    String why = refusal(waiting, most, job.antenna(), objection);
    if (!why.isEmpty()) {
      notices.add(job.failed(why));
      return;
    }
    waiting.add(job);
    if (state instanceof State.Idle<Q, R>) begin(now);
  }

  private String refusal(
      ArrayDeque<? extends ReaderJob<Q, R>> waiting,
      int most,
      int antennaWanted,
      String objection) {
    if (health instanceof Health.Lost(String why)) return "the reader is lost: " + why;
    if (waiting.size() >= most) return "%d of its kind are waiting already".formatted(most);
    if (antennaWanted < 1 || antennaWanted > words.antennas()) {
      return "no antenna %d: this reader has 1 to %d".formatted(antennaWanted, words.antennas());
    }
    return objection;
  }

  private static String objection(TagCommand.Count count) {
    return count.rounds() < 1 || count.rounds() > 20
        ? "%d rounds: 1 to 20 are possible".formatted(count.rounds())
        : "";
  }

  private static String objection(Bytes uid) {
    return uid.size() == 8 ? "" : "a tag's number has 8 bytes";
  }

  private void heard(Heard<R> heard, long now) {
    switch (heard) {
      case Heard.Nothing<R>() -> {}
      case Heard.Silent<R>(String why) -> silent(why, now);
      case Heard.Answered<R>(List<R> replies) -> answered(replies, now);
    }
  }

  private void answered(List<R> replies, long now) {
    switch (state) {
      case State.Down<Q, R> _, State.Idle<Q, R> _, State.Gone<Q, R> _ -> tally.count("late");
      case State.Waking<Q, R>() -> settle(words.settle(replies), now);
      case State.Settling<Q, R>(Settling<Q, R> settling) -> {
        settling.answered(replies);
        settle(settling, now);
      }
      case State.Probing<Q, R>() -> begin(now);
      case State.Preparing<Q, R>(ReaderJob<Q, R> job, Settling<Q, R> settling) -> {
        settling.answered(replies);
        prepare(job, settling, now);
      }
      case State.Working<Q, R>(ReaderJob<Q, R> job) -> {
        job.answered(replies);
        work(job, now);
      }
    }
  }

  private void settle(Settling<Q, R> settling, long now) {
    var question = settling.next();
    if (question.isPresent()) {
      talk.ask(question.get(), Talk.FENCE_WITHIN, now);
      state = new State.Settling<>(settling);
      return;
    }
    String complaint = settling.complaint();
    health = complaint.isEmpty() ? new Health.Ready() : new Health.Degraded(complaint);
    begin(now);
  }

  /**
   * The next job, or rest. Before each count the reader is put in order anew: one that lost its
   * settings in a brown-out, while its line stayed up, would see an empty shelf. One that loses
   * them after that is found out by a round that hears nothing, and is counted {@link
   * Counting#again}.
   */
  private void begin(long now) {
    ReaderJob<Q, R> job = counts.isEmpty() ? marks.poll() : counts.poll();
    if (job == null) {
      state = new State.Idle<>(now + words.poll().toMillis());
      return;
    }
    boolean anew = job instanceof Counting<Q, R>;
    prepare(job, words.prepare(job.antenna(), anew, antenna), now);
  }

  private void prepare(ReaderJob<Q, R> job, Settling<Q, R> settling, long now) {
    var question = settling.next();
    if (question.isPresent()) {
      talk.ask(question.get(), Talk.FENCE_WITHIN, now);
      state = new State.Preparing<>(job, settling);
    } else if (settling.complaint().isEmpty()) {
      antenna = job.antenna();
      work(job, now);
    } else {
      notices.add(job.failed("antenna %d: %s".formatted(job.antenna(), settling.complaint())));
      begin(now);
    }
  }

  private void work(ReaderJob<Q, R> job, long now) {
    var question = job.next();
    if (question.isPresent()) {
      talk.ask(question.get(), words.answerWithin(), now);
      state = new State.Working<>(job);
      return;
    }
    var again =
        job instanceof Counting<Q, R> counting
            ? counting.again()
            : Optional.<Counting<Q, R>>empty();
    if (again.isPresent()) {
      prepareAnew(again.get(), now);
    } else {
      notices.add(job.end());
      begin(now);
    }
  }

  private void prepareAnew(Counting<Q, R> count, long now) {
    prepare(count, words.prepare(count.antenna(), true, antenna), now);
  }

  private void goOn(long now) {
    if (state instanceof State.Idle<Q, R>(long until) && now >= until) {
      talk.askFence(now);
      state = new State.Probing<>();
    }
    if (state instanceof State.Gone<Q, R>(long until) && now >= until) wake(now);
  }

  private void silent(String why, long now) {
    lose(why);
    state = new State.Gone<>(now + Asking.AGAIN_MILLIS);
  }

  private void lose(String why) {
    if (state instanceof State.Working<Q, R>(var job)) notices.add(job.failed(why));
    if (state instanceof State.Preparing<Q, R>(var job, var _)) notices.add(job.failed(why));
    giveUp(counts, why);
    giveUp(marks, why);
    talk.reset();
    health = new Health.Lost(why);
  }

  private void giveUp(ArrayDeque<? extends ReaderJob<Q, R>> waiting, String why) {
    while (!waiting.isEmpty()) notices.add(waiting.remove().failed("the reader is lost: " + why));
  }
}
