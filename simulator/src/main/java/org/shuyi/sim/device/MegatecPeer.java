package org.shuyi.sim.device;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.Supplied;

/**
 * A UPS that speaks Megatec Q1, 2400 8N1.
 *
 * <p>Source: peripherals.md, section 6, after the Megatec protocol text: {@code Q1} CR is answered
 * by a line of volts, load, hertz, battery, degrees and eight bits. It is of the on-line type, so
 * that its battery is told in volts a cell; an unknown question is not answered.
 */
public final class MegatecPeer extends SerialPeer {
  /** 2400 8N1. */
  public static final Pace PACE = new Pace(2400, 10);

  private static final int LOW_PERCENT = 20;
  private static final int CR = 0x0D;

  private final Supplied supplied;

  public MegatecPeer(Supplied supplied, Pace pace, long seed) {
    super(pace, 500, seed);
    this.supplied = supplied;
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    for (int end = 0; end < filled; end++) {
      if (inbox[end] != CR) continue;
      boolean asked = end >= 2 && inbox[end - 2] == 'Q' && inbox[end - 1] == '1';
      if (asked) answer(status(), 3, 20_000, now);
      return end + 1;
    }
    return MORE;
  }

  private Bytes status() {
    boolean mains = supplied.mains();
    int bits = mains ? 0 : 0x80 | (supplied.battery() < LOW_PERCENT ? 0x40 : 0);
    String line =
        String.format(
            Locale.ROOT,
            "(%05.1f %05.1f 220.0 021 %s %.2f 25.0 %8s\r",
            mains ? 221.4 : 2.9,
            mains ? 221.4 : 2.9,
            mains ? "50.0" : "00.0",
            1.75 + supplied.battery() * 0.005,
            Integer.toBinaryString(bits | 0x100).substring(1));
    return Bytes.copyOf(line.getBytes(StandardCharsets.US_ASCII));
  }
}
