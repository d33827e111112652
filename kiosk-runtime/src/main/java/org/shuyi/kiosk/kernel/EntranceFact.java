package org.shuyi.kiosk.kernel;

/** What is known of people who come in and go out; none of them has a name or a token here. */
public sealed interface EntranceFact extends Fact {
  /**
   * So many passed the counter since the record before this one.
   *
   * @param in persons who came in (到馆人次)
   * @param inside persons who are there now
   * @param error by how many that number may be wrong, either way
   */
  record PeopleCounted(int in, int out, int inside, int error) implements EntranceFact {}

  /**
   * At its quiet hour the room is taken as empty.
   *
   * @param inside persons who were still counted as being there
   * @param error by how many that number may have been wrong
   */
  record RoomReset(int inside, int error) implements EntranceFact {}

  /**
   * One side of the counter, or a contact of the exit gate or of the way out, cannot be believed.
   * Told once, until it can be again.
   *
   * @param contact such as {@code in} or {@code gate-out}
   * @param why {@code stuck}, {@code silent} or {@code unseen}
   */
  record CounterFailed(String contact, String why) implements EntranceFact {}

  /** It can be believed again. */
  record CounterWell(String contact) implements EntranceFact {}

  /**
   * The door was to open for somebody.
   *
   * @param grounds {@code centre}: by its word of now or of some minutes ago; {@code known}: it was
   *     not to be asked in time, and has spoken of this patron before; {@code stranger}: it was not
   *     to be asked, and the policy lets strangers in then
   */
  record Admitted(long number, String grounds) implements EntranceFact {}

  /**
   * Somebody stayed outside.
   *
   * @param why a key such as {@code full}, {@code blocked}, {@code unknown-card}
   */
  record NotAdmitted(String why) implements EntranceFact {}

  /** The door was to open, and did not. */
  record EntranceFailed(long number, String why) implements EntranceFact {}

  /**
   * The counter saw somebody come in who had not been let in.
   *
   * @param after the number of the last one who was; 0 for nobody
   */
  record Tailgated(long after) implements EntranceFact {}

  /**
   * The exit gate rang, and nothing that this station lent explains it.
   *
   * @param way {@code in}, {@code out} or {@code unknown}
   * @param attendant who is on site in service mode; empty where nobody is, which is an alarm
   */
  record GateRang(String way, String attendant) implements EntranceFact {}

  /**
   * The exit gate rang while an item that was lent a moment ago may still be secured: a work item,
   * and nobody's fault but ours.
   *
   * @param door behind which it had been
   */
  record GateRangForLoan(TagId tag, DoorId door, String way) implements EntranceFact {}

  /**
   * The way out was not free a second after it should have been: an alarm, until a person on site
   * has looked after it.
   *
   * @param cause {@code fire}: the fire input was active or its wire broken; {@code button}:
   *     somebody pressed the exit button, or its wire is broken
   */
  record ExitNotFree(String cause) implements EntranceFact {}

  /**
   * In a fire the wiring of the house freed the way out.
   *
   * @param afterMillis since it was awaited
   */
  record ExitFreed(long afterMillis) implements EntranceFact {}

  /** A person on site has looked after a way out that was not free. */
  record ExitCleared(String person, String reason) implements EntranceFact {}
}
