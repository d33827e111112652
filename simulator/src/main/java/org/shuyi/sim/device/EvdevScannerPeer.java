package org.shuyi.sim.device;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.shuyi.devices.Bytes;

/**
 * A scanner that is a US keyboard, as the kernel tells of it on 64 bits: it types each code that it
 * sees and ends it with Enter.
 *
 * <p>Source: linux/input.h and linux/input-event-codes.h. A key is three events (scan code, key,
 * sync), down and up. What has no key is left out; control characters are typed with Control.
 */
public final class EvdevScannerPeer extends SerialPeer {
  private static final int SHIFT = 42;
  private static final int CONTROL = 29;
  private static final int ENTER = 28;

  /** The kernel's codes of the keys from left to right, row by row; blanks are no keys. */
  private static final String PLAIN = "  1234567890-=  qwertyuiop[]  asdfghjkl;'` \\zxcvbnm,./";

  private static final String SHIFTED = "  !@#$%^&*()_+  QWERTYUIOP{}  ASDFGHJKL:\"~ |ZXCVBNM<>?";

  public EvdevScannerPeer(long seed) {
    super(Pace.INSTANT, 50, seed);
  }

  /** Somebody holds a code before it. */
  public void scan(String code, long nowMillis) {
    Bytes typed = Bytes.EMPTY;
    for (char character : code.toCharArray()) typed = typed.plus(typed(character, nowMillis));
    say(typed.plus(stroke(ENTER, nowMillis)), nowMillis);
  }

  private static Bytes typed(char character, long now) {
    if (character == ' ') return stroke(57, now);
    if (character == '\t') return stroke(15, now);
    if (character == 0x1B) return stroke(1, now);
    if (character < ' ') return with(CONTROL, key((char) (character + 'a' - 1)), now);
    int plain = key(character);
    if (plain > 0) return stroke(plain, now);
    int shifted = SHIFTED.indexOf(character);
    return shifted < 0 ? Bytes.EMPTY : with(SHIFT, shifted, now);
  }

  private static int key(char character) {
    return PLAIN.indexOf(character);
  }

  private static Bytes with(int held, int key, long now) {
    return change(held, 1, now).plus(stroke(key, now)).plus(change(held, 0, now));
  }

  private static Bytes stroke(int key, long now) {
    return change(key, 1, now).plus(change(key, 0, now));
  }

  private static Bytes change(int key, int value, long now) {
    return event(4, 4, 0x70000 + key, now)
        .plus(event(1, key, value, now))
        .plus(event(0, 0, 0, now));
  }

  private static Bytes event(int type, int code, int value, long now) {
    var event = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    event.putLong(now / 1_000).putLong(now % 1_000 * 1_000);
    event.putShort((short) type).putShort((short) code).putInt(value);
    return Bytes.copyOf(event.array());
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    return filled;
  }
}
