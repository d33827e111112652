package org.shuyi.devices.card.sdt;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Asking;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Tally;
import org.shuyi.devices.Told;
import org.shuyi.devices.card.CardCommand;
import org.shuyi.devices.card.CardNotice;
import org.shuyi.devices.card.CardNotice.Technology;
import org.shuyi.devices.card.sdt.SdtCodec.Reply;

/**
 * A reader of identity cards that looks for a card again and again, reads its number and tells it
 * once. Nothing else of the card is kept, and the number only until the card is taken away, to know
 * it again.
 */
public final class SdtDriver implements Driver<CardCommand, CardNotice> {
  /** A card that is drawn past is not readable at the first try. */
  private static final int TRIES = 3;

  private final SdtConfig config;
  private final Tally tally =
      new Tally("answers", "bytesDropped", "cards", "damaged", "late", "timeouts", "unusable");
  private final List<CardNotice> notices = new ArrayList<>();
  private final Asking<Question, Reply> asking = new Asking<>(SdtCodec::parse, tally);
  private Health health = new Health.Lost("not yet spoken to");

  /** The number that was told and has not been away for long enough since; empty if none is. */
  private String told = "";

  /** Whether the card that lies there was found unusable and told so. */
  private boolean complained;

  private long lastSeen;
  private int tries;

  private enum Question {
    FIND,
    SELECT,
    READ
  }

  public SdtDriver(SdtConfig config) {
    this.config = config;
  }

  @Override
  public Answer<CardNotice> on(Told<CardCommand> told, long now) {
    switch (told) {
      case Told.LineUp<CardCommand>() -> {
        asking.lineUp(now);
        health = new Health.Lost("being asked");
        ask(Question.FIND, now);
      }
      case Told.LineDown<CardCommand>(String why) -> {
        lose("the line is down: " + why);
        asking.lineDown();
      }
      case Told.Received<CardCommand>(Bytes bytes) ->
          asking.hear(bytes, reply -> answered(reply, now));
      case Told.TimePassed<CardCommand>() -> timePassed(now);
      case Told.Wanted<CardCommand>(CardCommand.Forget(), long _) -> forget();
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
    if (asking.rested(now)) ask(Question.FIND, now);
    Question missed = asking.overdue(now);
    if (missed == null) return;
    if (missed != Question.FIND) tries++;
    if (!asking.missedTooOften()) return;
    lose("the reader does not answer");
    asking.rest(Asking.AGAIN_MILLIS, now);
  }

  private void ask(Question question, long now) {
    switch (question) {
      case FIND -> asking.ask(question, SdtCodec.FIND, config.answerWithin(), now);
      case SELECT -> asking.ask(question, SdtCodec.SELECT, config.answerWithin(), now);
      case READ -> asking.ask(question, SdtCodec.READ, config.readWithin(), now);
    }
  }

  private void answered(Reply reply, long now) {
    asking.answered();
    switch (asking.asked()) {
      case null -> tally.count("late");
      case FIND -> {
        if (reply instanceof Reply.Status(int status)) found(status, now);
        else tally.count("late");
      }
      case SELECT -> {
        if (reply instanceof Reply.Status(int status)) selected(status, now);
        else tally.count("late");
      }
      case READ -> read(reply, now);
    }
  }

  private void found(int status, long now) {
    switch (status) {
      case SdtCodec.FOUND -> {
        health = new Health.Ready();
        lastSeen = now;
        if (complained) rest(now);
        else ask(Question.SELECT, now);
      }
      case SdtCodec.NOTHING -> {
        health = new Health.Ready();
        if (tries > 0) complain("it was taken away too soon: try again");
        tries = 0;
        complained = false;
        if (now - lastSeen >= config.gone().toMillis()) forget();
        rest(now);
      }
      case SdtCodec.OK -> tally.count("late");
      default -> {
        health = new Health.Degraded(SdtFrames.meaning(status));
        rest(now);
      }
    }
  }

  private void selected(int status, long now) {
    if (status == SdtCodec.OK) {
      ask(Question.READ, now);
    } else if (status == SdtCodec.FOUND) {
      tally.count("late");
    } else failed(status, now);
  }

  private void read(Reply reply, long now) {
    switch (reply) {
      case Reply.Read(String number) -> {
        tries = 0;
        lastSeen = now;
        if (SdtCodec.isNumber(number)) tell(number);
        else complain("not the number of a resident: another kind of card");
        rest(now);
      }
      case Reply.Status(int status) when status == SdtCodec.OK -> tally.count("late");
      case Reply.Status(int status) -> failed(status, now);
    }
  }

  /** Looked for at once again: a card that is still there is tried again, one that is gone told. */
  private void failed(int status, long now) {
    if (++tries >= TRIES) complain("the card cannot be read: " + SdtFrames.meaning(status));
    ask(Question.FIND, now);
  }

  private void tell(String number) {
    complained = false;
    if (number.equals(told)) return;
    told = number;
    tally.count("cards");
    var id = Bytes.copyOf(number.getBytes(StandardCharsets.US_ASCII));
    notices.add(new CardNotice.CardSeen(Technology.ID_CARD, id));
  }

  /** A card that was told already has done what it came for, however it leaves. */
  private void complain(String why) {
    tries = 0;
    if (!told.isEmpty()) return;
    complained = true;
    tally.count("unusable");
    notices.add(new CardNotice.CardUnusable(why));
  }

  private void rest(long now) {
    asking.rest(config.poll().toMillis(), now);
  }

  private void forget() {
    told = "";
    complained = false;
    tries = 0;
  }

  private void lose(String why) {
    forget();
    health = new Health.Lost(why);
  }
}
