package org.shuyi.sim.device;

import org.shuyi.sim.world.Conveyor;
import org.shuyi.sim.world.Conveyor.Motion;

/**
 * A sorter with three bins behind a PLC. Its manual is {@link #MAP}, in the form of a map file;
 * {@link #ONE_TABLE} is the same machine read by one question.
 */
public final class ModbusSorterPeer extends ModbusPlcPeer {
  /** 19200 8N1. */
  public static final Pace PACE = new Pace(19200, 10);

  public static final int BINS = 3;

  private static final String CODES =
      """
      state.idle = 0
      state.moving = 1
      fault.jam = 1
      fault.two-items = 2
      command.open-shutter = 1
      command.close-shutter = 2
      command.take-in = 3
      command.hand-back = 4
      command.sort = 5
      """;

  /** Words as input registers, sensors as discrete inputs. */
  public static final String MAP =
      """
      # The sorter of this town, as its manual has it.
      command = holding 100
      argument = holding 101
      sequence = holding 102
      halt = coil 0
      accepted = input 200
      state = input 201
      fault = input 202
      emergency-stop = discrete 0
      light-grating = discrete 1
      inlet = discrete 2
      tunnel = discrete 3
      foreign = discrete 4
      belt = discrete 5
      shutter-open = discrete 6
      shutter-closed = discrete 7
      bin.1.present = discrete 8
      bin.1.full = discrete 9
      bin.1.fallen = input 203
      bin.2.present = discrete 10
      bin.2.full = discrete 11
      bin.2.fallen = input 204
      bin.3.present = discrete 12
      bin.3.full = discrete 13
      bin.3.fallen = input 205
      """
          + CODES;

  /** Everything in holding registers, so that one question tells all. */
  public static final String ONE_TABLE =
      MAP.replaceAll("= input (\\d+)", "= holding $1")
          .replaceAll("= discrete (\\d+)", "= holding 240.$1");

  private final Conveyor conveyor;

  public ModbusSorterPeer(boolean tcp, Conveyor conveyor, Pace pace, long seed) {
    super(tcp, 1, pace, seed);
    this.conveyor = conveyor;
  }

  @Override
  void obey(int command, int argument, long now) {
    switch (command) {
      case 1 -> conveyor.begin(Motion.OPEN_SHUTTER, 0, now);
      case 2 -> conveyor.begin(Motion.CLOSE_SHUTTER, 0, now);
      case 3 -> conveyor.begin(Motion.TAKE_IN, 0, now);
      case 4 -> conveyor.begin(Motion.HAND_BACK, 0, now);
      case 5 -> {
        if (argument >= 1 && argument <= BINS) conveyor.begin(Motion.SORT, argument, now);
      }
      default -> {}
    }
  }

  @Override
  void stop(long now) {
    conveyor.stop(now);
  }

  @Override
  boolean isMoving(long now) {
    conveyor.advance(now);
    return conveyor.isMoving();
  }

  @Override
  int fault(long now) {
    conveyor.advance(now);
    if (conveyor.jammed()) return 1;
    return conveyor.twoItems() ? 2 : 0;
  }

  @Override
  int word(int index, long now) {
    return index < BINS ? conveyor.fallen(index + 1) : 0;
  }

  @Override
  boolean sensor(int index, long now) {
    conveyor.advance(now);
    return switch (index) {
      case 0 -> conveyor.emergencyStop();
      case 1 -> conveyor.hand();
      case 2 -> conveyor.inlet();
      case 3 -> conveyor.tunnel();
      case 4 -> conveyor.foreign();
      case 5 -> conveyor.isMoving();
      case 6 -> conveyor.shutterIs(true);
      case 7 -> conveyor.shutterIs(false);
      case 8, 10, 12 -> conveyor.present((index - 8) / 2 + 1);
      case 9, 11, 13 -> conveyor.full((index - 9) / 2 + 1);
      default -> false;
    };
  }
}
