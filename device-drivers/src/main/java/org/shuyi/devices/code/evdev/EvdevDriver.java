package org.shuyi.devices.code.evdev;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Parsed;
import org.shuyi.devices.Tally;
import org.shuyi.devices.code.CodeDriver;
import org.shuyi.devices.code.evdev.EvdevCodec.Input;

/**
 * A scanner that types: keys become characters, Enter ends a code. A key that no code contains
 * spoils the whole code, and so do events that the kernel lost: half a code is none.
 */
public final class EvdevDriver extends CodeDriver {
  private static final int DOWN = 1;

  private final int longest;
  private final Tally tally;
  private final StringBuilder typed = new StringBuilder();
  private Bytes received = Bytes.EMPTY;
  private boolean leftShift;
  private boolean rightShift;
  private boolean spoiled;

  public EvdevDriver(EvdevConfig config) {
    this(config, new Tally("bytesDropped", "codes", "lost", "refused", "repeated"));
  }

  private EvdevDriver(EvdevConfig config, Tally tally) {
    super(tally, config.repeat(), config.gap());
    this.longest = config.longest();
    this.tally = tally;
  }

  @Override
  protected boolean heard(Bytes bytes) {
    Bytes left = received.plus(bytes);
    int at = 0;
    while (at < left.size()) {
      var front = left.slice(at, Math.min(left.size(), at + EvdevCodec.SIZE));
      switch (EvdevCodec.parse(front)) {
        case Parsed.More<Input>() -> {
          received = front;
          return true;
        }
        case Parsed.Noise<Input>(int size, String _) -> {
          tally.count("bytesDropped", size);
          spoiled = true;
          at += size;
        }
        case Parsed.Frame<Input>(Input input, int size) -> {
          at += size;
          happened(input);
        }
      }
    }
    received = Bytes.EMPTY;
    return !typed.isEmpty() || spoiled || leftShift || rightShift;
  }

  private void happened(Input input) {
    if (input.type() == EvdevCodec.SYNC && input.code() == EvdevCodec.DROPPED) {
      tally.count("lost");
      spoiled = true;
    }
    if (input.type() != EvdevCodec.KEY) return;
    switch (input.code()) {
      case UsKeys.LEFT_SHIFT -> leftShift = input.value() != 0;
      case UsKeys.RIGHT_SHIFT -> rightShift = input.value() != 0;
      case UsKeys.ENTER, UsKeys.KEYPAD_ENTER -> {
        if (input.value() == DOWN) ended();
      }
      default -> {
        if (input.value() == DOWN) typed(input.code());
      }
    }
  }

  private void typed(int key) {
    char character = UsKeys.character(key, leftShift || rightShift);
    spoiled |= character == 0 || typed.length() == longest;
    if (!spoiled) typed.append(character);
  }

  private void ended() {
    String text = spoiled ? "" : typed.toString().strip();
    if (spoiled) tally.count("refused");
    typed.setLength(0);
    spoiled = false;
    if (!text.isEmpty()) tell(text);
  }

  @Override
  protected void forgetHalf() {
    if (!received.isEmpty()) tally.count("bytesDropped", received.size());
    received = Bytes.EMPTY;
    typed.setLength(0);
    spoiled = false;
    leftShift = false;
    rightShift = false;
  }
}
