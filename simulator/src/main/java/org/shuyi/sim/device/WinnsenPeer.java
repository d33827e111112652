package org.shuyi.sim.device;

import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.Bolts;

/**
 * Winnsen lock boards on one RS-485 line, 9600 8N1, in either of two forms.
 *
 * <p>Source: Serial Command Document V202104 as in LocQar/winnsen-test, and the facts of the pudo
 * kiosk's board. No checksum. Open {@code 90 06 05 station lock 03} is answered {@code 90 07 85
 * station lock status 03} when the board knows how it went: 01 opened, 00 failed. The mask form is
 * asked {@code 90 07 02 station low high 03} and answers {@code 90 07 82 station low high 03}, 1
 * for an open door, of the locks that were asked for; the single form is asked {@code 90 06 12
 * station lock 03} and answers {@code 90 07 92 station status lock 03}. Some boards answer A5 and
 * A2.
 */
public final class WinnsenPeer extends SerialPeer {
  private static final int HEAD = 0x90;
  private static final int END = 0x03;

  /** 9600 8N1. */
  public static final Pace PACE = new Pace(9600, 10);

  /**
   * How the boards are set.
   *
   * @param boards boards on the line, stations 1 and up
   * @param locks locks of a board, at most 16
   * @param single whether they tell one lock at a time
   * @param others whether they answer A5 and A2
   * @param pulseMillis how long a bolt is driven
   * @param openMillis until an opening is answered
   * @param deviceMillis until anything else is
   */
  public record Setup(
      int boards,
      int locks,
      boolean single,
      boolean others,
      int pulseMillis,
      int openMillis,
      int deviceMillis) {
    public static final Setup USUAL = new Setup(1, 16, false, false, 500, 700, 5);
  }

  private final Setup setup;
  private final Bolts bolts;

  /** Boards whose channels are counted through. */
  public WinnsenPeer(Setup setup, Bolts bolts, Pace pace, long seed) {
    super(pace, 50, seed);
    this.setup = setup;
    this.bolts = bolts;
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    if ((inbox[0] & 0xFF) != HEAD) return 1;
    if (filled < 2) return MORE;
    int size = inbox[1];
    if (size != 6 && size != 7) return 1;
    if (filled < size) return MORE;
    if (inbox[size - 1] != END) return 1;
    int station = inbox[3] & 0xFF;
    if (station >= 1 && station <= setup.boards) obey(inbox, station, size, now);
    return size;
  }

  private void obey(byte[] asked, int station, int size, long now) {
    int function = asked[2];
    int lock = asked[4];
    if (function == 0x02 && size == 7 && !setup.single) {
      int mask = (asked[4] & 0xFF) | (asked[5] & 0xFF) << 8;
      states(station, mask, now);
    } else if (lock < 1 || lock > setup.locks || size != 6) {
      return;
    } else if (function == 0x12 && setup.single) {
      reply(
          Bytes.of(HEAD, 7, 0x92, faults().told(station), open(station, lock) ? 1 : 0, lock, END),
          6,
          setup.deviceMillis,
          now);
    } else if (function == 0x05) {
      open(station, lock, now);
    }
  }

  private void open(int station, int lock, long now) {
    int channel = channel(station, lock);
    if (!faults().leavesBolt(channel))
      bolts.pull(channel, faults().holds(channel, setup.pulseMillis));
    int done = faults().refuses(channel) ? 0 : 1;
    int function = setup.others ? 0xA5 : 0x85;
    reply(
        Bytes.of(HEAD, 7, function, faults().told(station), lock, done, END),
        6,
        setup.openMillis,
        now);
    var busy = faults().first(Fault.BusyAfterUnlock.class);
    if (busy != null) deafen(busy.millis(), now);
  }

  private void states(int station, int mask, long now) {
    int bits = 0;
    for (int lock = 1; lock <= setup.locks; lock++) {
      if (open(station, lock)) bits |= 1 << (lock - 1);
    }
    bits &= mask;
    int function = setup.others ? 0xA2 : 0x82;
    reply(
        Bytes.of(HEAD, 7, function, faults().told(station), bits & 0xFF, bits >> 8, END),
        7,
        setup.deviceMillis,
        now);
  }

  private boolean open(int station, int lock) {
    int channel = channel(station, lock);
    return !faults().told(channel, bolts.closed(channel));
  }

  private int channel(int station, int lock) {
    return (station - 1) * setup.locks + lock;
  }

  private void reply(Bytes frame, int asked, int millis, long now) {
    answer(frame, asked, millis * 1000L, now);
  }
}
