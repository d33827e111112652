package org.shuyi.sim.device;

import org.shuyi.sim.world.PickerArm;
import org.shuyi.sim.world.PickerArm.Motion;

/**
 * A picker with eight slots behind a PLC. Its manual is {@link #MAP}, in the form of a map file;
 * {@link #ONE_TABLE} is the same machine read by one question.
 */
public final class ModbusPickerPeer extends ModbusPlcPeer {
  /** 19200 8N1. */
  public static final Pace PACE = new Pace(19200, 10);

  public static final int SLOTS = 8;

  private static final int FIRST_SLOT = 8;

  private static final String CODES =
      """
      state.idle = 0
      state.moving = 1
      fault.blocked = 1
      fault.position-lost = 2
      command.search-origin = 1
      command.dispense = 2
      command.retract = 3
      """;

  /** Words as input registers, sensors as discrete inputs. */
  public static final String MAP =
      """
      # The picker of this town, as its manual has it.
      command = holding 100
      argument = holding 101
      sequence = holding 102
      halt = coil 0
      accepted = input 200
      state = input 201
      fault = input 202
      slot = input 203
      emergency-stop = discrete 0
      origin = discrete 1
      loaded = discrete 2
      hatch = discrete 3
      slot.1.item = discrete 8
      slot.2.item = discrete 9
      slot.3.item = discrete 10
      slot.4.item = discrete 11
      slot.5.item = discrete 12
      slot.6.item = discrete 13
      slot.7.item = discrete 14
      slot.8.item = discrete 15
      """
          + CODES;

  /** Everything in holding registers, so that one question tells all. */
  public static final String ONE_TABLE =
      MAP.replaceAll("= input (\\d+)", "= holding $1")
          .replaceAll("= discrete (\\d+)", "= holding 240.$1");

  private final PickerArm arm;

  public ModbusPickerPeer(boolean tcp, PickerArm arm, Pace pace, long seed) {
    super(tcp, 1, pace, seed);
    this.arm = arm;
  }

  @Override
  public void powerUp(long now) {
    super.powerUp(now);
    arm.powerCut(now);
  }

  @Override
  void obey(int command, int argument, long now) {
    switch (command) {
      case 1 -> arm.begin(Motion.SEARCH_ORIGIN, 0, now);
      case 2 -> arm.begin(Motion.DISPENSE, argument, now);
      case 3 -> arm.begin(Motion.RETRACT, argument, now);
      default -> {}
    }
  }

  @Override
  void stop(long now) {
    arm.stop(now);
  }

  @Override
  boolean isMoving(long now) {
    arm.advance(now);
    return arm.isMoving();
  }

  @Override
  int fault(long now) {
    arm.advance(now);
    if (arm.blocked()) return 1;
    return arm.lost() ? 2 : 0;
  }

  @Override
  int word(int index, long now) {
    arm.advance(now);
    return index == 0 ? arm.slot() : 0;
  }

  @Override
  boolean sensor(int index, long now) {
    arm.advance(now);
    return switch (index) {
      case 0 -> arm.emergencyStop();
      case 1 -> arm.origin();
      case 2 -> arm.loaded();
      case 3 -> arm.hatch();
      default -> index >= FIRST_SLOT && arm.holds(index - FIRST_SLOT + 1);
    };
  }
}
