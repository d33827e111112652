package org.shuyi.sim.device;

import org.shuyi.devices.Bytes;
import org.shuyi.sim.world.Bolts;

/**
 * A KERONG CU48 lock board: {@code 02 board lock command 03 SUM}, board and lock from 0.
 *
 * <p>Source: the facts of one driver in TypeScript. The state (60) of lock 0 is answered {@code 02
 * board 00 75 06}, six bytes, lowest locks first and 1 for closed, and the sum; an unlock (61)
 * {@code 02 board lock 75 00 SUM}, with 00 for 75 where it failed.
 */
public final class KerongCu48Peer extends SerialPeer {
  private static final int LOCKS = 48;
  private static final int FRAME = 6;

  /** 19200 8N1, as of the CU16. */
  public static final Pace PACE = new Pace(19200, 10);

  /**
   * How the board is set.
   *
   * @param board its address
   * @param pulseMillis how long a bolt is driven
   * @param deviceMillis how long it thinks
   */
  public record Setup(int board, int pulseMillis, int deviceMillis) {
    public static final Setup USUAL = new Setup(0, 500, 5);
  }

  private final Setup setup;
  private final Bolts bolts;

  public KerongCu48Peer(Setup setup, Bolts bolts, Pace pace, long seed) {
    super(pace, 50, seed);
    this.setup = setup;
    this.bolts = bolts;
  }

  @Override
  int take(byte[] inbox, int filled, long now) {
    if (inbox[0] != 0x02) return 1;
    if (filled < FRAME) return MORE;
    int sum = 0;
    for (int i = 0; i < FRAME - 1; i++) sum += inbox[i];
    if (inbox[4] != 0x03 || (sum & 0xFF) != (inbox[5] & 0xFF)) return 1;
    if ((inbox[1] & 0xFF) == setup.board) obey(inbox[2] & 0xFF, inbox[3] & 0xFF, now);
    return FRAME;
  }

  private void obey(int lock, int command, long now) {
    int told = faults().told(setup.board);
    if (command == 0x60) {
      reply(states(told), now);
    } else if (command == 0x61 && lock < LOCKS) {
      int channel = lock + 1;
      if (!faults().leavesBolt(channel))
        bolts.pull(channel, faults().holds(channel, setup.pulseMillis));
      reply(Bytes.of(0x02, told, lock, faults().refuses(channel) ? 0x00 : 0x75, 0x00), now);
      var busy = faults().first(Fault.BusyAfterUnlock.class);
      if (busy != null) deafen(busy.millis(), now);
    }
  }

  private Bytes states(int board) {
    var states = Bytes.of(0x02, board, 0x00, 0x75, 0x06);
    for (int group = 0; group < LOCKS; group += 8) {
      int octet = 0;
      for (int i = 0; i < 8; i++) {
        int channel = group + i + 1;
        if (faults().told(channel, bolts.closed(channel))) octet |= 1 << i;
      }
      states = states.plus(octet);
    }
    return states;
  }

  private void reply(Bytes body, long now) {
    int sum = 0;
    for (int i = 0; i < body.size(); i++) sum += body.at(i);
    answer(body.plus(sum & 0xFF), FRAME, setup.deviceMillis * 1000L, now);
  }
}
