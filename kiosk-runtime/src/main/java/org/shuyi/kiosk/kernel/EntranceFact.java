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
   * One side of the counter cannot be believed.
   *
   * @param contact {@code in} or {@code out}
   * @param why {@code stuck}, {@code silent} or {@code unseen}
   */
  record CounterFailed(String contact, String why) implements EntranceFact {}

  /** It can be believed again. */
  record CounterWell(String contact) implements EntranceFact {}
}
