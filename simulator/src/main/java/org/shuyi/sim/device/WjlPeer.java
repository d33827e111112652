package org.shuyi.sim.device;

import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.Bolts;

/**
 * WJL lock boards and the many like them ("8A/80") on one RS-485 line, 9600 8N1.
 *
 * <p>Source: the maker's text as quoted in DigitalPlatform/dp2, WjlLockDriver.cs (Apache-2.0).
 * Frames end with the xor of all bytes before. Open {@code 8A board lock 11} is answered {@code 80
 * board lock 11} about a second later, or 00 where the board could not drive the bolt; one lock is
 * asked for with {@code 80 board lock 33}, all with lock 00, whose answer carries 32 bits, highest
 * locks first, 1 for a closed door. The text contradicts itself about what 11 and 00 mean in the
 * answer for one lock, which is therefore a setting. The address is asked for with {@code 80 01 00
 * 99}. Opening a whole group is unconfirmed and is not obeyed.
 */
public final class WjlPeer extends SerialPeer {
  private static final int FRAME = 5;
  private static final int OPEN = 0x8A;
  private static final int ASK = 0x80;

  /** 9600 8N1. */
  public static final Pace PACE = new Pace(9600, 10);

  /**
   * How the boards are set.
   *
   * @param boards boards on the line, addresses 1 and up, at most 64
   * @param locks locks of a board, at most 32
   * @param elevenMeansOpen the polarity of the answer for one lock
   * @param pulseMillis how long a bolt is driven
   * @param openMillis until an opening is answered
   * @param deviceMillis until anything else is
   */
  public record Setup(
      int boards,
      int locks,
      boolean elevenMeansOpen,
      int pulseMillis,
      int openMillis,
      int deviceMillis) {
    public static final Setup USUAL = new Setup(1, 8, true, 500, 1000, 10);
  }

  private final Setup setup;
  private final Bolts bolts;

  /**
   * Boards whose channels are counted through: lock 1 of board 2 follows the last lock of board 1.
   */
  public WjlPeer(Setup setup, Bolts bolts, Pace pace, long seed) {
    super(pace, 50, seed);
    this.setup = setup;
    this.bolts = bolts;
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    int head = inbox[0] & 0xFF;
    if (head != OPEN && head != ASK) return 1;
    if (filled < FRAME) return MORE;
    int check = inbox[0] ^ inbox[1] ^ inbox[2] ^ inbox[3];
    if ((check & 0xFF) != (inbox[4] & 0xFF)) return 1;
    obey(head, inbox[1] & 0xFF, inbox[2] & 0xFF, inbox[3] & 0xFF, now);
    return FRAME;
  }

  private void obey(int head, int board, int lock, int last, long now) {
    if (head == ASK && board == 1 && lock == 0 && last == 0x99) {
      reply(Bytes.of(ASK, 0x01, faults().told(1), 0x99), setup.deviceMillis, now);
      return;
    }
    if (board < 1 || board > setup.boards || lock > setup.locks) return;
    if (head == OPEN && last == 0x11 && lock > 0) {
      int channel = channel(board, lock);
      if (!faults().leavesBolt(channel))
        bolts.pull(channel, faults().holds(channel, setup.pulseMillis));
      int outcome = faults().refuses(channel) ? 0x00 : 0x11;
      reply(Bytes.of(ASK, faults().told(board), lock, outcome), setup.openMillis, now);
      var busy = faults().first(Fault.BusyAfterUnlock.class);
      if (busy != null) deafen(busy.millis(), now);
    } else if (head == ASK && last == 0x33 && lock == 0) {
      reply(all(board), setup.deviceMillis, now);
    } else if (head == ASK && last == 0x33) {
      boolean eleven = closed(board, lock) != setup.elevenMeansOpen;
      reply(
          Bytes.of(ASK, faults().told(board), lock, eleven ? 0x11 : 0x00), setup.deviceMillis, now);
    }
  }

  private Bytes all(int board) {
    int bits = 0;
    for (int lock = 1; lock <= setup.locks; lock++) {
      if (closed(board, lock)) bits |= 1 << (lock - 1);
    }
    return Bytes.of(
        ASK,
        faults().told(board),
        bits >>> 24,
        (bits >>> 16) & 0xFF,
        (bits >>> 8) & 0xFF,
        bits & 0xFF,
        0x33);
  }

  private boolean closed(int board, int lock) {
    int channel = channel(board, lock);
    boolean closed = bolts.closed(channel);
    return faults().none() ? closed : faults().told(channel, closed);
  }

  private int channel(int board, int lock) {
    return (board - 1) * setup.locks + lock;
  }

  private void reply(Bytes body, int millis, long now) {
    int check = 0;
    for (int i = 0; i < body.size(); i++) check ^= body.at(i);
    answer(body.plus(check), FRAME, millis * 1000L, now);
  }
}
