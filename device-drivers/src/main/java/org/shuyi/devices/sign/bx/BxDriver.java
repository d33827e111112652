package org.shuyi.devices.sign.bx;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Tally;
import org.shuyi.devices.Told;
import org.shuyi.devices.sign.SignCommand;
import org.shuyi.devices.sign.SignNotice;
import org.shuyi.devices.sign.bx.BxCodec.BxFrame;

/**
 * One sign, held to one text: what shall stand there is written until the card has said so, and
 * again from time to time, since a card that was without power has forgotten it. Every answer of a
 * card looks alike; one that belongs to the text before is made good by the next writing.
 */
public final class BxDriver implements Driver<SignCommand, SignNotice> {
  /** Questions without answer before the card counts as silent. */
  private static final int MISSES = 3;

  /** After a lost answer the line rests, so that a late one is not taken for the next. */
  private static final long QUIET_MILLIS = 200;

  /** Four times while a card keeps a text. */
  private static final long AGAIN_MILLIS = BxArea.STANDS.toMillis() / 4;

  private final BxConfig config;
  private final Tally tally =
      new Tally("answers", "bytesDropped", "damaged", "refused", "shown", "timeouts");
  private final List<SignNotice> notices = new ArrayList<>();
  private final List<Bytes> writes = new ArrayList<>();
  private State state = new State.Down();
  private Health health = new Health.Lost("not yet spoken to");
  private Bytes received = Bytes.EMPTY;

  /** What shall stand there. */
  private Bytes wanted;

  /** Whether the card may not show it yet. */
  private boolean owed;

  /** The text of which nothing was told yet. */
  private OptionalLong asked = OptionalLong.empty();

  private boolean clear = true;
  private long againAt;
  private int misses;

  private sealed interface State {
    record Down() implements State {}

    /**
     * @param said what the card was told, to compare with what it shall be told by now
     */
    record Asking(Bytes said, long until) implements State {}

    record Resting(long until) implements State {}
  }

  public BxDriver(BxConfig config) {
    this.config = config;
    this.wanted = BxCodec.clear(config.address());
  }

  @Override
  public Answer<SignNotice> on(Told<SignCommand> told, long now) {
    switch (told) {
      case Told.LineUp<SignCommand>() -> {
        misses = 0;
        state = new State.Resting(now);
        owed = !clear;
      }
      case Told.LineDown<SignCommand>(String why) -> {
        state = new State.Down();
        lose("the line is down: " + why);
      }
      case Told.Received<SignCommand>(Bytes bytes) -> heard(bytes, now);
      case Told.TimePassed<SignCommand>() -> {}
      case Told.Wanted<SignCommand>(SignCommand.Show show, long _) -> show(show);
      case Told.Wanted<SignCommand>(SignCommand.Clear(), long _) -> {
        notShown("nothing is to stand there any more");
        become(BxCodec.clear(config.address()), true);
      }
    }
    goOn(now);
    var answer = new Answer<>(writes, notices);
    writes.clear();
    notices.clear();
    return answer;
  }

  @Override
  public long wakeAt() {
    return switch (state) {
      case State.Down() -> NEVER;
      case State.Asking(Bytes _, long until) -> until;
      case State.Resting(long until) -> until;
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

  private void show(SignCommand.Show show) {
    notShown("another text came");
    become(BxCodec.show(config.address(), BxArea.of(config, show.text(), show.urgent())), false);
    asked = OptionalLong.of(show.number());
    if (health instanceof Health.Lost(String why)) notShown(why);
  }

  /** A text that comes does not wait for the end of a rest. */
  private void become(Bytes next, boolean nothing) {
    wanted = next;
    clear = nothing;
    owed = true;
    if (state instanceof State.Resting && misses == 0) state = new State.Resting(Long.MIN_VALUE);
  }

  private void goOn(long now) {
    switch (state) {
      case State.Down() -> {}
      case State.Resting(long until) -> {
        if (now >= until) ask(now);
      }
      case State.Asking(Bytes _, long until) -> {
        if (now >= until) missed(now);
      }
    }
  }

  private void ask(long now) {
    drop(received.size());
    boolean again = !clear && now >= againAt;
    Bytes said = owed || again ? wanted : BxCodec.ping(config.address());
    writes.add(said);
    state = new State.Asking(said, now + config.answerWithin().toMillis());
  }

  private void missed(long now) {
    tally.count("timeouts");
    drop(received.size());
    if (++misses >= MISSES) lose("the sign does not answer");
    state = new State.Resting(now + QUIET_MILLIS);
  }

  private void heard(Bytes bytes, long now) {
    received = received.plus(bytes);
    while (!received.isEmpty()) {
      switch (BxCodec.parse(received)) {
        case Parsed.More<BxFrame>() -> {
          return;
        }
        case Parsed.Noise<BxFrame>(int size, String _) -> {
          tally.count("damaged");
          drop(size);
        }
        case Parsed.Frame<BxFrame>(BxFrame frame, int size) -> {
          received = received.from(size);
          boolean answers = frame.group() == BxCodec.ANSWERS;
          if (answers && state instanceof State.Asking asking) answered(asking, frame, now);
        }
      }
    }
  }

  private void answered(State.Asking asking, BxFrame answer, long now) {
    tally.count("answers");
    misses = 0;
    health = new Health.Ready();
    boolean done = answer.command() == BxCodec.ACK && answer.error() == 0;
    if (asking.said().equals(wanted)) told(done, answer.error(), now);
    state = new State.Resting(now + (owed ? 1 : config.poll().toMillis()));
  }

  /** What is refused once is tried again when its time comes, and not at once for ever. */
  private void told(boolean done, int error, long now) {
    owed = false;
    againAt = now + AGAIN_MILLIS;
    if (!done) {
      tally.count("refused");
      health = new Health.Degraded("the sign refuses a text: error " + error);
      notShown("error " + error);
    } else if (asked.isPresent()) {
      tally.count("shown");
      notices.add(new SignNotice.Shown(asked.getAsLong()));
      asked = OptionalLong.empty();
    }
  }

  private void notShown(String why) {
    if (asked.isPresent()) notices.add(new SignNotice.NotShown(asked.getAsLong(), why));
    asked = OptionalLong.empty();
  }

  private void lose(String why) {
    health = new Health.Lost(why);
    owed = owed || !clear;
    notShown(why);
    drop(received.size());
  }

  private void drop(int size) {
    if (size > 0) tally.count("bytesDropped", size);
    received = received.from(size);
  }
}
