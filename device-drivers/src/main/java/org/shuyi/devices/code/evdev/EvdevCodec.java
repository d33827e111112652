package org.shuyi.devices.code.evdev;

import org.shuyi.devices.Bytes;
import org.shuyi.devices.Frames;
import org.shuyi.devices.Parsed;

/**
 * The kernel's {@code struct input_event} on 64 bits, low byte first: seconds 8, microseconds 8,
 * type 2, code 2, value 4. Source: linux/input.h and linux/input-event-codes.h.
 */
public final class EvdevCodec {
  /** Explains events; which key it was is masked, since a code may be a patron's. */
  public static final Frames FRAMES = new EvdevFrames();

  static final int SIZE = 24;
  static final int SYNC = 0x00;
  static final int KEY = 0x01;

  /** Of type SYNC: the kernel's buffer was full, and events are lost. */
  static final int DROPPED = 3;

  private static final int MICROS = 1_000_000;
  private static final int MOST_TYPES = 0x1F;
  private static final int MOST_CODES = 0x2FF;

  /** An event without its time: ours is the loop's. */
  public record Input(int type, int code, int value) {}

  private EvdevCodec() {}

  /** Reads one event; bytes that cannot be one are dropped one by one, until they can. */
  public static Parsed<Input> parse(Bytes received) {
    if (received.size() < SIZE) return new Parsed.More<>();
    long micros = number(received, 8, 8);
    var input =
        new Input(
            (int) number(received, 16, 2),
            (int) number(received, 18, 2),
            (int) number(received, 20, 4));
    boolean possible =
        micros >= 0 && micros < MICROS && input.type() <= MOST_TYPES && input.code() <= MOST_CODES;
    return possible
        ? new Parsed.Frame<>(input, SIZE)
        : new Parsed.Noise<>(1, "no event of the kernel");
  }

  private static long number(Bytes bytes, int from, int size) {
    long number = 0;
    for (int i = size - 1; i >= 0; i--) number = number << 8 | bytes.at(from + i);
    return number;
  }
}
