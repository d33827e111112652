package org.shuyi.devices.card.sdt;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Parsed;
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

  /** Questions without answer before the reader counts as silent. */
  private static final int MISSES = 3;

  /** After a lost answer the line rests, so that a late one is not taken for the next. */
  private static final long QUIET_MILLIS = 200;

  /** A silent reader is asked again at this pace. */
  private static final long AGAIN_MILLIS = 1_000;

  private final SdtConfig config;
  private final Tally tally =
      new Tally("answers", "bytesDropped", "cards", "damaged", "late", "timeouts", "unusable");
  private final List<Bytes> writes = new ArrayList<>();
  private final List<CardNotice> notices = new ArrayList<>();
  private State state = new State.Down();
  private Health health = new Health.Lost("not yet spoken to");
  private Bytes received = Bytes.EMPTY;

  /** The number that was told and has not been away for long enough since; empty if none is. */
  private String told = "";

  /** Whether the card that lies there was found unusable and told so. */
  private boolean complained;

  private long lastSeen;
  private int tries;
  private int misses;

  private sealed interface State {
    record Down() implements State {}

    record Resting(long until) implements State {}

    record Finding(long until) implements State {}

    record Selecting(long until) implements State {}

    record Reading(long until) implements State {}
  }

  public SdtDriver(SdtConfig config) {
    this.config = config;
  }

  @Override
  public Answer<CardNotice> on(Told<CardCommand> told, long now) {
    switch (told) {
      case Told.LineUp<CardCommand>() -> {
        misses = 0;
        health = new Health.Lost("being asked");
        find(now);
      }
      case Told.LineDown<CardCommand>(String why) -> {
        lose("the line is down: " + why);
        state = new State.Down();
      }
      case Told.Received<CardCommand>(Bytes bytes) -> heard(bytes, now);
      case Told.TimePassed<CardCommand>() -> timePassed(now);
      case Told.Wanted<CardCommand>(CardCommand.Forget(), long _) -> forget();
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
      case State.Finding(long until) -> until;
      case State.Selecting(long until) -> until;
      case State.Reading(long until) -> until;
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
      case State.Resting _ -> find(now);
      case State.Finding _, State.Selecting _, State.Reading _ -> missed(now);
    }
  }

  private void missed(long now) {
    tally.count("timeouts");
    drop(received.size());
    if (state instanceof State.Selecting || state instanceof State.Reading) tries++;
    state = new State.Resting(now + QUIET_MILLIS);
    if (++misses < MISSES) return;
    lose("the reader does not answer");
    state = new State.Resting(now + AGAIN_MILLIS);
  }

  private void find(long now) {
    state = new State.Finding(ask(SdtCodec.FIND, config.answerWithin(), now));
  }

  private long ask(Bytes request, Duration within, long now) {
    drop(received.size());
    writes.add(request);
    return now + within.toMillis();
  }

  private void heard(Bytes bytes, long now) {
    received = received.plus(bytes);
    while (!received.isEmpty()) {
      switch (SdtCodec.parse(received)) {
        case Parsed.More<Reply>() -> {
          return;
        }
        case Parsed.Noise<Reply>(int size, String _) -> {
          if (size > 1) tally.count("damaged");
          drop(size);
        }
        case Parsed.Frame<Reply>(Reply reply, int size) -> {
          received = received.from(size);
          answered(reply, now);
        }
      }
    }
  }

  private void answered(Reply reply, long now) {
    misses = 0;
    tally.count("answers");
    switch (state) {
      case State.Down(), State.Resting _ -> tally.count("late");
      case State.Finding _ -> {
        if (reply instanceof Reply.Status(int status)) found(status, now);
        else tally.count("late");
      }
      case State.Selecting _ -> {
        if (reply instanceof Reply.Status(int status)) selected(status, now);
        else tally.count("late");
      }
      case State.Reading _ -> read(reply, now);
    }
  }

  private void found(int status, long now) {
    switch (status) {
      case SdtCodec.FOUND -> {
        health = new Health.Ready();
        lastSeen = now;
        if (complained) rest(now);
        else {
          state = new State.Selecting(ask(SdtCodec.SELECT, config.answerWithin(), now));
        }
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
      state = new State.Reading(ask(SdtCodec.READ, config.readWithin(), now));
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
    find(now);
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
    drop(received.size());
    state = new State.Resting(now + config.poll().toMillis());
  }

  private void forget() {
    told = "";
    complained = false;
    tries = 0;
  }

  private void lose(String why) {
    forget();
    drop(received.size());
    health = new Health.Lost(why);
  }

  private void drop(int size) {
    if (size > 0) tally.count("bytesDropped", size);
    received = received.from(size);
  }
}
