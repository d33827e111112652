package org.shuyi.kiosk.kernel.cabinet;

import org.shuyi.kiosk.kernel.DeviceId;
import org.shuyi.kiosk.kernel.DoorId;

/**
 * A proof of a lock board that is under way, or has just ended.
 *
 * @param door that the person is asked to open by key
 * @param shut the board's bits while all its doors are shut, once they are known
 * @param until the tick by which the board must have answered
 * @param outcome how it ended, in words; empty before
 */
public record Trial(
    DeviceId board,
    DoorId door,
    String person,
    Stage stage,
    String shut,
    long until,
    String outcome) {
  /** What a trial waits for. */
  public enum Stage {
    /** The person shuts every door of the board, and says so. */
    SHUT_ALL,
    /** The board tells its bits. */
    READ_SHUT,
    /** The person opens one door by key, and says so. */
    OPEN_ONE,
    /** The board tells its bits again. */
    READ_OPEN,
    /** Nothing any more. */
    ENDED
  }

  Trial at(Stage next, long deadline) {
    return new Trial(board, door, person, next, shut, deadline, outcome);
  }

  Trial knowing(String bits) {
    return new Trial(board, door, person, Stage.OPEN_ONE, bits, Long.MAX_VALUE, outcome);
  }

  Trial ended(String how) {
    return new Trial(board, door, person, Stage.ENDED, shut, Long.MAX_VALUE, how);
  }
}
