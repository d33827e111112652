package org.shuyi.sim.device;

import java.nio.charset.StandardCharsets;
import org.shuyi.devices.Bytes;

/**
 * A bar code and QR scanner on a serial line or as USB-CDC: it says each code that it sees, with an
 * end mark, and hears nothing.
 */
public final class SerialScannerPeer extends SerialPeer {
  /** 9600 8N1. */
  public static final Pace PACE = new Pace(9600, 10);

  private final Bytes endMark;

  /** A scanner whose codes end with a carriage return, as most are delivered. */
  public SerialScannerPeer(Pace pace, long seed) {
    this(Bytes.of(0x0D), pace, seed);
  }

  public SerialScannerPeer(Bytes endMark, Pace pace, long seed) {
    super(pace, 50, seed);
    this.endMark = endMark;
  }

  /** Somebody holds a code before it. */
  public void scan(String code, long nowMillis) {
    say(Bytes.copyOf(code.getBytes(StandardCharsets.UTF_8)).plus(endMark), nowMillis);
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    return filled;
  }
}
