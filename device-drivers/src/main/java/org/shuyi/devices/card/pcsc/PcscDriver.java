package org.shuyi.devices.card.pcsc;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Tally;
import org.shuyi.devices.Told;
import org.shuyi.devices.card.CardCommand;
import org.shuyi.devices.card.CardNotice;
import org.shuyi.devices.card.pcsc.PcscCodec.Found;
import org.shuyi.devices.card.pcsc.PcscCodec.Reply;

/**
 * A PC/SC reader whose card is asked for its number again and again: the same card goes on
 * answering, another one must be powered first.
 */
public final class PcscDriver implements Driver<CardCommand, CardNotice> {
  /** Questions without answer before the reader counts as silent. */
  private static final int MISSES = 3;

  /** A silent reader is asked again at this pace. */
  private static final long AGAIN_MILLIS = 1_000;

  /**
   * A card that fails for so long is unreadable. Services tell up to half a second late that a card
   * was taken away, and its answers fail meanwhile.
   */
  private static final long FAILING_MILLIS = 2_000;

  private final PcscConfig config;
  private final Tally tally =
      new Tally("answers", "bytesDropped", "cards", "failures", "late", "timeouts", "unusable");
  private final List<Bytes> writes = new ArrayList<>();
  private final List<CardNotice> notices = new ArrayList<>();
  private State state = new State.Down();
  private Health health = new Health.Lost("not yet spoken to");
  private Bytes received = Bytes.EMPTY;

  /** What was told and has not been away for long enough since. */
  private @Nullable Found told;

  private boolean powered;
  private long lastSeen;
  private int sequence;
  private int misses;
  private int failures;
  private long failingSince;

  private sealed interface State {
    record Down() implements State {}

    record Resting(long until) implements State {}

    /** Something was asked. */
    record Asking(Question question, long until) implements State {}
  }

  private enum Question {
    STATUS,
    POWER,
    NUMBER
  }

  public PcscDriver(PcscConfig config) {
    this.config = config;
  }

  @Override
  public Answer<CardNotice> on(Told<CardCommand> told, long now) {
    switch (told) {
      case Told.LineUp<CardCommand>() -> {
        misses = 0;
        powered = false;
        health = new Health.Lost("being asked");
        ask(Question.STATUS, now);
      }
      case Told.LineDown<CardCommand>(String why) -> {
        lose("the line is down: " + why);
        state = new State.Down();
      }
      case Told.Received<CardCommand>(Bytes bytes) -> heard(bytes, now);
      case Told.TimePassed<CardCommand>() -> timePassed(now);
      case Told.Wanted<CardCommand>(CardCommand.Forget(), long _) -> this.told = null;
    }
    var answer = new Answer<>(writes, notices);
    writes.clear();
    notices.clear();
    return answer;
  }

  @Override
  public long wakeAt() {
    return switch (state) {
      case State.Down() -> NEVER;
      case State.Resting(long until) -> until;
      case State.Asking(Question _, long until) -> until;
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

  private void timePassed(long now) {
    if (now < wakeAt()) return;
    switch (state) {
      case State.Down() -> {}
      case State.Resting _ -> ask(powered ? Question.NUMBER : Question.STATUS, now);
      case State.Asking _ -> {
        tally.count("timeouts");
        powered = false;
        if (++misses < MISSES) {
          ask(Question.STATUS, now);
          return;
        }
        lose("the reader does not answer");
        state = new State.Resting(now + AGAIN_MILLIS);
      }
    }
  }

  private void ask(Question question, long now) {
    sequence = (sequence + 1) & 0xFF;
    drop(received.size());
    writes.add(
        switch (question) {
          case STATUS -> PcscCodec.status(sequence);
          case POWER -> PcscCodec.powerOn(sequence);
          case NUMBER -> PcscCodec.transfer(sequence, PcscCodec.GET_NUMBER);
        });
    state = new State.Asking(question, now + config.answerWithin().toMillis());
  }

  private void heard(Bytes bytes, long now) {
    received = received.plus(bytes);
    while (!received.isEmpty()) {
      switch (PcscCodec.parse(received)) {
        case Parsed.More<Reply>() -> {
          return;
        }
        case Parsed.Noise<Reply>(int size, String _) -> drop(size);
        case Parsed.Frame<Reply>(Reply reply, int size) -> {
          received = received.from(size);
          boolean awaited =
              state instanceof State.Asking(Question question, long _)
                  && reply.sequence() == sequence
                  && (question == Question.STATUS) == (reply.type() == PcscCodec.SLOT_STATUS);
          if (awaited) answered(reply, now);
          else tally.count("late");
        }
      }
    }
  }

  private void answered(Reply reply, long now) {
    if (!(state instanceof State.Asking(Question question, long _))) return;
    misses = 0;
    tally.count("answers");
    health = new Health.Ready();
    if (!reply.present()) {
      powered = false;
      failures = 0;
      if (now - lastSeen >= config.gone().toMillis()) told = null;
      rest(now);
      return;
    }
    lastSeen = now;
    if (!reply.done()) {
      failed(now);
      return;
    }
    switch (question) {
      case STATUS -> ask(Question.POWER, now);
      case POWER -> {
        powered = true;
        ask(Question.NUMBER, now);
      }
      case NUMBER -> number(reply.data(), now);
    }
  }

  private void number(Bytes answer, long now) {
    switch (PcscCodec.number(answer, config.numberReversed())) {
      case Found.Again() -> failed(now);
      case Found.Card card -> {
        failures = 0;
        tell(card, now);
      }
      case Found.Unusable unusable -> {
        failures = 0;
        tell(unusable, now);
      }
    }
  }

  /** A card that is drawn past fails now and then; one that is another must be powered first. */
  private void failed(long now) {
    tally.count("failures");
    boolean wasPowered = powered;
    powered = false;
    if (failures++ == 0) failingSince = now;
    if (now - failingSince >= FAILING_MILLIS) {
      failures = 0;
      tell(new Found.Unusable("it does not answer the reader"), now);
    } else if (wasPowered) {
      ask(Question.STATUS, now);
    } else rest(now);
  }

  private void tell(Found number, long now) {
    rest(now);
    if (Objects.equals(number, told)) return;
    told = number;
    switch (number) {
      case Found.Again() -> {}
      case Found.Card(var technology, Bytes id) -> {
        tally.count("cards");
        notices.add(new CardNotice.CardSeen(technology, id));
      }
      case Found.Unusable(String why) -> {
        tally.count("unusable");
        notices.add(new CardNotice.CardUnusable(why));
      }
    }
  }

  private void rest(long now) {
    state = new State.Resting(now + config.poll().toMillis());
  }

  private void lose(String why) {
    told = null;
    powered = false;
    failures = 0;
    drop(received.size());
    health = new Health.Lost(why);
  }

  private void drop(int size) {
    if (size > 0) tally.count("bytesDropped", size);
    received = received.from(size);
  }
}
