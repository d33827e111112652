package org.shuyi.sim.device;

/**
 * The PLC of a machine that moves: it obeys a command when the sequence number beside it changes,
 * and gives the number back as accepted.
 *
 * <p>Registers of its manual: holding 100 command, 101 argument, 102 sequence; coil 0 halt, which
 * keeps the machine standing while it is on; input 200 accepted, 201 state (0 stands, 1 moves), 202
 * fault, 203 and on the machine's own; discrete inputs from 0 its sensors. The same words stand in
 * holding 200 and on, and the sensors, sixteen a word, in holding 240 and on. After power on the
 * accepted number is 0 and nothing moves.
 */
abstract class ModbusPlcPeer extends ModbusPeer {
  private static final int COMMAND = 100;
  private static final int ARGUMENT = 101;
  private static final int SEQUENCE = 102;
  private static final int STATUS = 200;
  private static final int STATUS_WORDS = 40;
  private static final int PACKED = 240;
  private static final int PACKED_WORDS = 4;
  private static final int SENSORS = 16 * PACKED_WORDS;

  private int command;
  private int argument;
  private int accepted;
  private boolean halted;

  ModbusPlcPeer(boolean tcp, int unit, Pace pace, long seed) {
    super(tcp, unit, 5, pace, seed);
  }

  /** Begins what was told, once. */
  abstract void obey(int command, int argument, long now);

  /** Everything stands at once. */
  abstract void stop(long now);

  abstract boolean isMoving(long now);

  /** 0 where all is well. */
  abstract int fault(long now);

  /** The machine's own words, from 0. */
  abstract int word(int index, long now);

  abstract boolean sensor(int index, long now);

  @Override
  public void powerUp(long now) {
    super.powerUp(now);
    stop(now);
    command = 0;
    argument = 0;
    accepted = 0;
    halted = false;
  }

  @Override
  final int bit(boolean coil, int address, long now) {
    if (coil) return address == 0 ? one(halted) : NOTHING;
    return address < SENSORS ? one(sensor(address, now)) : NOTHING;
  }

  private static int one(boolean on) {
    return on ? 1 : 0;
  }

  @Override
  final int word(boolean holding, int address, long now) {
    if (address >= STATUS && address < STATUS + STATUS_WORDS) return status(address - STATUS, now);
    if (!holding) return NOTHING;
    if (address >= PACKED && address < PACKED + PACKED_WORDS) return packed(address - PACKED, now);
    return switch (address) {
      case COMMAND -> command;
      case ARGUMENT -> argument;
      case SEQUENCE -> accepted;
      default -> NOTHING;
    };
  }

  private int status(int index, long now) {
    return switch (index) {
      case 0 -> accepted;
      case 1 -> one(isMoving(now));
      case 2 -> fault(now);
      default -> word(index - 3, now) & 0xFFFF;
    };
  }

  private int packed(int index, long now) {
    int word = 0;
    for (int i = 0; i < 16; i++) word |= one(sensor(16 * index + i, now)) << i;
    return word;
  }

  @Override
  final int writeCoil(int address, int value, long now) {
    if (address != 0) return ILLEGAL_ADDRESS;
    halted = value != 0;
    if (halted) stop(now);
    return DONE;
  }

  @Override
  final int writeWord(int address, int value, long now) {
    switch (address) {
      case COMMAND -> command = value;
      case ARGUMENT -> argument = value;
      case SEQUENCE -> {
        if (value == accepted) return DONE;
        accepted = value;
        if (!halted) obey(command, argument, now);
      }
      default -> {
        return ILLEGAL_ADDRESS;
      }
    }
    return DONE;
  }
}
