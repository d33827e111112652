package org.shuyi.devices.sign.bx;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.shuyi.devices.Answer;
import org.shuyi.devices.Asking;
import org.shuyi.devices.Bytes;
import org.shuyi.devices.Driver;
import org.shuyi.devices.Health;
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
  /** Four times while a card keeps a text. */
  private static final long AGAIN_MILLIS = BxArea.STANDS.toMillis() / 4;

  private final BxConfig config;
  private final Tally tally =
      new Tally("answers", "bytesDropped", "damaged", "refused", "shown", "timeouts");
  private final List<SignNotice> notices = new ArrayList<>();

  /** A question is what the card was told, to compare with what it shall be told by now. */
  private final Asking<Bytes, BxFrame> asking = new Asking<>(BxCodec::parse, tally);

  private Health health = new Health.Lost("not yet spoken to");

  /** What shall stand there. */
  private Bytes wanted;

  /** Whether the card may not show it yet. */
  private boolean owed;

  /** The text of which nothing was told yet. */
  private OptionalLong asked = OptionalLong.empty();

  private boolean clear = true;
  private long againAt;

  public BxDriver(BxConfig config) {
    this.config = config;
    this.wanted = BxCodec.clear(config.address());
  }

  @Override
  public Answer<SignNotice> on(Told<SignCommand> told, long now) {
    switch (told) {
      case Told.LineUp<SignCommand>() -> {
        asking.lineUp(now);
        owed = !clear;
      }
      case Told.LineDown<SignCommand>(String why) -> {
        asking.lineDown();
        lose("the line is down: " + why);
      }
      case Told.Received<SignCommand>(Bytes bytes) ->
          asking.hear(bytes, frame -> heard(frame, now));
      case Told.TimePassed<SignCommand>() -> {}
      case Told.Wanted<SignCommand>(SignCommand.Show show, long _) -> show(show);
      case Told.Wanted<SignCommand>(SignCommand.Clear(), long _) -> {
        notShown("nothing is to stand there any more");
        become(BxCodec.clear(config.address()), true);
      }
    }
    goOn(now);
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
    asking.hurry();
  }

  private void goOn(long now) {
    if (asking.overdue(now) != null && asking.missedTooOften()) lose("the sign does not answer");
    if (asking.rested(now)) ask(now);
  }

  private void ask(long now) {
    boolean again = !clear && now >= againAt;
    Bytes said = owed || again ? wanted : BxCodec.ping(config.address());
    asking.ask(said, said, config.answerWithin(), now);
  }

  private void heard(BxFrame frame, long now) {
    Bytes said = asking.asked();
    if (said != null && frame.group() == BxCodec.ANSWERS) answered(said, frame, now);
  }

  private void answered(Bytes said, BxFrame answer, long now) {
    asking.answered();
    health = new Health.Ready();
    boolean done = answer.command() == BxCodec.ACK && answer.error() == 0;
    if (said.equals(wanted)) told(done, answer.error(), now);
    asking.rest(owed ? 1 : config.poll().toMillis(), now);
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
  }
}
