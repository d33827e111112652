package org.shuyi.devices.card.feig;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Talk;
import org.shuyi.devices.Talk.Heard;
import org.shuyi.devices.Tally;
import org.shuyi.devices.Told;
import org.shuyi.devices.card.CardCommand;
import org.shuyi.devices.card.CardNotice;
import org.shuyi.devices.card.feig.CardCodec.Field;
import org.shuyi.devices.tag.feig.FeigCodec;
import org.shuyi.devices.tag.feig.FeigFrame.Reply;
import org.shuyi.devices.tag.feig.FeigFrame.Request;
import org.shuyi.devices.tag.feig.FeigLanguage;

/**
 * A FEIG reader that looks for cards again and again, and tells each card once for each time that
 * it comes into the field.
 */
public final class CardDriver implements Driver<CardCommand, CardNotice> {
  /** A silent reader is tried again at this pace. */
  private static final long AGAIN_MILLIS = 1_000;

  /**
   * An empty field is reset so often: a reader that lost its settings would see no card for ever.
   */
  private static final long AFRESH_MILLIS = 10_000;

  /** Refused inventories in a row before the reader counts as disturbed. */
  private static final int REFUSALS = 5;

  private final CardConfig config;
  private final Tally tally =
      new Tally(
          "answers",
          "bytesDropped",
          "cards",
          "damaged",
          "echoes",
          "foreign",
          "late",
          "refusals",
          "repeats",
          "requests",
          "timeouts",
          "unusable");
  private final List<Bytes> writes = new ArrayList<>();
  private final List<CardNotice> notices = new ArrayList<>();
  private final Talk<Request, Reply> talk;
  private State state = new State.Down();
  private Health health = new Health.Lost("not yet spoken to");

  /** What was told and has not been away for long enough since. */
  private Field told = new Field.Empty();

  private long lastSeen;
  private long lastReset;
  private int refusals;

  private sealed interface State {
    record Down() implements State {}

    /** Asked for a sign of life. */
    record Waking() implements State {}

    /** It lives; its field is being reset. */
    record Resetting() implements State {}

    /** The next look is at {@code until}. */
    record Resting(long until) implements State {}

    record Looking() implements State {}

    /** Silent; tried again at {@code until}. */
    record Gone(long until) implements State {}
  }

  public CardDriver(CardConfig config) {
    this.config = config;
    this.talk = new Talk<>(new FeigLanguage(config.address()), writes::add, tally);
  }

  @Override
  public Answer<CardNotice> on(Told<CardCommand> told, long now) {
    switch (told) {
      case Told.LineUp<CardCommand>() -> wake(now);
      case Told.LineDown<CardCommand>(String why) -> {
        lose("the line is down: " + why);
        state = new State.Down();
      }
      case Told.Received<CardCommand>(Bytes bytes) -> heard(talk.received(bytes, now), now);
      case Told.TimePassed<CardCommand>() -> {
        heard(talk.timePassed(now), now);
        goOn(now);
      }
      case Told.Wanted<CardCommand>(CardCommand.Forget(), long _) -> this.told = new Field.Empty();
    }
    return Answer.taking(writes, notices);
  }

  @Override
  public long wakeAt() {
    return switch (state) {
      case State.Down() -> NEVER;
      case State.Resting(long until) -> until;
      case State.Gone(long until) -> until;
      case State.Waking _, State.Resetting _, State.Looking _ -> talk.wakeAt();
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

  private void wake(long now) {
    talk.reset();
    talk.askFence(now);
    state = new State.Waking();
    health = new Health.Lost("being woken");
  }

  private void heard(Heard<Reply> heard, long now) {
    switch (heard) {
      case Heard.Nothing<Reply>() -> {}
      case Heard.Silent<Reply>(String why) -> {
        lose(why);
        state = new State.Gone(now + AGAIN_MILLIS);
      }
      case Heard.Answered<Reply>(List<Reply> replies) -> answered(replies.getLast(), now);
    }
  }

  private void answered(Reply reply, long now) {
    switch (state) {
      case State.Down _, State.Resting _, State.Gone _ -> tally.count("late");
      case State.Waking() -> reset(now);
      case State.Resetting() -> {
        health = new Health.Ready();
        refusals = 0;
        look(now);
      }
      case State.Looking() -> {
        seen(reply, now);
        state = new State.Resting(now + config.poll().toMillis());
      }
    }
  }

  private void goOn(long now) {
    if (state instanceof State.Resting(long until) && now >= until) {
      boolean empty = told instanceof Field.Empty;
      if (empty && now - lastReset >= AFRESH_MILLIS) reset(now);
      else look(now);
    }
    if (state instanceof State.Gone(long until) && now >= until) wake(now);
  }

  private void reset(long now) {
    lastReset = now;
    talk.ask(question(FeigCodec.RF_RESET, Bytes.EMPTY), Talk.FENCE_WITHIN, now);
    state = new State.Resetting();
  }

  private void look(long now) {
    talk.ask(question(FeigCodec.ISO, FeigCodec.inventory(false)), config.answerWithin(), now);
    state = new State.Looking();
  }

  private void seen(Reply reply, long now) {
    boolean good =
        reply.status() == FeigCodec.OK
            || reply.status() == FeigCodec.NO_TAG
            || reply.status() == FeigCodec.MORE_DATA;
    if (!good) {
      refused(reply);
      return;
    }
    refusals = 0;
    health = new Health.Ready();
    var field = CardCodec.field(reply, config.numberReversed());
    if (field instanceof Field.Empty) {
      if (now - lastSeen >= config.gone().toMillis()) told = field;
      return;
    }
    lastSeen = now;
    if (field.equals(told)) return;
    told = field;
    tell(field);
  }

  private void tell(Field field) {
    switch (field) {
      case Field.Empty() -> {}
      case Field.Card(CardNotice.Technology technology, Bytes id) -> {
        tally.count("cards");
        notices.add(new CardNotice.CardSeen(technology, id));
      }
      case Field.Unusable(String why) -> {
        tally.count("unusable");
        notices.add(new CardNotice.CardUnusable(why));
      }
    }
  }

  /**
   * A card drawn past the reader disturbs it now and then; a reader that goes on so is not well.
   */
  private void refused(Reply reply) {
    tally.count("refusals");
    if (++refusals >= REFUSALS) {
      health = new Health.Degraded("inventory: " + FeigCodec.status(reply));
    }
  }

  private Request question(int command, Bytes data) {
    return new Request(config.address(), command, data);
  }

  private void lose(String why) {
    talk.reset();
    told = new Field.Empty();
    health = new Health.Lost(why);
  }
}
