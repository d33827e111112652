package org.shuyi.kiosk.centre;

import org.shuyi.kiosk.kernel.Effect;
import org.shuyi.kiosk.kernel.Status;
import org.shuyi.kiosk.kernel.command.Answer;
import org.shuyi.kiosk.kernel.policy.Policy;

/** What the courier can be told. */
public sealed interface Told {
  /** The broker has something to say. */
  record Noticed(Broker.Notice notice) implements Told {}

  /** The kernel asks about a patron. */
  record Asked(Effect.AskCentre ask) implements Told {}

  /** The kernel asks where an item belongs. */
  record AskedOfItem(Effect.AskItem ask) implements Told {}

  /** The kernel says how a command stands. */
  record Said(Answer answer) implements Told {}

  /** The kernel says what the station can do now. */
  record Reported(Status status) implements Told {}

  /** Records were committed. */
  record Grew() implements Told {}

  /** What waits for the centre is to go now. */
  record Hurried() implements Told {}

  /** The policy in force, at the start and at each change: its keys are obeyed. */
  record Ruled(Policy policy) implements Told {}

  /** The turn of a delivery is committed: the broker may forget the message. */
  record Settled(long receipt) implements Told {}

  /** The time that it asked for has come. */
  record TimePassed() implements Told {}

  /** The program ends in order; the last thing it can be told. */
  record Stopping() implements Told {}
}
