package org.shuyi.sim.device;

import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.Bolts;

/**
 * KERONG CU16 lock boards on one RS-485 line: requests of five bytes, {@code 02 addr cmd 03 SUM},
 * where addr is the board in the high half and the lock, from 0, in the low half.
 *
 * <p>Source: jin0949/KR-CU16_locker and suryavirkapur/kerong-lib (both MIT), from which the facts
 * in the driver's README come. The state (30) is answered with nine bytes (35). Whether an unlock
 * (31) is answered is disputed, and so is the meaning of the lock bits: both are settings. Unlock
 * all (33) is obeyed, so that a station that ever sent it would be seen to. Other commands have no
 * documented answer and get none.
 */
public final class KerongCu16Peer extends SerialPeer {
  private static final int LOCKS = 16;
  private static final int FRAME = 5;
  private static final int STX = 0x02;
  private static final int ETX = 0x03;

  /** 19200 8N1, as delivered. */
  public static final Pace PACE = new Pace(19200, 10);

  /**
   * How the boards are set.
   *
   * @param boards boards on the line, addresses 0 and up, at most 15
   * @param oneMeansClosed the polarity of the lock bits
   * @param answersUnlock whether an unlock is answered with the state
   * @param pulseMillis how long a bolt is driven
   * @param deviceMillis how long a board thinks
   */
  public record Setup(
      int boards,
      boolean oneMeansClosed,
      boolean answersUnlock,
      int pulseMillis,
      int deviceMillis) {
    public static final Setup USUAL = new Setup(1, true, false, 500, 5);
  }

  private final Setup setup;
  private final Bolts bolts;

  /** Boards whose channels are counted through: lock 1 of board 1 is channel 17. */
  public KerongCu16Peer(Setup setup, Bolts bolts, Pace pace, long seed) {
    super(pace, 50, seed);
    this.setup = setup;
    this.bolts = bolts;
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    if (inbox[0] != STX) return 1;
    if (filled < FRAME) return MORE;
    int sum = (inbox[0] + inbox[1] + inbox[2] + inbox[3]) & 0xFF;
    if (inbox[3] != ETX || (inbox[4] & 0xFF) != sum) return 1;
    obey(inbox[1] & 0xFF, inbox[2] & 0xFF, now);
    return FRAME;
  }

  private void obey(int address, int command, long now) {
    int board = address >> 4;
    int lock = (address & 0x0F) + 1;
    if (board >= setup.boards) return;
    switch (command) {
      case 0x30 -> answer(state(board), FRAME, setup.deviceMillis * 1000L, now);
      case 0x31 -> {
        pull(board, lock);
        if (setup.answersUnlock) answer(state(board), FRAME, setup.deviceMillis * 1000L, now);
        rest(now);
      }
      case 0x33 -> {
        for (int each = 1; each <= LOCKS; each++) pull(board, each);
        rest(now);
      }
      default -> {}
    }
  }

  private void pull(int board, int lock) {
    int channel = board * LOCKS + lock;
    if (!faults().leavesBolt(channel))
      bolts.pull(channel, faults().holds(channel, setup.pulseMillis));
  }

  private void rest(long now) {
    var busy = faults().first(Fault.BusyAfterUnlock.class);
    if (busy != null) deafen(busy.millis(), now);
  }

  private Bytes state(int board) {
    boolean healthy = faults().none();
    int locks = 0;
    int seen = 0;
    for (int lock = 1; lock <= LOCKS; lock++) {
      int channel = board * LOCKS + lock;
      boolean closed = bolts.closed(channel);
      if (!healthy) closed = faults().told(channel, closed);
      if (closed == setup.oneMeansClosed) locks |= 1 << (lock - 1);
      if (faults().sees(channel, bolts.occupied(channel))) seen |= 1 << (lock - 1);
    }
    int address = healthy ? board << 4 : faults().told(board << 4);
    int sum = STX + address + 0x35 + low(locks) + high(locks) + low(seen) + high(seen) + ETX;
    return Bytes.of(
        STX, address, 0x35, low(locks), high(locks), low(seen), high(seen), ETX, sum & 0xFF);
  }

  private static int low(int bits) {
    return bits & 0xFF;
  }

  private static int high(int bits) {
    return bits >> 8;
  }
}
