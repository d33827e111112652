package org.shuyi.devices.code.evdev;

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
import org.shuyi.devices.code.CodeCommand;
import org.shuyi.devices.code.CodeNotice;
import org.shuyi.devices.code.Repeats;
import org.shuyi.devices.code.evdev.EvdevCodec.Input;

/**
 * A scanner that types: keys become characters, Enter ends a code. A key that no code contains
 * spoils the whole code, and so do events that the kernel lost: half a code is none.
 */
public final class EvdevDriver implements Driver<CodeCommand, CodeNotice> {
  private static final int DOWN = 1;

  private final EvdevConfig config;
  private final Tally tally = new Tally("bytesDropped", "codes", "lost", "refused", "repeated");
  private final Repeats repeats;
  private final StringBuilder typed = new StringBuilder();
  private Health health = new Health.Lost("the line is not up yet");
  private Bytes received = Bytes.EMPTY;
  private long dropAt = NEVER;
  private boolean leftShift;
  private boolean rightShift;
  private boolean spoiled;

  public EvdevDriver(EvdevConfig config) {
    this.config = config;
    this.repeats = new Repeats(config.repeat());
  }

  @Override
  public Answer<CodeNotice> on(Told<CodeCommand> told, long now) {
    return switch (told) {
      case Told.LineUp<CodeCommand>() -> {
        drop();
        health = new Health.Ready();
        yield Answer.nothing();
      }
      case Told.LineDown<CodeCommand>(String why) -> {
        drop();
        health = new Health.Lost("the line is down: " + why);
        yield Answer.nothing();
      }
      case Told.Received<CodeCommand>(Bytes bytes) -> {
        if (now >= dropAt) drop();
        yield new Answer<>(List.of(), heard(bytes, now));
      }
      case Told.TimePassed<CodeCommand>() -> {
        if (now >= dropAt) drop();
        yield Answer.nothing();
      }
      case Told.Wanted<CodeCommand>(CodeCommand.Forget(), long _) -> {
        repeats.forget();
        yield Answer.nothing();
      }
    };
  }

  @Override
  public long wakeAt() {
    return dropAt;
  }

  @Override
  public Health health() {
    return health;
  }

  @Override
  public SortedMap<String, Long> counters() {
    return tally.counters();
  }

  private List<CodeNotice> heard(Bytes bytes, long now) {
    Bytes left = received.plus(bytes);
    var notices = new ArrayList<CodeNotice>();
    int at = 0;
    while (at < left.size()) {
      var front = left.slice(at, Math.min(left.size(), at + EvdevCodec.SIZE));
      switch (EvdevCodec.parse(front)) {
        case Parsed.More<Input>() -> {
          received = front;
          dropAt = now + config.gap().toMillis();
          return notices;
        }
        case Parsed.Noise<Input>(int size, String _) -> {
          tally.count("bytesDropped", size);
          spoiled = true;
          at += size;
        }
        case Parsed.Frame<Input>(Input input, int size) -> {
          at += size;
          happened(input, now, notices);
        }
      }
    }
    received = Bytes.EMPTY;
    boolean begun = !typed.isEmpty() || spoiled || leftShift || rightShift;
    dropAt = begun ? now + config.gap().toMillis() : NEVER;
    return notices;
  }

  private void happened(Input input, long now, List<CodeNotice> notices) {
    if (input.type() == EvdevCodec.SYNC && input.code() == EvdevCodec.DROPPED) {
      tally.count("lost");
      spoiled = true;
    }
    if (input.type() != EvdevCodec.KEY) return;
    switch (input.code()) {
      case UsKeys.LEFT_SHIFT -> leftShift = input.value() != 0;
      case UsKeys.RIGHT_SHIFT -> rightShift = input.value() != 0;
      case UsKeys.ENTER, UsKeys.KEYPAD_ENTER -> {
        if (input.value() == DOWN) ended(now, notices);
      }
      default -> {
        if (input.value() == DOWN) typed(input.code());
      }
    }
  }

  private void typed(int key) {
    char character = UsKeys.character(key, leftShift || rightShift);
    spoiled |= character == 0 || typed.length() == config.longest();
    if (!spoiled) typed.append(character);
  }

  private void ended(long now, List<CodeNotice> notices) {
    String text = spoiled ? "" : typed.toString().strip();
    if (spoiled) tally.count("refused");
    typed.setLength(0);
    spoiled = false;
    if (text.isEmpty()) return;
    boolean again = repeats.isAgain(text, now);
    tally.count(again ? "repeated" : "codes");
    if (!again) notices.add(new CodeNotice.CodeScanned(text));
  }

  private void drop() {
    if (!received.isEmpty()) tally.count("bytesDropped", received.size());
    received = Bytes.EMPTY;
    typed.setLength(0);
    spoiled = false;
    leftShift = false;
    rightShift = false;
    dropAt = NEVER;
  }
}
