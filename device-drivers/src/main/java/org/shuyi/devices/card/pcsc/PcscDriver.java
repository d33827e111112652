package org.shuyi.devices.card.pcsc;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Asking;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
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
  /**
   * A card that fails for so long is unreadable. Services tell up to half a second late that a card
   * was taken away, and its answers fail meanwhile.
   */
  private static final long FAILING_MILLIS = 2_000;

  private final PcscConfig config;
  private final Tally tally =
      new Tally(
          "answers",
          "bytesDropped",
          "cards",
          "damaged",
          "failures",
          "late",
          "timeouts",
          "unusable");
  private final List<CardNotice> notices = new ArrayList<>();
  private final Asking<Question, Reply> asking = new Asking<>(PcscCodec::parse, tally);
  private Health health = new Health.Lost("not yet spoken to");

  /** What was told and has not been away for long enough since. */
  private @Nullable Found told;

  private boolean powered;
  private long lastSeen;
  private int sequence;
  private int failures;
  private long failingSince;

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
        asking.lineUp(now);
        powered = false;
        health = new Health.Lost("being asked");
        ask(Question.STATUS, now);
      }
      case Told.LineDown<CardCommand>(String why) -> {
        lose("the line is down: " + why);
        asking.lineDown();
      }
      case Told.Received<CardCommand>(Bytes bytes) ->
          asking.hear(bytes, reply -> heard(reply, now));
      case Told.TimePassed<CardCommand>() -> timePassed(now);
      case Told.Wanted<CardCommand>(CardCommand.Forget(), long _) -> this.told = null;
    }
    return asking.answer(notices);
  }

  @Override
  public long wakeAt() {
    return asking.wakeAt();
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
    if (asking.rested(now)) ask(powered ? Question.NUMBER : Question.STATUS, now);
    if (asking.overdue(now) == null) return;
    powered = false;
    if (asking.missedTooOften()) {
      lose("the reader does not answer");
      asking.rest(Asking.AGAIN_MILLIS, now);
    } else ask(Question.STATUS, now);
  }

  private void ask(Question question, long now) {
    sequence = (sequence + 1) & 0xFF;
    Bytes frame =
        switch (question) {
          case STATUS -> PcscCodec.status(sequence);
          case POWER -> PcscCodec.powerOn(sequence);
          case NUMBER -> PcscCodec.transfer(sequence, PcscCodec.GET_NUMBER);
        };
    asking.ask(question, frame, config.answerWithin(), now);
  }

  private void heard(Reply reply, long now) {
    Question question = asking.asked();
    if (question != null
        && reply.sequence() == sequence
        && (question == Question.STATUS) == (reply.type() == PcscCodec.SLOT_STATUS)) {
      answered(question, reply, now);
    } else tally.count("late");
  }

  private void answered(Question question, Reply reply, long now) {
    asking.answered();
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
    asking.rest(config.poll().toMillis(), now);
  }

  private void lose(String why) {
    told = null;
    powered = false;
    failures = 0;
    health = new Health.Lost(why);
  }
}
