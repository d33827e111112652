package org.shuyi.sim.device;

import java.util.SortedMap;
import java.util.TreeMap;
import org.shuyi.sim.world.Bolts;

/**
 * A relay board with inputs, on RTU or TCP: coil 0 is the first relay, input 0 the first switch, 1
 * for a door that is closed.
 *
 * <p>Source: the Modbus documents, and Waveshare's wiki for the timed coils: coil 0200 + relay
 * holds the relay for so many times 100 ms. A board in momentary mode holds a relay for its own
 * time whenever its coil is switched on; one that is not keeps it, and here that drives no bolt at
 * all, so that a driver which relies on it is seen.
 */
public final class ModbusRelayPeer extends ModbusPeer {
  private static final int FLASH = 0x0200;
  private static final int ON = 0xFF00;
  private static final int STEP_MILLIS = 100;

  /** 9600 8N1, as delivered. */
  public static final Pace PACE = new Pace(9600, 10);

  /**
   * How the board is set.
   *
   * @param tcp whether it speaks with the header of TCP
   * @param relays relays and inputs
   * @param momentaryMillis how long a coil that is switched on holds; 0 where it has no such mode
   * @param deviceMillis how long it thinks
   */
  public record Setup(boolean tcp, int unit, int relays, int momentaryMillis, int deviceMillis) {
    public static final Setup USUAL = new Setup(false, 1, 8, 0, 5);
  }

  private final Setup setup;
  private final Bolts bolts;

  /** Until when each relay holds. */
  private final SortedMap<Integer, Long> heldUntil = new TreeMap<>();

  public ModbusRelayPeer(Setup setup, Bolts bolts, Pace pace, long seed) {
    super(setup.tcp, setup.unit, setup.deviceMillis, pace, seed);
    this.setup = setup;
    this.bolts = bolts;
  }

  @Override
  int bit(boolean coil, int address, long now) {
    if (address >= setup.relays) return NOTHING;
    int channel = address + 1;
    if (coil) return holds(channel, now) ? 1 : 0;
    return faults().told(channel, bolts.closed(channel)) ? 1 : 0;
  }

  @Override
  int word(boolean holding, int address, long now) {
    return NOTHING;
  }

  @Override
  int writeWord(int address, int value, long now) {
    return ILLEGAL_FUNCTION;
  }

  @Override
  int writeCoil(int address, int value, long now) {
    boolean timed = address >= FLASH;
    int channel = (timed ? address - FLASH : address) + 1;
    if (channel > setup.relays) return ILLEGAL_ADDRESS;
    if (!timed && value != ON && value != 0) return ILLEGAL_VALUE;
    if (faults().refuses(channel)) return 4;
    if (!timed && value == 0) {
      if (holds(channel, now) && !faults().disobeys(channel)) letGo(channel);
      return DONE;
    }
    int millis = timed ? value * STEP_MILLIS : value == ON ? setup.momentaryMillis : 0;
    if (millis > 0) hold(channel, millis, now);
    var busy = faults().first(Fault.BusyAfterUnlock.class);
    if (busy != null) deafen(busy.millis(), now);
    return DONE;
  }

  private void hold(int channel, int millis, long now) {
    boolean sticks = faults().sticks(channel);
    heldUntil.put(channel, sticks ? Long.MAX_VALUE : now + millis);
    if (!faults().leavesBolt(channel)) bolts.pull(channel, faults().holds(channel, millis));
  }

  private boolean holds(int channel, long now) {
    return now < heldUntil.getOrDefault(channel, now);
  }

  private void letGo(int channel) {
    heldUntil.remove(channel);
    bolts.drop(channel);
  }
}
